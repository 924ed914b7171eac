"""Where an error came about, for the log: its message may hold what somebody said, its place does not."""

from pathlib import Path
from traceback import extract_tb


def place_of(error: BaseException) -> str:
    """The file and line of each call that led to an error, innermost last."""
    return " > ".join(f"{Path(call.filename).name}:{call.lineno}" for call in extract_tb(error.__traceback__))
