"""What is in an open release's file, for whoever goes through it before it is signed."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

from corpus.store.open_releases import OpenRelease
from service.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ThemeIn:
    """A theme with its published count (None where it has none), its summary and its quotes."""

    name: str
    people: int | str | None
    summary: tuple[str, ...]
    quotes: tuple[str, ...]


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
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
        people, quotes = file.execute("SELECT people, quotes FROM release").fetchone()
        themes = file.execute("SELECT id, name, people FROM themes ORDER BY name").fetchall()
        return Contents(
            people,
            quotes,
            tuple(
                ThemeIn(
                    *(name, count),
                    _texts(file, f"SELECT text FROM summaries WHERE theme_id = {int(number)} ORDER BY position"),
                    _texts(file, f"SELECT quote FROM quotes WHERE theme_id = {int(number)} ORDER BY id"),
                )
                for number, name, count in themes
            ),
            _texts(file, "SELECT decision FROM decisions ORDER BY id"),
            _texts(file, "SELECT view FROM minority_views ORDER BY id"),
            tuple(file.execute("SELECT action, owner FROM actions ORDER BY id").fetchall()),
        )


def _texts(file: sqlite3.Connection, sql: str) -> tuple[str, ...]:
    return tuple(text for (text,) in file.execute(sql))
