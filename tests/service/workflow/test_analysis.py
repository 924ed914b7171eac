"""The whole analysis of a small programme, with the quick encoder."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest

from corpus.consent import QUOTE
from corpus.deciding import Rule
from corpus.records import CodingState, Event, NewTheme, Theme
from corpus.store import codebook, codings, decisions, discoveries, jobs, people, said_once, summaries, vectors, voices
from corpus.store.connect import corpus_at
from corpus.store.programmes import programme_by_id
from corpus.store.theme_proposals import NewProposal
from nlp.protocols import Encoder, Progress
from nlp.records import Vectors
from service.workflow import deciding, intake
from service.workflow.analysis import analyse
from service.workflow.definitions import stored_leaf_definitions
from service.workflow.earlier_themes import discovered_themes
from service.workflow.encoding import CachedEncoder
from service.workflow.intake import ColumnDecision, SpeakerDecision
from service.workflow.proposing import propose
from service.workspace import Workspace

pytestmark = pytest.mark.xdist_group("bertopic")  # which takes two seconds to import

PLACES = ["school", "home", "work", "town", "college", "church"]
WAITED = "The waiting list is far too long."
LISTENED = "Nobody listens to what we say."
BUS = [f"the bus timetable from {place} makes buses useless" for place in PLACES]
DOG = [f"walking a dog near {place} calms my dog" for place in PLACES]
ODD = "zebras eat quite enough purple grass"
CODEBOOK = [
    NewTheme("help", "Getting help"),
    NewTheme(
        "waiting", "Waiting lists", examples=(WAITED, "A waiting list of months.", "Waiting, waiting."), parent="help"
    ),
    NewTheme(
        "heard", "Nobody listens", examples=(LISTENED, "Nobody ever listens.", "What we say is lost."), parent="help"
    ),
]


def _table(answers: Sequence[str]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows([["Answer"], *([answer] for answer in answers)])
    return file.getvalue()


@pytest.fixture
def programme(workspace: Workspace, event: Event, take_in: Any) -> int:
    codebook.put_codebook(workspace.corpus, event.programme_id, CODEBOOK, reason="test")
    answers = [WAITED, LISTENED, WAITED, *BUS, *DOG, ODD, "n/a"]
    take_in("answers.csv", _table(answers), ColumnDecision(("Answer",), consent=QUOTE))
    return event.programme_id


def _codings(workspace: Workspace) -> list[tuple[Any, ...]]:
    sql = """SELECT segments.text, themes.key, confidence, is_primary, state FROM codings
    JOIN segments ON segments.id = segment_id JOIN themes ON themes.id = theme_id ORDER BY 1, 2, 3"""
    return workspace.corpus.execute(sql).fetchall()


def _themes(workspace: Workspace, programme: int) -> dict[str, Theme]:
    return {theme.key: theme for theme in codebook.themes(workspace.corpus, programme)}


def _coded_with(workspace: Workspace, key: str) -> set[str]:
    return {text for text, theme, *_ in _codings(workspace) if theme == key}


def test_the_codebook_and_discovery_share_the_work(workspace: Workspace, programme: int, word_encoder: Encoder) -> None:
    analyse(workspace, programme, word_encoder)
    assert _coded_with(workspace, "waiting") == {WAITED}
    assert _coded_with(workspace, "heard") == {LISTENED}
    assert _coded_with(workspace, "help") == set()
    found = discovered_themes(workspace.corpus, programme)
    assert {frozenset(_coded_with(workspace, theme.key)) for theme in found} == {frozenset(BUS), frozenset(DOG)}
    assert {(theme.origin, theme.status) for theme in found} == {("discovered", "candidate")}
    assert all(theme.keywords for theme in found)


def test_a_discovered_theme_is_called_by_what_was_said(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    analyse(workspace, programme, word_encoder)
    for theme in discovered_themes(workspace.corpus, programme):
        said = {word for text in _coded_with(workspace, theme.key) for word in text.split()}
        assert len(theme.name.split()) > 1
        assert set(theme.name.lower().split()) <= said | {"make", "makes", "making", "calming"}
        assert theme.definition.startswith("Found in what people said. They used words like: ")
        assert not any(text in theme.definition for text in (*BUS, *DOG))


def test_a_definition_that_somebody_wrote_stays(workspace: Workspace, programme: int, word_encoder: Encoder) -> None:
    analyse(workspace, programme, word_encoder)
    themes = discovered_themes(workspace.corpus, programme)
    workspace.corpus.execute("UPDATE themes SET definition = 'Written by Sam.' WHERE id = ?", [themes[0].id])
    workspace.corpus.execute("DELETE FROM segments WHERE text = ?", [BUS[0]])
    workspace.corpus.conn.commit()
    analyse(workspace, programme, word_encoder)
    assert codebook.theme_by_id(workspace.corpus, themes[0].id).definition == "Written by Sam."


def test_every_segment_is_accounted_for(workspace: Workspace, programme: int, word_encoder: Encoder) -> None:
    analyse(workspace, programme, word_encoder)
    coverage = voices.coverage(workspace.corpus, programme)
    assert (coverage.segments, coverage.coded, coverage.unthemed, coverage.non_answers) == (17, 15, 1, 1)


def test_a_second_time_gives_the_same(workspace: Workspace, programme: int, word_encoder: Encoder) -> None:
    analyse(workspace, programme, word_encoder)
    before = _codings(workspace), _themes(workspace, programme)
    analyse(workspace, programme, word_encoder)
    assert (_codings(workspace), _themes(workspace, programme)) == before
    assert workspace.corpus.execute("SELECT count(*) FROM codebook_versions").fetchone() == (2,)


def test_what_people_decided_stays(workspace: Workspace, programme: int, word_encoder: Encoder) -> None:
    analyse(workspace, programme, word_encoder)
    themes = _themes(workspace, programme)
    segments = {one.text: one.id for one in codings.segments_to_code(workspace.corpus, programme)}
    sam = codings.coder_id(workspace.corpus, "person", "Sam")
    for text, key, state in ((LISTENED, "heard", "rejected"), (ODD, "waiting", "confirmed")):
        codings.decide_coding(
            workspace.corpus, segment_id=segments[text], theme_id=themes[key].id, state=state, coder=sam
        )
    analyse(workspace, programme, word_encoder)
    found = _codings(workspace)
    assert [row for row in found if row[0] == LISTENED and row[1] == "heard"] == [
        (LISTENED, "heard", 1.0, 0, "rejected")
    ]
    assert [row for row in found if row[0] == ODD] == [(ODD, "waiting", 1.0, 0, "confirmed")]


LISTS = [f"the waiting list for {what} is far too long" for what in ("glasses", "braces", "a chat", "shoes")]


@pytest.fixture
def with_lists(programme: int, take_in: Any) -> int:
    take_in("more.csv", _table(LISTS), ColumnDecision(("Answer",), consent=QUOTE))
    return programme


@pytest.mark.parametrize(("alike", "decided"), [(BUS, ("confirmed", "heard")), (LISTS, ("rejected", "waiting"))])
def test_what_people_decided_teaches_the_next_run(
    workspace: Workspace, with_lists: int, word_encoder: Encoder, alike: list[str], decided: tuple[CodingState, str]
) -> None:
    """A person decides on three texts that are alike; another, of which nobody said anything, follows."""
    corpus, programme, (state, key) = workspace.corpus, with_lists, decided
    analyse(workspace, programme, word_encoder)
    assert (alike[-1] in _coded_with(workspace, key)) == (state == "rejected")
    theme = _themes(workspace, programme)[key].id
    segments = {one.text: one.id for one in codings.segments_to_code(corpus, programme)}
    sam = codings.coder_id(corpus, "person", "Sam")
    for text in alike[:3]:
        codings.decide_coding(corpus, segment_id=segments[text], theme_id=theme, state=state, coder=sam)
    analyse(workspace, programme, word_encoder)
    assert (alike[-1] in _coded_with(workspace, key)) == (state == "confirmed")
    assert LISTENED in _coded_with(workspace, "heard")
    assert WAITED in _coded_with(workspace, "waiting")


def test_discovered_themes_keep_their_identity_as_more_is_said(
    workspace: Workspace, programme: int, word_encoder: Encoder, take_in: Any
) -> None:
    analyse(workspace, programme, word_encoder)
    before = {theme.key: theme for theme in discovered_themes(workspace.corpus, programme)}
    (bus,) = [theme for key, theme in before.items() if BUS[0] in _coded_with(workspace, key)]
    codebook.put_codebook(
        workspace.corpus,
        programme,
        [NewTheme(bus.key, "Buses that do not run", origin="discovered", status="adopted")],
        reason="renamed by the forum",
    )
    more = [
        f"the bus timetable from {place} makes buses useless"
        for place in ("market", "hospital", "stations", "libraries")
    ]
    take_in("more.csv", _table(more), ColumnDecision(("Answer",), consent=QUOTE))
    analyse(workspace, programme, word_encoder)
    after = {theme.key: theme for theme in discovered_themes(workspace.corpus, programme)}
    assert {key: theme.id for key, theme in after.items()} == {key: theme.id for key, theme in before.items()}
    assert (after[bus.key].name, after[bus.key].status) == ("Buses that do not run", "adopted")
    assert _coded_with(workspace, bus.key) == {*BUS, *more}


def test_what_is_no_longer_found_is_retired_unless_it_was_adopted(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    analyse(workspace, programme, word_encoder)
    themes = {
        frozenset(_coded_with(workspace, theme.key)): theme for theme in discovered_themes(workspace.corpus, programme)
    }
    bus, dog = themes[frozenset(BUS)], themes[frozenset(DOG)]
    workspace.corpus.execute("UPDATE themes SET status = 'adopted' WHERE id = ?", [bus.id])
    workspace.corpus.execute("DELETE FROM segments WHERE text LIKE '%bus%' OR text LIKE '%dog%'")
    workspace.corpus.conn.commit()
    analyse(workspace, programme, word_encoder)
    assert [theme.id for theme in discovered_themes(workspace.corpus, programme)] == [bus.id]
    assert codebook.theme_by_id(workspace.corpus, dog.id).status == "retired"


def test_what_was_adopted_stays_as_it_is_though_themes_are_looked_for_anew(
    workspace: Workspace, programme: int, word_encoder: Encoder, take_in: Any
) -> None:
    analyse(workspace, programme, word_encoder)
    bus = next(
        theme
        for theme in discovered_themes(workspace.corpus, programme)
        if _coded_with(workspace, theme.key) == set(BUS)
    )
    some = sorted(BUS)[:2]  # a forum decided on a smaller group than a search would find
    workspace.corpus.execute(
        "DELETE FROM codings WHERE theme_id = ? AND segment_id NOT IN (SELECT id FROM segments WHERE text IN (?, ?))",
        [bus.id, *some],
    )
    workspace.corpus.execute("UPDATE themes SET status = 'adopted' WHERE id = ?", [bus.id])
    analyse(workspace, programme, word_encoder, anew=True)
    assert _coded_with(workspace, bus.key) == set(some)


def test_what_a_forum_took_out_is_not_offered_again(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    analyse(workspace, programme, word_encoder)
    corpus = workspace.corpus
    bus = next(one for one in discovered_themes(corpus, programme) if _coded_with(workspace, one.key) == set(BUS))
    decisions.put_rule(corpus, programme, Rule({"citizens": 1}, "everybody"))
    member = people.add_forum_member(corpus, programme_id=programme, constituency="citizens", code_hash="x")
    owner = programme_by_id(corpus, programme)
    proposal = propose(workspace, owner, NewProposal("reject", bus.id))
    deciding.vote(workspace, member, proposal.id, deciding.GivenVote("for"))
    deciding.close(workspace, owner, proposal.id)
    analyse(workspace, programme, word_encoder, anew=True)
    assert codebook.theme_by_id(corpus, bus.id).status == "retired"
    assert not [one for one in discovered_themes(corpus, programme) if _coded_with(workspace, one.key) & set(BUS)]


def test_a_theme_that_a_person_confirmed_stays_though_it_is_not_found_again(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    analyse(workspace, programme, word_encoder)
    bus = next(
        theme
        for theme in discovered_themes(workspace.corpus, programme)
        if _coded_with(workspace, theme.key) == set(BUS)
    )
    rows = workspace.corpus.execute("SELECT id FROM segments WHERE text LIKE '%dog%' ORDER BY id").fetchall()
    person = codings.coder_id(workspace.corpus, "person", "an analyst")
    codings.decide_coding(workspace.corpus, segment_id=rows[0][0], theme_id=bus.id, state="confirmed", coder=person)
    workspace.corpus.execute("DELETE FROM segments WHERE text LIKE '%bus%'")
    workspace.corpus.conn.commit()
    analyse(workspace, programme, word_encoder)
    assert bus.id in [theme.id for theme in discovered_themes(workspace.corpus, programme)]


def test_a_theme_that_moved_on_does_not_swallow_the_one_that_took_its_first_words(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    """A theme's key names the segment it began with, which may come to lie in another theme."""
    corpus = workspace.corpus
    segments = {one.text: one.id for one in codings.segments_to_code(corpus, programme)}
    codebook.put_codebook(
        corpus,
        programme,
        [NewTheme(f"discovered-{segments[DOG[0]]}", "Moved on", origin="discovered", status="adopted")],
        reason="test",
    )
    moved = _themes(workspace, programme)[f"discovered-{segments[DOG[0]]}"].id
    model = codings.coder_id(corpus, "model", "before")
    codings.replace_suggestions(
        corpus, programme, model, [codings.Coding(segments[text], moved, 0.5, True) for text in BUS]
    )
    analyse(workspace, programme, word_encoder)
    found = {theme.id: _coded_with(workspace, theme.key) for theme in discovered_themes(corpus, programme)}
    assert found.pop(moved) == set(BUS)
    assert list(found.values()) == [set(DOG)]


def test_what_too_few_people_said_is_no_theme(
    workspace: Workspace, event: Event, take_in: Any, word_encoder: Encoder
) -> None:
    rows = [["Who", "Answer"], *([str(number % 3), text] for number, text in enumerate([*BUS, *DOG]))]
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    take_in("t.csv", file.getvalue(), ColumnDecision(("Answer",), "Who", consent=QUOTE))
    analyse(workspace, event.programme_id, word_encoder)
    assert discovered_themes(workspace.corpus, event.programme_id) == []


def test_summaries_rest_on_segments_and_count_people(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    analyse(workspace, programme, word_encoder)
    themes = _themes(workspace, programme)
    counted = voices.voices_by_theme(workspace.corpus, programme)
    for theme in themes.values():
        lines = summaries.summary(workspace.corpus, theme.id)
        assert all(line.segment_ids for line in lines)
        assert lines[0].text.startswith(("One person", f"{counted[theme.id].people} people"))
    assert (
        summaries.summary(workspace.corpus, themes["waiting"].id)[0].text == "2 people talked about this, at one event."
    )


def test_a_summary_counts_events_of_one_name_apart(workspace: Workspace, programme: int, word_encoder: Encoder) -> None:
    workspace.corpus.execute(
        "INSERT INTO events SELECT 2, programme_id, 'F2', name, kind, held_on, locality, setting, audience,"
        " engagement_model, is_sensitive FROM events"
    )
    workspace.corpus.conn.commit()
    document_id = intake.receive(workspace, 2, "april.csv", _table([WAITED, "Fine"]).encode()).document.id
    intake.read_document(workspace, document_id)
    intake.confirm_columns(workspace, document_id, ColumnDecision(("Answer",), consent=QUOTE))
    from tests.taken_in import take_in as take_in_again

    take_in_again(workspace, document_id)
    analyse(workspace, programme, word_encoder)
    theme = _themes(workspace, programme)["waiting"].id
    assert summaries.summary(workspace.corpus, theme)[0].text == "3 people talked about this, at 2 events."


def test_an_analysis_that_breaks_leaves_the_last_good_state(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    analyse(workspace, programme, word_encoder)
    before = _codings(workspace), _themes(workspace, programme)

    def breaks(step: str) -> Progress:
        def report(done: int, total: int) -> None:
            if step == "Finding themes" and done == total:
                raise RuntimeError("the power went")

        return report

    workspace.corpus.execute("DELETE FROM segments WHERE text = ?", [BUS[0]])
    workspace.corpus.conn.commit()
    with pytest.raises(RuntimeError):
        analyse(workspace, programme, word_encoder, breaks)
    assert _themes(workspace, programme) == before[1]
    assert _codings(workspace) == [row for row in before[0] if row[0] != BUS[0]]


def test_publication_is_queued_and_progress_told_by_step(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    analyse(workspace, programme, word_encoder, lambda step: lambda *at: told.setdefault(step, []).append(at))
    assert [job.kind for job in jobs.waiting_jobs(workspace.corpus)][-1] == intake.PUBLISH
    assert set(told) == {"Reading for meaning", "Coding against the codebook", "Finding themes", "Writing summaries"}
    assert all(steps[-1][0] == steps[-1][1] > 0 for steps in told.values())


def test_what_somebody_decides_while_summaries_are_written_holds_for_them_and_they_wait_for_nobody(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    waiting = next(theme.id for theme in codebook.themes(workspace.corpus, programme) if theme.key == "waiting")
    left = [one.id for one in codings.segments_to_code(workspace.corpus, programme) if one.text == WAITED]

    def deciding(step: str) -> Progress:
        def report(done: int, total: int) -> None:
            while step == "Writing summaries" and 0 < done == total and left:
                with corpus_at(workspace.settings.corpus_path) as other:  # which a lock would keep out for 30 seconds
                    sam = codings.coder_id(other, "person", "Sam")
                    codings.decide_coding(other, segment_id=left.pop(), theme_id=waiting, state="rejected", coder=sam)

        return report

    analyse(workspace, programme, word_encoder, deciding)
    assert left == []
    assert summaries.summary(workspace.corpus, waiting) == []


def test_a_programme_in_which_nobody_spoke_is_analysed(
    workspace: Workspace, event: Event, word_encoder: Encoder
) -> None:
    codebook.put_codebook(workspace.corpus, event.programme_id, CODEBOOK, reason="test")
    analyse(workspace, event.programme_id, word_encoder)
    assert _codings(workspace) == []


def test_a_theme_that_has_children_is_coded_through_them(workspace: Workspace, programme: int) -> None:
    themes = codebook.themes(workspace.corpus, programme)
    assert [(one.key, one.parent) for one in stored_leaf_definitions(themes)] == [
        ("heard", "help"),
        ("waiting", "help"),
    ]


class _Counting:
    """Counts what an encoder is asked."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dimensions = encoder.name, encoder.dimensions
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str], **_: object) -> Vectors:
        self.asked += texts
        return self._encoder.encode(texts)


def test_nothing_is_encoded_twice(workspace: Workspace, word_encoder: Encoder) -> None:
    counting = _Counting(word_encoder)
    cached = CachedEncoder(workspace.corpus, counting)
    first = cached.encode(["one", "two", "one"])
    assert (CachedEncoder(workspace.corpus, counting).encode(["two", "one", "three"])[:2] == first[1::-1]).all()
    assert sorted(counting.asked) == ["one", "three", "two"]
    assert set(vectors.vectors(workspace.corpus, "words", ["one", "four"])) == {"one"}


TALK = f"""Facilitator: What is it like?
Ash: {WAITED}
Bo: Yeah, same.
Cam: Me too.
Facilitator: Is it better now?
Bo: Yeah.
"""


def test_whoever_says_same_said_it_too_at_every_analysis(
    workspace: Workspace, programme: int, word_encoder: Encoder, take_in: Any
) -> None:
    speakers = {name: SpeakerDecision("contributor", "young person", consent=QUOTE) for name in ("Ash", "Bo", "Cam")}
    take_in("talk.txt", TALK, speakers | {"Facilitator": SpeakerDecision("facilitator")})
    for _ in range(2):
        analyse(workspace, programme, word_encoder)
        waiting = _themes(workspace, programme)["waiting"].id
        assert voices.theme_voices(workspace.corpus, waiting) == voices.Voices(people=5, segments=3, events=1)
        coverage = voices.coverage(workspace.corpus, programme)
        assert (coverage.agreements, coverage.segments) == (2, 21)
        assert coverage.coded + coverage.agreements + coverage.unthemed + coverage.non_answers == coverage.segments
        assert summaries.summary(workspace.corpus, waiting)[0].text.startswith("5 people")


def test_what_nobody_else_said_stays_in_sight_from_one_analysis_to_the_next(
    workspace: Workspace, programme: int, word_encoder: Encoder, take_in: Any
) -> None:
    afraid = "Locked corridor doors always frighten me at lunchtime and teachers never unlock."
    take_in("once.csv", _table([afraid]), ColumnDecision(("Answer",), consent=QUOTE))

    def listed() -> dict[str, str]:
        sql = "SELECT text, state FROM said_once JOIN segments ON segments.id = segment_id"
        return dict(workspace.corpus.execute(sql).fetchall())

    analyse(workspace, programme, word_encoder)
    assert listed()[afraid] == "open"
    assert not {WAITED, *BUS, *DOG} & listed().keys()
    segment = workspace.corpus.execute("SELECT id FROM segments WHERE text = ?", [afraid]).fetchone()[0]
    said_once.decide_said_once(
        workspace.corpus, segment, "watching", codings.coder_id(workspace.corpus, "person", "Sam")
    )
    analyse(workspace, programme, word_encoder)
    assert listed()[afraid] == "watching"


def test_twice_gives_the_same_codings_and_says_how_firm_each_theme_is(
    workspace: Workspace, programme: int, word_encoder: Encoder
) -> None:
    corpus = workspace.corpus
    analyse(workspace, programme, word_encoder)
    sql = "SELECT segment_id, theme_id, confidence, is_primary FROM codings ORDER BY 1, 2"
    before, reason = corpus.execute(sql).fetchall(), discoveries.discovery_reason(corpus, programme)
    firm = {theme.id: discoveries.theme_stability(corpus, theme.id) for theme in discovered_themes(corpus, programme)}
    assert firm
    assert all(one and one.runs == 10 for one in firm.values())
    assert reason.startswith(f"{len(firm)} themes")
    analyse(workspace, programme, word_encoder)
    assert [row[:2] for row in corpus.execute(sql)] == [row[:2] for row in before]
    assert [row[2] for row in corpus.execute(sql)] == pytest.approx([row[2] for row in before], abs=1e-3)
    assert discoveries.discovery_reason(corpus, programme) == reason
