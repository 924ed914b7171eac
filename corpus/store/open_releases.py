"""Open releases: drafted, checked, signed by two approvers, published and recalled; each is a file of its own.

The tables themselves let nothing be published in another way; what they refuse is told as NotSigned.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from corpus.errors import NotSigned
from corpus.store.rows import now, one

OpenState = Literal["draft", "published", "recalled", "thrown away"]
SIGNATURES_NEEDED = 2


@dataclass(frozen=True, slots=True)
class OpenRelease:
    """A release for anybody. One that was recalled or thrown away has no file any more: why, and when, stays."""

    id: int
    programme_id: int
    number: int
    file: str
    sha256: str
    state: OpenState
    drafted_at: str
    published_at: str | None
    ended_at: str | None
    ended_because: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that was built, what its counts were made of, and the segments in it with the consent each asks for."""

    file: str
    sha256: str
    counts: Mapping[str, Any]
    sources: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Check:
    """An item of a release's list: the machine's, met or not, or a statement, with the names of who made it."""

    position: int
    item: str
    is_for_people: bool
    is_met: bool
    note: str = ""
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, the sum of what they signed, and when."""

    account_id: int
    name: str
    sha256: str
    signed_at: str


_RELEASE = """SELECT id, programme_id, number, file, sha256, state, drafted_at, published_at, ended_at, ended_because
FROM open_releases """


def next_number(db: Database, programme_id: int) -> int:
    """The number that a programme's next open release gets."""
    sql = "SELECT 1 + coalesce(max(number), 0) FROM open_releases WHERE programme_id = ?"
    return int(db.execute(sql, [programme_id]).fetchone()[0])


def add_draft(db: Database, programme_id: int, draft: Draft) -> OpenRelease:
    """Keeps a draft under the programme's next number."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO open_releases (programme_id, number, file, sha256, counts, drafted_at)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            [programme_id, next_number(db, programme_id), draft.file, draft.sha256, json.dumps(draft.counts), now()],
        ).fetchone()
        db.conn.executemany(
            "INSERT INTO open_release_sources VALUES (?, ?, ?)", [(row[0], *source) for source in draft.sources.items()]
        )
    return open_release(db, int(row[0]))


def open_release(db: Database, release_id: int) -> OpenRelease:
    """One release. Raises NotFound."""
    return OpenRelease(**one(db, _RELEASE + "WHERE id = ?", [release_id], what=f"open release {release_id}"))


def open_releases(db: Database, programme_id: int) -> list[OpenRelease]:
    """A programme's open releases, newest first, drafts and what is no more too."""
    return [
        OpenRelease(**row)
        for row in map(dict, db.query(_RELEASE + "WHERE programme_id = ? ORDER BY number DESC", [programme_id]))
    ]


def last_open_releases(db: Database) -> dict[str, OpenRelease]:
    """By a programme's slug, the last of its releases that was published, whether or not it has been recalled since."""
    sql = """SELECT programmes.slug, last.* FROM ({release}) AS last
    JOIN programmes ON programmes.id = last.programme_id WHERE last.number = (
        SELECT max(number) FROM open_releases AS other
        WHERE other.programme_id = last.programme_id AND published_at IS NOT NULL) ORDER BY slug"""
    rows = map(dict, db.query(sql.format(release=_RELEASE)))
    return {row.pop("slug"): OpenRelease(**row) for row in rows}


def counts_published(db: Database, programme_id: int) -> list[dict[str, Any]]:
    """What the counts of each release that was ever published were made of, oldest first."""
    sql = "SELECT counts FROM open_releases WHERE programme_id = ? AND published_at IS NOT NULL ORDER BY number"
    return [json.loads(counts) for (counts,) in db.execute(sql, [programme_id])]


def files_of_open_releases(db: Database) -> set[str]:
    """The names of the files of drafts and of what is published."""
    sql = "SELECT file FROM open_releases WHERE state IN ('draft', 'published')"
    return {file for (file,) in db.execute(sql)}


def counts_of(db: Database, release_id: int) -> str:
    """What a release's counts were made of, as JSON."""
    return str(db.execute("SELECT counts FROM open_releases WHERE id = ?", [release_id]).fetchone()[0])


def source_texts(db: Database, release_id: int) -> set[str]:
    """The segments in a release, as they are now."""
    sql = "SELECT text FROM segments JOIN open_release_sources ON segment_id = id WHERE release_id = ?"
    return {text for (text,) in db.execute(sql, [release_id])}


def sources_gone(db: Database, release_id: int) -> int:
    """How many segments in a release are no more, are held, are not of a document that is ready, or whose people agree
    to less than being in it asks for."""
    sql = """SELECT count(*) FROM open_release_sources AS sources
    LEFT JOIN segments ON segments.id = sources.segment_id LEFT JOIN turns ON turns.id = segments.turn_id
    LEFT JOIN documents ON documents.id = turns.document_id
    LEFT JOIN contributors ON contributors.id = turns.contributor_id
    WHERE sources.release_id = ? AND (segments.id IS NULL OR documents.state <> 'ready'
        OR documents.id NOT IN (SELECT document_id FROM sign_offs)
        OR coalesce(contributors.consent, 1) < sources.asks OR turns.id IN (SELECT turn_id FROM holds))"""
    return int(db.execute(sql, [release_id]).fetchone()[0])


def put_checks(db: Database, release_id: int, checks: Iterable[Check]) -> None:
    """Writes a draft's list, or brings the items that are given up to date. Raises NotSigned where it is no draft."""
    with _told(), db.atomic():
        for check in checks:
            db.execute(
                "INSERT INTO open_release_checks VALUES (?, ?, ?, ?, ?, ?, NULL, ?) ON CONFLICT DO UPDATE SET"
                " is_met = excluded.is_met, note = excluded.note, checked_at = excluded.checked_at",
                [release_id, check.position, check.item, check.is_for_people, check.is_met, check.note, now()],
            )


def checks(db: Database, release_id: int) -> list[Check]:
    """A release's list, in order."""
    sql = """SELECT position, item, is_for_people, is_met, note, (
        SELECT json_group_array(name) FROM (SELECT accounts.name FROM open_release_statements AS said
            JOIN accounts ON accounts.id = said.account_id WHERE said.release_id = checks.release_id
            AND said.position = checks.position ORDER BY stated_at, accounts.id))
    FROM open_release_checks AS checks WHERE release_id = ? ORDER BY position"""
    return [
        Check(position, item, bool(is_for_people), bool(is_met), note, tuple(json.loads(names)))
        for position, item, is_for_people, is_met, note, names in db.execute(sql, [release_id])
    ]


def sign(db: Database, release_id: int, *, account_id: int, sha256: str, stated: Collection[int]) -> None:
    """An approver's statements, by their positions, and signature on exactly these bytes: all of it, or nothing.

    Raises NotSigned.
    """
    with _told(), db.atomic():
        rows = [(release_id, position, account_id, now()) for position in sorted(set(stated))]
        db.conn.executemany("INSERT INTO open_release_statements VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)
        db.execute("INSERT INTO open_release_signatures VALUES (?, ?, ?, ?)", [release_id, account_id, sha256, now()])


def signatures(db: Database, release_id: int) -> list[Signature]:
    """Who has signed, in order."""
    sql = """SELECT account_id, accounts.name, sha256, signed_at FROM open_release_signatures
    JOIN accounts ON accounts.id = account_id WHERE release_id = ? ORDER BY signed_at, account_id"""
    return [Signature(*row) for row in db.execute(sql, [release_id])]


def publish(db: Database, release_id: int) -> None:
    """From now on anybody sees it. Raises NotSigned."""
    with _told(), db.atomic():
        db.execute("UPDATE open_releases SET state = 'published', published_at = ? WHERE id = ?", [now(), release_id])


def end(db: Database, release_id: int, state: OpenState, *, because: str) -> None:
    """Recalls a release, or throws a draft away. Its file is for whoever calls this to remove. Raises NotSigned."""
    with _told(), db.atomic():
        db.execute(
            "UPDATE open_releases SET state = ?, ended_at = ?, ended_because = ? WHERE id = ?",
            [state, now(), because, release_id],
        )


def end_all(db: Database, programme_id: int, *, because: str) -> None:
    """Recalls what is published of a programme, and throws its drafts away."""
    with db.atomic():
        db.execute(
            "UPDATE open_releases SET state = CASE state WHEN 'draft' THEN 'thrown away' ELSE 'recalled' END,"
            " ended_at = ?, ended_because = ? WHERE programme_id = ? AND state IN ('draft', 'published')",
            [now(), because, programme_id],
        )


class _told:  # noqa: N801 (it is used like a function)
    """Tells what the tables refuse in a sentence."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, sqlite3.IntegrityError):
            raise NotSigned(f"The release stays as it is: {error}.") from error
