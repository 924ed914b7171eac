"""Card sorts: staff draw and open one, members put its cards into piles of their own and name them.

What a pile is called is masked, and looked at by the safeguarding rules, before anybody else reads it.
"""

import random
import sqlite3
from dataclasses import dataclass

from corpus.deciding import FORUM_MAY
from corpus.errors import NotFound
from corpus.records import ForumMember, Programme
from corpus.store import card_sorts
from corpus.store.card_sorts import Card, CardSort, Pile
from nlp.themes.card_drawing import CARDS, FEWEST_CARDS, Excerpt, draw, draw_another
from service.errors import InvalidChoice, NotReady
from service.workflow.forum_words import hold, read_words
from service.workspace import Workspace

SHORTEST, LONGEST = 35, 220
"""Characters of a card: what says something alone, and is read on a phone without scrolling."""
LONGEST_PILE_NAME = 60
MOST_PILES = 15
CLOSED = "This card sort is closed. Cards can no longer be moved."


@dataclass(frozen=True, slots=True)
class OwnPile:
    """A member's pile with its cards; `called` is its name, or its number as long as it has none."""

    pile: Pile
    cards: tuple[Card, ...]

    @property
    def called(self) -> str:
        """How it is spoken of."""
        return self.pile.name or f"Pile {self.pile.number}"


@dataclass(frozen=True, slots=True)
class OwnSort:
    """How far a member has come: `left` are the cards they have not decided on, `aside` those they left unsorted."""

    sort: CardSort
    cards: tuple[Card, ...]
    piles: tuple[OwnPile, ...]
    aside: tuple[Card, ...]
    left: tuple[Card, ...]

    @property
    def done(self) -> int:
        """How many cards they have decided on."""
        return len(self.cards) - len(self.left)

    def pile_with(self, card_id: int) -> OwnPile | None:
        """The pile that a card is in."""
        return next((one for one in self.piles if any(card.id == card_id for card in one.cards)), None)


def may_sort(member: ForumMember) -> bool:
    """Whether somebody's forum sorts cards: who may propose may, a consultation may not."""
    return "propose" in FORUM_MAY[member.engagement_model]


def start(workspace: Workspace, programme: Programme) -> CardSort:
    """A draft with cards drawn for it: others than were sorted before, as long as there are enough.

    Raises NotReady where there is too little to draw from.
    """
    offered = _excerpts(workspace, programme)
    before = card_sorts.ever_drawn_in(workspace.corpus, programme.id)
    drawn = draw([one for one in offered if one.number not in before])
    if len(drawn) < CARDS:
        drawn = draw(offered)
    if len(drawn) < FEWEST_CARDS:
        raise NotReady(
            f"A card sort needs {FEWEST_CARDS} things that people said, short enough for a card, by people who agreed"
            f" to being quoted. There are {len(drawn)}."
        )
    sort_id = card_sorts.add_sort(workspace.corpus, programme.id, [(one.number, one.theme) for one in drawn])
    return card_sorts.sort_by_id(workspace.corpus, sort_id)


def sort_in(workspace: Workspace, programme_id: int, sort_id: int) -> CardSort:
    """A card sort of this programme. Raises NotFound."""
    sort = card_sorts.sort_by_id(workspace.corpus, sort_id)
    if sort.programme_id != programme_id:
        raise NotFound(f"There is no card sort {sort_id} in this programme.")
    return sort


def swap(workspace: Workspace, programme: Programme, sort_id: int, card_id: int) -> bool:
    """Takes a card out of a sort; True where another came in for it, as only a draft gets. Raises NotFound."""
    sort = sort_in(workspace, programme.id, sort_id)
    kept = card_sorts.cards(workspace.corpus, sort.id)
    card = next((one for one in kept if one.id == card_id), None)
    if card is None:
        raise NotFound(f"There is no card {card_id} in this card sort.")
    offered = _excerpts(workspace, programme)
    held = {one.quote.segment_id for one in kept}
    known = card_sorts.ever_drawn(workspace.corpus, sort.id)
    fresh = [one for one in offered if one.number not in known]
    another = draw_another(fresh, [one for one in offered if one.number in held], card.theme_id)
    with workspace.corpus.atomic():
        card_sorts.take_out(workspace.corpus, card.id)
        return another is not None and card_sorts.add_card(workspace.corpus, sort.id, another.number, another.theme)


def open_to_members(workspace: Workspace, programme: Programme, sort_id: int) -> None:
    """Lets members sort. Raises NotReady, NotFound."""
    if not card_sorts.open_sort(workspace.corpus, sort_in(workspace, programme.id, sort_id).id):
        raise NotReady("This card sort was opened already.")


def close(workspace: Workspace, programme: Programme, sort_id: int) -> None:
    """Ends the sorting, so that members see what they share. Raises NotReady, NotFound."""
    if not card_sorts.close_sort(workspace.corpus, sort_in(workspace, programme.id, sort_id).id):
        raise NotReady("This card sort is not open.")


def throw_away(workspace: Workspace, programme: Programme, sort_id: int) -> None:
    """Throws a draft away. Raises NotReady, NotFound."""
    if not card_sorts.drop_draft(workspace.corpus, sort_in(workspace, programme.id, sort_id).id):
        raise NotReady("Members have begun to sort. Close it instead.")


def own_sort(workspace: Workspace, member: ForumMember, sort_id: int) -> OwnSort:
    """How far a member has come. Cards come to each in another order, so that none is always first.

    Raises NotFound, for a draft too, and NotReady where their forum does not sort.
    """
    sort = sort_in(workspace, member.programme_id, sort_id)
    if sort.state == "draft":
        raise NotFound(f"There is no card sort {sort_id} for you.")
    if not may_sort(member):
        raise NotReady("Your forum does not sort cards.")
    cards = card_sorts.cards(workspace.corpus, sort.id)
    random.Random(f"{sort.id} {member.id}").shuffle(cards)  # noqa: S311 (an order, and no secret)
    placed = card_sorts.placed_by(workspace.corpus, sort.id, member.id)
    piles = [
        OwnPile(pile, tuple(card for card in cards if placed.get(card.id) == pile.id))
        for pile in card_sorts.piles(workspace.corpus, sort.id, member.id)
    ]
    return OwnSort(
        sort,
        tuple(cards),
        tuple(piles),
        tuple(card for card in cards if placed.get(card.id, 0) is None),
        tuple(card for card in cards if card.id not in placed),
    )


def place(workspace: Workspace, member: ForumMember, sort_id: int, card_id: int, pile_id: int | None) -> None:
    """Puts a card in a pile, or leaves it aside (None). Raises NotFound, NotReady."""
    own = _open_sort(workspace, member, sort_id)
    _card(own, card_id)
    if pile_id is not None:
        _pile(own, pile_id)
    try:
        card_sorts.put_card(workspace.corpus, card_id, member.id, pile_id)
    except sqlite3.IntegrityError as error:
        raise NotReady(CLOSED) from error


def place_in_new(workspace: Workspace, member: ForumMember, sort_id: int, card_id: int, name: str) -> bool:
    """Makes a pile, which may have no name yet, for a card, or finds the member's own of that name.

    True where the name is held for safeguarding. Raises InvalidChoice, NotFound, NotReady.
    """
    own = _open_sort(workspace, member, sort_id)
    _card(own, card_id)
    name = _short(name)
    there = next((one.pile for one in own.piles if name and one.called.casefold() == name.casefold()), None)
    if there is None and len(own.piles) >= MOST_PILES:
        raise InvalidChoice(f"You have {MOST_PILES} piles. Put the card in one of them, or put two piles together.")
    try:
        with workspace.corpus.atomic():
            pile_id = there.id if there else card_sorts.add_pile(workspace.corpus, own.sort.id, member.id)
            card_sorts.put_card(workspace.corpus, card_id, member.id, pile_id)
            return there is None and _name(workspace, member, pile_id, name)
    except sqlite3.IntegrityError as error:
        raise NotReady(CLOSED) from error


def rename(workspace: Workspace, member: ForumMember, sort_id: int, pile_id: int, name: str) -> bool:
    """Gives a pile another name; True where that is held for safeguarding. Raises InvalidChoice, NotFound, NotReady."""
    own, name = _open_sort(workspace, member, sort_id), _short(name)
    pile = _pile(own, pile_id)
    if any(one.pile.id != pile_id and name and one.called.casefold() == name.casefold() for one in own.piles):
        raise InvalidChoice(f"You have a pile called “{name}” already. Give this one another name, or join the two.")
    return _name(workspace, member, pile.pile.id, name)


def merge(workspace: Workspace, member: ForumMember, sort_id: int, pile_id: int, into: int) -> None:
    """Puts all cards of a pile into another. Raises InvalidChoice, NotFound, NotReady."""
    own = _open_sort(workspace, member, sort_id)
    if pile_id == into:
        raise InvalidChoice("Choose another pile to join it with.")
    one, other = _pile(own, pile_id), _pile(own, into)
    try:
        with workspace.corpus.atomic():
            if one.pile.name and not (other.pile.name or other.pile.is_held):
                card_sorts.name_pile(workspace.corpus, other.pile.id, one.pile.name)
            card_sorts.merge_piles(workspace.corpus, one.pile.id, other.pile.id)
    except sqlite3.IntegrityError as error:
        raise NotReady(CLOSED) from error


def _name(workspace: Workspace, member: ForumMember, pile_id: int, name: str) -> bool:
    (words,) = read_words(name)
    with workspace.corpus.atomic():
        card_sorts.name_pile(
            workspace.corpus, pile_id, "" if words.is_concern else words.text, is_held=words.is_concern
        )
        if words.is_concern:
            hold(workspace, member, "pile name", pile_id, [words.text])
    return words.is_concern


def _short(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > LONGEST_PILE_NAME:
        raise InvalidChoice(f"Make the name shorter: {LONGEST_PILE_NAME} letters at most.")
    return name


def _open_sort(workspace: Workspace, member: ForumMember, sort_id: int) -> OwnSort:
    own = own_sort(workspace, member, sort_id)
    if own.sort.state != "open":
        raise NotReady(CLOSED)
    return own


def _card(own: OwnSort, card_id: int) -> Card:
    found = next((card for card in own.cards if card.id == card_id), None)
    if found is None:
        raise NotFound("This card is not there any more.")
    return found


def _pile(own: OwnSort, pile_id: int) -> OwnPile:
    found = next((one for one in own.piles if one.pile.id == pile_id), None)
    if found is None:
        raise NotFound("This pile is not there any more.")
    return found


def _excerpts(workspace: Workspace, programme: Programme) -> list[Excerpt]:
    offered = card_sorts.excerpts_offered(workspace.corpus, programme.id, shortest=SHORTEST, longest=LONGEST)
    return [
        Excerpt(one.segment_id, one.text, one.theme_id, one.event_id, one.role, one.contributor_id, one.confidence)
        for one in offered
    ]
