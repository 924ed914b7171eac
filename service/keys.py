"""The secrets that sign cookies and hash forum codes."""

import secrets
from pathlib import Path

from corpus import secret_files

BYTES = 32


def secret_at(path: Path) -> bytes:
    """The secret in a file that only its owner may read; made where there is none."""
    return secret_files.secret_at(path, new=lambda: secrets.token_hex(BYTES).encode())
