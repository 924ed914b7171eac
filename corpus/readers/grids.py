"""A document's table -> lines: a column that says who speaks, if there is one, and a column of speech."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.readers.labels import LONGEST, Shape, shape_of
from corpus.readers.lines import Line
from corpus.readers.times import is_time, seconds

Cell = Sequence[Line]
_SPEAKER_HEADINGS = frozenset({"speaker", "speakers", "name", "who", "participant", "person", "contributor"})
_OTHER_HEADINGS = frozenset(
    {"text", "speech", "what", "utterance", "transcript", "said", "content", "comments", "turn"}
    | {"time", "timestamp", "start", "no", "no.", "line", "number", "#"}
)


def lines_of_grid(rows: Sequence[Sequence[Cell]]) -> Iterator[Line]:
    """The table's lines, row by row; in a transcript set as a table, each with the speaker its row names.

    A row whose speaker's cell is blank goes on with the speaker before. Row numbers are left out there, and a time
    becomes the row's time.
    """
    column = _speaker_column(rows)
    if column is None:
        yield from (line for row in rows for cell in row for line in cell)
        return
    for index, row in enumerate(rows):
        if index == 0 and _is_header(row):
            continue
        yield from _turn(row, column)


def _turn(row: Sequence[Cell], column: int) -> Iterator[Line]:
    speaker = _text(row[column]) if column < len(row) else ""
    others = [cell for position, cell in enumerate(row) if position != column and _text(cell)]
    times = [_text(cell) for cell in others if is_time(_text(cell))]
    started_at = seconds(times[0]) if times else None
    if speaker:
        yield Line("", speaker=speaker.rstrip(" :"), started_at=started_at, starts=True, follows="paragraph")
    for cell in others:
        if not is_time(_text(cell)) and not (len(others) > 1 and _text(cell).rstrip(".").isdecimal()):
            yield from (replace(line, follows="paragraph") for line in cell)


def _speaker_column(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The column whose cells are labels that come back, or that its heading says is the speakers'."""
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return None
    if _is_header(rows[0]):
        return next(at for at, cell in enumerate(rows[0]) if _text(cell).casefold() in _SPEAKER_HEADINGS)
    columns = [[_text(row[at]) for row in rows if at < len(row)] for at in range(width - 1)]
    return next((at for at, cells in enumerate(columns) if _holds_labels(cells)), None)


def _holds_labels(cells: Sequence[str]) -> bool:
    filled = [cell.rstrip(" :") for cell in cells if cell]
    labels = [cell for cell in filled if len(cell) <= LONGEST and shape_of(cell) not in {Shape.NONE, Shape.PHRASE}]
    sure = any(shape_of(label) in {Shape.CODE, Shape.ROLE} for label in labels)
    return len(filled) > 1 and len(labels) == len(filled) and (sure or len(set(labels)) < len(labels))


def _is_header(row: Sequence[Cell]) -> bool:
    """Whether a row's cells are headings, one of them the speakers'."""
    names = [_text(cell).casefold() for cell in row if _text(cell)]
    return (
        len(names) > 1
        and any(name in _SPEAKER_HEADINGS for name in names)
        and all(name in _SPEAKER_HEADINGS or name.split()[0] in _OTHER_HEADINGS for name in names)
    )


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell)
