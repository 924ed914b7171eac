"""What waits to be signed off, and who signed what. No word of it is here: those are in the vault."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

from sqlite_utils import Database

from corpus.records import Contributor, HoldState
from corpus.store.documents import document_by_id
from corpus.store.rows import now


@dataclass(frozen=True, slots=True)
class Waiting:
    """An unsigned text: `token` tells it from any other; in how many places it is masked, and how many are doubtful."""

    document_id: int
    token: str
    made_at: str
    masked: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signed a document off, when, and how many places they had changed."""

    document_id: int
    signed_by: str
    signed_at: str
    changed: int

    @property
    def by_nobody(self) -> bool:
        """Whether it came in before documents were signed off."""
        return self.signed_by.startswith("nobody:")


def put_unsigned(
    db: Database, unsigned: Waiting, *, contributors: Iterable[Contributor], held: Mapping[int, HoldState]
) -> None:
    """Lists an unsigned text, in place of the one before. What was signed off of the document before stays as it is.

    `held` has the pieces that are held. Raises NotFound where the document was removed meanwhile.
    """
    with db.atomic():
        document_by_id(db, unsigned.document_id)
        drop_unsigned(db, unsigned.document_id)
        db.execute(
            "INSERT INTO unsigned_documents (document_id, token, made_at, masked, doubtful) VALUES (?, ?, ?, ?, ?)",
            [unsigned.document_id, unsigned.token, unsigned.made_at, unsigned.masked, unsigned.doubtful],
        )
        rows = [astuple(one) for one in contributors]
        db.conn.executemany("INSERT INTO unsigned_contributors VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        db.conn.executemany(
            "INSERT INTO unsigned_holds (document_id, piece, state, held_at) VALUES (?, ?, ?, ?)",
            [(unsigned.document_id, piece, state, now()) for piece, state in held.items()],
        )
        db.execute(
            "UPDATE documents SET problem = NULL, state = CASE WHEN"
            " EXISTS (SELECT 1 FROM sign_offs WHERE document_id = :document)"
            " OR EXISTS (SELECT 1 FROM turns WHERE document_id = :document) THEN 'ready' ELSE 'confirmed' END"
            " WHERE id = :document",
            {"document": unsigned.document_id},
        )


def drop_unsigned(db: Database, document_id: int) -> None:
    """Takes an unsigned text off the list, if there is one."""
    with db.atomic():
        db.execute("DELETE FROM unsigned_documents WHERE document_id = ?", [document_id])


def unsigned_of(db: Database, document_id: int) -> Waiting | None:
    """What waits of a document, if anything does."""
    rows = db.query("SELECT * FROM unsigned_documents WHERE document_id = ?", [document_id])
    return next((Waiting(**row) for row in rows), None)


def unsigned_documents(db: Database, programme_id: int) -> list[Waiting]:
    """What waits in a programme, the oldest document first."""
    sql = """SELECT unsigned_documents.* FROM unsigned_documents JOIN documents ON documents.id = document_id
    JOIN events ON events.id = documents.event_id WHERE events.programme_id = ? ORDER BY document_id"""
    return [Waiting(**row) for row in db.query(sql, [programme_id])]


def held_pieces(db: Database, document_id: int) -> dict[int, tuple[HoldState, str]]:
    """Which pieces of an unsigned text are held, in what state, and since when."""
    sql = "SELECT piece, state, held_at FROM unsigned_holds WHERE document_id = ? ORDER BY piece"
    return {piece: (state, held_at) for piece, state, held_at in db.execute(sql, [document_id])}


def set_held_state(db: Database, document_id: int, piece: int, state: HoldState | None) -> None:
    """Moves on what is held of an unsigned text; None: it is held no longer."""
    with db.atomic():
        if state:
            sql = "UPDATE unsigned_holds SET state = ? WHERE document_id = ? AND piece = ?"
            db.execute(sql, [state, document_id, piece])
        else:
            db.execute("DELETE FROM unsigned_holds WHERE document_id = ? AND piece = ?", [document_id, piece])


def sign(db: Database, document_id: int, *, by: str, changed: int) -> None:
    """Writes down who signed a document off; it waits no longer."""
    with db.atomic():
        drop_unsigned(db, document_id)
        db.execute("INSERT OR REPLACE INTO sign_offs VALUES (?, ?, ?, ?)", [document_id, by, now(), changed])


def sign_off_of(db: Database, document_id: int) -> SignOff | None:
    """Who signed a document off the last time, if anybody did."""
    rows = db.query("SELECT * FROM sign_offs WHERE document_id = ?", [document_id])
    return next((SignOff(**row) for row in rows), None)
