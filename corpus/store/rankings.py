"""Rankings: which themes a member was offered, and which of them they put first to fifth.

A ranking is known by its member only to that member and to whoever operates the database; pages count them. It keeps
all that its member was offered when they chose, so that a theme is counted among those who could have chosen it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.ranking import PLACES, Standing, points_of
from corpus.records import Constituency, EngagementModel, ForumMember
from corpus.store.rows import now

Group = tuple[EngagementModel, Constituency]
_POINTS = f"coalesce(CASE place {' '.join(f'WHEN {n} THEN {points_of(n)}' for n in range(1, PLACES + 1))} END, 0)"
# A theme that got another name, took in others or was split since somebody ranked it.
_CHANGED = """EXISTS (SELECT 1 FROM decisions JOIN theme_proposals ON theme_proposals.id = decisions.proposal_id
WHERE decisions.theme_id = ranked.theme_id AND outcome = 'agreed' AND kind IN ('change', 'merge', 'split')
AND decided_at > ranked_at)"""

_STANDING = f"""ranked.theme_id, count(*), coalesce(sum(place = 1), 0), coalesce(sum(place <= 3), 0), count(place),
sum({_POINTS}), coalesce(sum(place IS NOT NULL AND {_CHANGED}), 0)
FROM ranked_themes AS ranked JOIN rankings USING (forum_member_id)"""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a member chose, first to last, and out of what."""

    chosen: tuple[int, ...]
    offered: frozenset[int]
    ranked_at: str


def draw_of(db: Database, forum_member_id: int) -> list[int]:
    """The ids of the themes that a member is offered, in their order; none before they were offered any."""
    sql = "SELECT theme_id FROM ranking_draws WHERE forum_member_id = ? ORDER BY position"
    return [theme_id for (theme_id,) in db.execute(sql, [forum_member_id])]


def put_draw(db: Database, forum_member_id: int, theme_ids: Sequence[int]) -> None:
    """Keeps what a member is offered, in place of what they were before."""
    with db.atomic():
        drop_draw(db, forum_member_id)
        db.conn.executemany(
            "INSERT INTO ranking_draws VALUES (?, ?, ?)",
            [(forum_member_id, position, theme_id) for position, theme_id in enumerate(theme_ids)],
        )


def drop_draw(db: Database, forum_member_id: int) -> None:
    """Forgets what a member is offered."""
    with db.atomic():
        db.execute("DELETE FROM ranking_draws WHERE forum_member_id = ?", [forum_member_id])


def times_offered(db: Database, member: ForumMember) -> dict[int, int]:
    """To how many others of a member's constituency and kind of forum each theme is offered, by its id."""
    sql = """SELECT theme_id, count(*) FROM ranking_draws JOIN forum_members ON forum_members.id = forum_member_id
    WHERE programme_id = ? AND constituency = ? AND engagement_model = ? AND forum_member_id <> ? GROUP BY 1"""
    values = [member.programme_id, member.constituency, member.engagement_model, member.id]
    return dict(db.execute(sql, values).fetchall())


def put_ranking(db: Database, forum_member_id: int, chosen: Sequence[int], offered: Sequence[int]) -> None:
    """A member's ranking, in place of the one before. Raises sqlite3.IntegrityError where they may not rank."""
    places = {theme_id: place for place, theme_id in enumerate(chosen, start=1)}
    with db.atomic():
        db.execute("DELETE FROM rankings WHERE forum_member_id = ?", [forum_member_id])
        db.execute("INSERT INTO rankings VALUES (?, ?)", [forum_member_id, now()])
        db.conn.executemany(
            "INSERT INTO ranked_themes VALUES (?, ?, ?)",
            [(forum_member_id, theme_id, places.get(theme_id)) for theme_id in offered],
        )


def ranking_by(db: Database, forum_member_id: int) -> Ranking | None:
    """What a member ranked, or None."""
    row = db.execute("SELECT ranked_at FROM rankings WHERE forum_member_id = ?", [forum_member_id]).fetchone()
    if row is None:
        return None
    sql = "SELECT theme_id, place FROM ranked_themes WHERE forum_member_id = ? ORDER BY place"
    found = db.execute(sql, [forum_member_id]).fetchall()
    return Ranking(tuple(theme for theme, place in found if place), frozenset(theme for theme, _ in found), row[0])


def count_rankings(db: Database, programme_id: int) -> dict[Group, int]:
    """How many members of each kind of forum and constituency have ranked."""
    sql = """SELECT engagement_model, constituency, count(*) FROM rankings
    JOIN forum_members ON forum_members.id = forum_member_id WHERE programme_id = ? GROUP BY 1, 2"""
    return {(model, constituency): count for model, constituency, count in db.execute(sql, [programme_id])}


def standings(db: Database, programme_id: int) -> dict[Group, list[Standing]]:
    """How each group ranked each theme that any of it was offered, those in use no more too."""
    sql = f"""SELECT engagement_model, constituency, {_STANDING}
    JOIN forum_members ON forum_members.id = ranked.forum_member_id
    WHERE programme_id = ? GROUP BY 1, 2, 3"""
    found: dict[Group, list[Standing]] = {}
    for model, constituency, *counts in db.execute(sql, [programme_id]):
        found.setdefault((model, constituency), []).append(Standing(*counts))
    return found


def standings_at(db: Database, meeting_id: int) -> list[Standing]:
    """How those who ranked at a meeting ranked each theme that they were offered there."""
    sql = f"""SELECT {_STANDING} JOIN seats ON seats.forum_member_id = ranked.forum_member_id
    JOIN seat_rankings ON seat_rankings.seat_id = seats.id WHERE meeting_id = ? GROUP BY 1"""
    return [Standing(*counts) for counts in db.execute(sql, [meeting_id])]
