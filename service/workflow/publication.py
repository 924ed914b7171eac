"""Publishing: a programme's next release is built, and from then on it is the one that is shown."""

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlite_utils import Database

from corpus.records import Release
from corpus.release.build import PARTS, build_release
from corpus.store import releases
from corpus.store.programmes import programme_by_id
from nlp.protocols import Progress, unheard
from service.errors import NotReady
from service.workflow.rights_guard import RightsGuard
from service.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Draft:
    programme_id: int
    number: int
    path: Path
    sha256: str


def publish(workspace: Workspace, programme_id: int, progress: Progress = unheard) -> Release:
    """The programme's new release, written down once its file stands complete; nothing is left where that fails.

    Raises NotFound for a programme that does not exist, NotReady where somebody else published it meanwhile.
    """
    progress(0, PARTS)
    slug = programme_by_id(workspace.corpus, programme_id).slug
    guard = RightsGuard(workspace.corpus, programme_id)
    number = releases.next_number(workspace.corpus, programme_id)
    folder = workspace.settings.releases_path
    path = folder / f".{slug}-{number}-{uuid4().hex}.db"
    try:
        draft = _Draft(programme_id, number, path, build_release(workspace.corpus, programme_id, path, progress))
        release = _put_in_place(workspace.corpus, draft, folder / f"{slug}-{number}.db", guard)
        workspace.record("publish", f"programme {slug}, release {number}")
    finally:
        path.unlink(missing_ok=True)
    return release


def _put_in_place(corpus: Database, draft: _Draft, file: Path, guard: RightsGuard) -> Release:
    """Moves the file and writes it down under the corpus's write lock, so that no two publications share a number.

    A file of that name is then nobody's: a publication was killed before it wrote it down, and it is replaced.
    """
    is_moved = False
    corpus.conn.execute("BEGIN IMMEDIATE")
    try:
        if releases.next_number(corpus, draft.programme_id) != draft.number:
            raise NotReady("Somebody else published this programme at the same moment. Publish again.")
        guard.check()
        draft.path.replace(file)
        is_moved = True
        release = releases.add_release(
            corpus, programme_id=draft.programme_id, number=draft.number, file=file.name, sha256=draft.sha256
        )
        corpus.conn.commit()
    except BaseException:
        if is_moved:
            file.unlink()
        corpus.conn.rollback()
        raise
    return release
