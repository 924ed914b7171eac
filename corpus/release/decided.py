"""What forums proposed and decided, as an analysis release takes it from the corpus: by constituency, and counted.

Of a proposal not a word is taken, nor why somebody was against one: what forum members wrote is for staff. The sentence
that says what was decided is the one that everybody is told.
"""

_DECISIONS = """
SELECT decisions.id, decisions.theme_id, theme_proposals.kind, decisions.words AS decision, decisions.outcome,
       decisions.version AS codebook_version, decisions.share AS rule, substr(decided_at, 1, 10) AS decided_on
FROM decisions JOIN theme_proposals ON theme_proposals.id = decisions.proposal_id
WHERE theme_proposals.programme_id = :programme"""

_VOTES = """
SELECT decision_id, decision_votes.constituency, quorum, in_favour, against, aside AS stood_aside
FROM decision_votes JOIN decisions ON decisions.id = decision_id
JOIN theme_proposals ON theme_proposals.id = decisions.proposal_id WHERE theme_proposals.programme_id = :programme"""

_PROPOSALS = """
SELECT kind, source, coalesce(constituency, 'not of one forum') AS constituency, state, count(*) AS proposals
FROM theme_proposals WHERE programme_id = :programme GROUP BY 1, 2, 3, 4"""

QUERIES = {
    "decisions": _DECISIONS,
    "decision_votes": _VOTES,
    "proposals_by_constituency": _PROPOSALS,
}
"""By the release's table: what it takes from the corpus, for one :programme."""
