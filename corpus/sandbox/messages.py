"""What goes to the process that reads and what comes back: plain values in JSON, checked where they come back."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from corpus import errors
from corpus.readers.limits import Limits
from corpus.readers.records import SpokenTurn, Table, Transcript
from corpus.records import NewTheme

_ERRORS = {
    kind.__name__: kind
    for kind in (
        errors.UnreadableFile,
        errors.UnknownFormat,
        errors.EmptyFile,
        errors.ProtectedFile,
        errors.InvalidCodebook,
    )
}
_THEME = ("key", "name", "definition", "includes", "excludes", "examples", "parent")
_LONGEST_SENTENCE = 6_000
_LENGTH = 4  # bytes that say how long the head is


@dataclass(frozen=True, slots=True)
class Codebook:
    """What a codebook file holds."""

    themes: tuple[NewTheme, ...]


Answer = str | Transcript | Table | Codebook
"""The format of a file, or what it holds."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file, and whether to "check" what it is, to "read" it, or to read it as a "codebook"."""

    what: str
    name: str
    data: bytes
    limits: Limits


def as_bytes(request: Request) -> bytes:
    """A request as it is sent: the length of its head, the head, the file as it is."""
    head = _dump({"what": request.what, "name": request.name, "limits": asdict(request.limits)})
    return len(head).to_bytes(_LENGTH, "big") + head + request.data


def request_in(message: bytes) -> Request:
    """The request that was sent."""
    end = _LENGTH + int.from_bytes(message[:_LENGTH], "big")
    head = _load(message[_LENGTH:end])
    return Request(head["what"], head["name"], message[end:], Limits(**head["limits"]))


def answer_of(content: Answer) -> bytes:
    """An answer as it is sent."""
    if isinstance(content, str):
        return _dump({"suffix": content})
    if isinstance(content, Transcript):
        return _dump({"turns": [[turn.speaker, turn.text, turn.started_at] for turn in content.turns]})
    if isinstance(content, Codebook):
        return _dump({"themes": [[getattr(theme, field) for field in _THEME] for theme in content.themes]})
    return _dump({"columns": content.columns, "rows": content.rows})


def refusal_of(error: errors.CorpusError) -> bytes:
    """A refusal as it is sent."""
    return _dump({"error": type(error).__name__, "sentence": str(error)})


def answer_in(message: bytes) -> Answer:
    """The answer that was sent; raises what it says was wrong, and ValueError for what is no answer."""
    match _load(message):
        case {"error": str(kind), "sentence": str(sentence)} if kind in _ERRORS and len(sentence) <= _LONGEST_SENTENCE:
            raise _ERRORS[kind](sentence)
        case {"suffix": str(suffix)}:
            return suffix
        case {"turns": [*turns]}:
            return Transcript(tuple(map(_turn, turns)))
        case {"columns": [*columns], "rows": [*rows]}:
            return Table(_texts(columns), tuple(_row(row, len(columns)) for row in rows))
        case {"themes": [*themes]}:
            return Codebook(tuple(map(_theme, themes)))
    raise ValueError("this is no answer")


def _turn(value: Any) -> SpokenTurn:
    match value:
        case [str() | None as speaker, str(text), float() | int() | None as started_at]:
            return SpokenTurn(speaker, text, started_at)
    raise ValueError("this is no turn")


def _theme(value: Any) -> NewTheme:
    match value:
        case [str(key), str(name), str(definition), [*includes], [*excludes], [*examples], str() | None as parent]:
            lists = _texts(includes), _texts(excludes), _texts(examples)
            return NewTheme(key, name, definition, *lists, parent=parent)
    raise ValueError("this is no theme")


def _row(row: Any, width: int) -> tuple[str, ...]:
    if not isinstance(row, list) or len(row) != width:
        raise ValueError("this is no row")
    return _texts(row)


def _texts(values: Sequence[Any]) -> tuple[str, ...]:
    if not all(isinstance(value, str) for value in values):
        raise ValueError("these are no texts")
    return tuple(values)


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _load(message: bytes) -> Any:
    return json.loads(message.decode("utf-8", "surrogatepass"))
