"""What a document gives the corpus, made of its masked texts: who spoke, and what was said.

The texts of a document are its pieces: a transcript's turns, or a table's kept columns, each with its heading first.
Their order is the same whenever it is asked for, so that a piece can be found by its number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.consent import GivenBy, read_giver, read_level
from corpus.readers.records import Table, Transcript
from corpus.records import AGE_BANDS, ROLES, Document, NewContributor, NewSegment, NewTurn
from nlp.non_answers import is_non_answer
from nlp.safeguarding import find_concerns
from nlp.segment import segments
from service.workflow.guesses import guess_age_band, guess_role
from service.workflow.intake import ColumnDecision, Decisions, SpeakerDecision
from service.workflow.what_remains import is_withdrawn
from service.workflow.who_spoke import row_codes, speaker_codes

FACILITATOR, RESPONDENT = "Facilitator", "Respondent"
MOST_WORDS_OF_AN_ATTRIBUTE = 3
"""At a sensitive event: what is longer was said, and waits with all that was said."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was read and confirmed. `last` has the number that each kind of pseudonym goes on from.

    Where its event `is_sensitive`, attributes that are longer than a few words are taken for speech.
    """

    document: Document
    reading: Transcript | Table
    decisions: Decisions
    last: Counter[str]
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A turn, and the number of the piece that it is made of."""

    turn: NewTurn
    piece: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What a document gives the corpus. `about` has, by the numbers of further pieces, whom they say something of."""

    contributors: Sequence[NewContributor]
    said: Sequence[Said]
    blank: int
    about: Mapping[int, str]


def pieces(reading: Transcript | Table, columns: ColumnDecision) -> list[str]:
    """A document's texts as they were given."""
    if isinstance(reading, Transcript):
        return [turn.text for turn in reading.turns]
    return [text for column in kept_columns(columns) for text in (column, *reading.column(column))]


def pieces_at(reading: Transcript | Table, columns: ColumnDecision, places: Iterable[int]) -> set[int]:
    """The numbers of the pieces of some turns or rows."""
    if isinstance(reading, Transcript):
        return set(places)
    height = len(reading.rows) + 1
    return {number * height + place + 1 for place in places for number in range(len(kept_columns(columns)))}


def kept_columns(columns: ColumnDecision) -> list[str]:
    """The columns of a table that the corpus gets, in the order of its pieces."""
    return [*columns.answers, *columns.attributes.values(), *columns.others]


def numbered_people(source: Source) -> dict[str, NewContributor]:
    """A transcript's contributors by their label."""
    return _people(source.document, source.decisions.speakers, Counter(source.last))


def pseudonyms(source: Source) -> dict[str, str]:
    """What stands for each label of a transcript."""
    people = {label: person.pseudonym for label, person in numbered_people(source).items()}
    return people | _facilitators(source.decisions.speakers)


def taken_from(source: Source, texts: Sequence[str]) -> Taken:
    """What a document gives, of its pieces as they are masked."""
    if isinstance(source.reading, Transcript):
        return _from_transcript(source, source.reading, texts)
    return _from_table(source, source.reading, texts)


def _from_transcript(source: Source, transcript: Transcript, texts: Sequence[str]) -> Taken:
    people, pseudonym = numbered_people(source), pseudonyms(source)
    said = []
    for piece, (turn, text) in enumerate(zip(transcript.turns, texts, strict=True)):
        label = turn.speaker or ""
        if is_withdrawn(label):
            continue
        person = people.get(label)
        made = NewTurn(
            text=text,
            part="contributor" if person else "facilitator",
            contributor=person.code if person else None,
            speaker=pseudonym.get(label, "Context"),
            segments=_segments(text) if person else (),
            started_at=turn.started_at,
        )
        said.append(Said(made, piece))
    return Taken(list(people.values()), said, blank=0, about={})


def _from_table(source: Source, table: Table, texts: Sequence[str]) -> Taken:
    document, columns, last = source.document, source.decisions.columns, source.last[RESPONDENT]
    height = len(table.rows) + 1
    at = {column: number * height for number, column in enumerate(kept_columns(columns))}
    header = {column: texts[first] for column, first in at.items()}
    codes = row_codes(document.number, table, columns.contributor)
    agreed = _agreed(table, columns, codes)
    column_of = {header[column]: column for column in columns.others}
    column_of |= {f"{name} as given": column for name, column in columns.attributes.items()}
    people: dict[str, NewContributor] = {}
    said: list[Said] = []
    about = dict.fromkeys(at.values(), "")
    blank = 0
    for row, code in enumerate(codes):
        piece = {column: first + 1 + row for column, first in at.items()}
        if code not in people:
            cells = {column: texts[number] for column, number in piece.items()}
            one, telling = _without_telling(
                _respondent(code, last + len(people) + 1, columns, cells, header), holds_all=source.is_sensitive
            )
            people[code] = replace(one, consent=agreed[code][0], consent_by=agreed[code][1])
            said += [Said(_answer(text, people[code], name), piece[column_of[name]]) for name, text in telling.items()]
            told = {column_of[name] for name in telling}
            about |= {piece[column]: code for column in at if column not in (*columns.answers, *told)}
        for column in columns.answers:
            text = texts[piece[column]]
            if not text.strip():
                blank += 1
                continue
            said.append(Said(_answer(text, people[code], header[column]), piece[column]))
    return Taken(list(people.values()), said, blank, about)


def _agreed(table: Table, columns: ColumnDecision, codes: Sequence[str]) -> dict[str, tuple[int, GivenBy | None]]:
    """What each person agreed to and who gave it; of several rows, the lowest level."""
    levels, givers = (columns.consent_columns.get(field) for field in ("level", "by"))
    level_cells = table.column(levels) if levels else [""] * len(codes)
    giver_cells = table.column(givers) if givers else [""] * len(codes)
    found: dict[str, tuple[int, GivenBy | None]] = {}
    for code, level_cell, giver_cell in zip(codes, level_cells, giver_cells, strict=True):
        given = read_level(level_cell, columns.consent), read_giver(giver_cell, columns.consent_by)
        if code not in found or given[0] < found[code][0]:
            found[code] = given
    return found


def _answer(text: str, person: NewContributor, prompt: str) -> NewTurn:
    found = _segments(text)
    if is_non_answer(text):
        found = (NewSegment(found[0].start, found[-1].end, is_non_answer=True),) if found else ()
    return NewTurn(text, "contributor", person.code, person.pseudonym, found, prompt=prompt)


def _segments(text: str) -> tuple[NewSegment, ...]:
    return tuple(NewSegment(span.start, span.end) for span in segments(text))


def _people(
    document: Document, speakers: Mapping[str, SpeakerDecision], taken: Counter[str]
) -> dict[str, NewContributor]:
    """The contributors by their label, each with a pseudonym that says their role: “Young person 3”."""
    people: dict[str, NewContributor] = {}
    for label, code in speaker_codes(document.number, speakers).items():
        decision = speakers[label]
        kind = _pseudonym_kind(decision.role)
        taken[kind] += 1
        if is_withdrawn(label):  # whoever comes after them is called as before
            continue
        people[label] = NewContributor(
            code=code,
            pseudonym=f"{kind} {taken[kind]}",
            role=decision.role,
            age_band=decision.age_band,
            locality=decision.locality,
            consent=decision.consent,
            consent_by=decision.consent_by,
        )
    return people


def _pseudonym_kind(role: str | None) -> str:
    shorter = {"voluntary or community sector": "community group member", "faith group": "faith group member"}
    kind = shorter.get(role or "", role or "contributor")
    return kind[0].upper() + kind[1:]


def _facilitators(speakers: Mapping[str, SpeakerDecision]) -> dict[str, str]:
    labels = [label for label, decision in speakers.items() if decision.part == "facilitator" and label]
    return {label: f"{FACILITATOR} {number}" for number, label in enumerate(labels, start=1)}


def _respondent(
    code: str, number: int, columns: ColumnDecision, cells: Mapping[str, str], header: Mapping[str, str]
) -> NewContributor:
    given = {name: cells[column].strip() for name, column in columns.attributes.items()}
    role = _listed(given.get("role"), ROLES) or guess_role(given.get("role", ""))
    age_band = _listed(given.get("age_band"), AGE_BANDS) or guess_age_band(f"age {given.get('age_band', '')}")
    attributes = {header[column]: cells[column].strip() for column in columns.others if cells[column].strip()}
    # What stays unknown is kept as it was given, so that nothing a person said of themselves is lost.
    attributes |= {
        f"{name} as given": given[name]
        for name, known in (("role", role), ("age_band", age_band))
        if given.get(name) and known is None
    }
    return NewContributor(
        code, f"{RESPONDENT} {number}", role, age_band, _locality(given.get("locality", "")), attributes
    )


def _without_telling(person: NewContributor, *, holds_all: bool) -> tuple[NewContributor, dict[str, str]]:
    """A respondent, and those of their attributes that are speech to be held: they are taken in as answers."""
    telling = {
        name: text
        for name, text in person.attributes.items()
        if find_concerns(text) or (holds_all and len(text.split()) > MOST_WORDS_OF_AN_ATTRIBUTE)
    }
    left = {name: text for name, text in person.attributes.items() if name not in telling}
    return replace(person, attributes=left), telling


def _locality(cell: str) -> str | None:
    """A locality in one spelling; None where the cell is empty or had to be masked."""
    words = " ".join(cell.split())
    return words[0].upper() + words[1:] if words and "[" not in words else None


def _listed(cell: str | None, choices: Iterable[str]) -> str | None:
    return next((choice for choice in choices if choice == (cell or "").casefold()), None)
