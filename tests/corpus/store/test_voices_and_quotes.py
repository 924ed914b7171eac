from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.records import NewContributor, NewSegment, NewTurn
from corpus.store import documents, events, quotes, search, voices
from corpus.store.rows import PARAMETERS_AT_ONCE
from corpus.store.voices import Coverage, Voices


@pytest.fixture
def coded(small: Any) -> Any:
    """Person 1 of the forum speaks twice of waiting, Person 2 once; somebody in the survey asks."""
    small.suggest(
        ("I waited.", "waiting"),
        ("And waited again.", "waiting"),
        ("We waited too.", "waiting"),
        ("I waited.", "asking"),
        ("Ask me first.", "asking"),
    )
    return small


def test_people_are_counted_once_however_often_they_spoke(coded: Any) -> None:
    found = voices.voices_by_theme(coded.db, coded.programme)
    assert found[coded.theme("waiting")] == Voices(people=2, segments=3, events=1)
    assert found[coded.theme("asking")] == Voices(people=2, segments=2, events=2)


def test_a_parent_takes_in_its_children_and_everybody_once(coded: Any) -> None:
    assert voices.voices_by_theme(coded.db, coded.programme)[coded.theme("help")] == Voices(3, 4, 2)
    assert voices.people_across(coded.db, coded.programme, "event")[coded.theme("help")] == {"Forum": 2, "Survey": 1}
    assert voices.theme_people_across(coded.db, coded.theme("help"), "event") == {"Forum": 2, "Survey": 1}


@pytest.fixture
def deep(small: Any) -> Any:
    """Three levels, and what was said hangs on the third."""
    small.db.execute("UPDATE themes SET parent_id = ? WHERE key = 'asking'", [small.theme("waiting")])
    small.suggest(("I waited.", "waiting"), ("Ask me first.", "asking"))
    return small


def _all_counts(deep: Any, key: str) -> list[Any]:
    theme = deep.theme(key)
    return [
        voices.voices_by_theme(deep.db, deep.programme).get(theme),
        voices.people_across(deep.db, deep.programme, "event").get(theme),
        voices.theme_people_across(deep.db, theme, "event"),
        quotes.segments_by_event(deep.db, theme),
        sorted(quote.text for quote in quotes.quotes_for_theme(deep.db, theme)),
        sorted(quote.text for quote in quotes.varied_quotes(deep.db, theme, limit=9)),
    ]


@pytest.mark.parametrize("key", ["help", "waiting"])
def test_a_theme_takes_in_every_level_below_it(deep: Any, key: str) -> None:
    people, texts = {"Forum": 1, "Survey": 1}, ["Ask me first.", "I waited."]
    segments = {deep.forum.id: 1, deep.survey.id: 1}
    assert _all_counts(deep, key) == [Voices(2, 2, 2), people, people, segments, texts, texts]


def test_themes_that_are_each_others_parents_take_each_other_in_and_end(deep: Any) -> None:
    deep.db.execute("UPDATE themes SET parent_id = ? WHERE key = 'help'", [deep.theme("asking")])
    assert _all_counts(deep, "help") == _all_counts(deep, "waiting") == _all_counts(deep, "asking")
    assert voices.voices_by_theme(deep.db, deep.programme)[deep.theme("help")] == Voices(2, 2, 2)


def test_what_people_decided_of_a_theme_counts_after_it_is_retired(deep: Any) -> None:
    deep.decide("Ask me first.", "asking", "confirmed")
    before = _all_counts(deep, "help"), _all_counts(deep, "asking")
    deep.db.execute("UPDATE themes SET status = 'retired' WHERE key = 'asking'")
    assert (_all_counts(deep, "help"), _all_counts(deep, "asking")) == before


def test_what_was_rejected_does_not_count(coded: Any) -> None:
    coded.decide("We waited too.", "waiting", "rejected")
    found = voices.voices_by_theme(coded.db, coded.programme)
    assert found[coded.theme("waiting")] == Voices(people=1, segments=2, events=1)
    assert found[coded.theme("help")] == Voices(2, 3, 2)
    assert [quote.text for quote in quotes.unthemed_quotes(coded.db, coded.programme)] == ["We waited too."]
    assert "We waited too." not in {quote.text for quote in quotes.quotes_for_theme(coded.db, coded.theme("waiting"))}


def test_a_theme_that_nobody_spoke_of_has_no_voices(coded: Any) -> None:
    assert coded.theme("found") not in voices.voices_by_theme(coded.db, coded.programme)
    assert voices.theme_people_across(coded.db, coded.theme("found"), "role") == {}


@pytest.mark.parametrize(
    ("across", "waiting", "everybody"),
    [
        ("event", {"Forum": 2}, {"Forum": 2, "Survey": 2}),
        ("locality", {"North": 1, "Central": 1}, {"Central": 1, "North": 1, "South": 2}),
        ("role", {"young person": 1, "citizen": 1}, {"citizen": 1, "not known": 2, "young person": 1}),
        ("engagement_model", {"co-production": 2}, {"co-production": 2, "consultation": 2}),
    ],
)
def test_people_are_counted_across(
    coded: Any, across: voices.Across, waiting: dict[str, int], everybody: dict[str, int]
) -> None:
    assert voices.people_across(coded.db, coded.programme, across)[coded.theme("waiting")] == waiting
    assert voices.theme_people_across(coded.db, coded.theme("waiting"), across) == waiting
    assert voices.people_in_groups(coded.db, coded.programme, across) == everybody


def test_two_events_of_one_name_are_told_apart(coded: Any) -> None:
    april = events.add_event(coded.db, coded.programme, replace_code(coded.forum, "F2"))
    document, _ = documents.add_document(coded.db, april.id, format="txt", fingerprint="april")
    documents.store_turns(
        coded.db,
        document,
        contributors=[NewContributor("1", "P", consent=3)],
        turns=[NewTurn("Hm", "contributor", "1", "P")],
        blank=0,
    )
    assert voices.people_in_groups(coded.db, coded.programme, "event") == {
        "Forum (F1)": 2,
        "Forum (F2)": 1,
        "Survey": 2,
    }


def replace_code(event: Any, code: str) -> Any:
    from corpus.records import NewEvent

    return replace(NewEvent(**{name: getattr(event, name) for name in NewEvent.__slots__}), code=code)


def test_every_segment_is_accounted_for(coded: Any) -> None:
    assert voices.coverage(coded.db, coded.programme) == Coverage(
        segments=5, coded=4, agreements=0, unthemed=0, non_answers=1, people=4
    )
    coded.suggest(("I waited.", "waiting"))
    assert voices.coverage(coded.db, coded.programme) == Coverage(5, 1, 0, 3, 1, 4)
    assert voices.coverage(coded.db, 99) == Coverage(0, 0, 0, 0, 0, 0)


def test_a_themes_quotes_say_who_and_where_surest_first(coded: Any) -> None:
    coded.decide("We waited too.", "waiting", "confirmed")
    first, *rest = quotes.quotes_for_theme(coded.db, coded.theme("waiting"))
    assert (first.text, first.speaker, first.role, first.locality) == (
        "We waited too.",
        "Person 2",
        "citizen",
        "Central",
    )
    assert (first.event_name, first.engagement_model, first.document_id) == ("Forum", "co-production", coded.talk.id)
    assert (first.confidence, first.state) == (1.0, "confirmed")
    assert [quote.text for quote in rest] == ["I waited.", "And waited again."]


def test_a_parents_quotes_are_its_childrens_each_once(coded: Any) -> None:
    found = [quote.text for quote in quotes.quotes_for_theme(coded.db, coded.theme("help"))]
    assert found == ["I waited.", "And waited again.", "We waited too.", "Ask me first."]
    assert quotes.segments_by_event(coded.db, coded.theme("help")) == {coded.forum.id: 3, coded.survey.id: 1}


def test_quotes_come_a_page_at_a_time_and_of_one_event(coded: Any) -> None:
    theme = coded.theme("help")
    pages = [quotes.quotes_for_theme(coded.db, theme, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 2, 0]
    assert [quote for page in pages for quote in page] == quotes.quotes_for_theme(coded.db, theme)
    assert [one.text for one in quotes.quotes_for_theme(coded.db, theme, event_id=coded.survey.id)] == ["Ask me first."]


def test_what_fits_no_theme_and_what_answers_nothing_can_be_read(coded: Any) -> None:
    coded.suggest(("I waited.", "waiting"), ("Ask me first.", "asking"))
    assert [one.text for one in quotes.unthemed_quotes(coded.db, coded.programme)] == [
        "And waited again.",
        "We waited too.",
    ]
    assert [one.text for one in quotes.unthemed_quotes(coded.db, coded.programme, offset=1)] == ["We waited too."]
    assert [one.text for one in quotes.unthemed_quotes(coded.db, coded.programme, kind="non-answers")] == ["Nothing"]


def test_varied_quotes_hear_every_event_and_person_before_anyone_twice(coded: Any) -> None:
    found = [quote.text for quote in quotes.varied_quotes(coded.db, coded.theme("help"), limit=3)]
    assert set(found[:2]) == {"I waited.", "Ask me first."}
    assert found[2] == "We waited too."


def test_what_stands_by_itself_is_quoted_before_what_is_short(small: Any) -> None:
    long = "I waited for nearly a year before anybody called me back."
    turn = NewTurn(long, "contributor", "1", "P", (NewSegment(0, len(long)),))
    documents.store_turns(
        small.db, small.table, contributors=[NewContributor("1", "P", consent=3)], turns=[turn], blank=0
    )
    small.suggest(("I waited.", "waiting"), (long, "waiting"))
    assert [quote.text for quote in quotes.varied_quotes(small.db, small.theme("waiting"), limit=1)] == [long]


def test_any_number_of_quotes_is_found_by_id(coded: Any) -> None:
    ids = [coded.segment("I waited."), coded.segment("Nothing")]
    found = quotes.quotes_by_id(coded.db, [*range(1000, 1000 + 2 * PARAMETERS_AT_ONCE), *ids])
    assert {id_: quote.text for id_, quote in found.items()} == {ids[0]: "I waited.", ids[1]: "Nothing"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("waited", ["I waited.", "And waited again.", "We waited too."]),
        ("WAITING", ["I waited.", "And waited again.", "We waited too."]),
        ("waited again", ["And waited again."]),
        ("wait asked", []),
        ("ask-me", ["Ask me first."]),
        ("-ask", ["Ask me first."]),
        ("^first*", ["Ask me first."]),
        ("tomorrow", []),
        ("", []),
        (" * ", []),
    ],
)
def test_segments_that_hold_all_the_words_are_found(small: Any, words: str, found: list[str]) -> None:
    assert sorted(quote.text for quote in search.search_quotes(small.db, small.programme, words)) == sorted(found)
    assert search.count_found(small.db, small.programme, words) == len(found)


@pytest.mark.parametrize(
    "words", ['" OR *', 'waited" OR "me', "NEAR(waited me)", "text: waited", "waited OR me", "'; --"]
)
def test_nothing_that_is_typed_is_search_syntax(small: Any, words: str) -> None:
    assert search.search_quotes(small.db, small.programme, words) == []
    assert search.count_found(small.db, small.programme, words) == 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_anything_can_be_typed(small: Any, words: str) -> None:
    found = search.search_quotes(small.db, small.programme, words)
    assert len(found) == search.count_found(small.db, small.programme, words)
    assert set(search.found_words(small.db, [1, 2, 3, 4, 5], words)) == {quote.segment_id for quote in found}


def test_another_programmes_words_are_not_found(small: Any) -> None:
    assert search.search_quotes(small.db, small.programme + 1, "waited") == []


def test_found_words_are_marked_however_they_were_inflected(small: Any) -> None:
    id_ = small.segment("And waited again.")
    assert search.found_words(small.db, [id_], "waits") == {
        id_: f"And {search.MARK_START}waited{search.MARK_END} again."
    }
    assert search.found_words(small.db, [], "waits") == {}
