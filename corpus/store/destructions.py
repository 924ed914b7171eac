"""What is older than a date, and what was destroyed for that, on whose signature."""

from dataclasses import dataclass

from sqlite_utils import Database

from corpus.store.rows import now


@dataclass(frozen=True, slots=True)
class Held:
    """A thing that is kept since a moment (ISO 8601, UTC), and how it is called."""

    id: int
    name: str
    since: str


@dataclass(frozen=True, slots=True)
class Destruction:
    """What was destroyed, of which zone, since when it had been kept, and who signed for it."""

    zone: str
    name: str
    kept_since: str
    destroyed_at: str
    signed_by: str


def documents_before(db: Database, moment: str) -> list[Held]:
    """Documents that came in before a moment, oldest first; none of which anything is held for safeguarding."""
    sql = """SELECT documents.id, events.code || ' document ' || documents.number, documents.received_at FROM documents
    JOIN events ON events.id = documents.event_id WHERE documents.received_at < ? AND NOT EXISTS (
        SELECT 1 FROM holds JOIN turns ON turns.id = holds.turn_id WHERE turns.document_id = documents.id)
    ORDER BY documents.received_at, documents.id"""
    return [Held(*row) for row in db.execute(sql, [moment])]


def superseded_releases_before(db: Database, moment: str) -> list[Held]:
    """Releases that were published before a moment and are not their programme's newest, oldest first."""
    sql = """SELECT releases.id, programmes.slug || ' release ' || number, published_at FROM releases
    JOIN programmes ON programmes.id = programme_id WHERE withdrawn_at IS NULL AND published_at < ?
    AND number < (SELECT max(number) FROM releases AS other WHERE other.programme_id = releases.programme_id)
    ORDER BY published_at, releases.id"""
    return [Held(*row) for row in db.execute(sql, [moment])]


def keep_destruction(db: Database, zone: str, held: Held, *, signed_by: str) -> None:
    """Writes down that something was destroyed."""
    with db.atomic():
        db.execute(
            "INSERT INTO destructions (zone, name, kept_since, destroyed_at, signed_by) VALUES (?, ?, ?, ?, ?)",
            [zone, held.name, held.since, now(), signed_by],
        )


def destructions(db: Database) -> list[Destruction]:
    """What was destroyed, latest first."""
    sql = "SELECT zone, name, kept_since, destroyed_at, signed_by FROM destructions ORDER BY id DESC"
    return [Destruction(*row) for row in db.execute(sql)]
