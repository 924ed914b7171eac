"""Secrets that lie in files of their own, each made the first time it is asked for."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def secret_at(path: Path, *, new: Callable[[], bytes]) -> bytes:
    """The secret in a file that only its owner may read; made where there is none, whole or not at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner only
        with os.fdopen(handle, "wb") as file:
            file.write(new())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was faster: its secret is the one
        finally:
            Path(draft).unlink()
    return path.read_bytes().strip()
