"""The report opens, says what the release says and no more, and can be read with a screen reader."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from corpus.records import NewTheme
from corpus.release.open.take_away.report.charts import Bar, draw, in_words
from corpus.release.open.take_away.report.write import write_report
from corpus.release.open.take_away.tables import Cell, OpenTables, read_tables
from corpus.store import codebook
from service.settings import Settings
from service.workflow import open_release
from service.workspace import open_workspace
from tests.service import open_house


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenTables]:
    with open_workspace(Settings(home=tmp_path_factory.mktemp("house"))) as workspace:
        programme = open_house.begin(workspace)
        for code in ("FG1", "FG2"):
            open_house.hold_event(workspace, programme, code)
        open_house.decide(workspace, programme)
        themes = [NewTheme("waiting", "Waiting"), NewTheme("quiet", "Nobody’s theme", definition="None spoke of it")]
        codebook.put_codebook(workspace.corpus, programme.id, themes, reason="second")
        release = open_house.publish(workspace, programme)
        yield read_tables(open_release.file_of(workspace, release), release.sha256)


@pytest.fixture(scope="module")
def report(taken: OpenTables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.docx"
    write_report(path, taken)
    return path


@pytest.fixture
def document(report: Path) -> Document:
    return docx.Document(str(report))


def _text(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def _with(taken: OpenTables, table: str, *rows: tuple[Cell, ...]) -> OpenTables:
    return replace(taken, tables={**taken.tables, table: replace(taken.tables[table], rows=rows)})


def test_every_part_that_was_promised_is_there(document: Document) -> None:
    parts = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert parts == [
        "Summary",
        "Who was heard",
        "What people said",
        "What was decided, and what is done",
        "How this was made",
        "How it may be used",
    ]


def test_it_says_what_the_release_says(document: Document, taken: OpenTables) -> None:
    text = _text(document)
    assert "About 20 people were heard." in text
    assert "Forums of young people decided on it." in text
    assert sum(str(row["quote"]) in text for row in taken.rows_of("quotes")) == 4
    (decision,), (action,) = taken.rows_of("decisions"), taken.rows_of("actions")
    assert str(decision["decision"]) in text
    assert all(str(action[name]) in text for name in ("action", "owner"))
    assert "I would call it being left alone." in text
    assert "It is what most people said." in text
    assert "1 to 7 is *" in text
    assert "Open Government Licence" in text
    assert "None spoke of it" in text


def test_what_no_word_file_can_hold_keeps_nobody_from_the_report(taken: OpenTables, tmp_path: Path) -> None:
    pasted = [{**row, "quote": "One line\x0band\x00another\ufffe"} for row in taken.rows_of("quotes")]
    long = {**taken.about, "programme": "Long " * 60}
    path = tmp_path / "report.docx"
    hostile = _with(taken, "quotes", *(tuple(row.values()) for row in pasted))
    write_report(path, _with(hostile, "release", tuple(long.values())))
    assert "“One line and another ”" in _text(docx.Document(str(path)))


def test_headings_step_down_one_level_at_a_time(document: Document) -> None:
    levels = [int(one.style.name[-1]) for one in document.paragraphs if one.style and "Heading" in str(one.style.name)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_picture_has_its_text_and_its_numbers_in_a_table(document: Document, taken: OpenTables) -> None:
    told = [(one._inline.docPr.get("title"), one._inline.docPr.get("descr")) for one in document.inline_shapes]
    assert len(told) == 4
    tables = {table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")): table for table in document.tables}
    for title, text in told:
        assert text.startswith(f"Bar chart. {title}: ")
        for row in tables[title].rows[1:]:
            name, number = (cell.text for cell in row.cells)
            assert f"{name} {number.replace('*', 'hidden')}" in text


def test_tables_have_a_header_row_and_say_what_they_are(document: Document) -> None:
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert all(cell.text for row in table.rows for cell in row.cells)
        assert not table._tbl.findall(f".//{qn('w:gridSpan')}")


def test_the_language_is_british_english_and_the_title_is_told(report: Path, document: Document) -> None:
    assert document.core_properties.title == "Wellbeing: what people said"
    assert document.core_properties.language == "en-GB"
    with zipfile.ZipFile(report) as packed:
        assert set(re.findall(rb'<w:lang [^>]*?w:val="([^"]+)"', packed.read("word/styles.xml"))) == {b"en-GB"}
        assert b'"compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in packed.read(
            "word/settings.xml"
        )
        assert "python-docx" not in packed.read("docProps/core.xml").decode()


def test_links_lead_to_headings(document: Document) -> None:
    names = {one.get(qn("w:name")) for one in document.element.iter(qn("w:bookmarkStart"))}
    links = [one.get(qn("w:anchor")) for one in document.element.iter(qn("w:hyperlink"))]
    assert links
    assert set(links) == names


def test_a_release_in_which_nothing_is_decided_or_counted_says_so(taken: OpenTables, tmp_path: Path) -> None:
    empty = taken
    for name in ("decisions", "minority_views", "actions", "quotes", "summaries", "codebook_versions"):
        empty = _with(empty, name)
    for name in ("theme_by_role", "theme_by_locality", "theme_by_engagement_model", "people_heard"):
        empty = _with(empty, name)
    rows = [(*row[:3], None, *row[4:]) for row in taken.tables["themes"].rows]
    path = tmp_path / "report.docx"
    write_report(path, _with(empty, "themes", *rows))
    text = _text(document := docx.Document(str(path)))
    assert "No forum has decided on it yet." in text
    assert "No action has followed yet." in text
    assert "Themes that few people spoke of" in text
    assert not document.inline_shapes


def test_a_hidden_count_is_no_number(taken: OpenTables, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    write_report(path, _with(taken, "people_heard", ("role", "citizen", "*"), ("role", "young person", 20)))
    told = [one._inline.docPr.get("descr") for one in docx.Document(str(path)).inline_shapes]
    assert "Bar chart. People who were heard, by role: Citizen hidden; Young person 20." in told


def test_the_method_has_the_figures_of_the_release(taken: OpenTables, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    rows: list[tuple[Cell, ...]] = [
        (1, "stability", None, None, None, None, "2 themes: 8 in 10 were found again."),
        (2, "stability", 2, 9, 10, 90, "Firm: it is found again."),
        (3, "model and people", None, 35, 45, 78, "Of the themes that the model suggested."),
        (4, "between people", None, "*", "*", None, "Of the codings that two people decided on."),
    ]
    write_report(path, _with(taken, "method", *rows))
    document = docx.Document(str(path))
    table = next(one for one in document.tables if one.rows[0].cells[-2].text == "Codings")
    assert "8 in 10 were found again." in _text(document)
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        ["Model and people", "Of the themes that the model suggested.", "35 of 45", "78 %"],
        ["Between people", "Of the codings that two people decided on.", "* of *", "not told"],
    ]
    assert "9 of 10 times" in _text(document)


def test_each_forum_says_by_itself_what_matters_most(taken: OpenTables, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    rows = [("co-production", "young people", 2, 15, 20), ("participation", "citizens", 2, 10, 10)]
    write_report(path, _with(taken, "what_matters_most", *rows))
    document = docx.Document(str(path))
    told = [one._inline.docPr.get("descr") for one in document.inline_shapes]
    assert "Bar chart. What matters most to young people (co-production): Waiting 15." in told
    assert "Bar chart. What matters most to citizens (participation): Waiting 10." in told
    assert "of 20" in _text(document)


def test_a_summary_in_a_forums_words_says_whose_they_are(taken: OpenTables, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    lines = [(2, 1, "We wait too long.", "young people", ""), (2, 2, "A parent said: “Too long.”", "Chorus", "")]
    write_report(path, _with(taken, "summaries", *lines))
    text = _text(docx.Document(str(path)))
    assert "We wait too long. (Written by young people.)\nA parent said: “Too long.”\n" in text


def test_nobody_is_quoted_twice(taken: OpenTables, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    (first, *_) = (row for row in taken.rows_of("quotes") if row["theme_id"] == 2)
    said = f"A young person said: “{first['quote']}”"
    write_report(path, _with(taken, "summaries", (2, 1, said, "Chorus", "")))
    assert _text(docx.Document(str(path))).count(str(first["quote"])) == 1


@pytest.mark.parametrize(
    "bars",
    [
        [],
        [Bar("Nobody", 0)],
        [Bar("Few", "*"), Bar("None", None)],
        [Bar("W" * 400, 5), Bar(" ".join(["word"] * 90), 1000), Bar("Żółć “é” – Ελληνικά", 10)],
    ],
)
def test_bars_are_drawn_whatever_they_are_called(bars: list[Bar]) -> None:
    assert draw(bars).startswith(b"\x89PNG")
    assert in_words("Themes", bars).startswith("Bar chart. Themes: ")
