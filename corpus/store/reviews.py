"""Reviews: what forum members answered to themes."""

from dataclasses import astuple

from sqlite_utils import Database

from corpus.records import Answer, NewReview, Review
from corpus.store.rows import Row, now

_REVIEW = """SELECT theme_id, constituency, answer, reason, suggested_name, answered_at, engagement_model FROM reviews
JOIN forum_members ON forum_members.id = reviews.forum_member_id """


def put_review(db: Database, review: NewReview) -> None:
    """A forum member's answer to a theme, in place of the one they gave before."""
    with db.atomic():
        db.execute(
            "INSERT OR REPLACE INTO reviews (theme_id, forum_member_id, answer, reason, suggested_name, answered_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [*astuple(review), now()],
        )


def reviews(db: Database, theme_id: int) -> list[Review]:
    """The answers to a theme, newest first."""
    return [_review(row) for row in db.query(_REVIEW + "WHERE theme_id = ? ORDER BY answered_at DESC", [theme_id])]


def review_by(db: Database, theme_id: int, forum_member_id: int) -> Review | None:
    """What one forum member answered to a theme, or None."""
    sql = _REVIEW + "WHERE theme_id = ? AND forum_member_id = ?"
    row = next(iter(db.query(sql, [theme_id, forum_member_id])), None)
    return _review(row) if row else None


def answered_by(db: Database, forum_member_id: int) -> dict[int, Answer]:
    """A forum member's answers by theme id."""
    sql = "SELECT theme_id, answer FROM reviews WHERE forum_member_id = ?"
    return dict(db.execute(sql, [forum_member_id]).fetchall())


def count_answers(db: Database, programme_id: int) -> dict[int, dict[Answer, int]]:
    """How often each answer was given, by theme id."""
    sql = """SELECT theme_id, answer, count(*) FROM reviews JOIN themes ON themes.id = reviews.theme_id
             WHERE themes.programme_id = ? GROUP BY 1, 2"""
    counts: dict[int, dict[Answer, int]] = {}
    for theme_id, answer, number in db.execute(sql, [programme_id]):
        counts.setdefault(theme_id, {})[answer] = number
    return counts


def _review(row: Row) -> Review:
    return Review(**row)
