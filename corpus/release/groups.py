"""Groups of people: which were heard, what each spoke of, and which of those that Chorus knows of were not heard.

A contributor has one event, one role, one age band and one locality, and so is in one group: whatever people are
counted by, and narrowed down to, their groups' counts add up.
"""

import json
import sqlite3

from corpus.records import AGE_BANDS, ROLES

YOUNG = "young person"
ANY_AGE = "any age"
EVERYWHERE = "whole borough"
"""What the locality of an event for every cluster is called; nobody sets out to hear from there."""

_HEARD = """
INSERT INTO groups_heard (event_id, held_on, engagement_model, role, age_band, locality, people, segments)
SELECT contributors.event_id, events.held_on, contributors.engagement_model, contributors.role, contributors.age_band,
       contributors.locality, count(*), sum(contributors.segments)
FROM contributors JOIN events ON events.id = contributors.event_id
GROUP BY contributors.event_id, contributors.role, contributors.age_band, contributors.locality
ORDER BY events.held_on, contributors.event_id, 4, 5, 6;

CREATE TEMP TABLE grouped AS
SELECT contributors.id AS contributor_id, groups_heard.id AS group_id
FROM contributors JOIN groups_heard USING (event_id, role, age_band, locality);
CREATE UNIQUE INDEX temp.grouped_contributor ON grouped (contributor_id);

INSERT INTO theme_by_group (theme_id, group_id, people)
SELECT said.theme_id, grouped.group_id, count(DISTINCT said.contributor_id)
FROM said JOIN grouped ON grouped.contributor_id = said.contributor_id GROUP BY 1, 2;
"""

# Age bands tell young people apart, and nobody else.
_TO_HEAR = """
INSERT INTO groups_to_hear
WITH heard AS (
    SELECT role, CASE role WHEN :young THEN age_band ELSE :any_age END AS age_band, locality, engagement_model, people,
           held_on FROM groups_heard),
places AS (
    SELECT locality FROM events UNION SELECT locality FROM contributors),
known AS (
    SELECT sought.value ->> 0 AS role, sought.value ->> 1 AS age_band, places.locality
    FROM json_each(:sought) AS sought JOIN places WHERE lower(places.locality) <> :everywhere
    UNION SELECT role, age_band, locality FROM heard)
SELECT known.role, known.age_band, known.locality, coalesce(sum(people), 0),
       coalesce(sum(people) FILTER (WHERE engagement_model = 'co-production'), 0),
       coalesce(sum(people) FILTER (WHERE engagement_model = 'participation'), 0),
       coalesce(sum(people) FILTER (WHERE engagement_model = 'consultation'), 0), max(held_on)
FROM known LEFT JOIN heard USING (role, age_band, locality) GROUP BY 1, 2, 3;
"""


def count_groups(release: sqlite3.Connection) -> None:
    """Fills the tables of groups of a release whose people are counted already (`counts.count`)."""
    release.executescript(_HEARD)
    given = {"young": YOUNG, "any_age": ANY_AGE, "everywhere": EVERYWHERE, "sought": json.dumps(groups_sought())}
    release.execute(_TO_HEAR, given)


def groups_sought() -> list[tuple[str, str]]:
    """Every (role, age band) that a programme may set out to hear, in each locality."""
    bands = [(YOUNG, band) for band in AGE_BANDS[:-1]]
    return bands + [(role, ANY_AGE) for role in ROLES if role != YOUNG]
