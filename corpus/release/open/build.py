"""Builds the open release: a new file with what anybody may read of one programme, and nothing else."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlite_utils import Database

from corpus.records import Theme
from corpus.release.finish import check, put_rows, seal
from corpus.release.open import came_up, counts, said
from corpus.release.open.datasette.metadata import LICENCE, dictionary, searched
from corpus.release.open.decided import decided
from corpus.release.open.mattered import mattered, put_mattered
from corpus.release.open.mattered import written as matters_written
from corpus.release.open.method import put_method
from corpus.release.open.sentences import told_of
from corpus.store import codebook
from corpus.store.open_releases import counts_published, next_number
from corpus.store.programmes import programme_by_id
from corpus.store.rows import now

_SCHEMA = Path(__file__).with_name("schema.sql")
DISCLOSURE_CONTROL = (
    "People are counted, not mentions. 1 to 7 is *, everything else is rounded to 5, and what would tell a small count"
    " is hidden or left out too. No percentage of fewer than 22 people. A theme has counts where 8 people speak in it,"
    " at 2 events, and nobody is more than a quarter of it; they stay as they are until 8 people more or fewer do."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a release is built with: whether a text may be shown as it is, and what an event's code is known by."""

    may_show: Callable[[Sequence[str]], list[bool]]
    known_by: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Built:
    """A release's file: its sum, what the next one's counts are set against, and the segments in it with the consent
    that each asks for."""

    sha256: str
    counts: Mapping[str, Any]
    sources: Mapping[int, int]


def build_open_release(corpus: Database, programme_id: int, path: Path, wanted: Wanted) -> Built:
    """Writes the programme's next open release to `path`, which shows up whole or not at all.

    Raises NotFound for a programme that does not exist, IncompleteRelease where the file does not pass its checks.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.stem}-") as folder:
        draft, finished = Path(folder, "draft.db"), Path(folder, "finished.db")
        with closing(sqlite3.connect(draft, isolation_level=None)) as release:
            release.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            release.executescript(_SCHEMA.read_text("utf-8"))
            with corpus.atomic():  # one moment of the corpus, whoever writes to it meanwhile
                kept, sources = _fill(release, corpus, programme_id, wanted)
            for table, columns in searched().items():
                Database(release).table(table).enable_fts(columns, tokenize="porter unicode61")
            release.executescript("ANALYZE").execute("VACUUM INTO ?", [str(finished)])
        check(finished)
        sha256 = seal(finished)
        finished.replace(path)
    return Built(sha256, kept, sources)


def _fill(
    release: sqlite3.Connection, corpus: Database, programme_id: int, wanted: Wanted
) -> tuple[dict[str, Any], dict[int, int]]:
    release.execute("BEGIN")
    themes = [theme for theme in codebook.themes(corpus, programme_id) if theme.status == "adopted"]
    # Numbered by their names: an order that says nothing of how they came to be.
    numbers = {theme.id: number for number, theme in enumerate(sorted(themes, key=lambda one: one.name), start=1)}
    published = counts_published(corpus, programme_id)
    earlier = [counts.read(one["lines"]) for one in published]
    number = next_number(corpus, programme_id)
    lines = counts.counted(corpus, programme_id, themes, earlier, number)
    agreed = decided(release, corpus, programme_id, numbers)
    _put_themes(release, themes, numbers, (lines, agreed, number))
    _put_counts(release, themes, numbers, lines)
    known = told_of(lines[counts.EVERYBODY]), wanted.may_show
    quoted = said.put_quotes(release, corpus, numbers, known)
    on_these = {key: numbers[key] for key in agreed if key in numbers}
    summed = said.put_summaries(release, corpus, on_these, known)
    matters = mattered(corpus, programme_id, themes, [one.get("rankings", []) for one in published])
    put_mattered(release, matters, {theme.key: numbers[theme.id] for theme in themes})
    put_method(release, corpus, programme_id, numbers)
    groups = came_up.kept_groups(corpus, programme_id, wanted.known_by, [one["groups"] for one in published])
    came_up.put_groups(release, groups, {theme.key: numbers[theme.id] for theme in themes if theme.key in lines})
    _describe(release, corpus, programme_id, (themes, number, lines))
    release.execute("COMMIT")
    kept = {"lines": counts.written(lines), "groups": groups, "rankings": matters_written(matters)}
    return kept, {segment: max(quoted.get(segment, 0), summed.get(segment, 0)) for segment in {**quoted, **summed}}


def _describe(
    release: sqlite3.Connection,
    corpus: Database,
    programme_id: int,
    held: tuple[Sequence[Theme], int, Mapping[str, counts.Line]],
) -> None:
    themes, number, lines = held
    programme = programme_by_id(corpus, programme_id)
    version = "SELECT coalesce(max(number), 0) FROM codebook_versions WHERE programme_id = ?"
    version_number = corpus.execute(version, [programme_id]).fetchone()[0]
    (quotes,) = release.execute("SELECT count(*) FROM quotes").fetchone()
    people = lines[counts.EVERYBODY].people
    release.execute(
        "INSERT INTO release VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(number, programme.name, programme.description, now(), people, len(themes), quotes, version_number),
            *(DISCLOSURE_CONTROL, LICENCE),
        ],
    )
    said.put_codebook(release, programme.name, version_number, themes)
    put_rows(release, "data_dictionary", ("table_name", "column_name", "description", "licence"), dictionary())


def _put_themes(
    release: sqlite3.Connection,
    themes: Sequence[Theme],
    numbers: Mapping[int, int],
    known: tuple[Mapping[str, counts.Line], Mapping[int, str], int],
) -> None:
    lines, agreed, number = known
    columns = (
        "id",
        "name",
        "parent_id",
        "people",
        "counted",
        "definition",
        "includes",
        "excludes",
        "origin",
        "adopted",
    )
    rows = []
    for theme in sorted(themes, key=lambda one: numbers[one.id]):
        line = lines.get(theme.key)
        counted = (
            "Not counted: fewer than 8 people, only one event, or mostly one person."
            if line is None
            else ("In this release." if line.since == number else f"In release {line.since}, and as it was then.")
        )
        adopted = f"By the forum, on {agreed[theme.id]}" if theme.id in agreed else "With the codebook"
        rows.append(
            (
                *(numbers[theme.id], theme.name, numbers.get(theme.parent_id or 0), line.people if line else None),
                *(counted, theme.definition, "\n".join(theme.includes), "\n".join(theme.excludes)),
                *(theme.origin, adopted),
            )
        )
    release.execute("PRAGMA foreign_keys = OFF")
    put_rows(release, "themes", columns, rows)


def _put_counts(
    release: sqlite3.Connection, themes: Sequence[Theme], numbers: Mapping[int, int], lines: Mapping[str, counts.Line]
) -> None:
    everybody = lines[counts.EVERYBODY]
    for by in counts.SPLITS:
        heard = everybody.split(by)
        put_rows(
            release,
            "people_heard",
            ("grouped_by", "people_in", "people"),
            [(by.replace("_", " "), group, people) for group, people in heard.items()],
        )
        rows = [
            (numbers[theme.id], group, people, heard.get(group, "*"), lines[theme.key].percentage(by, group, everybody))
            for theme in themes
            if theme.key in lines
            for group, people in lines[theme.key].split(by).items()
        ]
        put_rows(release, f"theme_by_{by}", ("theme_id", by, "people", "people_heard", "percentage"), rows)
