"""Which kinds of file we read, what a file really is whatever its name says, and what to do with any other."""

from corpus.errors import EmptyFile, ProtectedFile, UnknownFormat, UnreadableFile
from corpus.readers.archives import DAMAGED, members_of
from corpus.readers.limits import UPLOADED, Limits

FORMATS = (".docx", ".vtt", ".srt", ".txt", ".csv", ".xlsx", ".pdf")

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_KINDS = {
    ".docx": "a Word document",
    ".xlsx": "an Excel workbook",
    ".pdf": "a PDF",
}
_TRANSCRIBE = "Have what was said written down and upload that"
_RECOGNISE = "Put it through text recognition and upload the text"
_INSTEAD = {
    ".doc": "Open it in Word and save it as .docx",
    ".dot": "Open it in Word and save it as .docx",
    ".docm": "Open it in Word and save it as .docx",
    ".odt": "Open it and save it as .docx",
    ".rtf": "Open it in Word and save it as .docx",
    ".pages": "Export it as .docx",
    ".xls": "Open it in Excel and save it as .xlsx",
    ".xlsm": "Open it in Excel and save it as .xlsx",
    ".ods": "Open it and save it as .xlsx",
    ".numbers": "Export it as .xlsx",
    ".tsv": "Open it in Excel and save it as .csv",
    ".gdoc": "Open it in Google Docs and download it as .docx",
    ".gsheet": "Open it in Google Sheets and download it as .xlsx",
    ".zip": "Unpack it and upload the files that are in it",
    ".md": "Save it as .txt",
    **dict.fromkeys((".htm", ".html", ".pptx", ".ppt", ".eml", ".msg"), "Save it as a PDF"),
    **dict.fromkeys((".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".mov", ".webm"), _TRANSCRIBE),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".heic", ".tif", ".tiff"), _RECOGNISE),
}
_SIGNATURES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a recording"),
    (b"RIFF", "a recording"),
    (b"SQLite format 3\0", "a database"),
)


def check_format(name: str, data: bytes, limits: Limits = UPLOADED) -> str:
    """The format to read a file as: one of FORMATS. Its name must say so and its content must agree.

    Looks at the name, the first bytes and an archive's table of contents, and parses nothing. Raises EmptyFile,
    UnknownFormat with what to do instead, ProtectedFile where Office has locked the file with a password, or
    UnreadableFile for an archive that is cut short or made as Office makes none.
    """
    extension = _extension(name)
    if not data.strip():
        raise EmptyFile(f"“{name}” is empty. Check that it was saved, and upload it again.")
    if data.startswith(_OLE):
        raise _office_error(name, extension, data)
    if extension not in FORMATS:
        advice = _INSTEAD.get(extension, "Upload a transcript or a table in one of those formats")
        raise UnknownFormat(f"“{name}” is not a kind of file that can be read. {_what_we_read()} {advice}.")
    found = _content_of(name, data, limits)
    wanted = _KINDS.get(extension, "a text file")
    if extension in _KINDS and found != wanted:
        raise UnknownFormat(
            f"“{name}” is named {extension} but is {found or 'not'}{'' if found else f' {wanted}'}. "
            f"Open it in the program it came from and save it again. {_what_we_read()}"
        )
    if extension not in _KINDS and found:
        raise UnknownFormat(
            f"“{name}” is named {extension} but is {found}. Give it its right ending or save it again. "
            f"{_what_we_read()}"
        )
    return extension


def _extension(name: str) -> str:
    _, dot, ending = name.rpartition(".")
    return f".{ending.strip().lower()}" if dot else ""


def _what_we_read() -> str:
    return f"We read {', '.join(FORMATS[:-1])} and {FORMATS[-1]}."


def _content_of(name: str, data: bytes, limits: Limits) -> str | None:
    """What the bytes themselves say the file is, in words; None where they may be plain text."""
    if b"%PDF-" in data[:1024]:
        return _KINDS[".pdf"]
    if data.startswith(b"PK"):
        return _office_kind(name, data, limits)
    if data[4:8] == b"ftyp":
        return "a recording"
    return next((words for signature, words in _SIGNATURES if data.startswith(signature) and _is_binary(data)), None)


def _is_binary(data: bytes) -> bool:
    """Whether the start of the file cannot be prose; a note may well begin with "MZ" or "ID3"."""
    return b"\0" in data[:4096] or data.startswith((b"{\\rtf", b"\xff\xd8\xff"))


def _office_kind(name: str, data: bytes, limits: Limits) -> str | None:
    try:
        members = members_of(name, data, limits)
    except DAMAGED as error:
        if not _is_binary(data):
            return None
        raise UnreadableFile(
            f"“{name}” is damaged: it begins like an Office file and then breaks off. Save it again and upload that."
        ) from error
    names = {member.filename.lower() for member in members}
    if any(member.startswith("word/document") for member in names):
        return _KINDS[".docx"]
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return _KINDS[".xlsx"]
    return "a zip archive"


def _office_error(name: str, extension: str, data: bytes) -> UnreadableFile:
    """Office's old container: an old .doc or .xls, or a new file locked with a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _protected(name)
    if "WordDocument".encode("utf-16-le") in data or extension in {".doc", ".dot"}:
        return UnknownFormat(f"“{name}” is an old Word document. Open it in Word and save it as .docx.")
    if "Workbook".encode("utf-16-le") in data or extension == ".xls":
        return UnknownFormat(f"“{name}” is an old Excel workbook. Open it in Excel and save it as .xlsx.")
    if extension in {".docx", ".xlsx"}:
        return _protected(name)
    return UnknownFormat(f"“{name}” is an old Office file. Open it and save it as .docx or .xlsx. {_what_we_read()}")


def _protected(name: str) -> ProtectedFile:
    return ProtectedFile(f"“{name}” asks for a password. Open it, take the password off, and upload it again.")
