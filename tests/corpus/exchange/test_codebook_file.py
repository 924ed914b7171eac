import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidCodebook
from corpus.exchange.codebook_file import key_of, read_codebook
from corpus.records import NewTheme
from service.workflow.programmes import STARTER_CODEBOOK

HELP = NewTheme("help", "Getting help")
WAITING = NewTheme(
    "waiting",
    "Waiting",
    "How long it takes.",
    includes=("lists", "letters"),
    excludes=("crisis",),
    examples=("We waited a year.", "No letter came."),
    parent="help",
)
ROWS = [
    ["Key", "Name", "Definition", "Includes", "Excludes", "Examples", "Parent"],
    [
        "waiting",
        " Waiting ",
        "How long it takes.",
        "lists; letters",
        "crisis",
        "We waited a year.; No letter came.",
        "help",
    ],
    ["help", "Getting help", "", "", "", "", ""],
    ["", "", "not a theme", "", "", "", ""],
]
YAML = """
themes:
  - {key: waiting, name: Waiting, definition: How long it takes., includes: [lists, letters], excludes: crisis,
     examples: [We waited a year., No letter came.], parent: help}
  - {key: help, name: Getting help, parent: null}
"""


def _csv(rows: list[list[str]], encoding: str = "utf-8") -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode(encoding)


def _xlsx(*sheets: list[list[Any]]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as workbook:
        for rows in sheets:
            sheet = workbook.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("c.yaml", YAML.encode()),
        ("c.YML", YAML.replace("themes:\n", "").encode()),
        ("c.csv", _csv(ROWS)),
        ("c.csv", _csv(ROWS, "utf-8-sig")),
        ("c.xlsx", _xlsx(ROWS)),
        ("c.xlsx", _xlsx([["About this file"]], ROWS)),
        ("c.xlsx", _xlsx([["name"], ["a list"]], ROWS)),
    ],
    ids=["yaml", "a bare list", "csv", "csv from Excel", "xlsx", "on the second sheet", "beside a sheet of names"],
)
def test_one_codebook_in_many_files(name: str, data: bytes) -> None:
    assert read_codebook(name, data) == [HELP, WAITING]


@pytest.mark.parametrize(
    ("header", "field"),
    [("Theme", "name"), ("Sub-category", "name"), ("CODE", "name"), ("Label", "name")],
)
def test_headings_are_those_that_people_use(header: str, field: str) -> None:
    (theme,) = read_codebook("c.csv", _csv([[header, "Description"], ["Waiting", "Long."]]))
    assert getattr(theme, field) == "Waiting"
    assert (theme.key, theme.definition) == ("waiting", "Long.")


def test_old_windows_csvs_are_read() -> None:
    assert read_codebook("c.csv", _csv([["name"], ["Café – life"]], "cp1252"))[0].name == "Café – life"


@pytest.mark.parametrize(
    ("cell", "examples"),
    [
        ("“We waited.” “No letter, none.”", ("We waited", "No letter, none")),
        ("'We waited', 'No letter'", ("We waited", "No letter")),
        ("We waited; No letter", ("We waited", "No letter")),
        ("I don't know; can't say", ("I don't know", "can't say")),
        ("We waited\nNo letter\nWe waited", ("We waited", "No letter")),
        ("", ()),
    ],
)
def test_examples_are_told_apart(cell: str, examples: tuple[str, ...]) -> None:
    (theme,) = read_codebook("c.xlsx", _xlsx([["name", "Examples"], ["Waiting", cell]]))
    assert theme.examples == examples


def test_examples_may_stand_in_several_columns() -> None:
    (theme,) = read_codebook(
        "c.csv", _csv([["name", "Example 1", "Another example"], ["A", "one of them", "two of them"]])
    )
    assert theme.examples == ("one of them", "two of them")


def test_what_cannot_be_seen_is_taken_out() -> None:
    (theme,) = read_codebook("c.yaml", b'- {name: "Wai\\u200bting", definition: "a\\u202eb", examples: ["\\ud800x"]}')
    assert (theme.name, theme.definition, theme.examples) == ("Waiting", "ab", ("\ufffdx",))


def test_a_parent_that_nobody_defined_is_added() -> None:
    rows = [["name", "parent"], ["Waiting", "Getting help"], ["Asking", "getting help"]]
    assert read_codebook("c.csv", _csv(rows)) == [
        NewTheme("getting-help", "Getting help"),
        NewTheme("waiting", "Waiting", parent="getting-help"),
        NewTheme("asking", "Asking", parent="getting-help"),
    ]


@pytest.mark.parametrize("parent", ["H1", "Getting help", "getting  help"])
def test_a_parent_is_found_by_its_key_or_its_name(parent: str) -> None:
    rows = [["id", "name", "parent"], ["W1", "Waiting", parent], ["H1", "Getting help", ""]]
    assert read_codebook("c.csv", _csv(rows)) == [
        NewTheme("H1", "Getting help"),
        NewTheme("W1", "Waiting", parent="H1"),
    ]


def test_a_theme_is_not_its_own_parent() -> None:
    rows = [["name", "parent"], ["Waiting", "Waiting"], ["Asking", "Waiting"]]
    assert [(theme.key, theme.parent) for theme in read_codebook("c.csv", _csv(rows))] == [
        ("waiting", None),
        ("asking", "waiting"),
    ]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("c.docx", b"x", "Use .yaml, .csv or .xlsx"),
        ("c.yaml", b"themes: [{definition: x}]", "theme 1 has no name"),
        ("c.yaml", b"- {name: A}\n- x", "theme 2 has no name"),
        ("c.yaml", b"a: b", "a list called “themes”"),
        ("c.yaml", b"themes: [", "not valid YAML"),
        ("c.yaml", b"- {name: A, examples: [{x: y}]}", "“examples” has to be a list of texts"),
        ("c.yaml", b"[]", "no themes"),
        ("c.csv", b"", "heading “name”"),
        ("c.csv", b"topic\nWaiting", "heading “name”"),
        ("c.csv", b"name\n\n", "no themes"),
        ("c.csv", b"name\nWaiting\nWAITING!", "two themes with the key “waiting”"),
        ("c.csv", b"key,name\nk,A\nk,B", "two themes with the key “k”"),
        ("c.xlsx", b"not a workbook", "cannot be read"),
        ("c.xlsx", _xlsx([["topic"], ["A"]]), "no sheet"),
    ],
)
def test_what_is_wrong_is_said_with_the_files_name(name: str, data: bytes, says: str) -> None:
    with pytest.raises(InvalidCodebook) as error:
        read_codebook(name, data)
    assert says in str(error.value)
    assert f"“{name}”" in str(error.value)


@pytest.mark.parametrize(
    ("name", "key"),
    [("Early intervention: help", "early-intervention-help"), (" A_b ", "a-b"), ("等待", "等待"), ("!?", "theme")],
)
def test_a_name_becomes_a_key(name: str, key: str) -> None:
    assert key_of(name) == key


@given(st.text())
def test_any_name_becomes_a_key(name: str) -> None:
    assert 0 < len(key_of(name)) <= 80
    assert key_of(key_of(name)) == key_of(name) or not name.isascii()


def test_the_starter_codebook_can_be_coded_with() -> None:
    themes = read_codebook(STARTER_CODEBOOK.name, STARTER_CODEBOOK.read_bytes())
    parents = {theme.parent for theme in themes if theme.parent}
    children = [theme for theme in themes if theme.parent]
    assert {"early-intervention", "crisis-prevention"} <= {theme.key for theme in children}
    assert parents == {theme.key for theme in themes if theme.parent is None}
    for theme in children:
        assert theme.definition, theme.key
        assert theme.includes, theme.key
        assert len(theme.examples) >= 3, theme.key
    examples = [example for theme in themes for example in theme.examples]
    assert len(examples) == len(set(examples))
    assert len({theme.name for theme in themes}) == len(themes)


def test_the_official_codebook_is_read_whole(real_texts: Path) -> None:
    path = real_texts / "nhs_feedback" / "FFT-QDC_framework_codebook.xlsx"
    themes = read_codebook(path.name, path.read_bytes())
    children = [theme for theme in themes if theme.parent]
    assert len(children) == 33
    assert {theme.parent for theme in children} == {theme.key for theme in themes if theme.parent is None}
    assert themes[: len(themes) - 33] == [theme for theme in themes if theme.parent is None]
    assert all(theme.definition for theme in children)
    assert [theme.key for theme in children if not theme.examples] == ["not-assigned"]
