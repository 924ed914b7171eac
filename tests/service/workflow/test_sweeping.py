import pytest

from corpus.errors import NotFound
from corpus.records import Event
from corpus.store import documents, jobs
from service.workflow import intake
from service.workflow.publication import publish
from service.workflow.sweeping import sweep
from service.workspace import Workspace

TALK = b"Facilitator: How is it?\n\nYP1: I waited for months.\n"


def test_what_a_cut_off_upload_left_in_the_vault_is_destroyed(workspace: Workspace, event: Event) -> None:
    kept = intake.receive(workspace, event.id, "a.txt", TALK).document.id
    with workspace.vault() as vault:
        vault.seal("bytes", kept + 1, TALK)
        vault.seal("name", kept + 1, b"b.txt")
    sweep(workspace)
    with workspace.vault() as vault:
        assert vault.unseal("bytes", kept, reason="test") == TALK
        with pytest.raises(NotFound):
            vault.unseal("bytes", kept + 1, reason="test")
        assert vault.names([kept, kept + 1], reason="test") == {kept: "a.txt"}


def test_an_upload_that_is_cut_off_leaves_no_document(
    workspace: Workspace, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as cut:
        cut.setattr("corpus.vault.Vault.seal", full)
        with pytest.raises(OSError, match="no space"):
            intake.receive(workspace, event.id, "a.txt", TALK)
    assert documents.documents(workspace.corpus, event.id) == []
    assert jobs.waiting_jobs(workspace.corpus) == []
    assert intake.receive(workspace, event.id, "a.txt", TALK).is_new


def test_a_vault_that_is_locked_or_not_there_is_left_alone(workspace: Workspace, event: Event) -> None:
    sweep(workspace)
    assert not workspace.settings.vault_path.exists()
    intake.receive(workspace, event.id, "a.txt", TALK)
    workspace.settings.vault_key_path.rename(workspace.settings.home / "elsewhere")
    sweep(workspace)


def test_a_publication_that_was_cut_off_leaves_nothing(workspace: Workspace, event: Event) -> None:
    release = publish(workspace, event.programme_id)
    folder = workspace.settings.releases_path
    (folder / ".wellbeing-2-abc-xyz").mkdir()
    for name in (".wellbeing-2-abc-xyz/draft.db", ".wellbeing-2-abc.db", "wellbeing-2.db"):
        (folder / name).write_bytes(b"what somebody said")
    sweep(workspace)
    assert [path.name for path in folder.iterdir()] == [release.file]
