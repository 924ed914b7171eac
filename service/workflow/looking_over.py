"""What somebody who signs a document off looks over: its words that are masked or doubtful, each with its places."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.records import Document
from corpus.store import unsigned as waiting
from nlp.deidentify import Decided, Draft, Stretch, decide, written
from nlp.deidentify.deciding import BY_HAND
from service.errors import InvalidChoice
from service.workflow.unsigned import (
    check_token,
    decisions_for,
    own_decisions,
    put_own_decisions,
    unsigned_of,
)
from service.workspace import Workspace

AROUND = 70
"""Characters before and after a place."""
LONGEST_WORDS = 100
KINDS = (
    "name",
    "school",
    "GP practice",
    "hospital",
    "ward",
    "place of worship",
    "centre",
    "place",
    "address",
    "phone number",
    "email",
    "user name",
    "date of birth",
    "age",
    "family",
    "other identifier",
)
"""What somebody may mask words as."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a word: where it is, whose words it stands in, and those around it, masked."""

    piece: int
    stretch: Stretch
    words: str
    who: str
    draft: Draft

    @property
    def before(self) -> str:
        """What comes before it."""
        text = _masked(self.draft, 0, self.stretch.start)
        return f"… {text[-AROUND:].partition(' ')[2]}" if len(text) > AROUND else text

    @property
    def after(self) -> str:
        """What comes after it."""
        text = _masked(self.draft, self.stretch.end, len(self.draft.text))
        return f"{text[:AROUND].rpartition(' ')[0]} …" if len(text) > AROUND else text


@dataclass(frozen=True, slots=True)
class Word:
    """Everything that is written alike. `key` is that writing, `words` the most frequent way."""

    key: str
    places: tuple[Place, ...]

    @property
    def words(self) -> str:
        """As it is written most of the time."""
        return Counter(place.words for place in self.places).most_common(1)[0][0]

    @property
    def kind(self) -> str:
        """What it is masked as, or would be."""
        return Counter(place.stretch.kind for place in self.places).most_common(1)[0][0]

    @property
    def reasons(self) -> list[str]:
        """Why it is masked, or doubtful."""
        return list(dict.fromkeys(place.stretch.why for place in self.places))

    @property
    def masked(self) -> int:
        """In how many places it is masked."""
        return sum(place.stretch.is_masked for place in self.places)

    @property
    def is_doubtful(self) -> bool:
        """Whether a rule doubted it anywhere."""
        return any(place.stretch.is_doubtful for place in self.places)

    @property
    def is_by_hand(self) -> bool:
        """Whether no rule saw it."""
        return all(place.stretch.why == BY_HAND for place in self.places)


@dataclass(frozen=True, slots=True)
class LookedOver:
    """An unsigned text to look over: the words that rules doubted, those they masked, a person's, and all the text.

    `read` has whose text it is and the draft. What is held for the safeguarding lead is in none; `held` counts it.
    """

    token: str
    doubtful: Sequence[Word]
    firm: Sequence[Word]
    by_hand: Sequence[Word]
    read: Sequence[tuple[str, Draft]]
    held: int

    @property
    def places(self) -> int:
        """In how many places anything is masked."""
        return sum(word.masked for words in (self.doubtful, self.firm, self.by_hand) for word in words)


def look_over(workspace: Workspace, document: Document) -> LookedOver:
    """What waits of a document as it was decided until now. Raises NotReady where nothing does."""
    unsigned = unsigned_of(workspace, document.id, reason="looking over what is masked")
    held = waiting.held_pieces(workspace.corpus, document.id)
    drafts = decide(unsigned.drafts, decisions_for(workspace, document))
    places: dict[str, list[Place]] = {}
    read = []
    for number, (piece, one) in enumerate(zip(unsigned.pieces, drafts, strict=True)):
        if piece.who is None or number in held:
            continue
        if one.text.strip():
            read.append((piece.who, one))
        for stretch in one.stretches:
            text = one.text[stretch.start : stretch.end]
            places.setdefault(written(text), []).append(Place(number, stretch, text, piece.who, one))
    words = sorted((Word(key, tuple(some)) for key, some in places.items()), key=lambda word: -len(word.places))
    return LookedOver(
        unsigned.token,
        [word for word in words if word.is_doubtful],
        [word for word in words if not word.is_doubtful and not word.is_by_hand],
        [word for word in words if not word.is_doubtful and word.is_by_hand],
        read,
        len(held),
    )


def decide_place(workspace: Workspace, document: Document, token: str, place: tuple[int, int, int], kind: str) -> None:
    """Masks one place as a kind, or, with "", leaves it standing. Raises NotReady where another text waits."""
    check_token(workspace.corpus, document.id, token)
    with workspace.vault() as vault:
        own = own_decisions(vault, document.id)
        put_own_decisions(vault, document.id, replace(own, places=dict(own.places) | {place: kind}))


def decide_everywhere(workspace: Workspace, document: Document, token: str, words: str, kind: str) -> None:
    """Masks words wherever they stand in a document, or, with "", leaves them; it is remembered for its event.

    Raises InvalidChoice for no words, or more than a name has; NotReady where another text waits.
    """
    check_token(workspace.corpus, document.id, token)
    key = written(words)
    if not any(map(str.isalnum, key)):
        raise InvalidChoice("Enter the words to mask.")
    if len(key) > LONGEST_WORDS:
        raise InvalidChoice(f"Enter no more than {LONGEST_WORDS} characters: a name, a place, a number.")
    unsigned = unsigned_of(workspace, document.id, reason="looking over what is masked", token=token)
    theirs = {
        (number, one.start, one.end)
        for number, each in enumerate(unsigned.drafts)
        for one in each.stretches
        if each.words(one) == key
    }
    with workspace.vault() as vault:
        own = own_decisions(vault, document.id)
        places = {place: one for place, one in own.places.items() if place not in theirs}
        put_own_decisions(vault, document.id, Decided(dict(own.words) | {key: kind}, places))


def kind_of(asked: str) -> str:
    """A kind to mask as, as it was asked for. Raises InvalidChoice."""
    if not asked or len(asked) > LONGEST_WORDS or any(character in "[].\n" for character in asked):
        raise InvalidChoice("Choose what to mask it as.")
    return asked


def _masked(one: Draft, start: int, end: int) -> str:
    """The part of a text between two places, masked."""
    inner: Iterable[Stretch] = (each for each in one.stretches if start <= each.start and each.end <= end)
    shifted = tuple(replace(each, start=each.start - start, end=each.end - start) for each in inner)
    return Draft(one.text[start:end], shifted).masked
