"""Rows of numbers that are made once and kept on disk."""

import os
from pathlib import Path
from tempfile import mkstemp

from nlp.records import Vectors


def read_rows(path: Path) -> Vectors | None:
    """The rows, or None where there are none or they cannot be read."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        rows: Vectors = load_file(path)["vectors"]
    except (OSError, SafetensorError, KeyError):
        return None
    return rows


def keep_rows(rows: Vectors, path: Path) -> None:
    """Writes a file that is whole or not there. Raises OSError."""
    from safetensors.numpy import save

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(save({"vectors": rows}))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
