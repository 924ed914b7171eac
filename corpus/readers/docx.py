"""Word documents, read from their XML: what stands in the document once every tracked change is accepted.

A walk of our own, because the libraries change what people said: docx2python keeps text twice that was moved or stands
in a text box, loses non-breaking hyphens, and writes list numbers, picture names and HTML into speech; python-docx
drops tracked insertions.
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

from corpus.errors import EmptyFile, UnreadableFile
from corpus.readers.archives import DAMAGED, unpacked
from corpus.readers.grids import lines_of_grid
from corpus.readers.limits import UPLOADED, Limits
from corpus.readers.lines import Line
from corpus.readers.records import Transcript
from corpus.readers.turns import transcript_of
from corpus.readers.unseen import seen

_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "instrText", "fldData", "Fallback", "pPr", "rPr", "sdtPr"}
)
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def read_docx(name: str, data: bytes, limits: Limits = UPLOADED) -> Transcript:
    """The turns of a Word document. Comments, headers and footers are left out; notes come last, as nobody's."""
    try:
        parts = unpacked(name, data, limits)
        lines = list(_blocks(fromstring(parts[_main_part(parts)])))  # noqa: S314  no document type: see `unpacked`
        lines += [line for part in _NOTES if part in parts for line in _notes(fromstring(parts[part]))]  # noqa: S314
    except (*DAMAGED, ParseError) as error:  # RecursionError among them: XML nested without end
        raise UnreadableFile(
            f"“{name}” is damaged. Open it in Word, save it again as .docx and upload that."
        ) from error
    if not lines:
        raise EmptyFile(f"“{name}” is empty: there is no text in it. Check that you chose the right file.")
    return transcript_of(lines)


def _main_part(parts: Mapping[str, bytes]) -> str:
    """The document itself; some programs number it ("word/document2.xml"). Raises KeyError where there is none."""
    named = (part for part in ("word/document.xml", *parts) if part in parts and part.startswith("word/document"))
    return next((part for part in named if part.endswith(".xml")), "")


def _kind(element: Element) -> str:
    """An element's name without its namespace, which differs between Word's two flavours of XML."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _blocks(parent: Element) -> Iterator[Line]:
    """The lines of everything in a body, a cell or a wrapper, in the document's order."""
    for element in parent:
        kind = _kind(element)
        if kind == "p":
            yield from _paragraph(element)
        elif kind == "tbl":
            yield from lines_of_grid([[_cell(cell) for cell in row] for row in _rows(element)])
        elif kind not in _LEFT_OUT:
            yield from _blocks(element)


def _paragraph(element: Element) -> Iterator[Line]:
    for raw in seen("".join(_pieces(element))).splitlines():
        if text := raw.strip():
            yield Line(text, follows="paragraph")


def _pieces(element: Element) -> Iterator[str]:
    """The text within a paragraph, piece by piece; paragraphs of a text box inside it stand on their own lines."""
    for child in element:
        kind = _kind(child)
        if kind == "t":
            yield child.text or ""
        elif kind in _MARKS:
            yield _MARKS[kind]
        elif kind == "p":
            yield "\n"
            yield from _pieces(child)
            yield "\n"
        elif kind not in _LEFT_OUT:
            yield from _pieces(child)


def _rows(table: Element) -> Iterator[list[Element]]:
    """The cells of each row that was not deleted; wrappers such as content controls are looked through."""
    for row in _inside(table, "tr"):
        deleted = any(_kind(change) == "del" for part in row if _kind(part) == "trPr" for change in part)
        if not deleted:
            yield list(_inside(row, "tc"))


def _inside(parent: Element, kind: str) -> Iterator[Element]:
    for child in parent:
        if _kind(child) == kind:
            yield child
        elif _kind(child) not in _LEFT_OUT:
            yield from _inside(child, kind)


def _cell(cell: Element) -> list[Line]:
    return list(_blocks(cell))


def _notes(root: Element) -> Iterator[Line]:
    """Footnotes or endnotes, each apart from the speech they hang on."""
    for note in root:
        for index, line in enumerate(_blocks(note)):
            yield Line(line.text, starts=index == 0, follows="paragraph")
