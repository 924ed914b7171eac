"""Which proposals forum members opened: known to each of them, and to whoever operates the database."""

from sqlite_utils import Database

from corpus.records import ForumMember
from corpus.store.rows import in_batches, marks


def add_member_proposal(db: Database, proposal_id: int, forum_member_id: int, *, was_unsaid: bool) -> None:
    """Notes that a member opened a proposal. Raises sqlite3.IntegrityError where they may not."""
    with db.atomic():
        db.execute("INSERT INTO member_proposals VALUES (?, ?, ?)", [proposal_id, forum_member_id, was_unsaid])


def opened_by(db: Database, forum_member_id: int) -> set[int]:
    """The ids of the proposals that a member opened."""
    sql = "SELECT proposal_id FROM member_proposals WHERE forum_member_id = ?"
    return {proposal_id for (proposal_id,) in db.execute(sql, [forum_member_id])}


def wait_for_turn(db: Database, forum_member_id: int) -> None:
    """Begins a transaction by writing, so that nobody else writes between what it reads and what it keeps."""
    db.execute("UPDATE forum_members SET card = card WHERE id = ?", [forum_member_id])


def count_open(db: Database, forum_member_id: int) -> int:
    """How many of a member's proposals are open, or wait for the safeguarding lead; those from a lost card too."""
    sql = """WITH cards AS (SELECT id FROM forum_members WHERE id = :member
        OR first_id = (SELECT first_id FROM forum_members WHERE id = :member))
    SELECT (SELECT count(*) FROM member_proposals JOIN theme_proposals ON theme_proposals.id = proposal_id
        WHERE forum_member_id IN cards AND state = 'open')
    + (SELECT count(*) FROM held_writing WHERE forum_member_id IN cards AND kind = 'proposal' AND state = 'waiting')"""
    return int(db.execute(sql, {"member": forum_member_id}).fetchone()[0])


def in_own_programme(db: Database, member: ForumMember, segment_ids: list[int]) -> list[int]:
    """Those of some segments that are of a member's programme, in the order given."""
    own: set[int] = set()
    for ids in in_batches(segment_ids):
        sql = f"""SELECT segments.id FROM segments JOIN turns ON turns.id = segments.turn_id
        JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
        WHERE events.programme_id = ? AND segments.id IN ({marks(ids)})"""
        own.update(found for (found,) in db.execute(sql, [member.programme_id, *ids]))
    return [one for one in segment_ids if one in own]
