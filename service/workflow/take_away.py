"""The take-away: a published open release as files to keep, from nothing but the release's own file."""

import re
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal

from corpus.errors import AlreadyThere, NotFound
from corpus.records import Programme
from corpus.release.open.take_away.csv_files import write_csv, zip_folder
from corpus.release.open.take_away.tables import OpenTables, read_tables
from corpus.release.open.take_away.workbook import write_workbook
from corpus.store.open_releases import OpenRelease, last_open_releases
from nlp.protocols import Progress, unheard
from service.errors import InvalidChoice, Recalled
from service.workspace import Workspace

Format = Literal["csv", "xlsx", "docx"]
FORMATS: tuple[Format, ...] = ("csv", "xlsx", "docx")
CSV_FOLDER = "csv"
SUFFIXES: Mapping[Format, str] = {"csv": ".zip", "xlsx": ".xlsx", "docx": ".docx"}
"""Of the one file that each format is on the pages, and beside the release."""
_OURS = re.compile(rf"{CSV_FOLDER}|.+-open-release-\d+\.(?:xlsx|docx)")


def published(workspace: Workspace, programme: Programme) -> OpenRelease:
    """The programme's open release that anybody may read at this moment. Raises NotFound, Recalled, in a sentence."""
    release = last_open_releases(workspace.corpus).get(programme.slug)
    if release is None:
        raise NotFound(f"No open release of “{programme.name}” is published yet, so nobody can read it.")
    if release.state != "published":
        raise Recalled(
            f"Open release {release.number} of “{programme.name}” was recalled on {(release.ended_at or '')[:10]}."
            f" {release.ended_because} If you have a copy of it, please destroy it."
        )
    return release


def stem(programme: Programme, release: OpenRelease) -> str:
    """What the files of a release are called, but for their kind."""
    return f"{programme.slug}-open-release-{release.number}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a take-away is to be written, as what, and whether an earlier one there makes room."""

    folder: Path
    formats: Collection[Format] = FORMATS
    replaces: bool = False


def export(workspace: Workspace, programme: Programme, wanted: Wanted, progress: Progress = unheard) -> OpenRelease:
    """Writes the published release into a folder, which is there afterwards whole, or as it was before.

    Nothing but an earlier take-away ever makes room. Raises NotFound, Recalled,
    AlreadyThere, InvalidChoice.
    """
    release, folder = published(workspace, programme), wanted.folder
    _check_place(folder, replaces=wanted.replaces)
    try:
        beside = Path(mkdtemp(dir=folder.resolve().parent, prefix=f".{folder.name}-"))
    except OSError as error:
        raise InvalidChoice(f"“{folder}” cannot be written: {error.strerror}.") from error
    try:
        made = beside / "made"
        made.mkdir()
        write(made, stem(programme, release), tables_of(workspace, release), wanted.formats, progress)
        if published(workspace, programme) != release:  # what was taken back meanwhile is not given away
            raise Recalled("The release was taken back while it was written.")
        if folder.exists():
            folder.rename(beside / "before")
        made.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return release


def kept_file(workspace: Workspace, programme: Programme, kind: Format) -> tuple[str, bytes]:
    """The published release as one file, with the name that it is to be kept under.

    It is made at the first ask and stands beside the release, with which it goes. Raises NotFound, Recalled.
    """
    release = published(workspace, programme)
    path = (workspace.settings.open_releases_path / release.file).with_suffix(SUFFIXES[kind])
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        content = _keep(workspace, (programme, release), path, kind)
    if published(workspace, programme) != release:  # taken back while it was read
        raise Recalled("This was taken back while you asked for it. Ask again in a moment.")
    return stem(programme, release) + SUFFIXES[kind], content


def _keep(workspace: Workspace, whose: tuple[Programme, OpenRelease], path: Path, kind: Format) -> bytes:
    """Makes the file and moves it beside its release, under the write lock, so that none is left of one that ended."""
    programme, release = whose
    folder = Path(mkdtemp(dir=path.parent, prefix=f".{path.stem}-"))
    try:
        write(folder, stem(programme, release), tables_of(workspace, release), [kind])
        made = folder / f"{stem(programme, release)}{path.suffix}"
        if kind == "csv":
            zip_folder(folder / CSV_FOLDER, made)
        content = made.read_bytes()
        workspace.corpus.conn.execute("BEGIN IMMEDIATE")  # nobody ends a release while it is held; nothing is written
        try:
            if published(workspace, programme) == release:
                made.replace(path)
        finally:
            workspace.corpus.conn.rollback()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return content


def write(
    folder: Path, name: str, taken: OpenTables, formats: Collection[Format], progress: Progress = unheard
) -> None:
    """Puts the files of these kinds into a folder that is empty."""
    progress(0, len(formats))
    for done, kind in enumerate(formats, start=1):
        _WRITERS[kind](folder, name, taken)
        progress(done, len(formats))


def _csv(folder: Path, name: str, taken: OpenTables) -> None:
    (folder / CSV_FOLDER).mkdir()
    write_csv(folder / CSV_FOLDER, taken, name)


def _xlsx(folder: Path, name: str, taken: OpenTables) -> None:
    write_workbook(folder / f"{name}.xlsx", taken)


def _docx(folder: Path, name: str, taken: OpenTables) -> None:
    from corpus.release.open.take_away.report.write import write_report  # with it comes all that writes for Word

    write_report(folder / f"{name}.docx", taken)


_WRITERS: Mapping[Format, Callable[[Path, str, OpenTables], None]] = {"csv": _csv, "xlsx": _xlsx, "docx": _docx}


def tables_of(workspace: Workspace, release: OpenRelease) -> OpenTables:
    """All that may be taken away of a release. Raises NotFound where its file is gone, IncompleteRelease."""
    return read_tables(workspace.settings.open_releases_path / release.file, release.sha256)


def _check_place(folder: Path, *, replaces: bool) -> None:
    """Raises where writing there would take the place of something."""
    if not folder.resolve().parent.is_dir():
        raise InvalidChoice(
            f"There is no folder “{folder.resolve().parent}” to write “{folder.name}” to. Make it first."
        )
    if not folder.exists():
        return
    if not folder.is_dir():
        raise AlreadyThere(f"“{folder}” is a file. Name a folder.")
    inside = list(folder.iterdir())
    if inside and not replaces:
        raise AlreadyThere(f"There is something in “{folder}” already. Name another folder, or say --replace.")
    if not all(_OURS.fullmatch(path.name) for path in inside):
        raise AlreadyThere(f"“{folder}” holds other things than a take-away. Name another folder.")
