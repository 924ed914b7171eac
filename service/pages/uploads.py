"""Files as they come in: each is taken or refused by itself, with a sentence that says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Literal

from flask import Request
from werkzeug.datastructures import FileStorage

from corpus import readers
from corpus.readers.names import plain_name
from service.errors import EXPECTED
from service.workflow import intake
from service.workspace import Workspace

FILES_AT_ONCE = 20


class RequestInMemory(Request):
    """A request whose files stay in memory: by default the larger ones are put into a temporary file, in plain."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


Outcome = Literal["accepted", "already there", "refused"]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file."""

    name: str
    outcome: Outcome
    sentence: str


def accepted_types() -> tuple[str, ...]:
    """The file endings that can be read."""
    return tuple(readers.FORMATS)


def take_files(workspace: Workspace, event_id: int, files: Iterable[FileStorage]) -> list[FileResult]:
    """Every file taken in or refused; one that is refused keeps no other from being taken."""
    return [_take(workspace, event_id, file) for file in files]


def _take(workspace: Workspace, event_id: int, file: FileStorage) -> FileResult:
    name = plain_name(file.filename or "")
    most = workspace.settings.upload_megabytes
    data = file.stream.read(most * 1024**2 + 1)
    if len(data) > most * 1024**2:
        return FileResult(name, "refused", f"“{name}” is larger than {most} MB. Split it, and upload the parts.")
    try:
        received = intake.receive(workspace, event_id, name, data)
    except EXPECTED as error:
        return FileResult(name, "refused", str(error))
    title = received.document.title
    if received.document.state == "received":  # new, or failed before and tried again
        return FileResult(name, "accepted", f"It is {title}, and is being read.")
    return FileResult(name, "already there", f"This event holds the same file as {title}. Nothing was added.")
