"""Card sorts, from the draft to piles that are named."""

import pytest

from corpus.errors import NotFound
from corpus.records import Event, ForumMember, Programme
from corpus.store import card_sorts, held_writing, people
from corpus.store.card_sorts import CardSort
from corpus.store.programmes import add_programme, programme_by_id
from nlp.themes.card_drawing import CARDS, OF_NO_THEME
from service.errors import InvalidChoice, NotReady
from service.workflow import card_sorting
from service.workflow.card_sorting import MOST_PILES, OwnSort
from service.workflow.held_writing import GivenDecision, decide, queue_of
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace
from tests import sortable

DISCLOSURE = "My dad hits me"


@pytest.fixture
def programme(workspace: Workspace, event: Event) -> Programme:
    sortable.fill(workspace, event.programme_id, event.id)
    return programme_by_id(workspace.corpus, event.programme_id)


@pytest.fixture
def sort(workspace: Workspace, programme: Programme) -> CardSort:
    return sortable.opened(workspace, programme.id)


@pytest.fixture
def member(workspace: Workspace, programme: Programme) -> ForumMember:
    return people.add_forum_member(
        workspace.corpus, programme_id=programme.id, constituency="young people", code_hash="a"
    )


def _own(workspace: Workspace, member: ForumMember, sort: CardSort) -> OwnSort:
    return card_sorting.own_sort(workspace, member, sort.id)


def _new(workspace: Workspace, member: ForumMember, sort: CardSort, name: str = "") -> bool:
    card = _own(workspace, member, sort).left[0]
    return card_sorting.place_in_new(workspace, member, sort.id, card.id, name)


def test_a_draft_has_cards_of_every_theme_and_some_of_none(workspace: Workspace, programme: Programme) -> None:
    draft = card_sorting.start(workspace, programme)
    cards = card_sorts.cards(workspace.corpus, draft.id)
    assert (draft.state, len(cards)) == ("draft", CARDS)
    assert len([card for card in cards if card.theme_id is None]) == OF_NO_THEME
    assert len({card.theme_id for card in cards}) == len(sortable.THEMES) + 1


def test_too_little_to_draw_from_is_said(workspace: Workspace, event: Event) -> None:
    with pytest.raises(NotReady, match=r"needs 30 .* There are 0\."):
        card_sorting.start(workspace, programme_by_id(workspace.corpus, event.programme_id))


def test_a_card_of_a_draft_is_swapped_for_another_of_its_theme_and_of_an_open_one_taken_out(
    workspace: Workspace, programme: Programme
) -> None:
    draft = card_sorting.start(workspace, programme)
    before = card_sorts.cards(workspace.corpus, draft.id)
    assert card_sorting.swap(workspace, programme, draft.id, before[0].id)
    after = card_sorts.cards(workspace.corpus, draft.id)
    assert before[0] not in after
    assert len(after) == len(before)
    assert after[-1].theme_id == before[0].theme_id
    card_sorting.open_to_members(workspace, programme, draft.id)
    assert not card_sorting.swap(workspace, programme, draft.id, after[0].id)
    assert len(card_sorts.cards(workspace.corpus, draft.id)) == len(before) - 1
    with pytest.raises(NotFound):
        card_sorting.swap(workspace, programme, draft.id, after[0].id)


def test_every_step_is_kept_and_says_how_many_are_left(
    workspace: Workspace, sort: CardSort, member: ForumMember
) -> None:
    own = _own(workspace, member, sort)
    assert (own.done, len(own.left)) == (0, CARDS)
    _new(workspace, member, sort, "Buses")
    own = _own(workspace, member, sort)
    (pile,) = own.piles
    card_sorting.place(workspace, member, sort.id, own.left[0].id, pile.pile.id)
    card_sorting.place(workspace, member, sort.id, own.left[1].id, None)
    own = _own(workspace, member, sort)
    assert (own.done, len(own.left), len(own.aside), len(own.piles[0].cards)) == (3, CARDS - 3, 1, 2)
    assert own.piles[0].called == "Buses"
    assert own.pile_with(own.piles[0].cards[0].id) == own.piles[0]


def test_cards_come_to_each_in_an_order_of_their_own_that_stays(
    workspace: Workspace, programme: Programme, sort: CardSort, member: ForumMember
) -> None:
    other = people.add_forum_member(workspace.corpus, programme_id=programme.id, constituency="citizens", code_hash="b")
    first, again, others = (_own(workspace, one, sort).cards for one in (member, member, other))
    assert first == again
    assert first != others
    assert set(first) == set(others)


def test_a_new_pile_of_a_name_that_is_there_is_that_pile(
    workspace: Workspace, sort: CardSort, member: ForumMember
) -> None:
    _new(workspace, member, sort, "Late buses")
    _new(workspace, member, sort, "late  buses")
    _new(workspace, member, sort)
    assert [(one.called, len(one.cards)) for one in _own(workspace, member, sort).piles] == [
        ("Late buses", 2),
        ("Pile 2", 1),
    ]


def test_piles_are_renamed_and_joined(workspace: Workspace, sort: CardSort, member: ForumMember) -> None:
    _new(workspace, member, sort, "Buses")
    _new(workspace, member, sort)
    one, two = (own.pile.id for own in _own(workspace, member, sort).piles)
    with pytest.raises(InvalidChoice, match="already"):
        card_sorting.rename(workspace, member, sort.id, two, "buses")
    with pytest.raises(InvalidChoice, match="letters"):
        card_sorting.rename(workspace, member, sort.id, two, "b" * 61)
    with pytest.raises(InvalidChoice, match="another"):
        card_sorting.merge(workspace, member, sort.id, one, one)
    card_sorting.merge(workspace, member, sort.id, one, two)
    (left,) = _own(workspace, member, sort).piles
    assert (left.pile.id, left.called, len(left.cards)) == (two, "Buses", 2)


def test_there_are_as_many_piles_as_somebody_can_look_over(
    workspace: Workspace, sort: CardSort, member: ForumMember
) -> None:
    for _ in range(MOST_PILES):
        _new(workspace, member, sort)
    with pytest.raises(InvalidChoice, match="piles"):
        _new(workspace, member, sort)


def test_names_of_people_in_a_piles_name_are_masked(workspace: Workspace, sort: CardSort, member: ForumMember) -> None:
    _new(workspace, member, sort, "Like with Dr Persephone Quartermaine")
    assert "Persephone" not in _own(workspace, member, sort).piles[0].called


def test_what_may_be_a_disclosure_is_for_the_safeguarding_lead_and_comes_back_when_released(
    workspace: Workspace, programme: Programme, sort: CardSort, member: ForumMember
) -> None:
    assert _new(workspace, member, sort, DISCLOSURE)
    (own,) = _own(workspace, member, sort).piles
    assert (own.called, own.pile.is_held) == ("Pile 1", True)
    (waiting,) = queue_of(workspace, programme.id, "waiting")
    assert (waiting.texts, waiting.about) == ((DISCLOSURE,), "The name of a pile in a card sort")
    lead = people.put_account(workspace.corpus, name="Lee", roles=["safeguarding lead"], password_hash="x")
    decide(workspace, programme, lead, waiting.held.id, GivenDecision("released"))
    assert _own(workspace, member, sort).piles[0].called == DISCLOSURE


def test_a_name_that_is_kept_stays_kept_and_a_pile_that_is_gone_stays_gone(
    workspace: Workspace, programme: Programme, sort: CardSort, member: ForumMember
) -> None:
    lead = people.put_account(workspace.corpus, name="Lee", roles=["safeguarding lead"], password_hash="x")
    _new(workspace, member, sort, DISCLOSURE)
    _new(workspace, member, sort, "Buses")
    held, other = _own(workspace, member, sort).piles
    card_sorting.merge(workspace, member, sort.id, held.pile.id, other.pile.id)
    (waiting,) = held_writing.held_writing(workspace.corpus, programme.id, "waiting")
    decide(workspace, programme, lead, waiting.id, GivenDecision("released"))
    assert [one.called for one in _own(workspace, member, sort).piles] == ["Buses"]
    _new(workspace, member, sort, DISCLOSURE)
    (waiting,) = held_writing.held_writing(workspace.corpus, programme.id, "waiting")
    decide(workspace, programme, lead, waiting.id, GivenDecision("kept"))
    assert [one.called for one in _own(workspace, member, sort).piles] == ["Buses", "Pile 3"]


def test_a_consultation_does_not_sort_and_nobody_sorts_a_draft_or_in_another_programme(
    workspace: Workspace, programme: Programme, sort: CardSort, member: ForumMember
) -> None:
    consulted = people.add_forum_member(
        workspace.corpus,
        programme_id=programme.id,
        constituency="citizens",
        code_hash="b",
        engagement_model="consultation",
    )
    with pytest.raises(NotReady, match="does not sort"):
        _own(workspace, consulted, sort)
    with pytest.raises(NotFound):
        _own(workspace, member, card_sorting.start(workspace, programme))
    stranger = people.add_forum_member(
        workspace.corpus,
        programme_id=add_programme(workspace.corpus, name="Other").id,
        constituency="citizens",
        code_hash="c",
    )
    with pytest.raises(NotFound):
        _own(workspace, stranger, sort)


def test_what_is_closed_stays_as_it_is(
    workspace: Workspace, programme: Programme, sort: CardSort, member: ForumMember
) -> None:
    _new(workspace, member, sort, "Buses")
    own = _own(workspace, member, sort)
    card_sorting.close(workspace, programme, sort.id)
    pile = own.piles[0].pile.id
    with pytest.raises(NotReady):
        card_sorting.place(workspace, member, sort.id, own.left[0].id, pile)
    with pytest.raises(NotReady):
        card_sorting.rename(workspace, member, sort.id, pile, "Other")
    with pytest.raises(NotReady):
        card_sorting.throw_away(workspace, programme, sort.id)
    with pytest.raises(NotReady):
        card_sorting.open_to_members(workspace, programme, sort.id)


def test_a_draft_can_be_thrown_away(workspace: Workspace, programme: Programme) -> None:
    draft = card_sorting.start(workspace, programme)
    with pytest.raises(NotReady):
        card_sorting.close(workspace, programme, draft.id)
    card_sorting.throw_away(workspace, programme, draft.id)
    assert card_sorts.card_sorts(workspace.corpus, programme.id) == []


def test_whoever_withdraws_is_on_no_card_any_more(
    workspace: Workspace, programme: Programme, sort: CardSort, member: ForumMember
) -> None:
    own = _own(workspace, member, sort)
    gone = own.cards[0]
    card_sorting.place_in_new(workspace, member, sort.id, gone.id, f"Like {gone.quote.text[:40]}")
    code = gone.quote.speaker.removeprefix("Person ")
    withdraw(workspace, programme, "F1", code, by="Sam")
    after = _own(workspace, member, sort)
    assert gone not in after.cards
    assert (after.done, len(after.cards)) == (0, CARDS - 1)
    assert card_sorts.pile_names(workspace.corpus, programme.id) == {}
