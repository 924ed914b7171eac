"""Summaries of themes: sentences, each with the segments it rests on. The schema keeps none that rests on nothing."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlite_utils import Database

from corpus.errors import UnsupportedSentence
from corpus.records import SentenceKind, SummaryLine
from corpus.store.voices import FAMILY

_OF_THE_THEME = f"SELECT segment_id FROM codings WHERE theme_id IN ({FAMILY}) AND state <> 'rejected'"
_REJECTED = f"SELECT segment_id FROM codings WHERE theme_id IN ({FAMILY}) AND state = 'rejected'"
_EVIDENCE = """(SELECT segment_id FROM summary_evidence AS evidence
WHERE evidence.theme_id = summary_lines.theme_id AND evidence.position = summary_lines.position)"""

TellAnew = Mapping[SentenceKind, Callable[[int], str]]
"""What a sentence of a kind says when it rests on so many people."""


def replace_summaries(db: Database, summaries: Mapping[int, Iterable[SummaryLine]]) -> None:
    """New summaries by theme id, in place of those themes' old ones. Raises UnsupportedSentence.

    A sentence all of whose segments have been removed meanwhile is left out.
    """
    with db.atomic():
        for theme_id, lines in summaries.items():
            db.execute("DELETE FROM summary_lines WHERE theme_id = ?", [theme_id])
            for position, line in enumerate(lines):
                _add_line(db, theme_id, position, line)


def correct_summary(db: Database, theme_id: int, *, counted: Sequence[str], told_anew: TellAnew) -> None:
    """Takes out of a theme's summary what rests only on rejected codings; its counts become those in `counted`.

    What two sides said goes together: where one of them is gone, the other would be taken for what everybody said. A
    sentence of a kind in `told_anew` counts the people that it rests on now; it goes where that says nothing.
    """
    with db.atomic():
        db.execute(
            "DELETE FROM summary_lines WHERE theme_id = :theme AND kind IN ('apart', 'view') AND EXISTS"
            f" (SELECT 1 FROM {_EVIDENCE} WHERE segment_id IN ({_REJECTED}) AND segment_id NOT IN ({_OF_THE_THEME}))",
            {"theme": theme_id},
        )
        db.execute(
            "DELETE FROM summary_evidence WHERE theme_id = :theme AND position IN (SELECT position FROM summary_lines"
            " WHERE theme_id = :theme AND kind NOT IN ('apart', 'view'))"
            f" AND segment_id NOT IN ({_OF_THE_THEME})",
            {"theme": theme_id},
        )
        _drop_lone_views(db, theme_id)
        _recount(db, theme_id, counted)
        _tell_anew(db, theme_id, told_anew)


def summary(db: Database, theme_id: int) -> list[SummaryLine]:
    """A theme's summary in order."""
    evidence: dict[int, list[int]] = {}
    sql = "SELECT position, segment_id FROM summary_evidence WHERE theme_id = ? ORDER BY position, segment_id"
    for position, segment_id in db.execute(sql, [theme_id]):
        evidence.setdefault(position, []).append(segment_id)
    sql = "SELECT position, text, kind FROM summary_lines WHERE theme_id = ? ORDER BY position"
    return [SummaryLine(text, tuple(evidence[at]), kind) for at, text, kind in db.execute(sql, [theme_id])]


def told_briefly(lines: Iterable[SummaryLine]) -> list[SummaryLine]:
    """What Chorus wrote of what people said, a point with its words as one; without counts that go stale."""
    found: list[SummaryLine] = []
    for line in lines:
        if line.kind == "point":
            found.append(SummaryLine(without_count(line.text), line.segment_ids, "point"))
        elif line.kind == "example" and found:
            found[-1] = SummaryLine(f"{found[-1].text} {line.text}", found[-1].segment_ids, "point")
        elif line.kind == "said":
            found.append(line)
    return found


def without_count(text: str) -> str:
    """A point's sentence without how many people it was: “Some people said …”."""
    return re.sub(r"^\d+ people", "Some people", text)


def _add_line(db: Database, theme_id: int, position: int, line: SummaryLine) -> None:
    if not line.segment_ids:
        raise UnsupportedSentence(f"“{line.text}” rests on nothing that anybody said. Say what it rests on.")
    added = db.conn.executemany(
        "INSERT INTO summary_evidence SELECT ?, ?, id FROM segments WHERE id = ?",
        [(theme_id, position, segment_id) for segment_id in dict.fromkeys(line.segment_ids)],
    )
    if added.rowcount > 0:
        sql = "INSERT INTO summary_lines (theme_id, position, text, kind) VALUES (?, ?, ?, ?)"
        db.execute(sql, [theme_id, position, line.text, line.kind])


def _drop_lone_views(db: Database, theme_id: int) -> None:
    """Views stand in twos after the sentence they are of."""
    kind_at = "(SELECT kind FROM summary_lines AS other WHERE other.theme_id = :theme AND other.position = {})"
    first = f"{kind_at.format('one.position - 1')} IS 'apart' AND {kind_at.format('one.position + 1')} IS 'view'"
    second = f"{kind_at.format('one.position - 2')} IS 'apart' AND {kind_at.format('one.position - 1')} IS 'view'"
    db.execute(
        "DELETE FROM summary_lines WHERE theme_id = :theme AND position IN (SELECT position FROM summary_lines AS one"
        f" WHERE one.theme_id = :theme AND kind = 'view' AND NOT (({first}) OR ({second})))",
        {"theme": theme_id},
    )


def _tell_anew(db: Database, theme_id: int, told: TellAnew) -> None:
    sql = """SELECT position, kind, (SELECT count(DISTINCT turns.contributor_id) FROM summary_evidence AS evidence
        JOIN segments ON segments.id = segment_id JOIN turns ON turns.id = turn_id
        WHERE evidence.theme_id = :theme AND evidence.position = summary_lines.position)
    FROM summary_lines WHERE theme_id = :theme ORDER BY position"""
    kinds: dict[int, str] = {}
    for position, kind, people in db.execute(sql, {"theme": theme_id}).fetchall():
        text = told[kind](people) if kind in told else None
        if text:
            sql = "UPDATE summary_lines SET text = ? WHERE theme_id = ? AND position = ?"
            db.execute(sql, [text, theme_id, position])
        if text != "":
            kinds[position] = kind
        else:
            db.execute("DELETE FROM summary_lines WHERE theme_id = ? AND position = ?", [theme_id, position])
    _drop_lone_points(db, theme_id, kinds)


def _drop_lone_points(db: Database, theme_id: int, kinds: Mapping[int, str]) -> None:
    """A point is nothing without the words that stand for it, nor they without it; then how many others there are
    is not known either."""
    lone = [at for at, kind in kinds.items() if kind == "point" and kinds.get(at + 1) != "example"]
    lone += [at for at, kind in kinds.items() if kind == "example" and kinds.get(at - 1) != "point"]
    if lone or "point" not in kinds.values():
        lone += [at for at, kind in kinds.items() if kind == "others"]
    for position in lone:
        db.execute("DELETE FROM summary_lines WHERE theme_id = ? AND position = ?", [theme_id, position])


def _recount(db: Database, theme_id: int, counted: Sequence[str]) -> None:
    sql = "SELECT position FROM summary_lines WHERE theme_id = ? AND kind = 'counted' ORDER BY position"
    positions = [position for (position,) in db.execute(sql, [theme_id])]
    for position, text in zip(positions, counted, strict=False):
        db.execute("UPDATE summary_lines SET text = ? WHERE theme_id = ? AND position = ?", [text, theme_id, position])
    for position in positions[len(counted) :]:
        db.execute("DELETE FROM summary_lines WHERE theme_id = ? AND position = ?", [theme_id, position])
