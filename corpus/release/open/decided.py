"""What forums decided and what is done about it, for the open release: without a vote, a member or a proposal."""

import sqlite3
from collections.abc import Mapping

from sqlite_utils import Database

from corpus.deciding import FORUM_MAY
from corpus.release.finish import put_rows
from corpus.store.actions import actions
from corpus.store.decisions import decisions

_MINORITY_VIEWS = """SELECT constituency, words, answer FROM objections
JOIN forum_members ON forum_members.id = objections.forum_member_id
WHERE proposal_id = ? AND stands AND NOT is_held AND words <> '' ORDER BY constituency, words"""
_VERSIONS = """SELECT number, substr(made_at, 1, 10), reason,
(SELECT group_concat(value, ', ') FROM json_each(constituencies)) FROM codebook_versions
WHERE programme_id = ? AND constituencies <> '[]' ORDER BY number"""
_DECISION = ("id", "theme_id", "decision", "outcome", "rule", "constituencies", "engagement_model", "decided_on")
# Nobody else can have voted: a trigger keeps them from it.
_DECIDES = ", ".join(model for model, acts in FORUM_MAY.items() if "decide" in acts)
_VIEW = ("decision_id", "constituency", "view", "answer")
_ACTION = ("decision_id", "action", "owner", "state", "note", "since")
_VERSION = ("number", "made_on", "reason", "constituencies")


def decided(
    release: sqlite3.Connection, corpus: Database, programme_id: int, numbers: Mapping[int, int]
) -> dict[int, str]:
    """Puts decisions, minority views, actions and versions in; the day that a forum last agreed on each theme."""
    agreed: dict[int, str] = {}
    for number, one in enumerate(reversed(decisions(corpus, programme_id)), start=1):
        theme = numbers.get(one.theme_id or 0)
        if one.theme_id and one.outcome == "agreed":
            agreed[one.theme_id] = one.decided_at[:10]
        when, who = one.decided_at[:10], ", ".join(one.constituencies)
        row = (number, theme, one.words, one.outcome, one.share, who, _DECIDES, when)
        put_rows(release, "decisions", _DECISION, [row])
        views = corpus.execute(_MINORITY_VIEWS, [one.proposal_id]).fetchall()
        put_rows(release, "minority_views", _VIEW, [(number, *view) for view in views])
        done = [
            (number, each.words, each.owner, each.now.state, each.now.note, each.now.on_date)
            for each in actions(corpus, one.id)
        ]
        put_rows(release, "actions", _ACTION, done)
    put_rows(release, "codebook_versions", _VERSION, corpus.execute(_VERSIONS, [programme_id]).fetchall())
    return agreed
