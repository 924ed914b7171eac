import pytest

from corpus.errors import EmptyFile, NotFound, ProtectedFile, UnknownFormat, UnreadableFile, VaultLocked
from corpus.readers.records import Table, Transcript
from corpus.records import Event
from corpus.store import documents, jobs
from service.errors import InvalidChoice, NotReady
from service.workflow import intake
from service.workflow.intake import ColumnDecision, SpeakerDecision
from service.workspace import Workspace

TALK = b"Facilitator: How is it?\n\nYP1: I waited for months.\n\nYP2: Me too, for a year.\n"
TABLE = b"Who,Answer\nparent,I waited\nparent,Nobody rang\n"
CONTRIBUTOR, FACILITATOR = SpeakerDecision("contributor", "young person"), SpeakerDecision("facilitator")


def _read(workspace: Workspace, event: Event, name: str, data: bytes) -> int:
    document_id = intake.receive(workspace, event.id, name, data).document.id
    intake.read_document(workspace, document_id)
    return document_id


def _waiting(workspace: Workspace) -> list[tuple[str, int | None]]:
    return [(job.kind, job.subject_id) for job in jobs.waiting_jobs(workspace.corpus)]


def test_a_new_file_is_kept_and_its_reading_queued(workspace: Workspace, event: Event) -> None:
    came = intake.receive(workspace, event.id, "Jane's Notes.TXT", TALK)
    assert (came.is_new, came.document.state, came.document.format) == (True, "received", "txt")
    assert _waiting(workspace) == [("read", came.document.id)]
    with workspace.vault() as vault:
        assert vault.unseal("bytes", came.document.id, reason="test") == TALK
        assert vault.names([came.document.id], reason="test") == {came.document.id: "Jane's Notes.TXT"}


def test_the_same_bytes_again_change_nothing(workspace: Workspace, event: Event) -> None:
    document_id = _read(workspace, event, "a.txt", TALK)
    again = intake.receive(workspace, event.id, "b.txt", TALK)
    assert (again.is_new, again.document.id, again.document.state) == (False, document_id, "to confirm")
    assert len(_waiting(workspace)) == 1
    with workspace.vault() as vault:
        assert vault.names([document_id], reason="test") == {document_id: "a.txt"}


def test_what_failed_is_tried_again_when_it_is_uploaded_again(workspace: Workspace, event: Event) -> None:
    came = intake.receive(workspace, event.id, "a.txt", TALK)
    documents.set_state(workspace.corpus, came.document.id, "failed", problem="It broke.")
    again = intake.receive(workspace, event.id, "a.txt", TALK)
    assert (again.is_new, again.document.state, again.document.problem) == (False, "received", None)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", EmptyFile),
        ("blank.csv", b" \r\n\t", EmptyFile),
        ("notes.pages", TALK, UnknownFormat),
        ("notes", TALK, UnknownFormat),
        ("locked.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, ProtectedFile),
    ],
)
def test_what_is_plainly_not_readable_leaves_nothing(
    workspace: Workspace, event: Event, name: str, data: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error, match=name):
        intake.receive(workspace, event.id, name, data)
    assert documents.documents(workspace.corpus, event.id) == []
    assert _waiting(workspace) == []
    assert not workspace.settings.vault_path.exists()


def test_a_locked_vault_leaves_nothing(workspace: Workspace, event: Event) -> None:
    with workspace.vault():
        pass
    workspace.settings.vault_key_path.unlink()
    with pytest.raises(VaultLocked):
        intake.receive(workspace, event.id, "a.txt", TALK)
    assert documents.documents(workspace.corpus, event.id) == []


def test_an_event_that_does_not_exist_leaves_nothing(workspace: Workspace, event: Event) -> None:
    with pytest.raises(NotFound):
        intake.receive(workspace, event.id + 1, "a.txt", TALK)
    assert _waiting(workspace) == []


def test_a_reading_is_there_to_confirm(workspace: Workspace, event: Event) -> None:
    talk, table = _read(workspace, event, "a.txt", TALK), _read(workspace, event, "b.csv", TABLE)
    read = intake.reading_of(workspace, talk, reason="test")
    assert isinstance(read, Transcript)
    assert [(turn.speaker, turn.text) for turn in read.turns] == [
        ("Facilitator", "How is it?"),
        ("YP1", "I waited for months."),
        ("YP2", "Me too, for a year."),
    ]
    assert intake.reading_of(workspace, table, reason="test") == Table(
        ("Who", "Answer"), (("parent", "I waited"), ("parent", "Nobody rang"))
    )
    assert {one.state for one in documents.documents(workspace.corpus, event.id)} == {"to confirm"}


def test_what_turns_out_unreadable_says_so(workspace: Workspace, event: Event) -> None:
    garbled = intake.receive(workspace, event.id, "a.txt", bytes(range(256)) * 9)
    with pytest.raises(UnreadableFile, match=r"a\.txt.* is not text"):
        intake.read_document(workspace, garbled.document.id)
    assert documents.document_by_id(workspace.corpus, garbled.document.id).state == "received"


def test_nothing_can_be_confirmed_before_it_is_read(workspace: Workspace, event: Event) -> None:
    document_id = intake.receive(workspace, event.id, "a.txt", TALK).document.id
    with pytest.raises(NotReady, match="F1 document 1 has not been read yet"):
        intake.confirm_speakers(workspace, document_id, {"YP1": CONTRIBUTOR})
    with pytest.raises(NotFound):
        intake.reading_of(workspace, document_id, reason="test")


@pytest.mark.parametrize(
    ("speakers", "says"),
    [
        ({"YP1": CONTRIBUTOR}, "Say who Facilitator, YP2 is"),
        ({}, "Say who Facilitator, YP1, YP2 is"),
        (dict.fromkeys(("Facilitator", "YP1", "YP2"), FACILITATOR), "at least one speaker as a contributor"),
    ],
)
def test_every_speaker_has_to_be_somebody(
    workspace: Workspace, event: Event, speakers: dict[str, SpeakerDecision], says: str
) -> None:
    document_id = _read(workspace, event, "a.txt", TALK)
    with pytest.raises(InvalidChoice, match=says):
        intake.confirm_speakers(workspace, document_id, speakers)
    _assert_unconfirmed(workspace, document_id)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (ColumnDecision(()), "at least one column"),
        (ColumnDecision(("Answers",)), "no column “Answers”. The columns are: Who, Answer"),
        (ColumnDecision(("Answer",), contributor="Name"), "no column “Name”"),
        (ColumnDecision(("Answer",), attributes={"role": "Role"}), "no column “Role”"),
        (ColumnDecision(("Answer",), others=("Year",)), "no column “Year”"),
    ],
)
def test_every_column_has_to_be_there(workspace: Workspace, event: Event, columns: ColumnDecision, says: str) -> None:
    document_id = _read(workspace, event, "b.csv", TABLE)
    with pytest.raises(InvalidChoice, match=says):
        intake.confirm_columns(workspace, document_id, columns)
    _assert_unconfirmed(workspace, document_id)


def _assert_unconfirmed(workspace: Workspace, document_id: int) -> None:
    assert documents.document_by_id(workspace.corpus, document_id).state == "to confirm"
    assert [kind for kind, _ in _waiting(workspace)] == ["read"]
    with pytest.raises(NotFound):
        intake.decisions_of(workspace, document_id)


def test_a_table_is_not_a_transcript_nor_the_other_way_round(workspace: Workspace, event: Event) -> None:
    talk, table = _read(workspace, event, "a.txt", TALK), _read(workspace, event, "b.csv", TABLE)
    with pytest.raises(InvalidChoice, match="is a table"):
        intake.confirm_speakers(workspace, table, {"YP1": CONTRIBUTOR})
    with pytest.raises(InvalidChoice, match="is a transcript"):
        intake.confirm_columns(workspace, talk, ColumnDecision(("Answer",)))


def test_decisions_come_back_and_the_taking_in_is_queued(workspace: Workspace, event: Event) -> None:
    talk, table = _read(workspace, event, "a.txt", TALK), _read(workspace, event, "b.csv", TABLE)
    speakers = {"Facilitator": FACILITATOR, "YP1": SpeakerDecision("contributor", "young person", "14-15", "North")}
    speakers["YP2"] = CONTRIBUTOR
    columns = ColumnDecision(("Answer",), None, {"role": "Who"}, ())
    intake.confirm_speakers(workspace, talk, speakers)
    intake.confirm_columns(workspace, table, columns)
    assert intake.decisions_of(workspace, talk).speakers == speakers
    assert intake.decisions_of(workspace, table).columns == columns
    assert {one.state for one in documents.documents(workspace.corpus, event.id)} == {"confirmed"}
    assert _waiting(workspace)[2:] == [("take in", talk), ("take in", table)]


def test_a_use_for_each_column_makes_a_decision() -> None:
    uses = {"A": "answer", "B": "leave out", "C": "person", "D": "age band", "E": "answer", "F": "other attribute"}
    assert intake.decide_columns(uses) == ColumnDecision(("A", "E"), "C", {"age_band": "D"}, ("F",))
    assert intake.decide_columns({}) == ColumnDecision(())
