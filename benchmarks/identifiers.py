"""How much of what names or points to somebody is found, and how much that should stand is masked.

On the labelled sets (marked_speech), an entity counts as found only if every letter of all its mentions in its item is
masked. A masked stretch is right if at least half of its letters are marked; an ordinary word stays if none of its
letters is masked. `identifiers` measures on the set that rules are tuned on, `identifiers_judged` on the one kept for
judging: it is run once, when the work is done.

`identifiers_beside` is presidio-research's set of invented sentences, beside stock presidio on a blank pipeline.
"""

import time
from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.marked_speech import DIRECT, JUDGED, STAYS, Item, Mark, entities, items
from nlp.deidentify import Masker
from nlp.records import Span

Row = dict[str, str | float]
Found = Sequence[Sequence[Span]]
"""What a finder marks in each turn of an item."""


def measure() -> list[Row]:
    """Recall, precision and time on the set that rules are tuned on."""
    return _rows(items())


def measure_judged() -> list[Row]:
    """The same on the set that nothing was tuned on."""
    return _rows(items(JUDGED))


def find(item: Item) -> Found:
    """What Chorus masks in one item, taken as a document of its own."""
    return Masker({name: f"Speaker {number}" for number, name in enumerate(item.known)}).find_all(item.turns)


def _rows(part: Sequence[Item]) -> list[Row]:
    Masker({}).mask("Kai, 07700 900142")  # the first use loads what has to be loaded
    started = time.process_time()
    found = [find(item) for item in part]
    seconds = time.process_time() - started
    sentences = sum(len(item.turns) for item in part)
    return [
        *_recalls(part, found),
        *_precision(part, found),
        {"what": "processor ms a turn", "of": sentences, "met": "", "%": round(1000 * seconds / sentences, 2)},
    ]


def _recalls(part: Sequence[Item], found: Sequence[Found]) -> list[Row]:
    there: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for item, stretches in zip(part, found, strict=True):
        for marks in entities(item):
            groups = _groups_of(marks[0])
            there.update(groups)
            if all(is_masked(item, mark, stretches) for mark in marks):
                met.update(groups)
    first = [f"recall, {group}" for group in ("direct", "indirect")]
    ordered = sorted(there, key=lambda group: (group not in first, group))
    return [_share(group, there[group], met[group]) for group in ordered]


def _groups_of(mark: Mark) -> list[str]:
    directness = "direct" if mark.kind in DIRECT else "indirect"
    groups = [f"recall, {directness}", f"recall, {directness}: {mark.kind}"]
    return [*groups, f"recall, name: {mark.culture}"] if mark.culture else groups


def is_masked(item: Item, mark: Mark, stretches: Found) -> bool:
    """Whether every letter and digit of `mark` is in one of the stretches."""
    text = item.turns[mark.turn]
    covered = _covered(stretches[mark.turn])
    return all(at in covered for at in range(mark.start, mark.end) if text[at].isalnum())


def is_right(item: Item, turn: int, stretch: Span) -> bool:
    """Whether at least half of the letters and digits of `stretch` belong to a mark."""
    marked = _covered(Span(mark.start, mark.end) for mark in item.marks if mark.turn == turn and mark.kind != STAYS)
    letters = [at for at in range(stretch.start, stretch.end) if item.turns[turn][at].isalnum()]
    return 2 * sum(at in marked for at in letters) >= len(letters)


def _precision(part: Sequence[Item], found: Sequence[Found]) -> list[Row]:
    masked = right = stays = stayed = 0
    for item, stretches in zip(part, found, strict=True):
        for turn, stretch in ((turn, stretch) for turn, some in enumerate(stretches) for stretch in some):
            masked += 1
            right += is_right(item, turn, stretch)
        for mark in item.marks:
            if mark.kind == STAYS:
                stays += 1
                stayed += not _covered(stretches[mark.turn]) & set(range(mark.start, mark.end))
    return [_share("precision", masked, right), _share("ordinary words stay", stays, stayed)]


def _covered(stretches: Iterable[Span]) -> set[int]:
    return {at for stretch in stretches for at in range(stretch.start, stretch.end)}


def _share(what: str, of: int, met: int) -> Row:
    return {"what": what, "of": of, "met": met, "%": round(100 * met / of, 1) if of else ""}
