"""What a draft says otherwise than the open release before it, so that who signs it need not find that out."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.release.reading import reading
from corpus.store import open_releases
from corpus.store.open_releases import OpenRelease
from service.workspace import Workspace

_Rows = dict[str, dict[str, object]]
_KINDS = {
    # what it is called; the columns it is known and shown by; what may change of it, as it is told
    "theme": (
        "SELECT themes.name, themes.people AS 'count', themes.definition || themes.includes || themes.excludes AS"
        " 'definition', coalesce(above.name, '') AS 'place', themes.adopted AS 'who decided'"
        " FROM themes LEFT JOIN themes AS above ON above.id = themes.parent_id ORDER BY themes.name",
        1,
    ),
    "sentence": (
        "SELECT name, text, written_by AS 'whose it is' FROM summaries JOIN themes ON themes.id = theme_id"
        " ORDER BY name, position",
        2,
    ),
    "quote": (
        "SELECT name, '“' || quote || '”', role AS 'role', engagement_model AS 'engagement model'"
        " FROM quotes JOIN themes ON themes.id = theme_id ORDER BY name, quotes.id",
        2,
    ),
    "decision": ("SELECT decision, decided_on, outcome AS 'outcome', rule AS 'rule' FROM decisions ORDER BY id", 2),
    "minority view": ("SELECT constituency, view, answer AS 'answer' FROM minority_views ORDER BY id", 2),
    "action": ("SELECT action, owner AS 'owner', state AS 'state', note AS 'note' FROM actions ORDER BY id", 1),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """Of one kind of thing: what is new, what is otherwise and in what, what is gone, and how many are as they were."""

    kind: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    same: int

    @property
    def is_otherwise(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.new or self.changed or self.gone)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is otherwise than in the release with this number."""

    since: int
    kinds: tuple[Changed, ...]


def changes_in(workspace: Workspace, release: OpenRelease) -> Changes | None:
    """What a release says otherwise than the one that was published before it; None where there is none any more."""
    listed = open_releases.open_releases(workspace.corpus, release.programme_id)
    before = next((one for one in listed if one.number < release.number and one.published_at), None)
    folder = workspace.settings.open_releases_path
    if before is None or not all((folder / one.file).exists() for one in (before, release)):
        return None
    read = [_read(folder / one.file) for one in (before, release)]
    return Changes(before.number, tuple(_compared(kind, read[0][kind], read[1][kind]) for kind in _KINDS))


def _read(path: Path) -> dict[str, _Rows]:
    with reading(path) as file:
        return {kind: _rows(file.execute(sql), known_by) for kind, (sql, known_by) in _KINDS.items()}


def _rows(found: sqlite3.Cursor, known_by: int) -> _Rows:
    names = [column[0] for column in found.description][known_by:]
    return {": ".join(row[:known_by]): dict(zip(names, row[known_by:], strict=True)) for row in found}


def _compared(kind: str, before: _Rows, now: _Rows) -> Changed:
    both = [key for key in now if key in before]
    changed = [_told(key, before[key], now[key]) for key in both if before[key] != now[key]]
    return Changed(
        kind, _only(now, before), tuple(changed), _only(before, now), sum(before[key] == now[key] for key in both)
    )


def _only(here: _Rows, there: _Rows) -> tuple[str, ...]:
    return tuple(key for key in here if key not in there)


def _told(key: str, before: dict[str, object], now: dict[str, object]) -> str:
    differing: Sequence[str] = [name for name in now if now[name] != before[name]]
    return f"{key} ({', '.join(differing)})"
