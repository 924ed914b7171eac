"""Summaries as forums wrote them: every version is kept, the newest is the one that holds.

What a sentence rests on is kept with it as in `summaries`. A sentence goes when the last of it has gone; that it was
there stays known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.errors import UnsupportedSentence
from corpus.records import Constituency, SummaryLine
from corpus.store.rows import now
from corpus.store.summaries import summary
from corpus.store.voices import FAMILY


@dataclass(frozen=True, slots=True)
class ForumLine:
    """One sentence, what it rests on now, and how many segments it rested on when it was written; `was_of_it` of these
    were of the theme then, and `is_of_it` are now."""

    text: str
    segment_ids: tuple[int, ...]
    cited: int
    was_of_it: int
    is_of_it: int

    @property
    def has_changed(self) -> bool:
        """Whether part of what it rested on has gone, or is of the theme no more."""
        return len(self.segment_ids) < self.cited or self.is_of_it < self.was_of_it


@dataclass(frozen=True, slots=True)
class ForumSummary:
    """A version: whose forum wrote it, or for whose forum staff did, and how many sentences it had."""

    id: int
    theme_id: int
    number: int
    constituency: Constituency
    is_by_staff: bool
    sentences: int
    written_at: str
    lines: tuple[ForumLine, ...] = ()

    @property
    def gone(self) -> int:
        """Sentences that are not shown any more, because nothing is left of what they rested on."""
        return self.sentences - len(self.lines)


def add_forum_summary(
    db: Database, theme_id: int, constituency: Constituency, lines: Sequence[SummaryLine], *, is_by_staff: bool
) -> int:
    """Keeps a version, and says its number. Raises UnsupportedSentence where a sentence rests on nothing."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO forum_summaries (theme_id, number, constituency, is_by_staff, sentences, written_at)"
            " SELECT :theme, coalesce(max(number), 0) + 1, :whose, :staff, :sentences, :at FROM forum_summaries"
            " WHERE theme_id = :theme RETURNING id, number",
            {"theme": theme_id, "whose": constituency, "staff": is_by_staff, "sentences": len(lines), "at": now()},
        ).fetchone()
        for position, line in enumerate(lines):
            _add_line(db, row[0], theme_id, position, line)
    return int(row[1])


def forum_summaries(db: Database, theme_id: int) -> list[ForumSummary]:
    """Every version of a theme's, the newest first."""
    sql = """SELECT id, theme_id, number, constituency, is_by_staff, sentences, written_at FROM forum_summaries
    WHERE theme_id = ? ORDER BY number DESC"""
    found = db.execute(sql, [theme_id]).fetchall()
    return [
        ForumSummary(id_, theme, number, whose, bool(by_staff), sentences, at, _lines(db, id_, theme_id))
        for id_, theme, number, whose, by_staff, sentences, at in found
    ]


def forum_summary(db: Database, theme_id: int) -> ForumSummary | None:
    """The version that holds, or None where no forum has written one."""
    return next(iter(forum_summaries(db, theme_id)), None)


def summary_that_holds(db: Database, theme_id: int) -> list[SummaryLine]:
    """A theme's summary; where a forum has written any, with its sentences for Chorus's own on what people said."""
    lines, forum = summary(db, theme_id), forum_summary(db, theme_id)
    if forum is None:
        return lines
    own = [SummaryLine(line.text, line.segment_ids) for line in forum.lines]
    counted = [line for line in lines if line.kind == "counted"]
    return [*counted, *own, *(line for line in lines if line.kind == "quote")]


def sentences_of(db: Database, programme_id: int) -> list[tuple[int, int, str]]:
    """Every sentence of every version in a programme: its version's id, its position, its words."""
    sql = """SELECT lines.summary_id, lines.position, lines.text FROM forum_summary_lines AS lines
    JOIN forum_summaries ON forum_summaries.id = lines.summary_id JOIN themes ON themes.id = forum_summaries.theme_id
    WHERE themes.programme_id = ?"""
    return [(summary, position, text) for summary, position, text in db.execute(sql, [programme_id])]


def drop_sentence(db: Database, summary_id: int, position: int) -> None:
    """Takes out a sentence, for when somebody's words in it may not stay."""
    with db.atomic():
        sql = "DELETE FROM forum_summary_lines WHERE summary_id = ? AND position = ?"
        db.execute(sql, [summary_id, position])


def _add_line(db: Database, summary_id: int, theme_id: int, position: int, line: SummaryLine) -> None:
    cited = list(dict.fromkeys(line.segment_ids))
    added = db.conn.executemany(
        "INSERT INTO forum_summary_evidence SELECT ?, ?, id FROM segments WHERE id = ?",
        [(summary_id, position, segment_id) for segment_id in cited],
    )
    if not cited or added.rowcount < 1:
        raise UnsupportedSentence(f"“{line.text}” rests on nothing that anybody said. Say what it rests on.")
    of_it = sum(is_of_it for at, _, is_of_it in _evidence(db, summary_id, theme_id) if at == position)
    db.execute(
        "INSERT INTO forum_summary_lines (summary_id, position, text, cited, of_the_theme) VALUES (?, ?, ?, ?, ?)",
        [summary_id, position, line.text, len(cited), of_it],
    )


def _evidence(db: Database, summary_id: int, theme_id: int) -> list[tuple[int, int, int]]:
    """A sentence's position, a segment that it rests on, and whether that is of the theme."""
    sql = f"""SELECT position, segment_id, EXISTS (SELECT 1 FROM codings WHERE codings.segment_id = evidence.segment_id
        AND theme_id IN ({FAMILY}) AND state <> 'rejected') FROM forum_summary_evidence AS evidence
    WHERE summary_id = :summary ORDER BY position, segment_id"""
    return list(db.execute(sql, {"summary": summary_id, "theme": theme_id}))


def _lines(db: Database, summary_id: int, theme_id: int) -> tuple[ForumLine, ...]:
    cited: dict[int, list[int]] = {}
    is_of_it: dict[int, int] = {}
    for position, segment_id, is_of in _evidence(db, summary_id, theme_id):
        cited.setdefault(position, []).append(segment_id)
        is_of_it[position] = is_of_it.get(position, 0) + is_of
    sql = """SELECT position, text, cited, of_the_theme FROM forum_summary_lines
    WHERE summary_id = ? ORDER BY position"""
    return tuple(
        ForumLine(text, tuple(cited[position]), count, was_of_it, is_of_it[position])
        for position, text, count, was_of_it in db.execute(sql, [summary_id])
    )
