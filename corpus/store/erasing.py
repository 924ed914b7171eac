"""Taking one contributor's words out of the corpus, and what rests on them."""

import json
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from corpus.records import Contributor, NewTheme
from corpus.store.documents import forget_words
from corpus.store.rows import in_batches, marks

SAID_NO_MORE = "It could not be done. What went wrong is not kept, because somebody withdrew."


def silence(db: Database, event_id: int, one: Contributor) -> None:
    """Removes a contributor with every turn, segment, coding, agreement, quote and summary line that rests on them."""
    ids = [
        turn_id
        for (turn_id,) in db.execute(
            "SELECT turns.id FROM turns JOIN contributors ON contributors.id = turns.contributor_id"
            " WHERE contributors.event_id = ? AND contributors.code = ?",
            [event_id, one.code],
        )
    ]
    with db.atomic():
        for some in in_batches(ids):
            unquote(db, f"SELECT id FROM segments WHERE turn_id IN ({marks(some)})", some)
            db.execute(f"DELETE FROM turns WHERE id IN ({marks(some)})", some)
        db.execute("DELETE FROM contributors WHERE event_id = ? AND code = ?", [event_id, one.code])
        _recount(db, one.document_id)
        db.execute(
            "UPDATE jobs SET problem = ? WHERE subject_id = ? AND problem IS NOT NULL", [SAID_NO_MORE, one.document_id]
        )
        db.execute(
            "UPDATE documents SET problem = ? WHERE id = ? AND problem IS NOT NULL", [SAID_NO_MORE, one.document_id]
        )
        forget_words(db)


def forget_contributor(db: Database, one: Contributor) -> None:
    """Removes what is listed of somebody who agreed to nothing, and what staff set for them."""
    with db.atomic():
        for table in ("left_out", "consents_changed"):
            db.execute(f"DELETE FROM {table} WHERE document_id = ? AND code = ?", [one.document_id, one.code])


def unquote(db: Database, segments: str, values: Sequence[object], *, rests_on: bool = True) -> None:
    """Takes the lines that quote some segments (a query for their ids) out of summaries.

    With `rests_on`, those that say anything else of them go too, and what only counts rests on them no more.
    """
    said = "kind NOT IN ('counted', 'point', 'others')" if rests_on else "kind IN ('view', 'quote', 'example')"
    with db.atomic():
        db.execute(
            f"DELETE FROM summary_lines WHERE {said} AND EXISTS (SELECT 1 FROM summary_evidence AS evidence"
            " WHERE evidence.theme_id = summary_lines.theme_id AND evidence.position = summary_lines.position"
            f" AND evidence.segment_id IN ({segments}))",
            values,
        )
        if rests_on:
            for table in ("summary_evidence", "forum_summary_evidence"):
                db.execute(f"DELETE FROM {table} WHERE segment_id IN ({segments})", values)


def put_theme_words(db: Database, programme_id: int, themes: Iterable[NewTheme]) -> None:
    """Gives themes new names, definitions and keywords; nothing else of them changes, and no version is made of it."""
    with db.atomic():
        for theme in themes:
            db.execute(
                "UPDATE themes SET name = ?, definition = ?, keywords = ? WHERE programme_id = ? AND key = ?",
                [theme.name, theme.definition, json.dumps(theme.keywords, ensure_ascii=False), programme_id, theme.key],
            )


def scrub(db: Database) -> None:
    """Rewrites the file, so that nothing of what was deleted is left between its pages, nor in its log."""
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _recount(db: Database, document_id: int) -> None:
    db.execute(
        "UPDATE documents SET (answers, duplicate) = (SELECT count(*) + blank, count(*) - count(DISTINCT text)"
        " FROM turns WHERE document_id = :document AND part = 'contributor') WHERE id = :document",
        {"document": document_id},
    )
