"""Proposals: what is to become of a theme, with the segments that speak for it, until it is decided or withdrawn."""

from dataclasses import dataclass

from sqlite_utils import Database

from corpus.deciding import ProposalKind, ProposalSource, ProposalState
from corpus.records import Constituency
from corpus.store.rows import Row, now, one

_PROPOSAL = """SELECT theme_proposals.*, member_proposals.proposal_id IS NOT NULL AS is_by_member,
coalesce(was_unsaid, 0) AS was_unsaid FROM theme_proposals
LEFT JOIN member_proposals ON member_proposals.proposal_id = theme_proposals.id """


@dataclass(frozen=True, slots=True)
class Part:
    """A theme that a split makes, or (with its id) one that a merger takes in."""

    name: str
    definition: str = ""
    theme_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewProposal:
    """What is proposed. `theme_id` is None for a new theme; `name` and `definition` are those it would have.

    `constituency` is that of the forum whose idea it was, where it was one's.
    """

    kind: ProposalKind
    theme_id: int | None = None
    theme_name: str = ""
    name: str = ""
    definition: str = ""
    reason: str = ""
    source: ProposalSource = "staff"
    constituency: Constituency | None = None
    parts: tuple[Part, ...] = ()
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal(NewProposal):
    """A proposal that was opened. `theme_name` is what its theme was called then.

    One `is_by_member` was opened by a forum's member; where it `was_unsaid`, they found nobody who had said so.
    """

    id: int = 0
    programme_id: int = 0
    state: ProposalState = "open"
    opened_at: str = ""
    closed_at: str | None = None
    withdrawn_because: str = ""
    is_by_member: bool = False
    was_unsaid: bool = False


def open_proposal(db: Database, programme_id: int, proposal: NewProposal) -> int:
    """Opens a proposal to be voted on; its id."""
    columns = ("kind", "theme_id", "theme_name", "name", "definition", "reason", "source", "constituency")
    with db.atomic():
        row = db.execute(
            f"INSERT INTO theme_proposals (programme_id, opened_at, {', '.join(columns)})"
            f" VALUES (?, ?, {', '.join('?' * len(columns))}) RETURNING id",
            [programme_id, now(), *(getattr(proposal, column) for column in columns)],
        ).fetchone()
        proposal_id = int(row[0])
        db.conn.executemany(
            "INSERT INTO proposal_parts VALUES (?, ?, ?, ?, ?)",
            [
                (proposal_id, position, part.theme_id, part.name, part.definition)
                for position, part in enumerate(proposal.parts)
            ],
        )
        db.conn.executemany(
            "INSERT INTO proposal_evidence SELECT ?, id FROM segments WHERE id = ?",
            [(proposal_id, segment_id) for segment_id in dict.fromkeys(proposal.evidence)],
        )
    return proposal_id


def proposals(db: Database, programme_id: int, state: ProposalState | None = None) -> list[Proposal]:
    """A programme's proposals, or those in one state, newest first."""
    sql = (
        _PROPOSAL
        + """WHERE programme_id = :programme AND (:state IS NULL OR state = :state)
    ORDER BY id DESC"""
    )
    return [_proposal(db, row) for row in db.query(sql, {"programme": programme_id, "state": state})]


def proposal_by_id(db: Database, proposal_id: int) -> Proposal:
    """One proposal. Raises NotFound."""
    return _proposal(db, one(db, _PROPOSAL + "WHERE id = ?", [proposal_id], what=f"proposal {proposal_id}"))


def open_on_theme(db: Database, theme_id: int) -> list[Proposal]:
    """The open proposals that would change a theme, those that merge it into another too."""
    sql = (
        _PROPOSAL
        + """WHERE state = 'open' AND (theme_id = :theme OR id IN (
        SELECT proposal_id FROM proposal_parts WHERE theme_id = :theme)) ORDER BY id"""
    )
    return [_proposal(db, row) for row in db.query(sql, {"theme": theme_id})]


def themes_proposed(db: Database, programme_id: int) -> set[int]:
    """The ids of the themes that an open proposal is about."""
    sql = """SELECT coalesce(parts.theme_id, proposed.theme_id) FROM theme_proposals AS proposed
    LEFT JOIN proposal_parts AS parts ON parts.proposal_id = proposed.id
    WHERE programme_id = :programme AND state = 'open'
    UNION SELECT theme_id FROM theme_proposals WHERE programme_id = :programme AND state = 'open'"""
    return {theme_id for (theme_id,) in db.execute(sql, {"programme": programme_id}) if theme_id is not None}


def set_part_theme(db: Database, proposal_id: int, position: int, theme_id: int) -> None:
    """Notes which theme a part of a split became."""
    with db.atomic():
        db.execute(
            "UPDATE proposal_parts SET theme_id = ? WHERE proposal_id = ? AND position = ?",
            [theme_id, proposal_id, position],
        )


def set_definition(db: Database, proposal_id: int, definition: str) -> None:
    """Notes what a theme came to mean, where its proposal gave nothing."""
    with db.atomic():
        db.execute("UPDATE theme_proposals SET definition = ? WHERE id = ?", [definition, proposal_id])


def keep_members(db: Database, proposal_id: int, theme_id: int) -> None:
    """Makes everything that is coded with a theme the evidence of a proposal, to know the group again."""
    with db.atomic():
        db.execute(
            "INSERT OR IGNORE INTO proposal_evidence SELECT DISTINCT ?, segment_id FROM codings"
            " WHERE theme_id = ? AND state <> 'rejected'",
            [proposal_id, theme_id],
        )


def refused_groups(db: Database, programme_id: int) -> dict[str, set[int]]:
    """What was coded with each discovered theme that a forum took out, by the theme's key."""
    sql = """SELECT themes.key, segment_id FROM theme_proposals JOIN themes ON themes.id = theme_proposals.theme_id
    JOIN decisions ON decisions.proposal_id = theme_proposals.id AND outcome = 'agreed'
    LEFT JOIN proposal_evidence ON proposal_evidence.proposal_id = theme_proposals.id
    WHERE theme_proposals.programme_id = ? AND theme_proposals.kind = 'reject' AND themes.origin = 'discovered'"""
    found: dict[str, set[int]] = {}
    for key, segment_id in db.execute(sql, [programme_id]):
        found.setdefault(key, set()).update({segment_id} - {None})
    return found


def close_proposal(db: Database, proposal_id: int, state: ProposalState, *, because: str = "") -> bool:
    """Closes an open proposal; False where it is closed already."""
    sql = "UPDATE theme_proposals SET state = ?, closed_at = ?, withdrawn_because = ? WHERE id = ? AND state = 'open'"
    with db.atomic():
        return bool(db.execute(sql, [state, now(), because, proposal_id]).rowcount)


def _proposal(db: Database, row: Row) -> Proposal:
    parts = db.execute(
        "SELECT name, definition, theme_id FROM proposal_parts WHERE proposal_id = ? ORDER BY position", [row["id"]]
    )
    evidence = db.execute(
        "SELECT segment_id FROM proposal_evidence WHERE proposal_id = ? ORDER BY segment_id", [row["id"]]
    )
    flags = {name: bool(row[name]) for name in ("is_by_member", "was_unsaid")}
    return Proposal(
        **{**row, **flags},
        parts=tuple(Part(*part) for part in parts),
        evidence=tuple(segment for (segment,) in evidence),
    )
