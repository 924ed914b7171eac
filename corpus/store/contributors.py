"""Contributors: who spoke, by pseudonym, and what they agreed to."""

from sqlite_utils import Database

from corpus.consent import ANALYSIS, NOTHING, GivenBy
from corpus.errors import NotFound
from corpus.records import Contributor
from corpus.store.rows import now, one

_HEARD = """
SELECT turns.document_id, contributors.code, contributors.pseudonym, contributors.role, contributors.age_band,
       contributors.consent, contributors.consent_by, count(*) AS turns
FROM contributors JOIN turns ON turns.contributor_id = contributors.id"""
_LEFT_OUT = f"""
SELECT document_id, left_out.code, pseudonym, role, age_band, {NOTHING} AS consent, consent_by, 0 AS turns
FROM left_out JOIN documents ON documents.id = document_id"""
_PROPOSED = """
SELECT document_id, proposed.code, pseudonym, role, age_band, consent, consent_by, turns
FROM unsigned_contributors AS proposed JOIN documents ON documents.id = document_id
WHERE NOT EXISTS (SELECT 1 FROM left_out WHERE left_out.document_id = documents.id AND left_out.code = proposed.code)
AND NOT EXISTS (SELECT 1 FROM contributors JOIN turns ON turns.contributor_id = contributors.id
    WHERE turns.document_id = documents.id AND contributors.code = proposed.code)"""


def pseudonyms(db: Database, event_id: int, *, except_document: int) -> list[str]:
    """The pseudonyms at an event of those who spoke in other documents than this one, whatever they agreed to."""
    sql = """SELECT DISTINCT pseudonym FROM contributors JOIN turns ON turns.contributor_id = contributors.id
             WHERE event_id = :event AND turns.document_id <> :document
             UNION SELECT pseudonym FROM left_out JOIN documents ON documents.id = document_id
             WHERE event_id = :event AND document_id <> :document
             UNION SELECT pseudonym FROM unsigned_contributors JOIN documents ON documents.id = document_id
             WHERE event_id = :event AND document_id <> :document"""
    return [pseudonym for (pseudonym,) in db.execute(sql, {"event": event_id, "document": except_document})]


def contributors(db: Database, event_id: int) -> list[Contributor]:
    """Everybody who spoke at an event, in the order of its documents.

    Those who agreed to nothing are there too, and those of whom nothing is there before somebody signs it off.
    """
    sql = f"""{_HEARD} WHERE contributors.event_id = :event GROUP BY contributors.id, turns.document_id
    UNION ALL {_LEFT_OUT} WHERE documents.event_id = :event
    UNION ALL {_PROPOSED} AND documents.event_id = :event"""
    people = [Contributor(**row) for row in db.query(sql, {"event": event_id})]
    return sorted(people, key=lambda one: (one.document_id, len(one.code), one.code))


def contributor(db: Database, event_id: int, code: str) -> Contributor:
    """One of an event's contributors. Raises NotFound."""
    found = next((one for one in contributors(db, event_id) if one.code == code), None)
    if found is None:
        raise NotFound(f"There is no contributor “{code}” at this event.")
    return found


def said_by(db: Database, event_id: int, code: str) -> dict[int, str]:
    """What a contributor said, segment id to text."""
    sql = """SELECT segments.id, segments.text FROM segments JOIN turns ON turns.id = segments.turn_id
    JOIN contributors ON contributors.id = turns.contributor_id
    WHERE contributors.event_id = ? AND contributors.code = ?"""
    return dict(db.execute(sql, [event_id, code]).fetchall())


def levels_of_segments(db: Database, programme_id: int) -> dict[int, int]:
    """What whoever said it agreed to, by the id of each segment of a programme."""
    sql = f"""SELECT segments.id, coalesce(contributors.consent, {ANALYSIS}) FROM segments
    JOIN turns ON turns.id = segments.turn_id JOIN documents ON documents.id = turns.document_id
    JOIN events ON events.id = documents.event_id LEFT JOIN contributors ON contributors.id = turns.contributor_id
    WHERE events.programme_id = ?"""
    return dict(db.execute(sql, [programme_id]).fetchall())


def consents_changed(db: Database, document_id: int) -> dict[str, tuple[int, GivenBy | None]]:
    """What staff set for single contributors since the document was confirmed: level and who gave it, by their code."""
    sql = "SELECT code, consent, consent_by FROM consents_changed WHERE document_id = ?"
    return {code: (level, given_by) for code, level, given_by in db.execute(sql, [document_id])}


def put_consent(db: Database, document_id: int, code: str, level: int, given_by: GivenBy | None) -> None:
    """Keeps a level that was changed, for now and for whenever the document is taken in again."""
    with db.atomic():
        db.execute(
            "INSERT OR REPLACE INTO consents_changed VALUES (?, ?, ?, ?, ?)",
            [document_id, code, level, given_by, now()],
        )
        values = {"level": level, "by": given_by, "code": code, "document": document_id}
        db.execute(
            "UPDATE contributors SET consent = :level, consent_by = :by WHERE code = :code"
            " AND event_id = (SELECT event_id FROM documents WHERE id = :document)",
            values,
        )
        db.execute("UPDATE left_out SET consent_by = :by WHERE code = :code AND document_id = :document", values)
        db.execute(
            "UPDATE unsigned_contributors SET consent = :level, consent_by = :by"
            " WHERE code = :code AND document_id = :document",
            values,
        )


def forget_consents_changed(db: Database, document_id: int) -> None:
    """For when staff have confirmed the document anew, levels and all."""
    with db.atomic():
        db.execute("DELETE FROM consents_changed WHERE document_id = ?", [document_id])


def leave_out(db: Database, one: Contributor) -> None:
    """Lists somebody, whose turns were removed, among those who agreed to nothing."""
    with db.atomic():
        db.execute(
            "INSERT OR REPLACE INTO left_out (document_id, code, pseudonym, role, age_band, consent_by)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [one.document_id, one.code, one.pseudonym, one.role, one.age_band, one.consent_by],
        )


def code_of(db: Database, contributor_id: int) -> str:
    """A contributor's code. Raises NotFound."""
    sql = "SELECT code FROM contributors WHERE id = ?"
    return str(one(db, sql, [contributor_id], what="such contributor")["code"])
