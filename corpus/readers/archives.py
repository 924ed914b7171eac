"""Office archives, unpacked by our own count: what an archive says of its sizes is believed nowhere."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from itertools import pairwise
from xml.parsers import expat

from corpus.errors import ProtectedFile, UnreadableFile
from corpus.readers.limits import MEGABYTE, Limits

_PIECE = 64 * 1024
_HEADER = 30  # bytes of a member's local header, before its name
_IS_LOCKED = 0x1
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_XML = (".xml", ".rels")
_MACROS = ("vbaproject.bin", "vbadata.xml")

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    LookupError,
)
"""What a broken archive trips over (RuntimeError: a member with a password; LookupError: XML in a made-up encoding)."""


def members_of(name: str, data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """An archive's table of contents. Raises UnreadableFile for one that Office would never write."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    if len(members) > limits.entries:
        raise UnreadableFile(
            f"“{name}” is made of {len(members):,} parts; the most is {limits.entries}. Take out its pictures, save it "
            "again and upload that."
        )
    names = [member.filename.lower() for member in members]
    if any(part.rpartition("/")[2] in _MACROS for part in names):
        raise UnreadableFile(f"“{name}” has macros in it. Save it without them (as .docx or .xlsx) and upload that.")
    if len(set(names)) < len(names) or _overlap(members) or any(one.compress_type not in _PACKED for one in members):
        raise _made_up(name)
    if any(member.flag_bits & _IS_LOCKED for member in members):
        raise ProtectedFile(f"“{name}” asks for a password. Open it, take the password off, and upload it again.")
    return members


def unpacked(name: str, data: bytes, limits: Limits) -> Mapping[str, bytes]:
    """Every member's content by its name, counted while it is unpacked.

    Raises UnreadableFile for more than may be unpacked, or for XML that declares a document type: Office writes none,
    and one could be a trap. Raises one of DAMAGED where the archive is broken.
    """
    room = _Room(name, len(data), limits)
    parts = {}
    members = members_of(name, data, limits)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in members:
            pieces = []
            with archive.open(member) as file:
                while piece := file.read(_PIECE):
                    room.take(len(piece))
                    pieces.append(piece)
            parts[member.filename] = b"".join(pieces)
    for part, content in parts.items():
        if part.lower().endswith(_XML) and declares_a_type(content):
            raise UnreadableFile(
                f"“{name}” declares a document type in its XML, as Office never does. Open it in the program it came "
                "from, save it again and upload that."
            )
    return parts


def packed(parts: Mapping[str, bytes]) -> io.BytesIO:
    """The same members in an archive that holds nothing else, for a library that wants to unpack by itself."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    whole.seek(0)
    return whole


def declares_a_type(xml: bytes) -> bool:
    """Whether an XML file has a DOCTYPE before its first element, in whatever encoding. Broken XML has none."""
    found: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.StartElementHandler = lambda *_: found.append(False)
    for start in range(0, len(xml), _PIECE):
        try:
            parser.Parse(xml[start : start + _PIECE], False)
        except expat.ExpatError:
            break
        if found:
            break
    return bool(found and found[0])


class _Room:
    """How much may still be unpacked."""

    def __init__(self, name: str, size: int, limits: Limits) -> None:
        self._name = name
        self._left = limits.unpacked
        self._left_by_ratio = max(limits.ratio * size, MEGABYTE)

    def take(self, number: int) -> None:
        self._left -= number
        self._left_by_ratio -= number
        if min(self._left, self._left_by_ratio) < 0:
            raise UnreadableFile(
                f"“{self._name}” unpacks to more than we can take in. Take out its pictures and empty rows, and save "
                "it again."
            )


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether two members share bytes, as in a bomb that unpacks one piece again and again."""
    spans = sorted((member.header_offset, member.header_offset + _HEADER + member.compress_size) for member in members)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _made_up(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"“{name}” is put together as no Office program does it. Open it in the program it came from, save it again "
        "and upload that."
    )
