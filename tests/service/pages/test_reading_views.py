"""What the reading pages make of what the corpus gives them, before anything is rendered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Event, Review, Theme, Turn
from corpus.store.coded_turns import CodedSegment, CodedTurn, ThemeMark
from corpus.store.search import MARK_END, MARK_START
from corpus.store.voices import Coverage, Voices
from service.pages.charts import Bar
from service.pages.document_reading import page_of_turn, read_turn
from service.pages.paging import page_asked
from service.pages.search import cut_at_marks
from service.pages.theme_rows import ThemeRow, in_groups, in_order
from service.pages.themes import by_constituency, where_it_went


def row(id_: int, *, people: int = 0, parent: int | None = None) -> ThemeRow:
    theme = Theme(id_, 1, f"t{id_}", f"Theme {id_}", "", (), (), (), (), parent, "framework", "adopted")
    return ThemeRow(theme, Voices(people), Bar(theme.name, people, 100), {})


def turn(id_: int, text: str, *segments: CodedSegment, seconds: float | None = None) -> CodedTurn:
    return CodedTurn(Turn(id_, 1, id_, "contributor", "Robin", text, seconds, None, 1), segments)


def test_groups_and_the_themes_in_them_come_with_most_people_first() -> None:
    groups = in_groups([row(1, people=3), row(2, people=9), row(3, people=1, parent=1), row(4, people=2, parent=1)])
    assert [group.parent.theme.id for group in groups] == [2, 1]
    assert [child.theme.id for child in groups[1].children] == [4, 3]


@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9)), unique_by=lambda pair: pair[0]))
def test_every_theme_is_in_one_group_whatever_its_parents(pairs: list[tuple[int, int | None]]) -> None:
    """Parents that are missing, three levels deep, or one's own child, lose nobody a place."""
    groups = in_groups([row(id_ + 1, parent=None if parent is None else parent + 1) for id_, parent in pairs])
    shown = [found.theme.id for group in groups for found in (group.parent, *group.children)]
    assert sorted(shown) == sorted(id_ + 1 for id_, _ in pairs)


def test_events_come_by_date_roles_as_listed_and_what_is_not_known_last() -> None:
    held = [
        Event(name, name, "survey", day, "", "", "", "consultation", 1, 1)
        for name, day in [("Late", "2026-05-01"), ("Early", "2026-01-01")]
    ]
    assert in_order(["Late", "Early"], "event", held) == ["Early", "Late"]
    assert in_order(["not known", "citizen", "young person"], "role", held) == ["young person", "citizen", "not known"]
    assert in_order(["South", "Central"], "locality", held) == ["Central", "South"]


def test_coverage_becomes_a_strip_of_four_parts() -> None:
    drawn = where_it_went(Coverage(segments=10, coded=6, agreements=1, unthemed=2, non_answers=1, people=4))
    assert [part.count for part in drawn.parts] == [6, 2, 1, 1]


def test_answers_are_counted_by_constituency() -> None:
    given_ = [
        Review(1, "professionals", "right", "", "", ""),
        Review(1, "young people", "not us", "", "", ""),
        Review(1, "young people", "not us", "", "", ""),
    ]
    counted = by_constituency(given_)
    assert [(forum.constituency, dict(forum.counts)) for forum in counted] == [
        ("young people", {"not us": 2}),
        ("professionals", {"right": 1}),
    ]


def test_a_turn_is_cut_into_its_segments_and_the_speech_between_them() -> None:
    text = "So. I waited a year. Um. It hurt."
    waited = CodedSegment(5, 4, 20, "I waited a year.", (ThemeMark(1, "Waiting", 0.9, "suggested"),))
    hurt = CodedSegment(6, 25, 33, "It hurt.", (ThemeMark(2, "Stigma", 0.9, "rejected"),))
    read = read_turn(turn(1, text, waited, hurt), non_answers=set())
    assert [(piece.text, piece.segment_id) for piece in read.pieces] == [
        ("So.", None),
        ("I waited a year.", 5),
        ("Um.", None),
        ("It hurt.", 6),
    ]
    assert read.pieces[1].themes[0].name == "Waiting"
    assert read.pieces[3].themes == (), "a rejected coding is shown apart"
    assert [mark.name for mark in read.pieces[3].rejected] == ["Stigma"]


@given(text=st.text(alphabet="ab .", min_size=1, max_size=30), cuts=st.sets(st.integers(0, 30)))
def test_a_turn_s_pieces_hold_all_that_was_said(text: str, cuts: set[int]) -> None:
    places = sorted(cut for cut in cuts if cut <= len(text))
    spans = list(zip(places[::2], places[1::2], strict=False))
    segments = [CodedSegment(number, a, b, text[a:b], ()) for number, (a, b) in enumerate(spans, start=1)]
    read = read_turn(turn(1, text, *segments), non_answers=set())
    said = "".join(piece.text for piece in read.pieces)
    assert said.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(("seconds", "clock"), [(None, ""), (0.0, "0:00"), (61.9, "1:01"), (3723.0, "1:02:03")])
def test_the_time_of_a_turn_reads_like_a_clock(seconds: float | None, clock: str) -> None:
    assert read_turn(turn(1, "Hm", seconds=seconds), set()).clock == clock


def test_a_link_to_a_turn_lands_on_the_page_that_holds_it() -> None:
    turns = [turn(id_, "Hm") for id_ in range(100, 111)]
    assert page_of_turn(turns, 100, size=5) == "1"
    assert page_of_turn(turns, 104, size=5) == "1"
    assert page_of_turn(turns, 105, size=5) == "2"
    assert page_of_turn(turns, 110, size=5) == "3"
    assert page_of_turn(turns, 999, size=5) is None


@pytest.mark.parametrize(
    ("asked", "number"), [(None, 1), ("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("²", 1), ("9" * 30, 1)]
)
def test_a_page_that_is_not_there_is_the_nearest_that_is(asked: str | None, number: int) -> None:
    assert page_asked(asked, total=11, size=5).number == number


def test_pages_know_what_stands_on_them() -> None:
    pages = page_asked("3", total=11, size=5)
    assert (pages.count, pages.offset, pages.first, pages.last) == (3, 10, 11, 11)
    empty = page_asked(None, total=0, size=5)
    assert (empty.count, empty.first, empty.last) == (1, 0, 0)


def test_a_found_text_is_cut_where_the_words_stand() -> None:
    cut = cut_at_marks(f"I {MARK_START}waited{MARK_END} & {MARK_START}waited{MARK_END}")
    assert [(piece.text, piece.is_found) for piece in cut] == [
        ("I ", False),
        ("waited", True),
        (" & ", False),
        ("waited", True),
    ]
