"""Codes a table in one go: no server, no account, nothing kept but the output."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import MissingColumn
from corpus.exchange.codebook_file import key_of
from corpus.exchange.coded_table import CodedRow
from corpus.readers.records import Table
from corpus.records import NewTheme
from nlp.coding.framework import FrameworkCoder
from nlp.coding.learned import FEWEST_TO_LEARN_FROM, LearnedCoder
from nlp.non_answers import is_non_answer
from nlp.protocols import Encoder, Progress, unheard
from nlp.records import ThemeDefinition, Vectors
from nlp.segment import segments
from nlp.themes.discover import discover, how_many

PERSON = "person"
BLANK, NON_ANSWER, FITS_NO_THEME = "blank", "non-answer", "no theme"
TRUE_CELLS, FALSE_CELLS = frozenset({"1", "1.0", "true", "yes", "x"}), frozenset({"0", "0.0", "false", "no"})


@dataclass(frozen=True, slots=True)
class Request:
    """What to code and how. `themes` None: as many as the texts call for; 0: no discovery."""

    text: str
    id: str | None = None
    learn_from: tuple[str, ...] = ()
    codebook: tuple[NewTheme, ...] = ()
    themes: int | None = None
    seed: int = 0


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


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is coded: a segment of a row, or a whole row where codes are learned by rows."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class _Mark:
    unit: int
    key: str
    score: float
    coder: str


def code_table(table: Table, request: Request, encoder: Encoder, progress: Progress = unheard) -> CodedTable:
    """Every row of the table with its themes. Raises MissingColumn, TooLittleText."""
    for column in (request.text, request.id, *request.learn_from):
        if column is not None and column not in table.columns:
            raise MissingColumn(f"There is no column “{column}”. The columns are: {', '.join(table.columns)}.")
    texts = [cell.strip() for cell in table.column(request.text)]
    human = _human_codes(table, request.learn_from)
    answers = _answers(texts, request)
    said = [row for row, is_answer in enumerate(answers) if is_answer]
    units = _units(texts, said, whole=bool(request.learn_from))
    vectors = encoder.encode([unit.text for unit in units], progress=progress)
    names = _Names(request.codebook)
    marks = _by_people(units, human, names)
    marks += _by_learning(units, vectors, marks, request)
    marks += _by_codebook(units, vectors, marks, request, encoder)
    marks += _by_discovery(units, vectors, marks, request, names)
    ids = table.column(request.id) if request.id else tuple(str(row) for row in range(1, len(texts) + 1))
    left = [_without_theme(*row, is_answer=answer) for *row, answer in zip(ids, texts, answers, strict=True)]
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
        too_rare=_too_rare(human) if request.learn_from else (),
    )


class _Names:
    """Theme names and parents by key, from the codebook, people's codes and discovery."""

    def __init__(self, codebook: Sequence[NewTheme]) -> None:
        self.name = {theme.key: theme.name for theme in codebook}
        self._parent = {theme.key: theme.parent for theme in codebook}
        self._key = {key_of(theme.name): theme.key for theme in codebook}

    def key(self, name: str) -> str:
        """The key of a name that people used, which is the codebook's where it has one."""
        key = self._key.setdefault(key_of(name), key_of(name))
        self.name.setdefault(key, name)
        return key

    def parent(self, key: str) -> str:
        return self.name.get(self._parent.get(key) or "", "")


def _answers(texts: Sequence[str], request: Request) -> list[bool]:
    """Which rows say something. What people coded, or a codebook gives as an example, is never a non-answer."""
    examples = {example.strip(" .!").lower() for theme in request.codebook for example in theme.examples}
    takes_all = bool(request.learn_from)
    return [
        bool(text) and (takes_all or not is_non_answer(text) or text.strip(" .!").lower() in examples) for text in texts
    ]


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


def _too_rare(human: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Codes that people gave too few rows for a machine to learn from."""
    given = Counter(code for codes in human for code in dict.fromkeys(codes))
    return tuple(sorted(code for code, rows in given.items() if rows < FEWEST_TO_LEARN_FROM))


def _units(texts: Sequence[str], said: Sequence[int], *, whole: bool) -> list[_Unit]:
    if whole:
        return [_Unit(row, texts[row]) for row in said]
    return [_Unit(row, texts[row][span.start : span.end]) for row in said for span in segments(texts[row])]


def _by_people(units: Sequence[_Unit], human: Sequence[tuple[str, ...]], names: _Names) -> list[_Mark]:
    return [
        _Mark(number, names.key(code), 1.0, PERSON)
        for number, unit in enumerate(units)
        for code in dict.fromkeys(human[unit.row])
    ]


def _by_learning(units: Sequence[_Unit], vectors: Vectors, marks: Sequence[_Mark], request: Request) -> list[_Mark]:
    """What nobody coded, coded as people coded the rest."""
    if not request.learn_from:
        return []
    codes: dict[int, set[str]] = {}
    for mark in marks:
        codes.setdefault(mark.unit, set()).add(mark.key)
    taught = sorted(codes)
    coder = LearnedCoder(
        [units[number].text for number in taught],
        vectors[taught],
        [frozenset(codes[number]) for number in taught],
        seed=request.seed,
    )
    left = _uncovered(units, marks)
    suggested = coder.code([units[number].text for number in left], vectors[left]) if left else []
    return [_Mark(left[one.text], one.theme, one.confidence, coder.name) for one in suggested]


def _by_codebook(
    units: Sequence[_Unit], vectors: Vectors, marks: Sequence[_Mark], request: Request, encoder: Encoder
) -> list[_Mark]:
    """What nobody coded, coded with those themes of the codebook that people's codes did not teach."""
    known = {mark.key for mark in marks}
    leaves = [theme for theme in _leaves(request.codebook) if theme.key not in known]
    by_people = {mark.unit for mark in marks if mark.coder == PERSON}
    left = [number for number in range(len(units)) if number not in by_people]
    if not leaves or not left:
        return []
    suggested = FrameworkCoder(leaves, encoder, seed=request.seed).code(vectors[left])
    return [_Mark(left[one.text], one.theme, one.confidence, FrameworkCoder.name) for one in suggested]


def _by_discovery(
    units: Sequence[_Unit], vectors: Vectors, marks: Sequence[_Mark], request: Request, names: _Names
) -> list[_Mark]:
    """Themes for what nothing else covers; where there is nothing else, every text is placed."""
    if request.themes == 0 or (request.learn_from and request.themes is None):
        return []
    is_alone = not request.codebook and not request.learn_from
    left = _uncovered(units, marks)
    texts = [units[number].text for number in left]
    wanted = request.themes or (how_many(len(set(texts))) if is_alone else None)
    found = discover(texts, vectors[left], themes=wanted, seed=request.seed, place_all=is_alone)
    for theme in found.themes:
        names.name[theme.key] = theme.name
    return [
        _Mark(left[number], theme.key, closeness, "discovery")
        for theme in found.themes
        for number, closeness in theme.members.items()
    ]


def _uncovered(units: Sequence[_Unit], marks: Sequence[_Mark]) -> list[int]:
    covered = {mark.unit for mark in marks}
    return [number for number in range(len(units)) if number not in covered]


def _leaves(codebook: Sequence[NewTheme]) -> list[ThemeDefinition]:
    parents = {theme.parent for theme in codebook}
    return [
        ThemeDefinition(
            theme.key, theme.name, theme.definition, theme.includes, theme.excludes, theme.examples, theme.parent
        )
        for theme in codebook
        if theme.key not in parents
    ]


def _rows(
    units: Sequence[_Unit], marks: Sequence[_Mark], names: _Names, ids: Sequence[str], left: Sequence[CodedRow]
) -> list[CodedRow]:
    """In the order of the input: a row for each theme of each segment, and `left`'s where there is none."""
    by_row: dict[int, list[_Mark]] = {}
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
            rows.append(left[row])
    return rows


def _without_theme(row_id: str, text: str, *, is_answer: bool) -> CodedRow:
    why = FITS_NO_THEME if is_answer else NON_ANSWER if text else BLANK
    return CodedRow(row_id, text, "", "", "", None, primary=False, coder=why)
