"""The open release: drafted, checked by the machine and by people, signed by two approvers, published, recalled."""

import hashlib
import hmac
from collections.abc import Collection, Sequence
from pathlib import Path
from uuid import uuid4

from corpus.errors import NotFound, NotSigned
from corpus.records import Account, Programme
from corpus.release.open.build import Wanted, build_open_release
from corpus.store import open_releases
from corpus.store.open_releases import Draft, OpenRelease, OpenState
from nlp.deidentify import Masker
from service.errors import NotReady
from service.keys import secret_at
from service.workflow.open_release_list import machine_checks, statements
from service.workflow.rights_guard import RightsGuard
from service.workspace import Workspace

KEY = "open.key"
TAKEN_AWAY = (".zip", ".xlsx", ".docx")
"""What a release is taken away as; such a file has its release's name."""
REPLACED = "Another draft took its place."
RECALLED = "It was recalled by an approver or by staff."


def draft(workspace: Workspace, programme: Programme) -> OpenRelease:
    """The programme's next open release as a draft, with the machine's part of its list; in place of drafts before it.

    Raises NotReady where somebody else made a draft meanwhile.
    """
    corpus, folder = workspace.corpus, workspace.settings.open_releases_path
    guard = RightsGuard(corpus, programme.id)
    number = open_releases.next_number(corpus, programme.id)
    made = folder / f".{programme.slug}-{number}-{uuid4().hex}.db"
    try:
        built = build_open_release(corpus, programme.id, made, _wanted(workspace, programme))
        new = Draft(f"{programme.slug}-{number}.db", built.sha256, built.counts, built.sources)
        release = _put_in_place(workspace, (programme, number), (new, made), guard)
    finally:
        made.unlink(missing_ok=True)
    remove_ended(workspace)
    look_again(workspace, release)
    return release


def _put_in_place(
    workspace: Workspace, whose: tuple[Programme, int], built: tuple[Draft, Path], guard: RightsGuard
) -> OpenRelease:
    """Moves the file and writes it down under the corpus's write lock, as the analysis release's is."""
    (programme, number), (new, made) = whose, built
    corpus, file = workspace.corpus, workspace.settings.open_releases_path / new.file
    is_moved = False
    corpus.conn.execute("BEGIN IMMEDIATE")
    try:
        if open_releases.next_number(corpus, programme.id) != number:
            raise NotReady("Somebody else made a draft at the same moment. Look at that one.")
        guard.check()
        for one in open_releases.open_releases(corpus, programme.id):
            if one.state == "draft":
                open_releases.end(corpus, one.id, "thrown away", because=REPLACED)
        release = open_releases.add_draft(corpus, programme.id, new)
        made.replace(file)
        is_moved = True
        open_releases.put_checks(corpus, release.id, statements(file))
        corpus.conn.commit()
    except BaseException:
        if is_moved:
            file.unlink(missing_ok=True)
        corpus.conn.rollback()
        raise
    return release


def look_again(workspace: Workspace, release: OpenRelease) -> None:
    """Has the machine go through its part of the list once more."""
    if release.state == "draft":
        open_releases.put_checks(workspace.corpus, release.id, machine_checks(workspace, release))


def sign(workspace: Workspace, release: OpenRelease, account: Account, sha256: str, *, stated: Collection[int]) -> None:
    """An approver's own statements, and their signature on exactly the file that they were shown. Raises NotSigned."""
    asked = {check.position for check in open_releases.checks(workspace.corpus, release.id) if check.is_for_people}
    if not asked <= set(stated):
        raise NotSigned("Tick each statement before you sign. If one is not so, mend it and make another draft.")
    look_again(workspace, release)
    open_releases.sign(workspace.corpus, release.id, account_id=account.id, sha256=sha256, stated=asked)


def publish(workspace: Workspace, release: OpenRelease) -> None:
    """Shows a release to anybody, from now on. Raises NotSigned unless two approvers have signed what it is now."""
    look_again(workspace, release)
    open_releases.publish(workspace.corpus, release.id)


def recall(workspace: Workspace, release: OpenRelease, *, because: str = RECALLED) -> None:
    """Takes back what is published, or throws a draft away: its file is gone when this returns. Raises NotSigned."""
    state: OpenState = "thrown away" if release.state == "draft" else "recalled"
    open_releases.end(workspace.corpus, release.id, state, because=because.strip() or RECALLED)
    remove_ended(workspace)


def remove_ended(workspace: Workspace) -> None:
    """Removes the files of releases that have ended, for whatever reason, with what was made of them to take away."""
    kept = open_releases.files_of_open_releases(workspace.corpus)
    folder = workspace.settings.open_releases_path
    for path in folder.iterdir() if folder.is_dir() else ():
        is_ours = path.suffix in (".db", *TAKEN_AWAY) and not path.name.startswith(".")
        if is_ours and path.with_suffix(".db").name not in kept:
            path.unlink(missing_ok=True)


def release_in(workspace: Workspace, programme: Programme, number: int) -> OpenRelease:
    """A programme's open release by its number. Raises NotFound."""
    found = [one for one in open_releases.open_releases(workspace.corpus, programme.id) if one.number == number]
    if not found:
        raise NotFound(f"There is no open release {number} of this programme.")
    return found[0]


def file_of(workspace: Workspace, release: OpenRelease) -> Path:
    """Where a release's file stands. Raises NotSigned where it has none any more."""
    path = workspace.settings.open_releases_path / release.file
    if not path.exists():
        raise NotSigned("This release has no file any more.")
    return path


def known_by(workspace: Workspace, programme: Programme, code: str) -> str:
    """What an event's code is known by in the programme's open releases: an HMAC-SHA256 under a key of its own."""
    key = secret_at(workspace.settings.session_key_path.with_name(KEY))
    letters = "".join(filter(str.isalnum, code.casefold()))
    return hmac.new(key, f"{programme.slug}\n{letters}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def may_show(texts: Sequence[str]) -> list[bool]:
    """Whether each text may be shown as it is: what Chorus would mask now, it did not when the text came in."""
    return [Masker({}).mask(text).text == text for text in texts]


def _wanted(workspace: Workspace, programme: Programme) -> Wanted:
    return Wanted(may_show, lambda code: known_by(workspace, programme, code))
