"""The numbers of forum cards, and cards that take the place of lost ones.

A number is on the card beside the code, says nothing of its holder, and stands beside nothing that they did. A new card
shows nothing of what was done with the old one; but what is voted, answered, ranked or sorted with it takes the place
of what the old one said on the same: triggers see to it.
"""

import secrets

from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import ForumMember
from corpus.store.people import forum_member_by_id
from corpus.store.rows import one

FIRST = 101
AT_LEAST = 900
"""How many numbers a card's is drawn from; of twice as many as there are cards, where that is more."""


def give_number(db: Database, member: ForumMember) -> int:
    """The number of a member's card: the one it has, else one that is drawn now."""
    with db.atomic():
        # Written first, so that nobody draws the same meanwhile.
        db.execute("UPDATE forum_members SET card = card WHERE id = ?", [member.id])
        sql = "SELECT id, card FROM forum_members WHERE programme_id = ? AND card IS NOT NULL"
        taken: dict[int, int] = dict(db.execute(sql, [member.programme_id]).fetchall())
        if member.id in taken:
            return taken[member.id]
        numbers = range(FIRST, FIRST + max(AT_LEAST, 2 * len(taken)))
        number = secrets.choice(sorted(set(numbers) - set(taken.values())))
        db.execute("UPDATE forum_members SET card = ? WHERE id = ?", [number, member.id])
    return number


def number_of(db: Database, forum_member_id: int) -> int | None:
    """The number of a member's card; None for somebody who has none."""
    row = db.execute("SELECT card FROM forum_members WHERE id = ?", [forum_member_id]).fetchone()
    return row[0] if row else None


def card_in_use(db: Database, programme_id: int, number: int) -> ForumMember:
    """The member with this card. Raises NotFound where there is none, or it was replaced already."""
    sql = "SELECT id FROM forum_members WHERE programme_id = ? AND card = ? AND NOT is_replaced"
    return forum_member_by_id(db, one(db, sql, [programme_id, number], what=f"card {number} in use")["id"])


def replace_card(db: Database, old: ForumMember, new: ForumMember) -> None:
    """Has a new card take a lost one's place: the old code works no more, and whoever used it is signed out.

    They also lose their seat in a meeting, with what it said there while that is under way. Raises NotFound where the
    card was replaced already.
    """
    with db.atomic():
        replaced = db.execute(
            "UPDATE forum_members SET is_replaced = 1, code_hash = 'replaced ' || id, first_id = coalesce(first_id, id)"
            " WHERE id = ? AND NOT is_replaced",
            [old.id],
        )
        if not replaced.rowcount:
            raise NotFound("That card was replaced already.")
        db.execute(
            "UPDATE forum_members SET first_id = (SELECT first_id FROM forum_members WHERE id = ?) WHERE id = ?",
            [old.id, new.id],
        )
        db.execute("DELETE FROM sessions WHERE forum_member_id = ?", [old.id])
        under_way = "SELECT id FROM meetings WHERE ended_at IS NULL"
        db.execute(f"DELETE FROM seats WHERE forum_member_id = ? AND meeting_id IN ({under_way})", [old.id])
        db.execute("DELETE FROM seat_keys WHERE seat_id IN (SELECT id FROM seats WHERE forum_member_id = ?)", [old.id])
