"""The codebook, the codings and the forums' answers, as a release takes them from the corpus.

People who code are numbered. Forum members are known by their constituency alone, and what they wrote stays behind: it
is for staff, who promised them so.
"""

from corpus.consent import asks
from corpus.store.agreements import CODER

_VERSIONS = """
SELECT number, reason, made_at,
       (SELECT coalesce(group_concat(value, ', '), '') FROM json_each(codebook_versions.constituencies)) AS decided_by
FROM codebook_versions WHERE programme_id = :programme"""

_LISTS = ("includes", "excludes", "examples", "keywords")
_LINES = ", ".join(
    f"(SELECT coalesce(group_concat(value, char(10)), '') FROM json_each(themes.{name})) AS {name}" for name in _LISTS
)
# A retired theme stays where somebody's decision or answer hangs on it.
_THEMES = f"""
SELECT id, name, parent_id, definition, {_LINES}, origin, status, key,
       CASE is_firm WHEN 1 THEN 'firm' WHEN 0 THEN 'tentative' ELSE '' END AS stability,
       found AS found_again, runs AS re_runs
FROM themes LEFT JOIN theme_stability ON theme_stability.theme_id = themes.id
WHERE programme_id = :programme AND (status <> 'retired'
      OR EXISTS (SELECT 1 FROM codings WHERE codings.theme_id = themes.id)
      OR EXISTS (SELECT 1 FROM reviews WHERE reviews.theme_id = themes.id)
      OR EXISTS (SELECT 1 FROM decisions WHERE decisions.theme_id = themes.id)
      OR EXISTS (SELECT 1 FROM themes AS children WHERE children.parent_id = themes.id))"""

# CROSS JOIN keeps the order in which they are looked up: the codings in their own order, which is the release's, too.
_OWN = f"""
SELECT codings.segment_id, codings.theme_id, codings.coder_id, codings.state, codings.confidence, codings.is_primary,
       NULL AS agreed_with
FROM codings CROSS JOIN themes ON themes.id = codings.theme_id JOIN segments ON segments.id = codings.segment_id
JOIN turns ON turns.id = segments.turn_id JOIN documents ON documents.id = turns.document_id
LEFT JOIN contributors ON contributors.id = turns.contributor_id
WHERE themes.programme_id = :programme AND documents.state = 'ready' AND turns.part = 'contributor'
      AND {asks("analysis")}"""

# Whoever agreed said the other's themes, as far as the other's words may be in the release too.
_AGREEMENTS = f"""
SELECT agreements.segment_id, codings.theme_id, coders.id AS coder_id, 'suggested' AS state,
       max(codings.confidence) AS confidence, 0 AS is_primary, agreements.agreed_with
FROM agreements CROSS JOIN codings ON codings.segment_id = agreements.agreed_with
JOIN themes ON themes.id = codings.theme_id JOIN coders ON coders.kind = 'model' AND coders.name = '{CODER}'
JOIN segments ON segments.id = agreements.segment_id
JOIN turns ON turns.id = segments.turn_id JOIN documents ON documents.id = turns.document_id
LEFT JOIN contributors ON contributors.id = turns.contributor_id
JOIN segments AS other ON other.id = agreements.agreed_with JOIN turns AS said ON said.id = other.turn_id
LEFT JOIN contributors AS first ON first.id = said.contributor_id
WHERE themes.programme_id = :programme AND codings.state <> 'rejected' AND documents.state = 'ready'
      AND {asks("analysis")} AND {asks("analysis", whose="first")}
GROUP BY 1, 2"""

_CODINGS = f"{_OWN} UNION ALL {_AGREEMENTS} ORDER BY 1, 2, 3"

_CODERS = f"""
SELECT id, CASE kind WHEN 'model' THEN name ELSE 'Person ' || row_number() OVER (PARTITION BY kind ORDER BY id) END
       AS name, kind
FROM coders WHERE id IN (
    SELECT coder_id FROM codings JOIN themes ON themes.id = codings.theme_id WHERE themes.programme_id = :programme)
    OR name = '{CODER}' AND kind = 'model' AND EXISTS (
        SELECT 1 FROM agreements JOIN codings ON codings.segment_id = agreements.agreed_with
        JOIN themes ON themes.id = codings.theme_id
        WHERE themes.programme_id = :programme AND codings.state <> 'rejected')"""

# Numbered in an order that says nothing of who answered when.
_ANSWERS = """
SELECT row_number() OVER (ORDER BY reviews.theme_id, constituency, answer, substr(answered_at, 1, 10)) AS id,
       reviews.theme_id, constituency, answer, substr(answered_at, 1, 10) AS answered_on
FROM reviews JOIN forum_members ON forum_members.id = reviews.forum_member_id
JOIN themes ON themes.id = reviews.theme_id WHERE themes.programme_id = :programme"""

QUERIES = {
    "codebook_versions": _VERSIONS,
    "themes": _THEMES,
    "coders": _CODERS,
    "codings": _CODINGS,
    "forum_answers": _ANSWERS,
}
"""By the release's table: what it takes from the corpus, for one :programme."""
