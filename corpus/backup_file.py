"""An encrypted file that holds many: a tar archive in pieces, each sealed with Fernet (AES-128-CBC with HMAC-SHA256).

Each piece knows its backup, its place and whether it is the last, so that none can be left out, moved, or taken from
another backup without being noticed. No more than one piece is in memory.
"""

import base64
import io
import struct
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from secrets import token_bytes

from cryptography.fernet import Fernet, InvalidToken

from corpus.errors import UnreadableBackup

FIRST_LINE = b"Chorus backup 1\n"
PIECE = 1024 * 1024
_HEAD = struct.Struct(">16sQ?")


def write_backup(path: Path, key: bytes, files: Mapping[str, Path]) -> None:
    """Writes files under their names, whole or not at all. `path` must not be there yet."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with (
            draft.open("xb") as out,
            _Sealing(out, Fernet(key)) as sealing,
            tarfile.open(fileobj=sealing, mode="w|") as archive,
        ):
            for name, file in files.items():
                archive.add(file, arcname=name, recursive=False)
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


def read_backup(path: Path, key: bytes, folder: Path) -> None:
    """Unpacks a backup into a folder. Raises UnreadableBackup for another key, or where anything of it is not whole."""
    try:
        with path.open("rb") as file:
            if file.readline(len(FIRST_LINE)) != FIRST_LINE:
                raise UnreadableBackup(f"“{path.name}” is not a backup of Chorus.")
            pieces = _Pieces(_opened(file, Fernet(key)))
            with tarfile.open(fileobj=pieces, mode="r|") as archive:
                archive.extractall(folder, filter="data")
            pieces.drain()
    except (InvalidToken, ValueError) as error:
        raise UnreadableBackup(
            f"“{path.name}” does not open: it is damaged, or the key is that of another Chorus."
        ) from error
    except OSError as error:
        raise UnreadableBackup(f"“{path}” cannot be read: {error.strerror or error}.") from error
    except (tarfile.TarError, EOFError) as error:
        raise UnreadableBackup(f"“{path.name}” is not whole.") from error


class _Sealing(io.RawIOBase):
    """Writes what it is given in sealed pieces, one a line."""

    def __init__(self, out: io.BufferedIOBase, cipher: Fernet) -> None:
        self._out, self._cipher = out, cipher
        self._id, self._number, self._waiting = token_bytes(16), 0, bytearray()
        out.write(FIRST_LINE)

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[no-untyped-def]  # any buffer, as typeshed has it
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._seal(is_last=False)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._seal(is_last=True)
        super().close()

    def _seal(self, *, is_last: bool) -> None:
        head = _HEAD.pack(self._id, self._number, is_last)
        self._out.write(self._cipher.encrypt(head + bytes(self._waiting[:PIECE])) + b"\n")
        del self._waiting[:PIECE]
        self._number += 1


class _Pieces(io.RawIOBase):
    """Reads on from piece to piece."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._left) < size:
            more = next(self._pieces, None)
            if more is None:
                break
            self._left += more
        size = len(self._left) if size < 0 else size
        found, self._left = self._left[:size], self._left[size:]
        return found

    def drain(self) -> None:
        """Reads to the end, so that a piece that is missing there is missed."""
        for _ in self._pieces:
            pass


def _opened(file: io.BufferedReader, cipher: Fernet) -> Iterator[bytes]:
    backup, is_last = None, False
    longest = len(base64.urlsafe_b64encode(bytes(PIECE + 256))) + 1
    for number, line in enumerate(iter(lambda: file.readline(longest), b"")):
        content = cipher.decrypt(line.rstrip(b"\n"))
        own, place, is_end = _HEAD.unpack_from(content)
        if is_last or place != number or own != (backup or own):
            raise ValueError("pieces out of order")
        backup, is_last = own, is_end
        yield content[_HEAD.size :]
    if not is_last:
        raise EOFError
