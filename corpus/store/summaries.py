"""Summaries of themes: sentences, each with the segments it rests on."""

from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from corpus.records import SummaryLine
from corpus.store.voices import FAMILY


def replace_summaries(db: Database, summaries: Mapping[int, Iterable[SummaryLine]]) -> None:
    """New summaries by theme id, in place of those themes' old ones."""
    with db.atomic():
        for theme_id, lines in summaries.items():
            db.execute("DELETE FROM summary_lines WHERE theme_id = ?", [theme_id])
            for position, line in enumerate(lines):
                db.execute("INSERT INTO summary_lines VALUES (?, ?, ?)", [theme_id, position, line.text])
                db.conn.executemany(
                    "INSERT INTO summary_evidence SELECT ?, ?, id FROM segments WHERE id = ?",
                    [(theme_id, position, segment_id) for segment_id in dict.fromkeys(line.segment_ids)],
                )


def correct_summary(db: Database, theme_id: int, *, counted: str) -> None:
    """Takes out of a theme's summary what rests only on rejected codings; its first sentence becomes `counted`."""
    with db.atomic():
        db.execute(
            "DELETE FROM summary_evidence WHERE theme_id = :theme AND segment_id NOT IN"
            f" (SELECT segment_id FROM codings WHERE theme_id IN ({FAMILY}) AND state <> 'rejected')",
            {"theme": theme_id},
        )
        db.execute(
            "DELETE FROM summary_lines WHERE theme_id = ? AND NOT EXISTS (SELECT 1 FROM summary_evidence AS evidence"
            " WHERE evidence.theme_id = summary_lines.theme_id AND evidence.position = summary_lines.position)",
            [theme_id],
        )
        db.execute("UPDATE summary_lines SET text = ? WHERE theme_id = ? AND position = 0", [counted, theme_id])


def summary(db: Database, theme_id: int) -> list[SummaryLine]:
    """A theme's summary in order."""
    evidence: dict[int, list[int]] = {}
    sql = "SELECT position, segment_id FROM summary_evidence WHERE theme_id = ? ORDER BY position, segment_id"
    for position, segment_id in db.execute(sql, [theme_id]):
        evidence.setdefault(position, []).append(segment_id)
    sql = "SELECT position, text FROM summary_lines WHERE theme_id = ? ORDER BY position"
    return [SummaryLine(text, tuple(evidence.get(position, ()))) for position, text in db.execute(sql, [theme_id])]
