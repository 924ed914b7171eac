"""What can go wrong in the service, and the only place that knows which status code says so.

ServiceError
├── InvalidSetting      a setting that cannot be read
├── InvalidChoice       something a person sent that is not among the choices
├── NotReady            a thing that is not in the state that this needs
│   └── Recalled            what was published, and must not be read any more
├── AuditBroken         a record of who did what that somebody changed
├── NotTheOperator      a command that is another user's of the machine
├── Cancelled           work that somebody told to stop
├── Overtaken           work that began before somebody withdrew or agreed to less, or a forum decided
└── SignInFailed        a wrong name, password or code
    └── TooManyTries    too many of them: how long to wait
"""

import errno
import sqlite3

from corpus.errors import AlreadyThere, CorpusError, InvalidCodebook, NotFound, NotSigned, UnreadableFile, VaultLocked
from nlp.errors import NlpError


class ServiceError(Exception):
    """The message is a plain sentence that says what to do."""


class InvalidSetting(ServiceError):
    """A setting that cannot be read."""


class InvalidChoice(ServiceError):
    """Something a person sent that is not among the choices."""


class NotReady(ServiceError):
    """A thing is not in the state that this needs."""


class Recalled(NotReady):
    """What was asked for was published, and is not to be read any more."""


class AuditBroken(ServiceError):
    """Somebody changed the record of who did what."""


class NotTheOperator(ServiceError):
    """A command was run by a user of the machine whom the folder does not belong to."""


class Cancelled(ServiceError):
    """Somebody told the work to stop."""


class Overtaken(ServiceError):
    """Somebody withdrew or agreed to less, or a forum decided, since the work began: it starts over."""


class SignInFailed(ServiceError):
    """A wrong name, password or code."""


class TooManyTries(SignInFailed):
    """Too many wrong names, passwords or codes. `seconds` is how long to wait."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


EXPECTED = (CorpusError, NlpError, ServiceError)
"""Errors whose message is meant for the person: shown as it is, without a traceback."""

_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotFound, 404),
    (AlreadyThere, 409),
    (VaultLocked, 503),
    (Recalled, 410),
    (NotReady, 409),
    (NotSigned, 409),
    (TooManyTries, 429),
    (SignInFailed, 403),
    (UnreadableFile, 400),
    (InvalidCodebook, 400),
    (InvalidChoice, 400),
)


NO_ROOM = "There is no room left on this machine's disk. Nothing was kept: tell whoever runs Chorus, then try again."
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def is_for_lack_of_room(error: BaseException) -> bool:
    """Whether something could not be written because the disk is full."""
    if isinstance(error, sqlite3.OperationalError):
        return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE"))
    return isinstance(error, OSError) and error.errno in _FULL


def status_of(error: Exception) -> int:
    """The HTTP status that says what went wrong."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
