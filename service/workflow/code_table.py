"""Codes a table in one go: no server, no account, nothing kept but the output."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.errors import MissingColumn
from corpus.exchange.codebook_file import key_of
from corpus.exchange.coded_table import CodedRow
from corpus.readers.records import Table
from nlp.non_answers import is_non_answer
from nlp.protocols import Encoder
from nlp.segment import segments
from service.steps import Steps, unwatched
from service.workflow.definitions import leaf_definitions
from service.workflow.large_table import FINDING, LARGE, READING, mark_in_batches
from service.workflow.table_marks import (
    FEWEST_TO_LEARN_FROM,
    Mark,
    Names,
    Request,
    Unit,
    by_coder,
    by_discovery,
    by_people,
    coder_of,
    name_discovered,
)

BLANK, NON_ANSWER, FITS_NO_THEME = "blank", "non-answer", "no theme"
TRUE_CELLS, FALSE_CELLS = frozenset({"1", "1.0", "true", "yes", "x"}), frozenset({"0", "0.0", "false", "no"})


@dataclass(frozen=True, slots=True)
class CodedTable:
    """The coded rows and what became of the input; blank, non-answers, coded and unthemed add up to `rows`."""

    coded: tuple[CodedRow, ...]
    rows: int
    blank: int
    non_answers: int
    with_theme: int
    without_theme: int
    duplicates: int
    taught: int
    too_rare: tuple[str, ...]
    discovered: str = ""
    """Why so many themes were discovered, for people to read."""


def code_table(table: Table, request: Request, encoder: Encoder, steps: Steps = unwatched) -> CodedTable:
    """Every row of the table with its themes. Raises MissingColumn, TooLittleText."""
    for column in (request.text, request.id, *request.learn_from):
        if column is not None and column not in table.columns:
            raise MissingColumn(f"There is no column “{column}”. The columns are: {', '.join(table.columns)}.")
    texts = [cell.strip() for cell in table.column(request.text)]
    human = _human_codes(table, request.learn_from)
    answers = _answers(texts, human)
    said = [row for row, is_answer in enumerate(answers) if is_answer]
    units = _units(texts, said, whole=bool(request.learn_from))
    names = Names(request.codebook)
    if len(units) > LARGE and not request.learn_from:
        marks = mark_in_batches(units, request, names, encoder, steps)
    else:
        vectors = encoder.encode([unit.text for unit in units], progress=steps(READING))
        marks = by_people(units, human, names)
        marks += by_coder(units, vectors, marks, coder_of(marks, request, names, encoder))
        marks += by_discovery(units, vectors, marks, request, names, progress=steps(FINDING))
        name_discovered(units, vectors, marks, names, encoder)
    ids = table.column(request.id) if request.id else tuple(str(row) for row in range(1, len(texts) + 1))

    def left(row: int) -> CodedRow:
        return _without_theme(ids[row], texts[row], is_answer=answers[row])

    coded = _rows(units, marks, names, ids, left)
    with_theme = {units[mark.unit].row for mark in marks}
    blank = sum(not text for text in texts)
    return CodedTable(
        coded=tuple(coded),
        rows=len(texts),
        blank=blank,
        non_answers=len(texts) - blank - len(said),
        with_theme=len(with_theme),
        without_theme=len(said) - len(with_theme),
        duplicates=len(texts) - blank - len({text for text in texts if text}),
        taught=sum(bool(codes) for codes in human),
        too_rare=_too_rare(human, request) if request.learn_from else (),
        discovered=names.why_so_many,
    )


def _answers(texts: Sequence[str], human: Sequence[tuple[str, ...]]) -> list[bool]:
    """Which rows say something. “Nothing” does not, whatever a codebook has among its examples; people who gave a row
    a code found that it does."""
    return [bool(text) and (bool(codes) or not is_non_answer(text)) for text, codes in zip(texts, human, strict=True)]


def _human_codes(table: Table, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """The codes that people gave each row: separated by semicolons, or a column of ones for each code."""
    codes: list[tuple[str, ...]] = [()] * len(table.rows)
    for column in columns:
        cells = [cell.strip() for cell in table.column(column)]
        is_one_hot = {cell.lower() for cell in cells} - {""} <= TRUE_CELLS | FALSE_CELLS
        for row, cell in enumerate(cells):
            given = [column] * (cell.lower() in TRUE_CELLS) if is_one_hot else cell.split(";")
            codes[row] += tuple(code.strip() for code in given if code.strip())
    return codes


def _too_rare(human: Sequence[tuple[str, ...]], request: Request) -> tuple[str, ...]:
    """Codes that no codebook defines and that people gave too few rows for a machine to learn from."""
    given = Counter(code for codes in human for code in dict.fromkeys(codes))
    defined = {key_of(theme.name) for theme in leaf_definitions(request.codebook)}
    return tuple(
        sorted(code for code, rows in given.items() if rows < FEWEST_TO_LEARN_FROM and key_of(code) not in defined)
    )


def _units(texts: Sequence[str], said: Sequence[int], *, whole: bool) -> list[Unit]:
    if whole:
        return [Unit(row, texts[row]) for row in said]
    return [Unit(row, texts[row][span.start : span.end]) for row in said for span in segments(texts[row])]


def _rows(
    units: Sequence[Unit], marks: Sequence[Mark], names: Names, ids: Sequence[str], left: Callable[[int], CodedRow]
) -> list[CodedRow]:
    """In the order of the input: a row for each theme of each segment, and what `left` gives where there is none."""
    by_row: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.unit, -mark.score, mark.key)):
        by_row.setdefault(units[mark.unit].row, []).append(mark)
    rows: list[CodedRow] = []
    for row, row_id in enumerate(ids):
        seen: set[int] = set()
        for mark in by_row.get(row, ()):
            rows.append(
                CodedRow(
                    row_id=row_id,
                    segment=units[mark.unit].text,
                    theme_id=mark.key,
                    theme=names.name[mark.key],
                    parent=names.parent(mark.key),
                    score=round(mark.score, 4),
                    primary=mark.unit not in seen,
                    coder=mark.coder,
                )
            )
            seen.add(mark.unit)
        if row not in by_row:
            rows.append(left(row))
    return rows


def _without_theme(row_id: str, text: str, *, is_answer: bool) -> CodedRow:
    why = FITS_NO_THEME if is_answer else NON_ANSWER if text else BLANK
    return CodedRow(row_id, text, "", "", "", None, primary=False, coder=why)
