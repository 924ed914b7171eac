import csv
import io
import json
from typing import Any

import pytest

from corpus.records import Event
from corpus.store import documents, jobs
from service.workflow import intake
from service.workflow.intake import ColumnDecision, SpeakerDecision
from service.workspace import Workspace
from tests import taken_in

TALK = """Facilitator: Hello Persephone, how is it at St Oswin's Primary?

Persephone Quartermaine: I waited for months. Mrs Featherstonehaugh never rang my mum.

Dr Obafemi: As Persephone says, the waiting is far too long.

Persephone Quartermaine: Ring me on 020 7946 0018.
"""
SPEAKERS = {
    "Facilitator": SpeakerDecision("facilitator"),
    "Persephone Quartermaine": SpeakerDecision("contributor", "young person", "14-15", "North"),
    "Dr Obafemi": SpeakerDecision("contributor", "voluntary or community sector"),
}
NAMES = ("Persephone", "Quartermaine", "Obafemi", "Featherstonehaugh", "Oswin", "7946")


def _table(*rows: tuple[str, ...]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(
        [("ID", "I am a", "Age", "School year", "What helped?", "What would you change?"), *rows]
    )
    return file.getvalue()


COLUMNS = ColumnDecision(("What helped?", "What would you change?"), "ID", {"role": "I am a", "age_band": "Age"})


def _people(workspace: Workspace) -> list[tuple[Any, ...]]:
    sql = "SELECT code, pseudonym, role, age_band, locality, attributes FROM contributors ORDER BY id"
    return workspace.corpus.execute(sql).fetchall()


def _segments(workspace: Workspace) -> list[tuple[str, int]]:
    return workspace.corpus.execute("SELECT text, is_non_answer FROM segments ORDER BY id").fetchall()


def test_a_transcript_is_stored_turn_by_turn_without_names(workspace: Workspace, take_in: Any) -> None:
    turns = documents.turns(workspace.corpus, take_in("talk.txt", TALK, SPEAKERS))
    assert [(turn.part, turn.speaker) for turn in turns] == [
        ("facilitator", "Facilitator 1"),
        ("contributor", "Young person 1"),
        ("contributor", "Community group member 1"),
        ("contributor", "Young person 1"),
    ]
    assert turns[2].text == "As Young person 1 says, the waiting is far too long."
    assert turns[1].text.startswith("I waited for months. ")
    assert _people(workspace) == [
        ("1-1", "Young person 1", "young person", "14-15", "North", "{}"),
        ("1-2", "Community group member 1", "voluntary or community sector", None, None, "{}"),
    ]


def test_facilitators_are_kept_for_context_and_never_coded(workspace: Workspace, take_in: Any) -> None:
    document_id = take_in("talk.txt", TALK, SPEAKERS)
    sql = "SELECT position FROM turns JOIN segments ON turn_id = turns.id WHERE document_id = ?"
    assert {position for (position,) in workspace.corpus.execute(sql, [document_id])} == {1, 2, 3}


def test_segments_stand_where_they_say(workspace: Workspace, take_in: Any) -> None:
    take_in("talk.txt", TALK, SPEAKERS)
    sql = """SELECT segments.text, substr(turns.text, start + 1, "end" - start)
             FROM segments JOIN turns ON turns.id = turn_id"""
    found = workspace.corpus.execute(sql).fetchall()
    assert found
    assert all(text == cut for text, cut in found)


def test_no_name_is_in_any_file_but_the_vault(workspace: Workspace, take_in: Any) -> None:
    document_id = take_in("Persephone's talk.txt", TALK, SPEAKERS)
    files = [path for path in workspace.settings.home.rglob("*") if path.is_file()]
    assert workspace.settings.corpus_path in files
    for path in files:
        raw = path.read_bytes()
        assert not [name for name in NAMES if name.encode() in raw], path
    with workspace.vault() as vault:
        originals = vault.unseal_value("originals", document_id, reason="test")
    assert ["Young person 1", "Persephone"] in originals
    said = {"Persephone", "Featherstonehaugh", "Oswin", "7946"}
    assert {name for name in NAMES if any(name in original for _, original in originals)} == said


def test_pseudonyms_go_on_counting_through_an_event(workspace: Workspace, take_in: Any) -> None:
    one = SpeakerDecision("contributor", "young person")
    first = take_in("a.txt", "YP1: I waited a lot.\n\nYP2: I did too, you know.\n", {"YP1": one, "YP2": one})
    take_in("b.txt", "YP1: Nobody rang me.\n\nYP2: Nor me, not once.\n", {"YP1": one, "YP2": one})
    assert [row[1] for row in _people(workspace)] == [f"Young person {number}" for number in (1, 2, 3, 4)]
    taken_in.take_in(workspace, first)
    assert len({row[1] for row in _people(workspace)}) == 4


def test_respondents_of_two_tables_are_not_taken_for_each_other(workspace: Workspace, take_in: Any) -> None:
    for number in (1, 2):
        rows = [(f"R{row}", "citizen", "", "", f"answer {number} {row}", "") for row in range(3)]
        take_in(f"{number}.csv", _table(*rows), COLUMNS)
    assert [row[1] for row in _people(workspace)] == [f"Respondent {number}" for number in range(1, 7)]


def test_a_table_is_accounted_for_cell_by_cell(workspace: Workspace, take_in: Any) -> None:
    table = _table(
        ("R1", "young person", "14-15", "9", "My tutor noticed. She asked me.", "Waiting"),
        ("R2", "citizen", "", "", "n/a", " "),
        ("R3", "citizen", "", "", "My tutor noticed. She asked me.", "Waiting"),
        ("R4", "citizen", "", "", "", ""),
    )
    document = documents.document_by_id(workspace.corpus, take_in("t.csv", table, COLUMNS))
    assert (document.state, document.answers, document.blank, document.duplicate) == ("ready", 8, 3, 2)
    assert _segments(workspace) == [
        ("My tutor noticed. She asked me.", 0),
        ("Waiting", 0),
        ("n/a", 1),
        ("My tutor noticed. She asked me.", 0),
        ("Waiting", 0),
    ]
    assert [turn.prompt for turn in documents.turns(workspace.corpus, document.id)][:2] == list(COLUMNS.answers)
    assert [row[1] for row in _people(workspace)] == ["Respondent 1", "Respondent 2", "Respondent 3"]


def test_rows_of_one_person_are_one_contributor(workspace: Workspace, take_in: Any) -> None:
    table = _table(
        ("R1", "citizen", "", "", "First answer here", ""),
        ("R2", "citizen", "", "", "Somebody else's", ""),
        (" R1 ", "citizen", "", "", "Second answer here", ""),
        ("", "citizen", "", "", "Nobody knows whose", ""),
        ("", "citizen", "", "", "Nor whose this is", ""),
    )
    take_in("t.csv", table, COLUMNS)
    sql = (
        "SELECT contributors.code, count(*) FROM turns JOIN contributors ON contributors.id = contributor_id GROUP BY 1"
    )
    assert dict(workspace.corpus.execute(sql).fetchall()) == {"1-1": 2, "1-2": 1, "1-3": 1, "1-4": 1}


def test_what_people_say_of_themselves_is_kept(workspace: Workspace, take_in: Any) -> None:
    table = _table(
        ("R1", "Young Person", "14-15", "9", "It helped", ""),
        ("R2", "wizard", "", "", "It helped", ""),
    )
    columns = ColumnDecision(("What helped?",), None, {"role": "I am a", "age_band": "Age"}, ("School year",))
    take_in("t.csv", table, columns)
    assert [(role, age, json.loads(attributes)) for _, _, role, age, _, attributes in _people(workspace)] == [
        ("young person", "14-15", {"School year": "9"}),
        (None, None, {"role as given": "wizard"}),
    ]


def test_a_name_in_an_attribute_or_an_answer_is_masked_alike(workspace: Workspace, take_in: Any) -> None:
    table = _table(("R1", "citizen", "", "Mrs Featherstonehaugh's class", "Mrs Featherstonehaugh helped", ""))
    take_in("t.csv", table, ColumnDecision(("What helped?",), others=("School year",)))
    assert b"Featherstone" not in workspace.settings.corpus_path.read_bytes()
    assert "[name 1]" in _people(workspace)[0][5]
    assert "[name 1]" in _segments(workspace)[0][0]


def test_a_column_that_was_left_out_is_not_in_the_corpus(workspace: Workspace, take_in: Any) -> None:
    take_in(
        "t.csv", _table(("XQZ-77", "citizen", "", "", "It helped a lot", "")), ColumnDecision(("What helped?",), "ID")
    )
    assert b"XQZ-77" not in workspace.settings.corpus_path.read_bytes()


@pytest.mark.parametrize("times", [1, 2])
def test_taking_in_again_changes_nothing_and_queues_one_analysis(
    workspace: Workspace, event: Event, take_in: Any, times: int
) -> None:
    document_id = take_in("talk.txt", TALK, SPEAKERS)
    before = documents.turns(workspace.corpus, document_id), _segments(workspace), _people(workspace)
    for _ in range(times):
        taken_in.take_in(workspace, document_id)
    turns = documents.turns(workspace.corpus, document_id)
    assert [turn.text for turn in turns] == [turn.text for turn in before[0]]
    assert (_segments(workspace), _people(workspace)) == before[1:]
    assert [job.kind for job in jobs.waiting_jobs(workspace.corpus)].count(intake.ANALYSE) == 1


def test_progress_reaches_its_total(workspace: Workspace, take_in: Any) -> None:
    document_id = take_in("talk.txt", TALK, SPEAKERS)
    told: list[tuple[int, int]] = []
    taken_in.take_in(workspace, document_id, lambda *at: told.append(at))
    assert told[-1][0] == told[-1][1] > 0


def test_who_spoke_at_the_event_is_masked_in_its_other_documents(workspace: Workspace, take_in: Any) -> None:
    take_in("talk.txt", TALK, SPEAKERS)
    cards = take_in(
        "cards.csv", "Note\ni think persephone had it right and so had obafemi\n", ColumnDecision(("Note",))
    )
    (turn,) = documents.turns(workspace.corpus, cards)
    assert turn.text == "i think [name] had it right and so had [name]"


def test_roles_and_ages_are_understood_as_people_write_them(workspace: Workspace, take_in: Any) -> None:
    rows = (("R1", "Parent", "43", "", "A listening ear", ""), ("R2", "a young person", "17", "", "The drop-in", ""))
    take_in("survey.csv", _table(*rows), COLUMNS)
    assert [person[2:4] for person in _people(workspace)] == [
        ("parent or carer", "26 and over"),
        ("young person", "16-17"),
    ]
