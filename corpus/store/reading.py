"""What reading pages ask for beyond the other modules: a theme with its children, and marks on what is shown."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlite_utils import Database

from corpus.records import Quote
from corpus.store.coded_turns import ThemeMark
from corpus.store.quotes import quotes_by_id
from corpus.store.rows import in_batches, marks
from corpus.store.voices import Across

MARK_START, MARK_END = "\ue000", "\ue001"
"""Set around a found word. Unicode keeps these two for private use, so that nobody's speech holds them."""

TOO_SHORT_ALONE = 30
"""Characters below which a segment, quoted alone, rarely says what it is about."""

_ACROSS: dict[Across, str] = {
    "event": "events.name",
    "locality": "coalesce(contributors.locality, events.locality)",
    "role": "coalesce(contributors.role, 'not known')",
    "engagement_model": "events.engagement_model",
}
_FAMILY = "SELECT id FROM themes WHERE id = :theme OR parent_id = :theme"
_PLACED = """
codings JOIN segments ON segments.id = codings.segment_id JOIN turns ON turns.id = segments.turn_id
JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
"""


def family_people_across(db: Database, programme_id: int, across: Across) -> dict[int, dict[str, int]]:
    """For each theme id, how many people said it or a child of it in each group; everybody once."""
    sql = f"""
    WITH family AS (
        SELECT id AS theme_id, id AS member FROM themes WHERE programme_id = :programme
        UNION ALL SELECT parent_id, id FROM themes WHERE programme_id = :programme AND parent_id IS NOT NULL
    )
    SELECT family.theme_id, {_ACROSS[across]}, count(DISTINCT contributors.id)
    FROM family JOIN codings ON codings.theme_id = family.member
    JOIN segments ON segments.id = codings.segment_id JOIN turns ON turns.id = segments.turn_id
    JOIN contributors ON contributors.id = turns.contributor_id JOIN events ON events.id = contributors.event_id
    WHERE codings.state <> 'rejected' GROUP BY 1, 2"""
    counts: dict[int, dict[str, int]] = {}
    for theme_id, group, people in db.execute(sql, {"programme": programme_id}):
        counts.setdefault(theme_id, {})[group] = people
    return counts


def theme_people_across(db: Database, theme_id: int, across: Across) -> dict[str, int]:
    """How many people said one theme or a child of it in each group; everybody once."""
    sql = f"""
    SELECT {_ACROSS[across]}, count(DISTINCT contributors.id)
    FROM codings JOIN segments ON segments.id = codings.segment_id JOIN turns ON turns.id = segments.turn_id
    JOIN contributors ON contributors.id = turns.contributor_id JOIN events ON events.id = contributors.event_id
    WHERE codings.theme_id IN ({_FAMILY}) AND codings.state <> 'rejected' GROUP BY 1"""
    return dict(db.execute(sql, {"theme": theme_id}).fetchall())


def family_quotes(
    db: Database, theme_id: int, *, event_id: int | None = None, limit: int = 50, offset: int = 0
) -> list[Quote]:
    """What was said of a theme and of its children, surest first, each segment once."""
    sql = f"""
    SELECT codings.segment_id, max(codings.confidence) AS confidence, codings.state FROM {_PLACED}
    WHERE codings.theme_id IN ({_FAMILY}) AND codings.state <> 'rejected' AND (:event IS NULL OR events.id = :event)
    GROUP BY codings.segment_id ORDER BY 2 DESC, 1 LIMIT :limit OFFSET :offset"""
    values = {"theme": theme_id, "event": event_id, "limit": limit, "offset": offset}
    found = db.execute(sql, values).fetchall()
    quotes = quotes_by_id(db, [segment_id for segment_id, *_ in found])
    return [replace(quotes[segment_id], confidence=sure, state=state) for segment_id, sure, state in found]


def segments_by_event(db: Database, theme_id: int) -> dict[int, int]:
    """How many segments each event has of a theme and its children, by event id."""
    sql = f"""
    SELECT events.id, count(DISTINCT codings.segment_id) FROM {_PLACED}
    WHERE codings.theme_id IN ({_FAMILY}) AND codings.state <> 'rejected' GROUP BY 1"""
    return dict(db.execute(sql, {"theme": theme_id}).fetchall())


def varied_quotes(db: Database, theme_id: int, *, limit: int) -> list[Quote]:
    """What was said of a theme and its children at as many events as may be: each event's surest, then its next.

    Those long enough to stand by themselves come first, and nobody is quoted twice before everybody there was once.
    """
    sql = f"""
    WITH said AS (
        SELECT codings.segment_id, turns.contributor_id, events.id AS event_id, max(codings.confidence) AS confidence,
               length(segments.text) < {TOO_SHORT_ALONE} AS is_short
        FROM {_PLACED} WHERE codings.theme_id IN ({_FAMILY}) AND codings.state <> 'rejected' GROUP BY 1
    ), by_person AS (
        SELECT *, row_number() OVER (PARTITION BY contributor_id ORDER BY is_short, confidence DESC, segment_id) AS nth
        FROM said
    ), by_event AS (
        SELECT *, row_number() OVER (PARTITION BY event_id ORDER BY is_short, nth, confidence DESC, segment_id) AS place
        FROM by_person
    )
    SELECT segment_id FROM by_event ORDER BY is_short, place, confidence DESC, segment_id LIMIT :limit"""
    ids = [segment_id for (segment_id,) in db.execute(sql, {"theme": theme_id, "limit": limit})]
    quotes = quotes_by_id(db, ids)
    return [quotes[segment_id] for segment_id in ids]


def themes_on(db: Database, segment_ids: Sequence[int]) -> dict[int, list[ThemeMark]]:
    """The themes on each segment, surest first, those rejected left out."""
    found: dict[int, list[ThemeMark]] = {}
    for ids in in_batches(segment_ids):
        sql = f"""SELECT codings.segment_id, themes.id, themes.name, codings.confidence, codings.state FROM codings
        JOIN themes ON themes.id = codings.theme_id WHERE codings.segment_id IN ({marks(ids)})
        AND codings.state <> 'rejected' AND themes.status <> 'retired' ORDER BY codings.confidence DESC, themes.id"""
        for segment_id, *mark in db.execute(sql, ids):
            found.setdefault(segment_id, []).append(ThemeMark(*mark))
    return found


def non_answers_in(db: Database, document_id: int) -> set[int]:
    """The ids of a document's segments that say nothing: "n/a", "nothing"."""
    sql = """SELECT segments.id FROM segments JOIN turns ON turns.id = segments.turn_id
             WHERE turns.document_id = ? AND segments.is_non_answer"""
    return {segment_id for (segment_id,) in db.execute(sql, [document_id])}


def found_words(db: Database, segment_ids: Sequence[int], words: str) -> dict[int, str]:
    """Segments' texts with each found word between MARK_START and MARK_END, however it was inflected."""
    query = " ".join(f'"{word}"' for word in re.findall(r"\w+", words))
    found: dict[int, str] = {}
    for ids in in_batches(segment_ids):
        sql = f"""SELECT rowid, highlight(segments_fts, 0, ?, ?) FROM segments_fts
                  WHERE segments_fts MATCH ? AND rowid IN ({marks(ids)})"""
        found.update(db.execute(sql, [MARK_START, MARK_END, query, *ids]).fetchall())
    return found
