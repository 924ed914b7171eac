"""What was said, by whom and where, as a release takes it from the corpus.

Every query names each column it takes: file names, fingerprints, a contributor's code (which may be a column of
somebody's survey), whoever gave no consent and what is held for the safeguarding lead stay behind.
"""

from corpus.consent import asks

_EVENTS = """
SELECT id, name, code, kind, held_on, engagement_model, locality, setting, audience
FROM events WHERE programme_id = :programme"""

_HEARD = asks("analysis")
# A contributor may speak in several of an event's documents.
_SPOKE = """EXISTS (SELECT 1 FROM turns JOIN documents ON documents.id = turns.document_id
    WHERE turns.contributor_id = contributors.id AND documents.state = 'ready')"""

_CONTRIBUTORS = f"""
SELECT contributors.id, contributors.pseudonym, contributors.event_id,
       coalesce(contributors.role, 'not known') AS role, coalesce(contributors.age_band, 'not known') AS age_band,
       coalesce(contributors.locality, events.locality) AS locality, events.engagement_model, contributors.consent
FROM contributors JOIN events ON events.id = contributors.event_id
WHERE events.programme_id = :programme AND {_HEARD} AND {_SPOKE}"""

_ATTRIBUTES = f"""
SELECT contributors.id AS contributor_id, each.key AS attribute, CAST(each.value AS TEXT) AS value
FROM contributors JOIN events ON events.id = contributors.event_id, json_each(contributors.attributes) AS each
WHERE events.programme_id = :programme AND {_HEARD} AND {_SPOKE} AND each.value <> ''"""

_DOCUMENTS = """
SELECT documents.id, events.code || ' document ' || documents.number AS title, documents.event_id, documents.format,
       documents.answers, documents.blank, documents.duplicate
FROM documents JOIN events ON events.id = documents.event_id
WHERE events.programme_id = :programme AND documents.state = 'ready'"""

# Facilitators are staff: what they said gives the context, who they are does not.
_TURNS = f"""
SELECT turns.id, turns.document_id, turns.position, turns.part,
       CASE turns.part WHEN 'facilitator' THEN 'Facilitator' ELSE coalesce(contributors.pseudonym, 'Not known') END
       AS speaker, CASE turns.part WHEN 'contributor' THEN turns.contributor_id END AS contributor_id,
       turns.prompt, turns.text, turns.started_at
FROM turns JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
LEFT JOIN contributors ON contributors.id = turns.contributor_id
WHERE events.programme_id = :programme AND documents.state = 'ready' AND {_HEARD}
      AND turns.id NOT IN (SELECT turn_id FROM holds)"""

# What was said by somebody who gave no consent cannot be pointed to.
_AGREED = f"""SELECT agreements.segment_id, agreements.agreed_with FROM agreements
    JOIN segments AS other ON other.id = agreements.agreed_with JOIN turns AS said ON said.id = other.turn_id
    LEFT JOIN contributors AS first ON first.id = said.contributor_id WHERE {asks("analysis", whose="first")}"""

_SEGMENTS = f"""
SELECT segments.id, segments.text, CASE WHEN segments.is_non_answer THEN 'non-answer'
       WHEN agreed.agreed_with THEN 'agrees with somebody' ELSE 'fits no theme' END AS fit, agreed.agreed_with,
       documents.event_id, turns.contributor_id, coalesce(contributors.role, 'not known') AS role,
       coalesce(contributors.age_band, 'not known') AS age_band,
       coalesce(contributors.locality, events.locality) AS locality, events.engagement_model, events.held_on,
       turns.document_id, segments.turn_id, segments.start, segments."end"
FROM segments JOIN turns ON turns.id = segments.turn_id
JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
LEFT JOIN contributors ON contributors.id = turns.contributor_id
LEFT JOIN ({_AGREED}) AS agreed ON agreed.segment_id = segments.id
WHERE events.programme_id = :programme AND documents.state = 'ready' AND turns.part = 'contributor'
      AND {_HEARD}"""

QUERIES = {
    "events": _EVENTS,
    "contributors": _CONTRIBUTORS,
    "contributor_attributes": _ATTRIBUTES,
    "documents": _DOCUMENTS,
    "turns": _TURNS,
    "segments": _SEGMENTS,
}
"""By the release's table: what it takes from the corpus, for one :programme."""
