"""Card sorts: excerpts that forum members put into piles of their own, and name.

Every card is read here with what may be quoted of it now: one whose people agree to less, or that was taken out, is in
no pile and no figure any more. Who sorted is known by the member's id to that member and to whoever operates the
database; pages know constituencies.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from corpus.consent import asks
from corpus.records import Constituency, EngagementModel, Quote
from corpus.store.quotes import quotes_by_id
from corpus.store.rows import Row, now, one

SortState = Literal["draft", "open", "closed"]
AT_MOST_OF_EACH = 60
"""Excerpts offered of a theme: a large programme has more than anybody could draw from."""
_CARDS = f"""SELECT sort_cards.id, sort_cards.segment_id, sort_cards.theme_id FROM sort_cards
JOIN segments ON segments.id = sort_cards.segment_id JOIN turns ON turns.id = segments.turn_id
LEFT JOIN contributors ON contributors.id = turns.contributor_id
WHERE sort_cards.sort_id = ? AND NOT sort_cards.is_out AND {asks("quotes")} ORDER BY sort_cards.id"""
_PILES = """SELECT sort_piles.id, forum_member_id, forum_members.constituency, number, name, is_held FROM sort_piles
JOIN forum_members ON forum_members.id = forum_member_id WHERE sort_id = :sort
AND (:member IS NULL OR forum_member_id = :member) ORDER BY forum_member_id, number"""


@dataclass(frozen=True, slots=True)
class CardSort:
    """A card sort: drafted with its cards, open to be sorted, closed to be read."""

    id: int
    programme_id: int
    number: int
    state: SortState
    drawn_at: str
    opened_at: str | None
    closed_at: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """An excerpt, with the theme that it had when it was drawn (None where it fitted none)."""

    id: int
    theme_id: int | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Pile:
    """A member's pile. One that `is_held` has its name in the vault, for the safeguarding lead."""

    id: int
    forum_member_id: int
    constituency: Constituency
    number: int
    name: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """An excerpt that may be drawn: with its main theme, if it has one, and how sure that is."""

    segment_id: int
    text: str
    theme_id: int | None
    confidence: float
    event_id: int
    role: str | None
    contributor_id: int | None


@dataclass(frozen=True, slots=True)
class Sorter:
    """What one member sorted: the pile of each card, None for one that they left aside."""

    constituency: Constituency
    engagement_model: EngagementModel
    placed: Mapping[int, int | None]


def excerpts_offered(db: Database, programme_id: int, *, shortest: int, longest: int) -> list[Offered]:
    """What may be quoted and has so many characters: of each theme the surest of each event, then their next."""
    sql = f"""
    WITH themed AS (
        SELECT codings.segment_id, codings.theme_id, max(codings.confidence) AS confidence FROM codings
        JOIN themes ON themes.id = codings.theme_id
        WHERE codings.is_primary AND codings.state <> 'rejected' AND themes.status <> 'retired'
        AND themes.programme_id = :programme GROUP BY 1
    ), said AS (
        SELECT segments.id, segments.text, themed.theme_id, coalesce(themed.confidence, 0) AS confidence, events.id
               AS event_id, contributors.role, contributors.id AS contributor_id,
               row_number() OVER (PARTITION BY themed.theme_id, events.id
                                  ORDER BY themed.confidence DESC, segments.id) AS place
        FROM segments JOIN turns ON turns.id = segments.turn_id JOIN documents ON documents.id = turns.document_id
        JOIN events ON events.id = documents.event_id LEFT JOIN contributors ON contributors.id = turns.contributor_id
        LEFT JOIN themed ON themed.segment_id = segments.id
        WHERE events.programme_id = :programme AND turns.part = 'contributor' AND NOT segments.is_non_answer
        AND segments.id NOT IN (SELECT segment_id FROM agreements) AND {asks("quotes")}
        AND length(segments.text) BETWEEN :shortest AND :longest
        AND (themed.theme_id IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM codings WHERE codings.segment_id = segments.id AND codings.state <> 'rejected'))
    ), in_turn AS (
        SELECT *, row_number() OVER (PARTITION BY theme_id ORDER BY place, confidence DESC, id) AS turn FROM said
    )
    SELECT id, text, theme_id, confidence, event_id, role, contributor_id FROM in_turn WHERE turn <= :most
    ORDER BY id"""
    values = {"programme": programme_id, "shortest": shortest, "longest": longest, "most": AT_MOST_OF_EACH}
    return [Offered(*row) for row in db.execute(sql, values)]


def add_sort(db: Database, programme_id: int, drawn: Iterable[tuple[int, int | None]]) -> int:
    """Drafts a card sort of these segments, each with its theme; its id."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO card_sorts (programme_id, number, drawn_at) SELECT :programme, coalesce(max(number), 0) + 1,"
            " :now FROM card_sorts WHERE programme_id = :programme RETURNING id",
            {"programme": programme_id, "now": now()},
        ).fetchone()
        for segment_id, theme_id in drawn:
            add_card(db, int(row[0]), segment_id, theme_id)
    return int(row[0])


def add_card(db: Database, sort_id: int, segment_id: int, theme_id: int | None) -> bool:
    """Adds a card to a draft; False where it was opened meanwhile, or ever had it."""
    sql = """INSERT INTO sort_cards (sort_id, segment_id, theme_id) SELECT id, ?, ? FROM card_sorts
    WHERE id = ? AND state = 'draft' ON CONFLICT DO NOTHING"""
    with db.atomic():
        return bool(db.execute(sql, [segment_id, theme_id, sort_id]).rowcount)


def take_out(db: Database, card_id: int) -> None:
    """Takes a card out, in whatever state its sort is; it is not drawn for it again."""
    with db.atomic():
        db.execute("UPDATE sort_cards SET is_out = 1 WHERE id = ?", [card_id])


def ever_drawn(db: Database, sort_id: int) -> set[int]:
    """The segments that were ever cards of a sort, those that were taken out too."""
    return {row[0] for row in db.execute("SELECT segment_id FROM sort_cards WHERE sort_id = ?", [sort_id])}


def ever_drawn_in(db: Database, programme_id: int) -> set[int]:
    """The segments that were ever cards of any of a programme's sorts."""
    sql = """SELECT segment_id FROM sort_cards JOIN card_sorts ON card_sorts.id = sort_id WHERE programme_id = ?"""
    return {row[0] for row in db.execute(sql, [programme_id])}


def card_sorts(db: Database, programme_id: int) -> list[CardSort]:
    """A programme's card sorts, newest first."""
    sql = "SELECT * FROM card_sorts WHERE programme_id = ? ORDER BY number DESC"
    return [CardSort(**row) for row in db.query(sql, [programme_id])]


def has_sorts_to_show(db: Database, programme_id: int) -> bool:
    """Whether a card sort is open, or was."""
    sql = "SELECT EXISTS (SELECT 1 FROM card_sorts WHERE programme_id = ? AND state <> 'draft')"
    return bool(db.execute(sql, [programme_id]).fetchone()[0])


def sort_by_id(db: Database, sort_id: int) -> CardSort:
    """One card sort. Raises NotFound."""
    return CardSort(**one(db, "SELECT * FROM card_sorts WHERE id = ?", [sort_id], what=f"card sort {sort_id}"))


def open_sort(db: Database, sort_id: int) -> bool:
    """Lets members sort; False where it is no draft any more."""
    return _move(db, sort_id, "opened_at", "draft", "open")


def close_sort(db: Database, sort_id: int) -> bool:
    """Ends the sorting; False where it is not open."""
    return _move(db, sort_id, "closed_at", "open", "closed")


def drop_draft(db: Database, sort_id: int) -> bool:
    """Throws a draft away; False where it is none."""
    with db.atomic():
        return bool(db.execute("DELETE FROM card_sorts WHERE id = ? AND state = 'draft'", [sort_id]).rowcount)


def cards(db: Database, sort_id: int) -> list[Card]:
    """The cards of a sort that may be shown now, in the order that they were drawn."""
    rows = db.execute(_CARDS, [sort_id]).fetchall()
    quotes = quotes_by_id(db, [segment_id for _, segment_id, _ in rows])
    return [Card(card_id, theme_id, quotes[segment_id]) for card_id, segment_id, theme_id in rows]


def put_card(db: Database, card_id: int, forum_member_id: int, pile_id: int | None) -> None:
    """Puts a card in a member's pile, or leaves it aside; their piles that are empty then are gone.

    Raises sqlite3.IntegrityError where the member may not sort, the pile is not theirs, or the sort is not open.
    """
    with db.atomic():
        db.execute(
            "INSERT INTO sorted_cards VALUES (?, ?, ?, ?) ON CONFLICT (card_id, forum_member_id)"
            " DO UPDATE SET pile_id = excluded.pile_id, sorted_at = excluded.sorted_at",
            [card_id, forum_member_id, pile_id, now()],
        )
        db.execute(
            "DELETE FROM sort_piles WHERE forum_member_id = ? AND sort_id ="
            " (SELECT sort_id FROM sort_cards WHERE id = ?)"
            " AND NOT EXISTS (SELECT 1 FROM sorted_cards WHERE pile_id = sort_piles.id)",
            [forum_member_id, card_id],
        )


def add_pile(db: Database, sort_id: int, forum_member_id: int) -> int:
    """A new pile of a member's, without a name; its id. Raises sqlite3.IntegrityError where they may not sort."""
    with db.atomic():
        row = db.execute(
            "INSERT INTO sort_piles (sort_id, forum_member_id, number) SELECT :sort, :member,"
            " coalesce(max(number), 0) + 1 FROM sort_piles WHERE sort_id = :sort AND forum_member_id = :member"
            " RETURNING id",
            {"sort": sort_id, "member": forum_member_id},
        ).fetchone()
    return int(row[0])


def name_pile(db: Database, pile_id: int, name: str, *, is_held: bool = False) -> None:
    """Gives a pile another name."""
    with db.atomic():
        db.execute("UPDATE sort_piles SET name = ?, is_held = ? WHERE id = ?", [name, is_held, pile_id])


def merge_piles(db: Database, pile_id: int, into: int) -> None:
    """Puts all cards of a pile into another of the same member's. Raises sqlite3.IntegrityError as `put_card` does."""
    with db.atomic():
        db.execute("UPDATE sorted_cards SET pile_id = ? WHERE pile_id = ?", [into, pile_id])
        db.execute("DELETE FROM sort_piles WHERE id = ?", [pile_id])


def piles(db: Database, sort_id: int, forum_member_id: int | None = None) -> list[Pile]:
    """The piles of a sort, or those of one member, in the order that they were made."""
    return [_pile(row) for row in db.query(_PILES, {"sort": sort_id, "member": forum_member_id})]


def pile_by_id(db: Database, pile_id: int) -> Pile | None:
    """One pile, or None where it is there no more."""
    sql = """SELECT sort_piles.id, forum_member_id, forum_members.constituency, number, name, is_held
    FROM sort_piles JOIN forum_members ON forum_members.id = forum_member_id WHERE sort_piles.id = ?"""
    row = next(iter(db.query(sql, [pile_id])), None)
    return _pile(row) if row else None


def pile_names(db: Database, programme_id: int) -> dict[int, str]:
    """What the piles of all of a programme's card sorts are called, by the pile's id."""
    sql = """SELECT sort_piles.id, name FROM sort_piles JOIN card_sorts ON card_sorts.id = sort_id
    WHERE programme_id = ? AND name <> ''"""
    return dict(db.execute(sql, [programme_id]).fetchall())


def sorters(db: Database, sort_id: int) -> dict[int, Sorter]:
    """What every member sorted of the cards that may be shown now, by the member's id."""
    shown = {card_id for card_id, *_ in db.execute(_CARDS, [sort_id])}
    sql = """SELECT forum_member_id, constituency, engagement_model, card_id, pile_id FROM sorted_cards
    JOIN forum_members ON forum_members.id = forum_member_id
    WHERE card_id IN (SELECT id FROM sort_cards WHERE sort_id = ?) ORDER BY forum_member_id, card_id"""
    found: dict[int, tuple[Constituency, EngagementModel, dict[int, int | None]]] = {}
    for member_id, constituency, model, card_id, pile_id in db.execute(sql, [sort_id]):
        if card_id in shown:
            found.setdefault(member_id, (constituency, model, {}))[2][card_id] = pile_id
    return {member_id: Sorter(*sorted_so) for member_id, sorted_so in found.items()}


def placed_by(db: Database, sort_id: int, forum_member_id: int) -> dict[int, int | None]:
    """Where one member put each card."""
    sql = """SELECT card_id, pile_id FROM sorted_cards WHERE forum_member_id = ?
    AND card_id IN (SELECT id FROM sort_cards WHERE sort_id = ?)"""
    return dict(db.execute(sql, [forum_member_id, sort_id]).fetchall())


def _move(db: Database, sort_id: int, column: str, before: SortState, state: SortState) -> bool:
    sql = f"UPDATE card_sorts SET state = ?, {column} = ? WHERE id = ? AND state = ?"
    with db.atomic():
        return bool(db.execute(sql, [state, now(), sort_id, before]).rowcount)


def _pile(row: Row) -> Pile:
    return Pile(**{**row, "is_held": bool(row["is_held"])})
