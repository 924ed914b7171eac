"""The documentation says what the code does: generated parts are fresh, nothing is left out, every link resolves."""

import ast
import csv
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from cogapp import Cog

from corpus.records import Programme
from corpus.release.datasette.metadata import metadata_for
from nlp.coding.choice import THEMES_A_TEXT
from nlp.themes.discover import FEWEST_PEOPLE, FEWEST_TEXTS, SELDOM
from service import passwords
from service.cli import COMMANDS, main
from service.pages.charts import FEW
from service.pages.uploads import FILES_AT_ONCE
from service.sessions import IDLE_TIME
from service.settings_docs import env_example
from service.workflow.table_marks import FEWEST_TO_LEARN_FROM

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("README.md"), *ROOT.glob("CHANGELOG.md"), *ROOT.glob("docs/**/*.md")])
WITH_GENERATED_PARTS = [page for page in PAGES if "[[[cog" in page.read_text("utf-8")]
PUBLISHED = metadata_for([Programme(1, "any", "Any")])["databases"]["any"]
TABLES, QUERIES = PUBLISHED["tables"], PUBLISHED["queries"]


@pytest.fixture(autouse=True)
def in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("page", WITH_GENERATED_PARTS, ids=_name)
def test_generated_parts_are_fresh(page: Path) -> None:
    assert Cog().main(["cog", "--check", str(page)]) == 0, "Run “make docs”."


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert f"\n## chorus {name}\n" in _text("docs/cli.md")


def test_env_example_is_fresh() -> None:
    assert _text(".env.example") == env_example(), "Run “python -m service.settings_docs > .env.example”."


@pytest.mark.parametrize("setting", re.findall(r"(?m)^#(\w+)=", env_example()))
def test_every_setting_is_documented(setting: str) -> None:
    assert f"| `{setting}` |" in _text("docs/settings.md")


@pytest.mark.parametrize("table", TABLES)
def test_every_published_table_is_documented(table: str) -> None:
    section = _text("docs/analysts.md").partition(f"\n### {table}\n")[2].partition("\n### ")[0]
    assert not [column for column in TABLES[table]["columns"] if f"| `{column}` |" not in section]


@pytest.mark.parametrize("query", QUERIES)
def test_every_canned_query_is_documented(query: str) -> None:
    assert f"(`{query}`)" in _text("docs/analysts.md")


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert not [link for link in _links(page.read_text("utf-8")) if not _resolves(page, link)]


@pytest.mark.parametrize("name", ["docs/staff.md", "docs/operators.md"])
def test_sentences_in_the_tables_are_those_that_people_see(name: str) -> None:
    quoted = re.findall(r"(?m)^\| (`[^`]* [^`]*`(?: or `[^`]*`)?)[^|]*\|", _text(name))
    pieces = [piece for cell in quoted for part in re.findall(r"`([^`]+)`", cell) for piece in re.split("…", part)]
    assert len(pieces) > 5
    assert not [piece for piece in pieces if piece.strip(" .“”") and not _is_said(piece.strip())]


@pytest.mark.parametrize(
    ("name", "number", "sentence"),
    [
        ("docs/analysts.md", THEMES_A_TEXT == 5, "at most five from one model run"),
        ("docs/analysts.md", FEW == 5, "no percentage where fewer than five were"),
        ("docs/analysts.md", FEWEST_PEOPLE == 4, "at least four different people"),
        ("docs/analysts.md", SELDOM == 0.3, "in three of ten re-runs"),
        ("docs/analysts.md", FEWEST_TEXTS == 12, "at least\ntwelve different texts"),
        ("docs/analysts.md", FEWEST_TO_LEARN_FROM == 6, "on six rows or more"),
        ("docs/analysts.md", IDLE_TIME.total_seconds() == 1800, "signed out after 30 minutes"),
        ("docs/staff.md", IDLE_TIME.total_seconds() == 1800, "after 30 minutes"),
        ("docs/staff.md", FILES_AT_ONCE == 20, "one file or up to 20"),
        ("docs/operators.md", passwords.SHORTEST == 12, "at least 12 characters"),
    ],
)
def test_numbers_in_sentences_hold(name: str, number: bool, sentence: str) -> None:
    assert number
    assert sentence in _text(name)


@pytest.mark.model
def test_the_worked_example_gives_what_is_shown(tmp_path: Path) -> None:
    out = tmp_path / "coded.csv"
    command = next(line for line in _text("docs/analysts.md").splitlines() if line.startswith("chorus code docs/"))
    result = CliRunner().invoke(main, [*command.split()[1:-1], str(out)], catch_exceptions=False)
    assert result.exit_code == 0
    assert _without_scores(out) == _without_scores(ROOT / "docs/examples/coded.csv")


def _without_scores(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: cell for name, cell in row.items() if name != "score"} for row in csv.DictReader(file)]


def _links(text: str) -> list[str]:
    """The addresses of links and pictures that do not lead to another host."""
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", _without_code(text)) if not re.match(r"\w+:", link)]


def _without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def _resolves(page: Path, link: str) -> bool:
    path, _, anchor = unquote(link).partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return False
    return not anchor or anchor in _anchors(target.read_text("utf-8"))


def _anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"(?m)^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _is_said(piece: str) -> bool:
    return any(piece in text for text in _texts_in_code())


@cache
def _texts_in_code() -> tuple[str, ...]:
    """Every text that the code holds; the fixed parts of one with values in it stand apart."""
    trees = [ast.parse(file.read_text("utf-8")) for package in ("service", "corpus", "nlp") for file in _files(package)]
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return tuple({text for text in constants if isinstance(text, str) and " " in text})


def _files(package: str) -> list[Path]:
    return list((ROOT / package).rglob("*.py"))
