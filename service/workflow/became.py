"""What became of what a group said, for whoever has the event's code: from the open releases' files alone."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.records import Programme
from corpus.release.reading import reading
from corpus.store.open_releases import OpenRelease, last_open_releases
from corpus.store.programmes import programmes
from service.errors import SignInFailed
from service.workflow.open_release import known_by
from service.workspace import Workspace

UNKNOWN = (
    "We do not know this code, or nothing has been published since. Look at it again: it is on what you were given."
)

_THEMES = """SELECT id, name, definition, people, parent_id,
    (SELECT above.name FROM themes AS above WHERE above.id = themes.parent_id)
FROM themes WHERE id IN (SELECT theme_id FROM said_by_groups WHERE event_code_hash = :known)
    OR (:is_small AND id IN (SELECT theme_id FROM decisions)) ORDER BY name"""
_SUMMARY = "SELECT text, written_by FROM summaries WHERE theme_id = ? ORDER BY position"
_MODELS = """SELECT engagement_model, people FROM theme_by_engagement_model
WHERE theme_id = ? AND people <> 0 ORDER BY engagement_model"""
_DECISIONS = """SELECT id, decision, outcome, decided_on, constituencies FROM decisions WHERE theme_id = ?
ORDER BY decided_on DESC, id DESC"""
_VIEWS = "SELECT constituency, view FROM minority_views WHERE decision_id = ? ORDER BY id"
_ACTIONS = "SELECT action, owner, state, note, since FROM actions WHERE decision_id = ? ORDER BY id"


@dataclass(frozen=True, slots=True)
class DoneAbout:
    """What is done about a decision, by whom, and how far it has come."""

    words: str
    owner: str
    state: str
    note: str
    since: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, by which constituencies, what some saw otherwise, and what is done about it."""

    words: str
    outcome: str
    on: str
    constituencies: str
    views: tuple[tuple[str, str], ...]
    actions: tuple[DoneAbout, ...]


@dataclass(frozen=True, slots=True)
class ThemeBecame:
    """A theme, its summary (each sentence with whoever wrote it), and what was decided on it.

    `heading` is the name of what it stands under, or nothing; `is_heading` where others that are shown stand under it.

    `people` is None, or '*', where it may not be told; `models` has the same by engagement model, where they are told
    apart.
    """

    name: str
    heading: str
    is_heading: bool
    definition: str
    people: int | str | None
    models: tuple[tuple[str, int | str], ...]
    summary: tuple[tuple[str, str], ...]
    decisions: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Became:
    """What came of one event. Of one where few were, `themes` are those that were decided, whoever spoke of them.

    `recalled` is the release where it was recalled: then there is nothing else.
    """

    programme: Programme
    themes: tuple[ThemeBecame, ...] = ()
    is_small: bool = False
    recalled: OpenRelease | None = None


def became(workspace: Workspace, code: str) -> Became:
    """What came of the event with this code. Raises SignInFailed, in a sentence, where nobody knows of it."""
    last = last_open_releases(workspace.corpus)
    recalled: list[Became] = []
    for programme in programmes(workspace.corpus):
        release = last.get(programme.slug)
        if release and release.state == "published":
            path = workspace.settings.open_releases_path / release.file
            if path.exists() and (found := _in_file(programme, path, known_by(workspace, programme, code))):
                return found
        elif release:
            recalled.append(Became(programme, recalled=release))
    if len(recalled) == len(last) == 1:
        return recalled[0]  # whose code it is cannot be told any more
    raise SignInFailed(UNKNOWN)


def _in_file(programme: Programme, path: Path, known: str) -> Became | None:
    with reading(path) as release:
        is_small = bool(_rows(release, "SELECT 1 FROM small_groups WHERE event_code_hash = ?", [known]))
        if not is_small and not _rows(release, "SELECT 1 FROM said_by_groups WHERE event_code_hash = ?", [known]):
            return None
        listed = release.execute(_THEMES, {"known": known, "is_small": is_small}).fetchall()
        headings = {parent for *_, parent, _ in listed}
        return Became(programme, tuple(_theme(release, row, row[0] in headings) for row in listed), is_small)


def _theme(release: sqlite3.Connection, row: Sequence[object], is_heading: bool) -> ThemeBecame:
    number, name, definition, people, _, heading = row
    written = _rows(release, _SUMMARY, [number])
    models = tuple(release.execute(_MODELS, [number]).fetchall())
    decided = tuple(
        Decided(
            *(str(words), str(outcome), str(on), str(who)),
            tuple((str(whose), str(view)) for whose, view in _rows(release, _VIEWS, [decision])),
            tuple(DoneAbout(*map(str, action)) for action in _rows(release, _ACTIONS, [decision])),
        )
        for decision, words, outcome, on, who in _rows(release, _DECISIONS, [number])
    )
    return ThemeBecame(
        str(name),
        str(heading or ""),
        is_heading,
        str(definition),
        people if isinstance(people, int | str) else None,
        models,
        tuple((str(text), str(by)) for text, by in written),
        decided,
    )


def _rows(release: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[tuple[object, ...]]:
    return release.execute(sql, values).fetchall()
