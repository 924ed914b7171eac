"""A Word document that a screen reader, and Word's own checker, can find their way in.

Headings are headings, the language is told, the first row of a table is its header, a picture has its text.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph

from corpus.release.open.take_away.report.charts import INCHES, Bar, draw, in_words

LANGUAGE = "en-GB"
NEWEST_MODE = "15"
LONGEST_PROPERTY = 255  # characters of what the file says of itself
MOST_ROWS_TOGETHER = 16
"""Of a table that is kept on one page."""
_INDENT = 0.8  # cm a level
_FONT, _INK, _BLUE, _PALE = "Arial", "212B32", "003087", "E8EDEE"
_USED = {"Header", "Footer", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "List Bullet", "Quote"}
_SIZES = {"Normal": 11, "Title": 26, "Subtitle": 14, "Heading 1": 20, "Heading 2": 15, "Heading 3": 12, "Caption": 10}


def new_document(*, title: str, author: str, made: datetime, footer: str) -> Document:
    """An empty A4 document in British English, with a footer that has the page's number."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    told = document.core_properties
    told.title, told.author = title[:LONGEST_PROPERTY], author[:LONGEST_PROPERTY]
    told.last_modified_by, told.language = told.author, LANGUAGE
    told.comments, told.created, told.modified = "", made.replace(tzinfo=None), made.replace(tzinfo=None)
    _dress(document)
    line = section.footer.paragraphs[0]
    line.add_run(f"{footer} Page ")
    _add_page_number(line)
    return document


def add_table(
    document: Document, header: Sequence[str], rows: Sequence[Sequence[str]], about: str, widths: Sequence[float]
) -> None:
    """A table whose first row says what is in each column, which are so many cm wide.

    `about` is for whoever cannot see at a glance what it is.
    """
    table = document.add_table(rows=1 + len(rows), cols=len(header), style="Table Grid")
    table.autofit = False
    stays_together = len(rows) <= MOST_ROWS_TOGETHER
    for place, (line, texts) in enumerate(zip(table.rows, (header, *rows), strict=True)):
        _child(line._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, text, width in zip(line.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            _put(cell, text, is_header=place == 0)
            cell.paragraphs[0].paragraph_format.keep_with_next = stays_together and place < len(rows)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _child(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    _child(table._tbl.tblPr, "w:tblCaption", val=about)
    _child(table._tbl.tblPr, "w:tblDescription", val=about)
    document.add_paragraph().paragraph_format.space_after = 0


def add_bars(document: Document, title: str, bars: Sequence[Bar]) -> None:
    """Bars as a picture with its text alternative, under a caption. Their numbers go into a table beside it."""
    document.add_paragraph(title, style="Caption").paragraph_format.keep_with_next = True
    picture = document.add_picture(io.BytesIO(draw(bars)), width=Inches(INCHES))
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    told = picture._inline.docPr
    told.set("descr", in_words(title, bars))
    told.set("title", title)


def add_contents(document: Document, place: Paragraph) -> None:
    """Links to the report's headings of the first two levels, where `place` is; to be called when all are there."""
    document.styles.add_style("Contents", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    levels = {"Heading1": 0, "Heading2": 1}
    headings = [one for one in document.paragraphs if one._p.style in levels]
    for number, heading in enumerate(headings):
        _bookmark(heading, number)
        line = place.insert_paragraph_before("", style="Contents")
        line.paragraph_format.left_indent = Cm(_INDENT * levels[str(heading._p.style)])
        line.paragraph_format.space_after = 0
        _link(line, heading.text, number)


def add_list(document: Document, texts: Sequence[str]) -> None:
    """A bulleted list."""
    for text in texts:
        document.add_paragraph(text, style="List Bullet")


def add_quote(document: Document, words: str, who: str) -> None:
    """Somebody's words, and who said them as far as that is told."""
    paragraph = document.add_paragraph(style="Quote")
    paragraph.add_run(f"“{words}”")
    if who:
        paragraph.add_run(f" {who}").italic = False


def _dress(document: Document) -> None:

    styles = document.styles
    for unused in list(styles):  # each that is added looks through all of them
        if unused.name not in _USED | _SIZES.keys():
            unused.delete()
    settings = document.settings.element
    for language in (*styles.element.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
        language.set(qn("w:val"), LANGUAGE)
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":  # in the mode of older Words their checker does not run
            one.set(qn("w:val"), NEWEST_MODE)
    for name in (*_SIZES, "List Bullet", "Quote"):
        style: Any = styles[name]
        style.font.name = _FONT
        own = style.element.get_or_add_rPr().get_or_add_rFonts()
        for which in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            own.attrib.pop(qn(which), None)
        for which in ("w:eastAsia", "w:cs"):
            own.set(qn(which), _FONT)
        is_heading = name.startswith(("Heading", "Title"))
        style.font.color.rgb = RGBColor.from_string(_BLUE if is_heading else _INK)
        if name in _SIZES:
            style.font.size = Pt(_SIZES[name])
    normal: Any = styles["Normal"]
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.15
    part: Any = styles["Heading 1"]
    part.paragraph_format.page_break_before = True
    quote: Any = styles["Quote"]
    quote.paragraph_format.left_indent, quote.font.italic = Pt(18), False


def _put(cell: Any, text: str, *, is_header: bool) -> None:

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(10), is_header
    if is_header:
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{_PALE}"/>'))


def _child(parent: Any, name: str, **attributes: str) -> None:
    parent.append(_element(name, **attributes))


def _element(tag: str, /, **attributes: str) -> Any:
    element: Any = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _bookmark(heading: Paragraph, number: int) -> None:
    start = _element("w:bookmarkStart", id=str(number), name=f"part{number}")
    heading._p.insert(1 if heading._p.pPr is not None else 0, start)
    heading._p.append(_element("w:bookmarkEnd", id=str(number)))


def _link(line: Paragraph, text: str, number: int) -> None:
    link = _element("w:hyperlink", anchor=f"part{number}", history="1")
    run = line.add_run(text)
    run.font.color.rgb, run.font.underline = RGBColor.from_string(_BLUE), True
    link.append(run._r)
    line._p.append(link)


def _add_page_number(paragraph: Any) -> None:

    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
