import sqlite3

import pytest
from sqlite_utils import Database

from corpus.records import EngagementModel, ForumMember
from corpus.store import card_sorts, lost_cards, people, taking_back
from tests.corpus.store.conftest import Small

WAITED, AGAIN, TOO, ASK = "I waited.", "And waited again.", "We waited too.", "Ask me first."


def _member(small: Small, code: str, model: EngagementModel = "co-production") -> ForumMember:
    return people.add_forum_member(
        small.db, programme_id=small.programme, constituency="young people", code_hash=code, engagement_model=model
    )


@pytest.fixture
def sort(small: Small) -> int:
    """A card sort that is open, of three cards."""
    waiting = small.theme("waiting")
    drawn = [(small.segment(WAITED), waiting), (small.segment(AGAIN), waiting), (small.segment(ASK), None)]
    sort_id = card_sorts.add_sort(small.db, small.programme, drawn)
    assert card_sorts.open_sort(small.db, sort_id)
    return sort_id


def _texts(db: Database, sort_id: int) -> list[str]:
    return [card.quote.text for card in card_sorts.cards(db, sort_id)]


def test_excerpts_are_quotable_of_the_right_length_and_have_their_main_theme(small: Small) -> None:
    small.suggest((WAITED, "waiting"), (TOO, "help"))
    small.db.execute("UPDATE contributors SET consent = 2 WHERE locality = 'Central'")
    offered = card_sorts.excerpts_offered(small.db, small.programme, shortest=5, longest=15)
    assert [(one.text, one.theme_id) for one in offered] == [(WAITED, small.theme("waiting")), (ASK, None)]


def test_what_was_coded_with_no_main_theme_fits_some_theme_and_is_not_offered_as_fitting_none(small: Small) -> None:
    small.suggest((WAITED, "waiting"))
    small.db.execute("UPDATE codings SET is_primary = 0")
    offered = card_sorts.excerpts_offered(small.db, small.programme, shortest=5, longest=15)
    assert WAITED not in [one.text for one in offered]


def test_a_sort_goes_from_draft_to_open_to_closed_and_no_other_way(small: Small) -> None:
    sort_id = card_sorts.add_sort(small.db, small.programme, [])
    assert not card_sorts.close_sort(small.db, sort_id)
    assert card_sorts.open_sort(small.db, sort_id)
    assert not card_sorts.open_sort(small.db, sort_id)
    assert not card_sorts.drop_draft(small.db, sort_id)
    assert card_sorts.close_sort(small.db, sort_id)
    assert [(one.number, one.state) for one in card_sorts.card_sorts(small.db, small.programme)] == [(1, "closed")]
    assert card_sorts.drop_draft(small.db, card_sorts.add_sort(small.db, small.programme, []))


def test_a_card_comes_once_and_into_a_draft_only(small: Small, sort: int) -> None:
    draft = card_sorts.add_sort(small.db, small.programme, [])
    drawn = small.segment(WAITED), small.theme("waiting")
    assert [card_sorts.add_card(small.db, draft, *drawn) for _ in range(2)] == [True, False]
    assert not card_sorts.add_card(small.db, sort, small.segment(TOO), None)


def test_who_lost_their_card_and_sorts_again_is_one_person(small: Small, sort: int) -> None:
    db, old, new, other = small.db, _member(small, "a"), _member(small, "b"), _member(small, "c")
    cards = [card.id for card in card_sorts.cards(db, sort)]
    for member in (old, other):
        pile = card_sorts.add_pile(db, sort, member.id)
        for card in cards:
            card_sorts.put_card(db, card, member.id, pile)
    lost_cards.replace_card(db, old, new)
    card_sorts.put_card(db, cards[0], new.id, card_sorts.add_pile(db, sort, new.id))
    assert {number: len(one.placed) for number, one in card_sorts.sorters(db, sort).items()} == {new.id: 1, other.id: 3}
    assert {pile.forum_member_id for pile in card_sorts.piles(db, sort)} == {new.id, other.id}


def test_cards_are_moved_and_a_pile_that_is_empty_is_gone(small: Small, sort: int) -> None:
    db, member = small.db, _member(small, "a")
    first, second, third = (card.id for card in card_sorts.cards(db, sort))
    one, other = card_sorts.add_pile(db, sort, member.id), None
    card_sorts.put_card(db, first, member.id, one)
    other = card_sorts.add_pile(db, sort, member.id)
    card_sorts.put_card(db, second, member.id, other)
    card_sorts.put_card(db, third, member.id, None)
    assert card_sorts.placed_by(db, sort, member.id) == {first: one, second: other, third: None}
    card_sorts.put_card(db, first, member.id, other)
    assert [pile.id for pile in card_sorts.piles(db, sort, member.id)] == [other]
    sorter = card_sorts.sorters(db, sort)[member.id]
    assert (sorter.constituency, sorter.engagement_model) == ("young people", "co-production")
    assert sorter.placed == {first: other, second: other, third: None}


def test_nobody_sorts_in_anothers_piles_nor_once_it_is_closed_nor_in_a_consultation(small: Small, sort: int) -> None:
    db, member, other = small.db, _member(small, "a"), _member(small, "b")
    card = card_sorts.cards(db, sort)[0].id
    pile = card_sorts.add_pile(db, sort, member.id)
    card_sorts.put_card(db, card, member.id, pile)
    with pytest.raises(sqlite3.IntegrityError):
        card_sorts.put_card(db, card, other.id, pile)
    consulted = _member(small, "c", "consultation")
    with pytest.raises(sqlite3.IntegrityError):
        card_sorts.add_pile(db, sort, consulted.id)
    with pytest.raises(sqlite3.IntegrityError):
        card_sorts.put_card(db, card, consulted.id, None)
    card_sorts.close_sort(db, sort)
    with pytest.raises(sqlite3.IntegrityError):
        card_sorts.put_card(db, card, member.id, None)
    with pytest.raises(sqlite3.IntegrityError):
        card_sorts.put_card(db, card, other.id, None)


def test_a_card_goes_with_its_segment_and_with_less_consent_out_of_every_pile(small: Small, sort: int) -> None:
    db, member = small.db, _member(small, "a")
    cards = [card.id for card in card_sorts.cards(db, sort)]
    pile = card_sorts.add_pile(db, sort, member.id)
    for card in cards:
        card_sorts.put_card(db, card, member.id, pile)
    db.execute("DELETE FROM segments WHERE text = ?", [AGAIN])
    assert _texts(db, sort) == [WAITED, ASK]
    assert set(card_sorts.sorters(db, sort)[member.id].placed) == {cards[0], cards[2]}
    assert card_sorts.placed_by(db, sort, member.id).keys() == {cards[0], cards[2]}
    db.execute("UPDATE contributors SET consent = 2 WHERE event_id = ?", [small.forum.id])
    assert _texts(db, sort) == [ASK]
    assert set(card_sorts.sorters(db, sort)[member.id].placed) == {cards[2]}


def test_a_card_that_was_taken_out_is_in_no_pile_and_not_drawn_again(small: Small, sort: int) -> None:
    first = card_sorts.cards(small.db, sort)[0]
    card_sorts.take_out(small.db, first.id)
    assert first not in card_sorts.cards(small.db, sort)
    assert first.quote.segment_id in card_sorts.ever_drawn(small.db, sort)


def test_a_pile_that_is_called_what_somebody_took_back_is_called_so_no_more(small: Small, sort: int) -> None:
    db, member = small.db, _member(small, "a")
    pile = card_sorts.add_pile(db, sort, member.id)
    card_sorts.name_pile(db, pile, f"Like: {AGAIN}")
    taking_back.take_back(db, small.programme, [AGAIN])
    (kept,) = card_sorts.piles(db, sort)
    assert kept.name == f"Like: {taking_back.TAKEN_BACK}"


def test_piles_are_joined(small: Small, sort: int) -> None:
    db, member = small.db, _member(small, "a")
    first, second, _ = (card.id for card in card_sorts.cards(db, sort))
    one = card_sorts.add_pile(db, sort, member.id)
    card_sorts.put_card(db, first, member.id, one)
    other = card_sorts.add_pile(db, sort, member.id)
    card_sorts.put_card(db, second, member.id, other)
    card_sorts.merge_piles(db, one, other)
    assert card_sorts.placed_by(db, sort, member.id) == {first: other, second: other}
    assert card_sorts.pile_by_id(db, one) is None
