"""What a person decides of a document's masking, put in force over what the rules found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nlp.deidentify.places import PLACE_KINDS
from nlp.deidentify.roster import compile_forms, written
from nlp.records import MaskedText, Span

NUMBERED = PLACE_KINDS | {"name"}
BY_HAND = "somebody decided so"
_NUMBER = re.compile(r"\[(.+) (\d+)\]")


@dataclass(frozen=True, slots=True)
class Stretch(Span):
    """A stretch of a text that may identify somebody: its kind, why, and whether it is masked, and with what."""

    kind: str
    why: str
    is_doubtful: bool
    is_masked: bool
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it was given, and its stretches in order, none overlapping another."""

    text: str
    stretches: tuple[Stretch, ...] = ()

    @property
    def masked(self) -> str:
        """The text with what is masked replaced."""
        parts, reached = [], 0
        for one in self.stretches:
            if one.is_masked:
                parts += [self.text[reached : one.start], one.replacement]
                reached = one.end
        return "".join([*parts, self.text[reached:]])

    @property
    def replaced(self) -> list[tuple[str, str]]:
        """Each replacement and what it stands for, in order."""
        return [(one.replacement, self.text[one.start : one.end]) for one in self.stretches if one.is_masked]

    def words(self, stretch: Span) -> str:
        """The words of a stretch, as everything that is written alike has them."""
        return written(self.text[stretch.start : stretch.end])


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided: the kind that something is masked as, or "" where it is left standing.

    `words` says it of words wherever they stand (by `written`), `places` of one place: text number, start and end.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[tuple[int, int, int], str] = field(default_factory=dict)


def draft(text: str, masked: MaskedText) -> Draft:
    """A text with what the rules found in it, masked, and what they doubt, left standing."""
    found = [
        Stretch(one.start, one.end, one.kind, one.why, one.is_doubtful, is_masked=True, replacement=replacement)
        for one, (replacement, _) in zip(masked.found, masked.replaced, strict=True)
    ]
    doubtful = [Stretch(one.start, one.end, one.kind, one.why, True, is_masked=False) for one in masked.doubtful]
    return Draft(text, tuple(sorted([*found, *doubtful], key=lambda one: one.start)))


def decide(drafts: Sequence[Draft], decided: Decided) -> list[Draft]:
    """The drafts as decided: a place's own decision goes before that of its words, and this before the rules'."""
    wanted = {words: kind for words, kind in decided.words.items() if kind}
    pattern = compile_forms(wanted)
    numbers = _Numbers(drafts)
    fixed: dict[int, dict[Span, str]] = {}
    for (number, start, end), kind in decided.places.items():
        fixed.setdefault(number, {})[Span(start, end)] = kind
    made = []
    for number, one in enumerate(drafts):
        stretches = [_as_decided(one, stretch, number, decided) for stretch in one.stretches]
        if pattern:
            stretches = _with_words(one, stretches, pattern, wanted, fixed.get(number, {}))
        made.append(replace(one, stretches=tuple(numbers.fill(one, stretch) for stretch in stretches)))
    return made


def _as_decided(one: Draft, stretch: Stretch, number: int, decided: Decided) -> Stretch:
    kind = decided.places.get((number, stretch.start, stretch.end), decided.words.get(one.words(stretch)))
    if kind is None:
        return stretch
    if not kind:
        return replace(stretch, is_masked=False)
    replacement = stretch.replacement if kind == stretch.kind else ""
    return replace(stretch, kind=kind, is_masked=True, replacement=replacement)


def _with_words(
    one: Draft, stretches: list[Stretch], pattern: re.Pattern[str], wanted: Mapping[str, str], fixed: Mapping[Span, str]
) -> list[Stretch]:
    """Adds the words that somebody wants masked where no rule saw them; they take in what is left standing there.

    `fixed` has the places of this text that somebody decided on by themselves.
    """
    for match in pattern.finditer(one.text):
        place = Span(match.start(), match.end())
        kind = wanted.get(written(match[0]))
        over = [other for other in stretches if other.start < place.end and place.start < other.end]
        if kind is None or any(other.is_masked or Span(other.start, other.end) in fixed for other in over):
            continue
        decided = fixed.get(place, kind)
        new = Stretch(place.start, place.end, decided or kind, BY_HAND, False, is_masked=bool(decided))
        stretches = sorted([*(other for other in stretches if other not in over), new], key=lambda made: made.start)
    return stretches


class _Numbers:
    """What stands for what: as the rules gave it, and from there on counting."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}
        for one in drafts:
            for stretch in one.stretches:
                if stretch.is_masked:
                    self._given.setdefault((stretch.kind, one.words(stretch)), stretch.replacement)
                    if match := _NUMBER.fullmatch(stretch.replacement):
                        self._last[match[1]] = max(self._last.get(match[1], 0), int(match[2]))

    def fill(self, one: Draft, stretch: Stretch) -> Stretch:
        """The stretch with what stands for it, if it is masked."""
        if not stretch.is_masked or stretch.replacement:
            return stretch
        if stretch.kind not in NUMBERED:
            return replace(stretch, replacement=f"[{stretch.kind}]")
        key = stretch.kind, one.words(stretch)
        if key not in self._given:
            self._last[stretch.kind] = self._last.get(stretch.kind, 0) + 1
            self._given[key] = f"[{stretch.kind} {self._last[stretch.kind]}]"
        return replace(stretch, replacement=self._given[key])
