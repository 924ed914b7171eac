"""What a card sort came to, and how what people share becomes a theme of theirs."""

import pytest

from corpus.deciding import Rule
from corpus.records import CONSTITUENCIES, Event, Programme
from corpus.store import card_sorts, codebook, decisions
from corpus.store.card_sorts import Card, CardSort
from corpus.store.programmes import programme_by_id
from corpus.store.theme_proposals import NewProposal
from service.workflow import card_sorting, deciding
from service.workflow.card_sort_results import Results, results
from service.workflow.consents import change_consent
from service.workflow.deciding import GivenVote
from service.workflow.proposing import propose
from service.workspace import Workspace
from tests import sortable


@pytest.fixture
def programme(workspace: Workspace, event: Event) -> Programme:
    sortable.fill(workspace, event.programme_id, event.id)
    return programme_by_id(workspace.corpus, event.programme_id)


@pytest.fixture
def sort(workspace: Workspace, programme: Programme) -> CardSort:
    return sortable.opened(workspace, programme.id)


@pytest.fixture
def keys(workspace: Workspace, programme: Programme) -> dict[int | None, str]:
    return {theme.id: theme.key for theme in codebook.themes(workspace.corpus, programme.id)}


def _read(workspace: Workspace, sort: CardSort) -> Results:
    return results(workspace, card_sorts.sort_by_id(workspace.corpus, sort.id))


def test_one_person_is_one_person_and_four_conclude_nothing(workspace: Workspace, sort: CardSort) -> None:
    sortable.sorted_by(workspace, sort, "citizens", 1, lambda card: str(card.theme_id))
    found = _read(workspace, sort)
    assert (found.shared.sorters, found.groups, found.counts["citizens"]) == (1, (), 1)
    sortable.sorted_by(workspace, sort, "young people", 3, lambda card: str(card.theme_id))
    assert _read(workspace, sort).groups == ()


def test_whoever_has_sorted_less_than_half_is_not_counted_yet(workspace: Workspace, sort: CardSort) -> None:
    (member,) = sortable.sorted_by(workspace, sort, "citizens", 1, lambda card: str(card.theme_id))
    for card in card_sorts.cards(workspace.corpus, sort.id)[:19]:
        card_sorting.place(workspace, member, sort.id, card.id, None)
    found = _read(workspace, sort)
    assert (found.shared.sorters, found.begun) == (0, 1)


def test_what_lies_in_a_pile_of_leftovers_was_left_out(workspace: Workspace, sort: CardSort) -> None:
    sortable.sorted_by(workspace, sort, "citizens", 5, lambda card: str(card.theme_id) if card.theme_id else "Other")
    found = _read(workspace, sort)
    assert not any(found.cards[card].theme_id is None for card in found.shared.cards)


def test_people_join_two_themes_and_see_one_that_the_machine_does_not(
    workspace: Workspace, sort: CardSort, keys: dict[int | None, str]
) -> None:
    names = {"waiting": "Getting there", "buses": "Getting there", "school": "Lessons"}
    sortable.sorted_by(workspace, sort, "young people", 3, lambda card: names.get(keys.get(card.theme_id, ""), "Rain"))
    sortable.sorted_by(
        workspace, sort, "citizens", 2, lambda card: names.get(keys.get(card.theme_id, ""), "The weather")
    )
    found = _read(workspace, sort)
    assert {group.name for group in found.groups} == {"Getting there", "Lessons", "Rain"}
    (rain,) = (group for group in found.groups if group.name == "Rain")
    assert rain.other_names == ("The weather",)
    assert rain.group.is_firm
    assert rain.themes == ((None, len(rain.cards)),)
    ((one, two),) = found.differ.joined
    assert {found.themes[one.theme].key, found.themes[two.theme].key} == {"waiting", "buses"}
    assert found.differ.parted == ()
    ((place, without),) = found.differ.unnamed
    assert (found.groups[place], len(without)) == (rain, len(rain.cards))
    assert found.shared.agreement == 1
    assert found.beside is not None
    assert found.beside.together_too < 1
    assert found.beside.apart_too == 1


def test_constituencies_are_shown_beside_each_other_and_by_themselves_when_they_are_enough(
    workspace: Workspace, sort: CardSort, keys: dict[int | None, str]
) -> None:
    sortable.sorted_by(workspace, sort, "young people", 5, lambda card: keys.get(card.theme_id, "Rain"))

    def joined(card: Card) -> str:
        return "Both" if keys.get(card.theme_id) in ("waiting", "buses") else keys.get(card.theme_id, "Rain")

    sortable.sorted_by(workspace, sort, "professionals", 3, joined)
    found = _read(workspace, sort)
    assert (found.by_themselves, found.compared) == (["young people"], ["young people", "professionals"])
    (seen, *_) = found.seen_differently
    assert dict(seen.shares) == {"young people": 0.0, "professionals": 1.0}
    alone = results(workspace, sort, "young people")
    assert alone.shared.sorters == 5
    assert len(alone.groups) == 4
    assert alone.seen_differently == ()


def test_who_agrees_to_less_is_on_no_card_of_what_came_of_it(
    workspace: Workspace, programme: Programme, event: Event, sort: CardSort, keys: dict[int | None, str]
) -> None:
    sortable.sorted_by(workspace, sort, "young people", 5, lambda card: keys.get(card.theme_id, "Rain"))
    card_sorting.close(workspace, programme, sort.id)
    gone = _read(workspace, sort).groups[0].cards[0]
    change_consent(workspace, programme, event, gone.quote.speaker.removeprefix("Person "), (2, None))
    found = _read(workspace, sort)
    assert gone.id not in found.cards
    assert gone.id not in found.shared.cards
    assert gone not in [card for group in found.groups for card in group.cards]


def test_what_people_share_is_voted_on_and_becomes_a_theme_of_the_forums(
    workspace: Workspace, programme: Programme, sort: CardSort, keys: dict[int | None, str]
) -> None:
    decisions.put_rule(workspace.corpus, programme.id, Rule(dict.fromkeys(CONSTITUENCIES, 1), "two thirds"))
    members = [
        sortable.sorted_by(workspace, sort, one, 2, lambda card: keys.get(card.theme_id, "Rain"))[0]
        for one in CONSTITUENCIES
    ]
    (rain,) = (group for group in _read(workspace, sort).groups if group.name == "Rain")
    evidence = tuple(card.quote.segment_id for card in rain.cards)
    new = NewProposal("new theme", name=rain.name, definition="It rains.", source="a card sort", evidence=evidence)
    proposal = propose(workspace, programme, new)
    for member in members:
        deciding.vote(workspace, member, proposal.id, GivenVote("for"))
    decision = deciding.close(workspace, programme, proposal.id)
    theme = next(one for one in codebook.themes(workspace.corpus, programme.id) if one.name == "Rain")
    assert (decision.outcome, theme.origin, theme.status) == ("agreed", "forum", "adopted")
    # what the machine had then is what is compared, though the cards are coded with the forum's theme now
    assert _read(workspace, sort).differ.unnamed != ()
