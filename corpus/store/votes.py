"""Votes of forum members on proposals, their objections, and the answers to those.

A vote is known by its member only to that member and to whoever operates the database; pages count them.
"""

from dataclasses import dataclass

from sqlite_utils import Database

from corpus.deciding import Tally, VoteChoice
from corpus.records import CONSTITUENCIES, Constituency
from corpus.store.rows import Row, now, one

_OBJECTION = """SELECT objections.id, proposal_id, forum_member_id, forum_members.constituency, words, is_held, answer,
answered_at, objected_at, stands, said_at FROM objections JOIN forum_members ON forum_members.id = forum_member_id """


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a member is against a proposal, and what was answered ('' as long as nothing was).

    One that `stands` is a minority view: its member let it stand, and it is shown with the theme. One that `is_held`
    has its words in the vault, for the safeguarding lead. `said_at` is when its member said whether it stands.
    """

    id: int
    proposal_id: int
    forum_member_id: int
    constituency: Constituency
    words: str
    is_held: bool
    answer: str
    answered_at: str | None
    objected_at: str
    stands: bool
    said_at: str | None

    @property
    def is_unsaid(self) -> bool:
        """Whether it is answered, and its member has not said yet whether their view stands."""
        return bool(self.answer) and not self.is_held and self.said_at is None


def put_vote(db: Database, proposal_id: int, forum_member_id: int, vote: VoteChoice) -> None:
    """A member's vote, in place of the one before. An objection goes where they are no longer against.

    Raises sqlite3.IntegrityError where the member may not vote, or the proposal is closed.
    """
    with db.atomic():
        db.execute(
            "INSERT INTO votes VALUES (?, ?, ?, ?) ON CONFLICT (proposal_id, forum_member_id)"
            " DO UPDATE SET vote = excluded.vote, voted_at = excluded.voted_at",
            [proposal_id, forum_member_id, vote, now()],
        )
        if vote != "against":
            drop_objection(db, proposal_id, forum_member_id)


def vote_of(db: Database, proposal_id: int, forum_member_id: int) -> VoteChoice | None:
    """How a member voted, or None."""
    sql = "SELECT vote FROM votes WHERE proposal_id = ? AND forum_member_id = ?"
    row = db.execute(sql, [proposal_id, forum_member_id]).fetchone()
    return row[0] if row else None


def others_voted(db: Database, proposal_id: int, forum_member_id: int) -> bool:
    """Whether anybody but this member has voted on a proposal."""
    sql = "SELECT EXISTS (SELECT 1 FROM votes WHERE proposal_id = ? AND forum_member_id <> ?)"
    return bool(db.execute(sql, [proposal_id, forum_member_id]).fetchone()[0])


def votes_by(db: Database, forum_member_id: int) -> dict[int, VoteChoice]:
    """How a member voted, by the proposal's id."""
    return dict(
        db.execute("SELECT proposal_id, vote FROM votes WHERE forum_member_id = ?", [forum_member_id]).fetchall()
    )


def tallies(db: Database, proposal_id: int) -> dict[Constituency, Tally]:
    """The votes on a proposal by constituency: those of members who may decide, and no others."""
    sql = """SELECT member.constituency, sum(vote = 'for'), sum(vote = 'against'), sum(vote = 'stand aside')
    FROM votes JOIN forum_members AS member ON member.id = forum_member_id
    JOIN theme_proposals AS proposed ON proposed.id = proposal_id
    WHERE proposal_id = ? AND engagement_model = 'co-production' AND member.programme_id = proposed.programme_id
    GROUP BY 1"""
    found = {row[0]: Tally(*row) for row in db.execute(sql, [proposal_id])}
    return {name: found[name] for name in CONSTITUENCIES if name in found}


def put_objection(db: Database, proposal_id: int, forum_member_id: int, words: str, *, is_held: bool = False) -> int:
    """Why a member is against, in place of what they wrote before; its id. New words want a new answer."""
    before = objection_of(db, proposal_id, forum_member_id)
    if before and before.words == words and not (before.is_held or is_held):
        return before.id
    with db.atomic():
        row = db.execute(
            "INSERT INTO objections (proposal_id, forum_member_id, words, is_held, objected_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (proposal_id, forum_member_id) DO UPDATE SET words = excluded.words,"
            " is_held = excluded.is_held, objected_at = excluded.objected_at, answer = '', answered_at = NULL,"
            " stands = 0, said_at = NULL RETURNING id",
            [proposal_id, forum_member_id, words, is_held, now()],
        ).fetchone()
    return int(row[0])


def drop_objection(db: Database, proposal_id: int, forum_member_id: int) -> None:
    """Takes a member's objection back."""
    with db.atomic():
        db.execute(
            "DELETE FROM objections WHERE proposal_id = ? AND forum_member_id = ?", [proposal_id, forum_member_id]
        )


def objections(db: Database, proposal_id: int) -> list[Objection]:
    """The objections to a proposal, in the order that they came."""
    return [
        _objection(row) for row in db.query(_OBJECTION + "WHERE proposal_id = ? ORDER BY objections.id", [proposal_id])
    ]


def objection_of(db: Database, proposal_id: int, forum_member_id: int) -> Objection | None:
    """One member's objection to a proposal, or None."""
    sql = _OBJECTION + "WHERE proposal_id = ? AND forum_member_id = ?"
    row = next(iter(db.query(sql, [proposal_id, forum_member_id])), None)
    return _objection(row) if row else None


def objection_by_id(db: Database, objection_id: int) -> Objection:
    """One objection. Raises NotFound."""
    return _objection(one(db, _OBJECTION + "WHERE objections.id = ?", [objection_id], what="such objection"))


def answer_objection(db: Database, objection_id: int, answer: str) -> None:
    """Keeps what is answered to an objection. Whoever was content with another answer has not said so of this one."""
    with db.atomic():
        db.execute(
            "UPDATE objections SET answer = ?, answered_at = ?, said_at = iif(stands, said_at, NULL) WHERE id = ?",
            [answer, now(), objection_id],
        )


def give_words_back(db: Database, objection_id: int, words: str) -> None:
    """Gives an objection the words that were held."""
    with db.atomic():
        db.execute("UPDATE objections SET words = ?, is_held = 0 WHERE id = ?", [words, objection_id])


def let_stand(db: Database, objection_id: int, *, stands: bool) -> None:
    """Makes an objection a minority view, or no longer one."""
    with db.atomic():
        db.execute("UPDATE objections SET stands = ?, said_at = ? WHERE id = ?", [stands, now(), objection_id])


def count_unanswered(db: Database, programme_id: int) -> dict[int, int]:
    """How many objections wait for an answer, by their open proposal's id."""
    sql = """SELECT proposal_id, count(*) FROM objections JOIN theme_proposals ON theme_proposals.id = proposal_id
    WHERE programme_id = ? AND state = 'open' AND answer = '' GROUP BY 1"""
    return dict(db.execute(sql, [programme_id]).fetchall())


def _objection(row: Row) -> Objection:
    return Objection(**{**row, "is_held": bool(row["is_held"]), "stands": bool(row["stands"])})
