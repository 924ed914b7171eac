"""What a programme's last whole analysis rested on, which segments were coded since, and where its themes lie."""

from collections.abc import Iterable

from sqlite_utils import Database

from corpus.records import Analysis, Segment, ThemeCentre
from corpus.store.codings import segments_to_code
from corpus.store.rows import in_batches, marks


def last_analysis(db: Database, programme_id: int) -> Analysis | None:
    """The last whole analysis, or None where there was none."""
    sql = "SELECT model, codebook, segments, decisions FROM analyses WHERE programme_id = ?"
    row = db.execute(sql, [programme_id]).fetchone()
    return Analysis(*row) if row else None


def keep_analysis(
    db: Database, programme_id: int, analysis: Analysis, *, segments: Iterable[int], centres: Iterable[ThemeCentre]
) -> None:
    """Writes down a whole analysis of these segments in place of the one before."""
    with db.atomic():
        db.execute(
            "INSERT OR REPLACE INTO analyses (programme_id, model, codebook, segments, decisions)"
            " VALUES (?, ?, ?, ?, ?)",
            [programme_id, analysis.model, analysis.codebook, analysis.segments, analysis.decisions],
        )
        db.execute(
            "DELETE FROM theme_centres WHERE theme_id IN (SELECT id FROM themes WHERE programme_id = ?)", [programme_id]
        )
        db.conn.executemany(
            "INSERT INTO theme_centres (theme_id, model, direction, reach) VALUES (?, ?, ?, ?)",
            [(centre.theme_id, centre.model, centre.direction, centre.reach) for centre in centres],
        )
        keep_analysed(db, segments)


def keep_analysed(db: Database, segments: Iterable[int]) -> None:
    """Writes down that these segments were coded, those that fit no theme too. Removed ones are passed over."""
    with db.atomic():
        db.conn.executemany(
            "INSERT OR IGNORE INTO analysed_segments SELECT id FROM segments WHERE id = ?", [(id_,) for id_ in segments]
        )


def segments_since(db: Database, programme_id: int) -> list[Segment]:
    """The segments that were not coded yet, in the order they were said."""
    return segments_to_code(db, programme_id, only_new=True)


def analysed_segments(db: Database, programme_id: int) -> set[int]:
    """The ids of the segments that an analysis has looked at."""
    sql = """SELECT segment_id FROM analysed_segments JOIN segments ON segments.id = segment_id
    JOIN turns ON turns.id = segments.turn_id JOIN documents ON documents.id = turns.document_id
    JOIN events ON events.id = documents.event_id WHERE events.programme_id = ?"""
    return {segment_id for (segment_id,) in db.execute(sql, [programme_id])}


def count_segments(db: Database, programme_id: int) -> int:
    """How many segments there are to code."""
    sql = """SELECT count(*) FROM segments JOIN turns ON turns.id = segments.turn_id
    JOIN documents ON documents.id = turns.document_id JOIN events ON events.id = documents.event_id
    WHERE events.programme_id = ? AND NOT segments.is_non_answer AND turns.part = 'contributor'"""
    return int(db.execute(sql, [programme_id]).fetchone()[0])


def count_decisions(db: Database, programme_id: int) -> int:
    """How many codings people confirmed or rejected."""
    sql = """SELECT count(*) FROM codings JOIN themes ON themes.id = codings.theme_id
    WHERE themes.programme_id = ? AND codings.state <> 'suggested'"""
    return int(db.execute(sql, [programme_id]).fetchone()[0])


def theme_centres(db: Database, programme_id: int, model: str) -> list[ThemeCentre]:
    """Where the discovered themes that are in use lie, among one model's vectors."""
    sql = """SELECT theme_id, model, direction, reach FROM theme_centres JOIN themes ON themes.id = theme_id
    WHERE programme_id = ? AND model = ? AND status <> 'retired' ORDER BY theme_id"""
    return [ThemeCentre(*row) for row in db.execute(sql, [programme_id, model])]


def documents_of(db: Database, segments: Iterable[int]) -> list[int]:
    """The documents that these segments are in."""
    found: set[int] = set()
    for ids in in_batches(segments):
        sql = f"""SELECT DISTINCT turns.document_id FROM segments JOIN turns ON turns.id = segments.turn_id
        WHERE segments.id IN ({marks(ids)})"""
        found.update(document_id for (document_id,) in db.execute(sql, ids))
    return sorted(found)
