"""Taking a document out takes out all that came of it."""

from pathlib import Path

import pytest

from corpus.errors import NotFound
from corpus.records import Coding, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn, SummaryLine
from corpus.store import codebook, documents, events, jobs, summaries, vectors
from corpus.store.codings import coder_id, replace_suggestions, segments_to_code
from service.settings import Settings
from service.workflow import intake
from service.workflow.encoding import CachedEncoder
from service.workflow.programmes import start_programme
from service.workflow.removal import remove_document
from service.workspace import Workspace, open_workspace
from tests.taken_in import take_in

SAID = "Saoirse waited seven months for a letter about the trampoline group."


@pytest.fixture
def workspace(tmp_path: Path):
    with open_workspace(Settings(home=tmp_path)) as opened:
        yield opened


def _taken_in(workspace: Workspace) -> tuple[int, int]:
    programme = start_programme(workspace, "Wellbeing", with_starter=False)
    event = events.add_event(
        workspace.corpus,
        programme.id,
        NewEvent("A", "A day", "focus group", "2026-03-21", "North", "club", "mixed", "participation"),
    )
    document = intake.receive(workspace, event.id, "notes.csv", f"answer\n{SAID}\n".encode()).document
    intake.read_document(workspace, document.id)
    intake.confirm_columns(workspace, document.id, intake.ColumnDecision(("answer",)))
    take_in(workspace, document.id)
    return programme.id, document.id


def test_nothing_of_a_removed_document_is_left(workspace: Workspace, word_encoder) -> None:
    programme_id, document_id = _taken_in(workspace)
    texts = [segment.text for segment in segments_to_code(workspace.corpus, programme_id)]
    CachedEncoder(workspace.corpus, word_encoder).encode(texts)
    remove_document(workspace, document_id)

    with pytest.raises(NotFound):
        documents.document_by_id(workspace.corpus, document_id)
    with workspace.vault() as vault, pytest.raises(NotFound):
        vault.unseal("bytes", document_id, reason="a test")
    assert vectors.vectors(workspace.corpus, word_encoder.name, texts) == {}
    assert workspace.corpus.execute("SELECT count(*) FROM contributors").fetchone() == (0,)
    assert [job.kind for job in jobs.unfinished_jobs(workspace.corpus, programme_id)] == [intake.ANALYSE]
    workspace.corpus.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'segments_fts', 'row')")
    assert workspace.corpus.execute("SELECT count(*) FROM temp.terms").fetchone() == (0,)
    workspace.corpus.close()
    for file in workspace.settings.home.rglob("*.db"):
        content = file.read_bytes()
        for piece in (b"trampoline", b"rampolin", b"Saoirse"):
            assert piece not in content


def test_summaries_count_who_is_left_before_the_new_analysis(workspace: Workspace) -> None:
    programme_id, document_id = _taken_in(workspace)
    corpus = workspace.corpus
    event = events.events(corpus, programme_id)[0]
    other, _ = documents.add_document(corpus, event.id, format="txt", fingerprint="b")
    texts = [f"We waited {months} months." for months in ("two", "three", "four")]
    turns = [NewTurn(text, "contributor", text, text, (NewSegment(0, len(text)),)) for text in texts]
    documents.store_turns(corpus, other, contributors=[NewContributor(one, one) for one in texts], turns=turns, blank=0)
    codebook.put_codebook(corpus, programme_id, [NewTheme("waiting", "Waiting")], reason="test")
    theme = codebook.themes(corpus, programme_id)[0].id
    ids = {one.text: one.id for one in segments_to_code(corpus, programme_id)}
    gone = next(segment_id for text, segment_id in ids.items() if text not in texts)
    made = [Coding(segment_id, theme, 0.9, is_primary=True) for segment_id in ids.values()]
    replace_suggestions(corpus, programme_id, coder_id(corpus, "model", "m"), made)
    lines = [
        SummaryLine("4 people spoke of it.", tuple(ids.values()), "counted"),
        SummaryLine("4 people said something like this:", tuple(ids.values()), "point"),
        SummaryLine(f"“{SAID}”", (gone,), "example"),
    ]
    summaries.replace_summaries(corpus, {theme: lines})
    remove_document(workspace, document_id)
    (left,) = summaries.summary(corpus, theme)
    assert left.text.startswith("3 people")


def test_work_on_a_removed_document_reaches_no_other(workspace: Workspace) -> None:
    programme_id, document_id = _taken_in(workspace)
    stale = documents.document_by_id(workspace.corpus, document_id)
    remove_document(workspace, document_id)
    event_id = events.events(workspace.corpus, programme_id)[0].id
    other = intake.receive(workspace, event_id, "other.csv", b"answer\nSomething else was said here\n").document
    assert other.id != document_id
    with pytest.raises(NotFound):
        documents.store_turns(workspace.corpus, stale, contributors=[], turns=[], blank=0)
    with workspace.vault() as vault:
        with pytest.raises(NotFound):
            intake.seal_of_document(workspace, vault, "originals", document_id, [["[name 1]", "Saoirse"]])
        with pytest.raises(NotFound):
            vault.unseal("originals", document_id, reason="a test")


def test_a_document_that_is_not_there_cannot_be_removed(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        remove_document(workspace, 99)
