"""Word documents: paragraphs, tracked changes, tables, and what is not speech."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from corpus.errors import EmptyFile, UnreadableFile
from corpus.readers import read
from corpus.readers.records import Transcript

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Turns = list[tuple[str | None, str]]


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def spoken(data: bytes) -> Turns:
    transcript = read("talk.docx", data)
    assert isinstance(transcript, Transcript)
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def written(*paragraphs: str) -> Document:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def with_xml(*paragraphs: str) -> bytes:
    """A document with paragraphs given as what stands between <w:p> and </w:p>."""
    document = docx.Document()
    for inner in paragraphs:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {W}>{inner}</w:p>"))
    return saved(document)


def test_paragraphs() -> None:
    document = written("Youth forum", "Facilitator: Who helps?", "", "YP1: My nan.", "She listens.")
    assert spoken(saved(document)) == [
        (None, "Youth forum"),
        ("Facilitator", "Who helps?"),
        ("YP1", "My nan.\nShe listens."),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Smith, Jane (NHS)   0:03", "Hello all.", "Tom Bright   0:09", "Hi."),
        ("Smith, Jane (NHS)\t0:03\nHello all.", "Tom Bright\t0:09\nHi."),
        ("Smith, Jane (NHS)   0:03\nHello all.\n", "", "Tom Bright   0:09\nHi."),
    ],
)
def test_teams_downloads(paragraphs: tuple[str, ...]) -> None:
    assert spoken(saved(written(*paragraphs))) == [("Smith, Jane (NHS)", "Hello all."), ("Tom Bright", "Hi.")]


def test_the_head_and_foot_of_a_teams_download_are_nobodys() -> None:
    head = ["Weekly call-20260312_180112-Meeting Recording", "March 12, 2026, 6:01PM", "24m 3s"]
    head += ["Jane Smith started transcription"]
    said = ["Jane Smith   0:03\nHello all.", "Tom Bright   0:09\nHi."]
    assert spoken(saved(written(*head, *said, "Jane Smith stopped transcription"))) == [
        (None, "\n".join(head)),
        ("Jane Smith", "Hello all."),
        ("Tom Bright", "Hi."),
        (None, "Jane Smith stopped transcription"),
    ]


def test_tracked_changes_are_accepted() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    data = with_xml(
        run.format("YP1: We ")
        + "<w:del w:id='1' w:author='a'><w:r><w:delText>never </w:delText></w:r></w:del>"
        + f"<w:ins w:id='2' w:author='a'>{run.format('always ')}</w:ins>"
        + f"<w:moveFrom w:id='3' w:author='a'>{run.format('gone ')}</w:moveFrom>"
        + f"<w:moveTo w:id='4' w:author='a'>{run.format('went ')}</w:moveTo>"
        + f"<w:sdt><w:sdtContent>{run.format('there.')}</w:sdtContent></w:sdt>",
        run.format("YP2: Co") + "<w:r><w:noBreakHyphen/><w:t>production.</w:t><w:br/><w:t>Yes.</w:t></w:r>",
    )
    assert spoken(data) == [("YP1", "We always went there."), ("YP2", "Co\u2011production.\nYes.")]


def test_numbers_links_pictures_comments_headers_are_no_speech() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.add_paragraph("YP1: First.", style="List Number")
    commented = document.add_paragraph("YP2: Second.", style="List Bullet")
    document.add_comment(commented.runs, text="Check this", author="A", initials="A")
    link = f"<w:p {W}><w:r><w:t>YP1: See </w:t></w:r><w:hyperlink><w:r><w:t>the site</w:t></w:r></w:hyperlink></w:p>"
    document.element.body.insert(len(document.element.body) - 1, parse_xml(link.replace("See ", "See\u00a0")))
    assert spoken(saved(document)) == [("YP1", "First."), ("YP2", "Second."), ("YP1", "See\u00a0the site")]


def _grid(*rows: tuple[str, ...]) -> Document:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document


GRIDS: dict[str, tuple[tuple[tuple[str, ...], ...], Turns]] = {
    "speaker and text": (
        (("Facilitator", "Who helps?"), ("YP1", "My nan.\nShe: listens."), ("", "A lot."), ("YP1:", "Yes.")),
        [("Facilitator", "Who helps?"), ("YP1", "My nan.\nShe: listens.\nA lot."), ("YP1", "Yes.")],
    ),
    "with headings": (
        (("Speaker", "Text"), ("Jane", "Hello."), ("Tom", "Hi.")),
        [("Jane", "Hello."), ("Tom", "Hi.")],
    ),
    "with numbers and times": (
        (("1", "0:03", "Facilitator", "Who helps?"), ("2", "0:09", "YP1", "My nan.")),
        [("Facilitator", "Who helps?"), ("YP1", "My nan.")],
    ),
    "no speakers": (
        (("What we heard", "What we did"), ("It is too far.", "A bus.")),
        [(None, "What we heard"), (None, "What we did"), (None, "It is too far."), (None, "A bus.")],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), GRIDS.values(), ids=GRIDS.keys())
def test_tables(rows: tuple[tuple[str, ...], ...], expected: Turns) -> None:
    assert spoken(saved(_grid(*rows))) == expected


def test_merged_cells_are_read_once() -> None:
    document = _grid(("Facilitator", "Hello."), ("YP1", "Hi."), ("YP1 again", "Bye."))
    table = document.tables[0]
    table.cell(1, 0).merge(table.cell(2, 0)).text = "YP1"
    assert spoken(saved(document)) == [("Facilitator", "Hello."), ("YP1", "Hi.\nBye.")]


def test_an_empty_document_is_empty() -> None:
    with pytest.raises(EmptyFile, match=r"“talk\.docx”"):
        read("talk.docx", saved(docx.Document()))


def _rewritten(change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(written("YP1: Hello.")))) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == "word/document.xml" else content)
    return out.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml[: len(xml) // 2],
        lambda _: b"",
        lambda _: BOMB,
        lambda _: b"<a>" * 100_000 + b"</a>" * 100_000,
    ],
    ids=["cut off", "nothing", "entities", "nested"],
)
def test_broken_documents_are_unreadable(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnreadableFile, match=r"“talk\.docx” (is damaged|declares a document type)"):
        read("talk.docx", _rewritten(change))


def test_a_document_cut_off_in_transit_is_unreadable() -> None:
    with pytest.raises(UnreadableFile, match=r"“talk\.docx” is damaged"):
        read("talk.docx", saved(written("YP1: Hello."))[:-500])
