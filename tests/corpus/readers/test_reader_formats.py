"""Which file is read as what, what is refused and how it is said, and files made to be slow."""

import io
import subprocess
import sys
import zipfile

import docx
import pytest
import xlsxwriter

from corpus.errors import EmptyFile, ProtectedFile, UnknownFormat, UnreadableFile
from corpus.readers import FORMATS, Limits, check_format, read
from corpus.readers.records import Table, Transcript

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))
MEGABYTE = 1024 * 1024


def a_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("YP1: Hello.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def an_xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_row(0, 0, ["a", "b"])
    return out.getvalue()


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "hello")
    return out.getvalue()


@pytest.mark.parametrize("name", [f"notes{extension}" for extension in FORMATS])
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\t\n"])
def test_blank_files(name: str, data: bytes) -> None:
    expected = EmptyFile if name.endswith((".txt", ".csv", ".vtt", ".srt")) or not data else UnreadableFile
    with pytest.raises(expected, match=f"“{name}”"):
        read(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *((f"a{extension}", PNG) for extension in FORMATS),
        *((f"a{extension}", b"MZ\x90\0\3\0\0\0" + b"\0" * 99) for extension in FORMATS),
        *((f"a{extension}", a_zip()) for extension in FORMATS),
        *((f"a{extension}", a_docx()) for extension in FORMATS if extension != ".docx"),
        *((f"a{extension}", an_xlsx()) for extension in FORMATS if extension != ".xlsx"),
        *((f"a{extension}", b"%PDF-1.7 ...") for extension in FORMATS if extension != ".pdf"),
        *((f"a{extension}", b"plain words") for extension in (".docx", ".xlsx", ".pdf")),
        *((f"a{extension}", b"words") for extension in (".doc", ".rtf", ".odt", ".exe", ".mp3", ".html", "")),
        ("a.txt", b"{\\rtf1 hello}"),
    ],
)
def test_the_wrong_kind_of_file(name: str, data: bytes) -> None:
    with pytest.raises(UnknownFormat) as caught:
        read(name, data)
    assert str(caught.value).startswith(f"“{name}” is ")
    assert "We read .docx, .vtt, .srt, .txt, .csv, .xlsx and .pdf." in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", OLE),
        ("a.xlsx", OLE),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le")),
        ("a.xls", OLE + "EncryptedPackage".encode("utf-16-le")),
    ],
)
def test_passwords_are_named_as_the_reason(name: str, data: bytes) -> None:
    with pytest.raises(ProtectedFile, match=f"“{name}” asks for a password"):
        read(name, data)


@pytest.mark.parametrize(
    ("name", "stream", "advice"),
    [
        ("a.doc", "", "save it as .docx"),
        ("a.docx", "WordDocument", "save it as .docx"),
        ("a.xls", "Workbook", "save it as .xlsx"),
        ("a.xlsx", "Workbook", "save it as .xlsx"),
        ("a.msg", "", "save it as .docx or .xlsx"),
    ],
)
def test_old_office_files_get_advice(name: str, stream: str, advice: str) -> None:
    with pytest.raises(UnknownFormat, match=advice):
        read(name, OLE + stream.encode("utf-16-le"))


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("notes.doc", "Open it in Word and save it as .docx."),
        ("notes.RTF", "Open it in Word and save it as .docx."),
        ("my notes.v2.odt", "Open it and save it as .docx."),
        ("cards.xls", "Open it in Excel and save it as .xlsx."),
        ("cards.numbers", "Export it as .xlsx."),
        ("photo.png", "Put it through text recognition and upload the text."),
        ("talk.mp3", "Have what was said written down and upload that."),
        ("all.zip", "Unpack it and upload the files that are in it."),
        ("notes", "Upload a transcript or a table in one of those formats."),
        ("notes.exe", "Upload a transcript or a table in one of those formats."),
    ],
)
def test_unknown_kinds_get_advice(name: str, advice: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        check_format(name, b"words")
    we_read = "We read .docx, .vtt, .srt, .txt, .csv, .xlsx and .pdf."
    assert str(caught.value) == f"“{name}” is not a kind of file that can be read. {we_read} {advice}"


@pytest.mark.parametrize(
    ("name", "data", "suffix"),
    [
        ("Talk 1.TXT", b"YP1: Hello.", ".txt"),
        ("a.docx", a_docx(), ".docx"),
        ("a.xlsx", an_xlsx(), ".xlsx"),
        ("a.pdf", b"%PDF-1.7 and then nothing that could be parsed", ".pdf"),
        ("a.csv", b'a,b\n1,"', ".csv"),
    ],
)
def test_a_format_is_checked_without_parsing(name: str, data: bytes, suffix: str) -> None:
    assert check_format(name, data) == suffix


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.doc", "a"])
@pytest.mark.parametrize("data", [b"", b" \r\n\t"])
def test_an_empty_file_is_said_to_be_empty(name: str, data: bytes) -> None:
    with pytest.raises(EmptyFile, match=f"“{name}” is empty. Check that it was saved, and upload it again."):
        check_format(name, data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    transcript = read("a.txt", "YP1: It\u2019s a caf\u00e9 \u2013 nice.".encode(encoding))
    assert isinstance(transcript, Transcript)
    assert transcript.turns[0].text == "It\u2019s a caf\u00e9 \u2013 nice."


@pytest.mark.parametrize(
    "data",
    [
        b"a\0b\0c\0",
        "YP1: hello".encode("utf-16-le"),
        b"\x01\x02\x03\x04 words \x05\x06",
        b"caf\xe9 \x81\x8d",
        b"\xff\xfea",
        b"\xef\xbb\xbfcaf\xe9",
    ],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"“a\.txt” is not text we can read.*UTF-8"):
        read("a.txt", data)


def test_text_that_begins_like_a_program_is_text() -> None:
    assert isinstance(read("a.txt", b"MZ: Hello.\nPK: Hi.\nMZ: So.\nPK: Yes."), Transcript)


def test_a_file_that_unpacks_without_end_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as member:
        member.write(bytes(2 * MEGABYTE))
    with pytest.raises(UnreadableFile, match=r"“a\.docx” unpacks to more"):
        read("a.docx", out.getvalue(), Limits(unpacked=MEGABYTE))


LONG = {
    "one word": b"a" * 10 * MEGABYTE,
    "digits": b"1" * 10 * MEGABYTE,
    "spaces": b"YP1:" + b" " * 10 * MEGABYTE + b"a",
    "colons": b":" * 10 * MEGABYTE,
    "sentences": b"There are three things: food. " * (MEGABYTE // 3),
    "quotes": b'"' * 10 * MEGABYTE,
    "times": b"00:00:01.000 --> " * (MEGABYTE // 2),
    "tags": b"<v " * (3 * MEGABYTE),
    "ampersands": b"&#" * (5 * MEGABYTE),
    "short lines": b"1\n" * (MEGABYTE // 8),
    "dashes": b"- " * 5 * MEGABYTE,
    "brackets": b"[(" * 5 * MEGABYTE,
}


@pytest.mark.parametrize("extension", [".txt", ".vtt", ".csv"])
@pytest.mark.parametrize("kind", LONG)
def test_long_lines_are_read_or_refused(extension: str, kind: str) -> None:
    try:
        assert isinstance(read(f"a{extension}", LONG[kind]), Transcript | Table)
    except UnreadableFile as error:
        assert f"“a{extension}”" in str(error)


def test_heavy_libraries_load_only_when_needed() -> None:
    script = "import sys, corpus.readers; print(sorted({'pypdf', 'python_calamine', 'lxml'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
