"""Reading files that may come from anybody: in a process of its own, without network, that may die of them.

`read` and `check_format` do what those of `corpus.readers` do, `read_codebook` what that of `corpus.exchange` does.
Nothing of a file is parsed in the process that calls.
"""

from corpus.errors import UnreadableFile
from corpus.readers.limits import MEGABYTE, UPLOADED, Limits, check_size
from corpus.readers.records import Table, Transcript
from corpus.records import NewTheme
from corpus.sandbox.messages import Answer, Codebook, Request, answer_in, as_bytes
from corpus.sandbox.nursery import ChildDied, ChildIsLate, ask

__all__ = ["check_format", "read", "read_codebook"]

_ROOM_FOR_MARKS = 64  # bytes of an answer for each character read: escapes, and the marks round short turns
_ROOM_AT_LEAST = 16 * MEGABYTE


def read(name: str, data: bytes, limits: Limits = UPLOADED) -> Transcript | Table:
    """What a file holds. Raises as `corpus.readers.read` does, and UnreadableFile where reading it took too much."""
    content = _ask("read", name, data, limits)
    if not isinstance(content, Transcript | Table):
        raise _cannot(name)
    return content


def read_codebook(name: str, data: bytes, limits: Limits = UPLOADED) -> list[NewTheme]:
    """A codebook file's themes, parents first. Raises InvalidCodebook, and UnreadableFile as `read` does."""
    content = _ask("codebook", name, data, limits)
    if not isinstance(content, Codebook):
        raise _cannot(name)
    return list(content.themes)


def check_format(name: str, data: bytes, limits: Limits = UPLOADED) -> str:
    """The format to read a file as. Raises as `corpus.readers.check_format` does."""
    suffix = _ask("check", name, data, limits)
    if not isinstance(suffix, str):
        raise _cannot(name)
    return suffix


def _ask(what: str, name: str, data: bytes, limits: Limits) -> Answer:
    check_size(name, data, limits)
    most = _ROOM_AT_LEAST + _ROOM_FOR_MARKS * limits.characters
    try:
        return answer_in(ask(as_bytes(Request(what, name, data, limits)), seconds=limits.seconds, most=most))
    except ChildIsLate as error:
        raise UnreadableFile(
            f"“{name}” takes longer to read than the {limits.seconds} seconds that a file may take. Split it, or save "
            "it again in the program it came from, and upload that."
        ) from error
    except (ChildDied, ValueError) as error:
        raise _cannot(name) from error


def _cannot(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"“{name}” could not be read: reading it broke off, or took more memory than a file may take. Open it in the "
        "program it came from, save it again, or split it, and upload that."
    )
