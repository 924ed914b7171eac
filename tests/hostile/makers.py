"""Files made to do harm, or to be misread. All are made here: none is kept."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

MEGABYTE = 1024 * 1024
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SAID = "YP1: I waited for zebrasecret weeks."


def zip_of(parts: Mapping[str, bytes | str], *, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(text: str = SAID) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_xml(*inner: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{"".join(inner)}</w:body></w:document>'


def docx(*inner: str, before: str = "", **parts: bytes | str) -> bytes:
    """A Word document with these paragraphs; further parts by name, "__" for "/" and "_" for "."."""
    more = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return zip_of({"word/document.xml": word_xml(*(inner or (paragraph(),)), before=before), **more})


def xlsx(rows: Sequence[Sequence[Any]], *, hidden: Sequence[Sequence[Any]] = ()) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, tuple):  # a formula, and the value that was last worked out
                    sheet.write_formula(number, place, cell[0], None, cell[1])
                else:
                    sheet.write(number, place, cell)
        if hidden:
            other = book.add_worksheet()
            other.hide()
            for number, row in enumerate(hidden):
                other.write_row(number, 0, row)
    return out.getvalue()


def with_part(archive: bytes, part: str, content: bytes) -> bytes:
    """The archive with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    return zip_of({**parts, part: content})


def bomb(size: int) -> bytes:
    """A Word document whose XML is mostly the same letter."""
    return zip_of({"word/document.xml": word_xml(paragraph("a" * size))})


def nested_bomb() -> bytes:
    inner = zip_of({"a.txt": bytes(5 * MEGABYTE)})
    for _ in range(3):
        inner = zip_of({f"{number}.zip": inner for number in range(5)})
    return docx(word__embeddings__more_zip=inner)


def overlapping() -> bytes:
    """Two names in the table of contents for the same bytes."""
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", word_xml(paragraph()))
            twin = zipfile.ZipInfo("word/twin.xml")
            first = archive.infolist()[0]
            for field in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(twin, field, getattr(first, field))
            archive.filelist.append(twin)
            archive._didModify = True  # type: ignore[attr-defined]
        return out.getvalue()


def lying(size: int) -> bytes:
    """A bomb that says, in both places, that it unpacks to a hundred bytes."""
    data = bomb(size)
    true = struct.pack("<L", len(word_xml(paragraph("a" * size))))
    return data.replace(true, struct.pack("<L", 100))


def many_parts(number: int) -> bytes:
    """An archive with so many names in its table of contents, all for the same bytes."""
    part = b"PK\x03\x04" + bytes(26)
    entries = b"".join(
        b"PK\x01\x02" + bytes(24) + struct.pack("<H", 6) + bytes(16) + f"{n:06}".encode() for n in range(number)
    )
    end = b"PK\x05\x06" + bytes(8) + struct.pack("<LL", len(entries), len(part)) + bytes(2)
    return part + entries + end


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", word_xml(paragraph()))
        archive.writestr("Word/Document.xml", word_xml(paragraph("YP1: Another.")))
    return out.getvalue()


def locked() -> bytes:
    """An archive whose parts say that they are locked with a password."""
    data = bytearray(docx())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def relations(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
ENTITY = '<!DOCTYPE l [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REMOTE_ENTITY = '<!DOCTYPE l [<!ENTITY e SYSTEM "http://127.0.0.1:9/x">]>'


def pdf(contents: Sequence[bytes], *, catalog: str = "", page: str = "", header: str = "", kids: str = "") -> bytes:
    """A PDF with a page for each of these content streams."""
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made = []
    for content in contents:
        bodies.append(f"<</Length {len(content)}{header}>>stream\n".encode() + content + b"\nendstream")
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{page}/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {len(bodies)} 0 R>>".encode()
        )
        made.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<</Type/Pages/Kids[{kids or ' '.join(made)}]/Count {len(made)}>>".encode()
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + body + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return bytes(out) + f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def shown(*lines: str) -> bytes:
    return ("BT /F1 10 Tf 12 TL 50 780 Td " + "".join(f"({line}) Tj T* " for line in lines) + "ET").encode()


def pdf_bomb() -> bytes:
    return pdf([zlib.compress(b"(a) Tj " * (9 * MEGABYTE), 1)], header="/Filter/FlateDecode")


def pdf_twice_packed() -> bytes:
    packed = zlib.compress(zlib.compress(bytes(90 * MEGABYTE), 1), 9)
    return pdf([packed], header="/Filter[/FlateDecode/FlateDecode]")


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))
ELF = b"\x7fELF" + bytes(200)
