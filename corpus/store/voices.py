"""How many people said what: themes counted by contributors, never by mentions."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

Across = Literal["event", "locality", "role", "engagement_model"]

# Whoever agreed with a segment said its themes too, but made no mention of their own: `heard_in` is where they did.
_SAID = """
(
    SELECT theme_id, segment_id, segment_id AS heard_in FROM codings WHERE state <> 'rejected'
    UNION ALL
    SELECT codings.theme_id, codings.segment_id, agreements.segment_id FROM agreements
    JOIN codings ON codings.segment_id = agreements.agreed_with WHERE codings.state <> 'rejected'
) AS voiced
JOIN segments ON segments.id = voiced.heard_in
JOIN turns ON turns.id = segments.turn_id
JOIN contributors ON contributors.id = turns.contributor_id
JOIN events ON events.id = contributors.event_id
"""
# UNION, not UNION ALL: themes that came to be each other's parents would go round for ever.
_FAMILIES_OF = """
WITH RECURSIVE family (theme_id, member) AS (
    SELECT id, id FROM themes WHERE {whose}
    UNION SELECT family.theme_id, themes.id FROM family JOIN themes ON themes.parent_id = family.member
)"""
_FAMILIES = _FAMILIES_OF.format(whose="programme_id = :programme")
FAMILY = _FAMILIES_OF.format(whose="id = :theme") + " SELECT member FROM family"
"""The ids of a :theme and of all that are under it, its children's children too."""
_ACROSS: dict[Across, str] = {
    # Two events may share a name, as monthly forums do; they are told apart by their code.
    "event": """CASE WHEN EXISTS (SELECT 1 FROM events AS other WHERE other.programme_id = events.programme_id
        AND other.name = events.name AND other.id <> events.id)
        THEN events.name || ' (' || events.code || ')' ELSE events.name END""",
    "locality": "coalesce(contributors.locality, events.locality)",
    "role": "coalesce(contributors.role, 'not known')",
    "engagement_model": "events.engagement_model",
}


@dataclass(frozen=True, slots=True)
class Voices:
    """How many people said something of a theme, in how many segments, at how many events."""

    people: int = 0
    segments: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where every segment of a programme went; the parts add up to `segments`.

    `agreements` say no more than that somebody agrees with what another said.
    """

    segments: int
    coded: int
    agreements: int
    unthemed: int
    non_answers: int
    people: int


def voices_by_theme(db: Database, programme_id: int) -> dict[int, Voices]:
    """Each theme's voices by its id; a theme's take in those of all that are under it, everybody once."""
    sql = f"""
    {_FAMILIES}
    SELECT family.theme_id, count(DISTINCT contributors.id), count(DISTINCT voiced.segment_id),
           count(DISTINCT events.id)
    FROM family, {_SAID}
    WHERE voiced.theme_id = family.member GROUP BY family.theme_id"""
    return {theme: Voices(*counts) for theme, *counts in db.execute(sql, {"programme": programme_id})}


def theme_voices(db: Database, theme_id: int) -> Voices:
    """One theme's voices, with those of all that are under it, everybody once."""
    sql = f"""
    SELECT count(DISTINCT contributors.id), count(DISTINCT voiced.segment_id), count(DISTINCT events.id) FROM {_SAID}
    WHERE voiced.theme_id IN ({FAMILY})"""
    return Voices(*db.execute(sql, {"theme": theme_id}).fetchone())


def people_of_any(db: Database, theme_ids: Iterable[int]) -> int:
    """How many people said any of some themes, or of what is under them, everybody once."""
    ids = json.dumps([*theme_ids])
    families = _FAMILIES_OF.format(whose="id IN (SELECT value FROM json_each(:themes))") + " SELECT member FROM family"
    sql = f"SELECT count(DISTINCT contributors.id) FROM {_SAID} WHERE voiced.theme_id IN ({families})"
    return int(db.execute(sql, {"themes": ids}).fetchone()[0])


def people_across(db: Database, programme_id: int, across: Across) -> dict[int, dict[str, int]]:
    """For each theme id, how many people said it, or what is under it, in each group; everybody once."""
    sql = f"""
    {_FAMILIES}
    SELECT family.theme_id, {_ACROSS[across]}, count(DISTINCT contributors.id) FROM family, {_SAID}
    WHERE voiced.theme_id = family.member GROUP BY 1, 2"""
    counts: dict[int, dict[str, int]] = {}
    for theme_id, group, people in db.execute(sql, {"programme": programme_id}):
        counts.setdefault(theme_id, {})[group] = people
    return counts


def theme_people_across(db: Database, theme_id: int, across: Across) -> dict[str, int]:
    """How many people said one theme, or what is under it, in each group; everybody once."""
    sql = f"""
    SELECT {_ACROSS[across]}, count(DISTINCT contributors.id) FROM {_SAID}
    WHERE voiced.theme_id IN ({FAMILY}) GROUP BY 1"""
    return dict(db.execute(sql, {"theme": theme_id}).fetchall())


def people_at_event(db: Database, event_id: int) -> dict[int, int]:
    """How many people at an event said each theme that was spoken of there, by its id."""
    sql = f"""SELECT voiced.theme_id, count(DISTINCT contributors.id) FROM {_SAID}
    WHERE events.id = ? GROUP BY 1"""
    return dict(db.execute(sql, [event_id]).fetchall())


def people_in_groups(db: Database, programme_id: int, across: Across) -> dict[str, int]:
    """How many people were heard in each group, whatever they said."""
    sql = f"""
    SELECT {_ACROSS[across]} AS grouping, count(*) FROM contributors JOIN events ON events.id = contributors.event_id
    WHERE events.programme_id = ? GROUP BY 1 ORDER BY 1"""
    return dict(db.execute(sql, [programme_id]).fetchall())


def coverage(db: Database, programme_id: int) -> Coverage:
    """How much was said in a programme, how much of it fits a theme, and how much does not."""
    sql = """
    SELECT count(*), coalesce(sum(NOT is_non_answer AND is_coded), 0),
           coalesce(sum(NOT is_non_answer AND NOT is_coded AND is_agreement), 0),
           coalesce(sum(NOT is_non_answer AND NOT is_coded AND NOT is_agreement), 0), coalesce(sum(is_non_answer), 0),
           count(DISTINCT contributor_id)
    FROM (
        SELECT segments.is_non_answer, turns.contributor_id, EXISTS (
            SELECT 1 FROM codings WHERE codings.segment_id = segments.id AND codings.state <> 'rejected') AS is_coded,
            segments.id IN (SELECT segment_id FROM agreements) AS is_agreement
        FROM segments JOIN turns ON turns.id = segments.turn_id
        JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
        WHERE events.programme_id = ?)"""
    return Coverage(*db.execute(sql, [programme_id]).fetchone())


def largest_shares(db: Database, programme_id: int) -> dict[int, float]:
    """By theme id, the share of its segments that is one person's, of whoever has most; what nobody is named for is
    taken, in each document, to be one person's."""
    sql = f"""
    {_FAMILIES}, said AS (
        SELECT DISTINCT family.theme_id, segments.id, coalesce(turns.contributor_id, -turns.document_id) AS whose
        FROM family JOIN codings ON codings.theme_id = family.member AND codings.state <> 'rejected'
        JOIN segments ON segments.id = codings.segment_id JOIN turns ON turns.id = segments.turn_id
    ), by_person AS (SELECT theme_id, whose, count(*) AS segments FROM said GROUP BY 1, 2)
    SELECT theme_id, 1.0 * max(segments) / sum(segments) FROM by_person GROUP BY 1"""
    return dict(db.execute(sql, {"programme": programme_id}).fetchall())
