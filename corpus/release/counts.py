"""Counts and cross-tabs, made from the release's own rows: people are counted, never mentions."""

import sqlite3

# A parent theme takes in what was said of its children, everybody once; what was rejected counts nowhere. Whoever
# agreed is one of the people who said it, and made no mention of their own.
_SAID = """
CREATE TEMP TABLE said AS
WITH RECURSIVE family (theme_id, member) AS (
    SELECT id, id FROM themes
    UNION SELECT family.theme_id, themes.id FROM family JOIN themes ON themes.parent_id = family.member
)
SELECT DISTINCT family.theme_id, segments.id AS segment_id, segments.contributor_id, segments.event_id,
       codings.agreed_with IS NULL AS is_mention
FROM codings JOIN family ON family.member = codings.theme_id JOIN segments ON segments.id = codings.segment_id
WHERE codings.state <> 'rejected';
CREATE INDEX temp.said_theme ON said (theme_id);
CREATE TEMP TABLE counted AS
SELECT segment_id, theme_id, max(is_primary) AS is_primary, max(confidence) AS confidence
FROM codings WHERE state <> 'rejected' AND agreed_with IS NULL GROUP BY segment_id, theme_id;
CREATE INDEX temp.counted_segment ON counted (segment_id, theme_id);
"""

_COUNTS = """
UPDATE segments SET themes = found.themes, primary_theme_id = found.theme_id,
       fit = CASE fit WHEN 'non-answer' THEN fit ELSE 'fits a theme' END
FROM (
    SELECT segment_id, theme_id, count(*) OVER (PARTITION BY segment_id) AS themes, row_number() OVER (
        PARTITION BY segment_id ORDER BY is_primary DESC, confidence DESC, theme_id) AS place FROM counted
) AS found WHERE found.segment_id = segments.id AND found.place = 1;
UPDATE themes SET (people, segments, events) = (
    SELECT count(DISTINCT contributor_id), count(DISTINCT segment_id) FILTER (WHERE is_mention),
           count(DISTINCT event_id)
    FROM said WHERE said.theme_id = themes.id);
UPDATE themes SET (answered_right, answered_partly, answered_not_us) = (
    SELECT count(*) FILTER (WHERE answer = 'right'), count(*) FILTER (WHERE answer = 'partly'),
           count(*) FILTER (WHERE answer = 'not us')
    FROM forum_answers WHERE forum_answers.theme_id = themes.id);
UPDATE contributors SET segments = (SELECT count(*) FROM segments WHERE contributor_id = contributors.id),
       themes = (SELECT count(DISTINCT codings.theme_id) FROM codings JOIN segments ON segments.id = codings.segment_id
                 WHERE segments.contributor_id = contributors.id AND codings.state <> 'rejected');
UPDATE documents SET turns = (SELECT count(*) FROM turns WHERE document_id = documents.id),
       (segments, people) = (
           SELECT count(*), count(DISTINCT contributor_id) FROM segments WHERE document_id = documents.id);
UPDATE events SET people = (SELECT count(*) FROM contributors WHERE event_id = events.id),
       documents = (SELECT count(*) FROM documents WHERE event_id = events.id),
       segments = (SELECT count(*) FROM segments WHERE event_id = events.id);
UPDATE coders SET (suggested, confirmed, rejected) = (
    SELECT count(*) FILTER (WHERE state = 'suggested'), count(*) FILTER (WHERE state = 'confirmed'),
           count(*) FILTER (WHERE state = 'rejected')
    FROM codings WHERE coder_id = coders.id);
UPDATE release SET codings_by_people = (
    SELECT count(*) FROM codings JOIN coders ON coders.id = coder_id WHERE kind = 'person'),
       events = (SELECT count(*) FROM events), people = (SELECT count(*) FROM contributors),
       documents = (SELECT count(*) FROM documents), themes = (SELECT count(*) FROM themes),
       (segments, fits_a_theme, agreements, fits_no_theme, non_answers) = (
           SELECT count(*), count(*) FILTER (WHERE fit = 'fits a theme'),
                  count(*) FILTER (WHERE fit = 'agrees with somebody'), count(*) FILTER (WHERE fit = 'fits no theme'),
                  count(*) FILTER (WHERE fit = 'non-answer') FROM segments);
"""

# Everybody once for each theme, so that no cross-tab has to look for those who said it twice.
_VOICED = """
CREATE TEMP TABLE voiced AS
SELECT once.theme_id, contributors.* FROM (SELECT DISTINCT theme_id, contributor_id FROM said) AS once
JOIN contributors ON contributors.id = once.contributor_id;
"""

_CROSS_TAB = """
INSERT INTO {table} (theme_id, {group}, people, people_heard, share)
WITH heard AS (SELECT {group}, count(*) AS people_heard FROM contributors GROUP BY {group}),
     found AS (SELECT theme_id, {group}, count(*) AS people FROM voiced GROUP BY theme_id, {group})
SELECT themes.id, {heard}, coalesce(found.people, 0), heard.people_heard,
       round(100.0 * coalesce(found.people, 0) / heard.people_heard, 1)
FROM themes JOIN heard LEFT JOIN found ON found.theme_id = themes.id AND ({found}) = ({heard});
"""

CROSS_TABS = {
    "theme_by_event": ("event_id",),
    "theme_by_locality": ("locality",),
    "theme_by_role": ("role",),
    "theme_by_age_band": ("age_band",),
    "theme_by_locality_and_role": ("locality", "role"),
    "theme_by_engagement_model": ("engagement_model",),
}
"""By the cross-tab's table: the contributors' columns that it sets themes against."""

_TOGETHER = """
INSERT INTO themes_said_together (theme_id, other_theme_id, people, segments)
WITH own AS (
    SELECT DISTINCT codings.theme_id, segments.contributor_id FROM codings
    JOIN segments ON segments.id = codings.segment_id
    WHERE segments.contributor_id IS NOT NULL AND codings.state <> 'rejected'),
by_people AS (
    SELECT a.theme_id, b.theme_id AS other, count(*) AS people FROM own AS a
    JOIN own AS b ON b.contributor_id = a.contributor_id AND b.theme_id <> a.theme_id GROUP BY 1, 2),
by_segments AS (
    SELECT a.theme_id, b.theme_id AS other, count(*) AS segments FROM counted AS a
    JOIN counted AS b ON b.segment_id = a.segment_id AND b.theme_id <> a.theme_id GROUP BY 1, 2)
SELECT theme_id, other, people, coalesce(segments, 0) FROM by_people LEFT JOIN by_segments USING (theme_id, other);
"""


def count(release: sqlite3.Connection) -> None:
    """Fills every count and every cross-tab of a release whose rows are there."""
    release.executescript(_SAID + _COUNTS + _VOICED)
    for table, columns in CROSS_TABS.items():
        group, heard, found = (", ".join(f"{of}{column}" for column in columns) for of in ("", "heard.", "found."))
        release.executescript(_CROSS_TAB.format(table=table, group=group, heard=heard, found=found))
    release.executescript(_TOGETHER)
