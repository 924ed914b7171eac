"""What is in an open release's file, for whoever goes through it before it is signed."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.release.reading import reading
from corpus.store import codebook
from corpus.store.forum_summaries import summary_that_holds
from corpus.store.open_releases import OpenRelease
from corpus.store.summaries import told_briefly
from service.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ThemeIn:
    """A theme with what it stands on, its published count (or None), its summary and who wrote that, and its quotes.

    `left_out` is what its summary says in the programme's own pages, and not in the release.
    """

    name: str
    adopted: str
    people: int | str | None
    summary: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything in it that somebody should read first."""

    people: int | str
    quotes: int
    themes: tuple[ThemeIn, ...]
    decisions: tuple[str, ...]
    views: tuple[str, ...]
    actions: tuple[tuple[str, str], ...]


def contents_of(workspace: Workspace, release: OpenRelease) -> Contents | None:
    """What is in a release; None where its file is no more."""
    path = workspace.settings.open_releases_path / release.file
    if release.state not in ("draft", "published") or not path.exists():
        return None
    with reading(path) as file:
        people, quotes = file.execute("SELECT people, quotes FROM release").fetchone()
        themes = file.execute("SELECT id, name, adopted, people FROM themes ORDER BY name").fetchall()
        return Contents(
            people,
            quotes,
            tuple(_theme(file, row, _own(workspace, release, row[1])) for row in themes),
            _texts(file, "SELECT decision FROM decisions ORDER BY id"),
            _texts(file, "SELECT view FROM minority_views ORDER BY id"),
            tuple(file.execute("SELECT action, owner FROM actions ORDER BY id").fetchall()),
        )


def _theme(file: sqlite3.Connection, row: tuple[int, str, str, int | str | None], own: Sequence[str]) -> ThemeIn:
    number, name, adopted, people = row
    written = file.execute("SELECT text, written_by FROM summaries WHERE theme_id = ? ORDER BY position", [number])
    summary = tuple(written.fetchall())
    quotes = file.execute("SELECT quote, engagement_model FROM quotes WHERE theme_id = ? ORDER BY id", [number])
    texts = {text for text, _ in summary}
    left_out = tuple(text for text in own if text not in texts) if summary else ()
    return ThemeIn(name, adopted, people, summary, left_out, tuple(quotes.fetchall()))


def _own(workspace: Workspace, release: OpenRelease, name: str) -> list[str]:
    """What a theme's summary says of what people said, in the programme's own pages."""
    themes = codebook.themes(workspace.corpus, release.programme_id)
    found = [theme for theme in themes if (theme.name, theme.status) == (name, "adopted")][:1]
    lines = [line for theme in found for line in summary_that_holds(workspace.corpus, theme.id)]
    told = [*told_briefly(lines), *(line for line in lines if line.kind in ("apart", "view"))]
    return [line.text for line in told]


def _texts(file: sqlite3.Connection, sql: str) -> tuple[str, ...]:
    return tuple(text for (text,) in file.execute(sql))
