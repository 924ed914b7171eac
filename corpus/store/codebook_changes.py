"""Single changes to a codebook, as a forum decides them. Each is to be part of a version (`codebook.add_version`)."""

import json
from collections.abc import Iterable

from sqlite_utils import Database

from corpus.records import NewTheme, ThemeStatus
from corpus.store.codebook import theme_by_id
from corpus.store.codings import coder_id
from corpus.store.rows import in_batches, marks

FORUM = "forum"
"""The person-coder that a forum's own codings are signed with: a forum, and nobody in it."""


def set_status(db: Database, theme_id: int, status: ThemeStatus) -> None:
    """Adopts a theme, or takes it out of use; what is under a retired one comes to stand under what is above it."""
    with db.atomic():
        db.execute("UPDATE themes SET status = ? WHERE id = ?", [status, theme_id])
        if status == "retired":
            move_children(db, theme_id, theme_by_id(db, theme_id).parent_id)


def set_words(db: Database, theme_id: int, *, name: str, definition: str) -> None:
    """Gives a theme another name and definition; one that is '' stays as it was."""
    with db.atomic():
        db.execute(
            "UPDATE themes SET name = coalesce(nullif(?, ''), name), definition = coalesce(nullif(?, ''), definition)"
            " WHERE id = ?",
            [name, definition, theme_id],
        )


def add_included(db: Database, theme_id: int, text: str) -> None:
    """Has a theme include what it was called before."""
    includes = [*dict.fromkeys((*theme_by_id(db, theme_id).includes, text))]
    with db.atomic():
        db.execute("UPDATE themes SET includes = ? WHERE id = ?", [json.dumps(includes, ensure_ascii=False), theme_id])


def add_theme(db: Database, programme_id: int, theme: NewTheme, *, parent_id: int | None = None) -> int:
    """A theme more; its id. Its key must be new."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO themes (programme_id, key, name, definition, origin, status, parent_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            [programme_id, theme.key, theme.name, theme.definition, theme.origin, theme.status, parent_id],
        ).fetchone()
    return int(row[0])


def merge_into(db: Database, theme_id: int, other_id: int) -> None:
    """Makes one theme of two: the other's codings, children and what it includes go to the first, and it is retired.

    What somebody said does not belong to the first theme stays rejected there.
    """
    kept, gone = theme_by_id(db, theme_id), theme_by_id(db, other_id)
    includes = dict.fromkeys((*kept.includes, gone.name, *gone.includes))
    with db.atomic():
        db.execute(
            "UPDATE OR IGNORE codings SET theme_id = :kept WHERE theme_id = :gone AND state <> 'rejected'"
            " AND NOT EXISTS (SELECT 1 FROM codings AS own WHERE own.segment_id = codings.segment_id"
            " AND own.theme_id = :kept AND (own.state <> 'suggested' OR codings.state = 'suggested'))",
            {"kept": theme_id, "gone": other_id},
        )
        # Where both had it, and a person confirmed the other, the suggestion gives way to that.
        db.execute(
            """DELETE FROM codings WHERE theme_id = :kept AND state = 'suggested' AND EXISTS (
            SELECT 1 FROM codings AS own WHERE own.segment_id = codings.segment_id AND own.theme_id = :kept
            AND own.state <> 'suggested')""",
            {"kept": theme_id},
        )
        db.execute("DELETE FROM codings WHERE theme_id = ? AND state = 'suggested'", [other_id])
        db.execute(
            "UPDATE themes SET includes = ? WHERE id = ?", [json.dumps([*includes], ensure_ascii=False), theme_id]
        )
        db.execute("UPDATE themes SET parent_id = NULL WHERE id = ? AND parent_id = ?", [theme_id, other_id])
        move_children(db, other_id, theme_id)
        db.execute("UPDATE themes SET status = 'retired' WHERE id = ?", [other_id])


def move_children(db: Database, theme_id: int, to_parent: int | None) -> None:
    """Has what stands under a theme stand under another, or at the top."""
    with db.atomic():
        db.execute(
            "UPDATE themes SET parent_id = ? WHERE parent_id = ? AND id IS NOT ?", [to_parent, theme_id, to_parent]
        )


def code_as_forum(db: Database, theme_id: int, segment_ids: Iterable[int]) -> None:
    """Confirms that segments belong to a theme, as its forum said; what a person decided of them stays."""
    signed = coder_id(db, "person", FORUM)
    with db.atomic():
        for ids in in_batches(segment_ids):
            db.execute(
                "INSERT INTO codings (segment_id, theme_id, coder_id, confidence, is_primary, state)"
                f" SELECT id, ?, ?, 1, 0, 'confirmed' FROM segments WHERE id IN ({marks(ids)})"
                " AND NOT EXISTS (SELECT 1 FROM codings WHERE segment_id = segments.id AND theme_id = ?)",
                [theme_id, signed, *ids, theme_id],
            )
