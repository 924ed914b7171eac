"""Decisions of a forum: what was agreed, or not, by which constituencies, under the rule of the day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.deciding import DEFAULT_RULE, Outcome, Rule, Share, Tally
from corpus.records import CONSTITUENCIES, Constituency
from corpus.store.rows import Row, now, one

_DECISION = """SELECT decisions.*, theme_proposals.programme_id, theme_proposals.kind FROM decisions
JOIN theme_proposals ON theme_proposals.id = decisions.proposal_id """


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision as it is made. One without a `version` of the codebook is that nothing was agreed."""

    proposal_id: int
    theme_id: int | None
    words: str
    version: int | None
    rule: Rule
    tallies: Mapping[Constituency, Tally]


@dataclass(frozen=True, slots=True)
class ForumDecision:
    """What a forum decided, in a sentence; `version` is the codebook's that it made, where it agreed.

    `theme_id` is the theme that it is about, or that came of it.
    """

    id: int
    programme_id: int
    proposal_id: int
    kind: str
    theme_id: int | None
    outcome: Outcome
    words: str
    version: int | None
    share: Share
    decided_at: str
    tallies: tuple[Tally, ...]

    @property
    def constituencies(self) -> tuple[Constituency, ...]:
        """Those who decided."""
        return tuple(tally.constituency for tally in self.tallies if tally.voted)


def rule_of(db: Database, programme_id: int) -> Rule:
    """A programme's rule, the usual one where staff set none."""
    row = db.execute("SELECT quorum, share FROM deciding_rules WHERE programme_id = ?", [programme_id]).fetchone()
    return Rule(json.loads(row[0]), row[1]) if row else DEFAULT_RULE


def put_rule(db: Database, programme_id: int, rule: Rule) -> None:
    """Sets a programme's rule, for what is closed from now on."""
    with db.atomic():
        db.execute(
            "INSERT OR REPLACE INTO deciding_rules VALUES (?, ?, ?)",
            [programme_id, json.dumps(dict(rule.quorum)), rule.share],
        )


def add_decision(db: Database, new: NewDecision) -> int:
    """Keeps a decision with how each constituency voted; its id.

    Raises sqlite3.IntegrityError where an objection waits for its answer, or a constituency is short of its quorum.
    """
    outcome = "agreed" if new.version else "not agreed"
    with db.atomic():
        row = db.execute(
            "INSERT INTO decisions (proposal_id, theme_id, outcome, words, version, share, decided_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            [new.proposal_id, new.theme_id, outcome, new.words, new.version, new.rule.share, now()],
        ).fetchone()
        for name in CONSTITUENCIES:
            tally = new.tallies.get(name, Tally(name))
            counts = [tally.in_favour, tally.against, tally.aside]
            db.execute(
                "INSERT INTO decision_votes VALUES (?, ?, ?, ?, ?, ?)",
                [row[0], name, new.rule.quorum.get(name, 0), *counts],
            )
    return int(row[0])


def decisions(db: Database, programme_id: int) -> list[ForumDecision]:
    """A programme's decisions, newest first."""
    sql = _DECISION + "WHERE theme_proposals.programme_id = ? ORDER BY decisions.id DESC"
    return [_decision(db, row) for row in db.query(sql, [programme_id])]


def decisions_on(db: Database, theme_id: int) -> list[ForumDecision]:
    """The decisions on one theme, those that merged it into another or made it by a split too, newest first."""
    sql = (
        _DECISION
        + """WHERE decisions.theme_id = :theme OR decisions.proposal_id IN (
        SELECT proposal_id FROM proposal_parts WHERE theme_id = :theme) ORDER BY decisions.id DESC"""
    )
    return [_decision(db, row) for row in db.query(sql, {"theme": theme_id})]


def decision_by_id(db: Database, decision_id: int) -> ForumDecision:
    """One decision. Raises NotFound."""
    return _decision(db, one(db, _DECISION + "WHERE decisions.id = ?", [decision_id], what=f"decision {decision_id}"))


def decision_on(db: Database, proposal_id: int) -> ForumDecision | None:
    """What was decided of a proposal, or None."""
    row = next(iter(db.query(_DECISION + "WHERE proposal_id = ?", [proposal_id])), None)
    return _decision(db, row) if row else None


def _decision(db: Database, row: Row) -> ForumDecision:
    sql = "SELECT constituency, in_favour, against, aside FROM decision_votes WHERE decision_id = ?"
    by_name = {counts[0]: Tally(*counts) for counts in db.execute(sql, [row["id"]])}
    return ForumDecision(**row, tallies=tuple(by_name[name] for name in CONSTITUENCIES if name in by_name))
