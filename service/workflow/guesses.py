"""First guesses at who spoke and what a table's columns hold, for staff to put right. Rules only; nothing is kept."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from corpus.consent import ANALYSIS, GivenBy
from corpus.readers.records import Table, Transcript
from corpus.records import HELD_WORDS, Part
from nlp.safeguarding import find_concerns
from service.workflow.what_remains import is_withdrawn

ColumnUse = Literal[
    "answer", "person", "role", "age band", "locality", "consent", "who gave consent", "other attribute", "leave out"
]
COLUMN_USES: tuple[ColumnUse, ...] = get_args(ColumnUse)

EXAMPLES = 3
_ROWS_LOOKED_AT = 2000
_TURNS_LOOKED_AT = 12
_QUESTIONS_OF_A_FACILITATOR = 4
_WORDS_OF_AN_ANSWER = 4
_KINDS_OF_AN_ATTRIBUTE = 20


def _any_of(*words: str) -> re.Pattern[str]:
    """Finds any of these (patterns of) words, whole."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


_FACILITATOR = _any_of(
    "(?:co-?)?facilitators?", "interviewers?", "int", "intv", "chair", "chairperson", "moderator", "host", "researcher"
)
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (  # the first that is found in a label decides
    ("young person", _any_of(r"yp ?\d*", "young person", "young people", "student", "pupil", "child")),
    ("parent or carer", _any_of("parents?", "carers?(?!['’])", "mum", "dad", "mother", "father", "gran", "guardian")),
    ("faith group", _any_of("imam", "rabbi", "vicar", "priest", "pastor", "reverend", "rev", "faith")),
    (
        "voluntary or community sector",
        _any_of(r"vcs\w*", "voluntary", "charity", "volunteer", "youth worker", "carers['’] centre"),
    ),
    (
        "professional",
        _any_of(
            *("prof", "professionals?", "gp", "dr", "doctor", "nurse", "nhs", "camhs", "senco", "police", "officer"),
            *("head", "headteacher", "teacher", "social worker", "practitioner", "psychologist", "counsellor"),
            *("therapist", "commissioner", "manager", "consultant"),
        ),
    ),
    ("citizen", _any_of("citizens?", "residents?", "community member")),
)
_ASKED = _any_of(r"parti\w*pants?", "respondents?", "interviewees?")
_ASKED_ROLES = ("young person", "parent or carer", "citizen")
_GROWN_UP = ("parent or carer", "faith group", "voluntary or community sector", "professional")
_AGE = re.compile(r"(?:\(|\bage[d:]? *|\baged +)(\d{1,2})\b|\b(\d{1,2}) *(?:yo|yrs?|years?)\b")
_AGE_BANDS = ((10, "under 11"), (13, "11-13"), (15, "14-15"), (17, "16-17"), (25, "18-25"), (120, "26 and over"))

_PERSON_HEADER = re.compile(
    r"\b(respondent|response|participant|person|contributor|submission|case)\b.*\b(id|no|number|code|ref)\b"
    r"|^(id|participant|respondent|pseudonym)$"
)
_CONSENTS: tuple[tuple[ColumnUse, re.Pattern[str]], ...] = (
    ("who gave consent", re.compile(r"\b(?:who|by|from)\b.*\b(?:consent|permission)|\bconsent.*\b(?:by|from)\b")),
    ("consent", _any_of("consents?", "consented", "permission", "i agree", "agreed to")),
)
_HEADERS: tuple[tuple[ColumnUse, re.Pattern[str]], ...] = (
    ("leave out", _any_of("name", "e-?mail", "phone", "mobile", "telephone", "postcode", "address", "nhs number")),
    ("leave out", _any_of("worker", "keyworker", "teacher", "tutor", "gp", "doctor", "nurse", "counsellor", "school")),
    (
        "leave out",
        _any_of("date", "dob", "time", "timestamp", "submitted", "started", "completed", "row", "index", "ip"),
    ),
    ("age band", _any_of("age", "how old")),
    ("role", _any_of("who", "role", "i am an?", "are you an?", "describes you", "respondent type", "who are you")),
    (
        "locality",
        _any_of(
            *("locality", "cluster", "ward", "neighbourhood", "borough", "area", "town"),
            *("where i live", "where do you live", "where you live"),
        ),
    ),
)
_ONCE: tuple[ColumnUse, ...] = ("person", "role", "age band", "locality", "consent", "who gave consent")

_LEFT_OUT_AGAIN = ("person", "consent", "who gave consent")


@dataclass(frozen=True, slots=True)
class SpeakerGuess:
    """One speaker of a transcript ('' is speech without a name) and who they might be."""

    label: str
    turns: int
    example: str
    part: Part
    role: str | None = None
    age_band: str | None = None
    locality: str | None = None
    consent: int = ANALYSIS
    consent_by: GivenBy | None = None


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column of a table, some of its cells, how many are filled, and what it might hold."""

    name: str
    examples: tuple[str, ...]
    filled: int
    use: ColumnUse


def guess_speakers(transcript: Transcript, *, audience: str = "") -> list[SpeakerGuess]:
    """A guess for every speaker, in order of first appearance; `audience` says who the event was for."""
    said: dict[str, list[str]] = {}
    for turn in transcript.turns:
        if not is_withdrawn(turn.speaker):
            said.setdefault(turn.speaker or "", []).append(turn.text)
    return [_guess_speaker(label, texts, _guess_part(label, said), audience) for label, texts in said.items()]


def guess_role(label: str) -> str | None:
    """The role that a label names, or None."""
    words = label.lower().replace("_", " ")
    return next((role for role, pattern in _ROLES if pattern.search(words)), None)


def guess_age_band(label: str) -> str | None:
    """The age band of the age that a label gives: 'R1 (17, she/her)' is '16-17'."""
    if not (found := _AGE.search(label.lower())):
        return None
    age = int(found.group(1) or found.group(2))
    return next(band for oldest, band in _AGE_BANDS if age <= oldest)


def guess_columns(table: Table) -> list[ColumnGuess]:
    """A guess for every column; what a table can have once (who, role, age, locality) is guessed once."""
    guesses: list[ColumnGuess] = []
    for index, name in enumerate(table.columns):
        cells = [row[index].strip() for row in islice(table.rows, _ROWS_LOOKED_AT)]
        filled = [cell for cell in cells if cell]
        use = _guess_use(name, filled)
        if use in _ONCE and use in {guess.use for guess in guesses}:
            use = "leave out" if use in _LEFT_OUT_AGAIN else "other attribute"
        guesses.append(ColumnGuess(name, _examples(filled), len(filled), use))
    return guesses


def _guess_speaker(label: str, texts: Sequence[str], part: Part, audience: str) -> SpeakerGuess:
    shown = [text for text in texts[:_TURNS_LOOKED_AT] if not find_concerns(text)]
    example = max(shown, key=len, default=HELD_WORDS)
    if part == "facilitator":
        return SpeakerGuess(label, len(texts), example, part)
    role, age_band = guess_role(label), guess_age_band(label)
    if role is None:
        role = _role_of_age(age_band) if age_band else _only_role(audience)
    if age_band is None and role in _GROWN_UP:
        age_band = "26 and over"
    return SpeakerGuess(label, len(texts), example, part, role, age_band)


def _role_of_age(age_band: str) -> str | None:
    return None if age_band == "26 and over" else "young person"


def _only_role(audience: str) -> str | None:
    """The role that everybody in an audience has, or None where it is mixed."""
    named = [role for role, pattern in _ROLES if pattern.search(audience.lower())]
    return named[0] if len(named) == 1 else None


def _guess_part(label: str, said: Mapping[str, Sequence[str]]) -> Part:
    """Whoever is labelled so, asks in every other turn, or sits beside people called participants, is a facilitator."""
    if len(said) == 1:
        return "contributor"
    if not label or _FACILITATOR.search(label.lower()):
        return "facilitator"
    if _ASKED.search(label.lower()) or guess_role(label) in _ASKED_ROLES:
        return "contributor"
    asks = sum("?" in text for text in said[label]) >= max(len(said[label]) / 2, _QUESTIONS_OF_A_FACILITATOR)
    sits_beside = guess_role(label) is None and any(_ASKED.search(other.lower()) for other in said)
    return "facilitator" if asks or sits_beside else "contributor"


def _guess_use(name: str, filled: Sequence[str]) -> ColumnUse:
    header = re.sub(r"[_\s]+", " ", name.lower()).strip()
    distinct = len(set(filled))
    if filled and (agreed := next((use for use, pattern in _CONSENTS if pattern.search(header)), None)):
        return agreed  # a column that says the same of everybody, too
    if distinct < 2 and not (filled and _words(filled) >= _WORDS_OF_AN_ANSWER):
        return "leave out"  # empty, or the same in every row
    if header.endswith(" id") and not _PERSON_HEADER.search(header):
        return "leave out"
    if _looks_like_answers(header, filled):
        return "answer"
    if _PERSON_HEADER.search(header):
        return "person" if distinct > len(filled) / 20 else "leave out"
    otherwise: ColumnUse = "other attribute" if distinct <= _KINDS_OF_AN_ATTRIBUTE else "leave out"
    return next((use for use, pattern in _HEADERS if pattern.search(header)), otherwise)


def _looks_like_answers(header: str, filled: Sequence[str]) -> bool:
    """Several words in most cells, and seldom the same ones twice; a question above them makes fewer words enough."""
    words, distinct = _words(filled), len(set(filled))
    if words >= _WORDS_OF_AN_ANSWER and distinct > min(_KINDS_OF_AN_ATTRIBUTE, len(filled) / 2):
        return True
    return header.endswith("?") and words > 1.5 and distinct > len(filled) / 2


def _words(filled: Sequence[str]) -> float:
    """How many words a cell holds, on average."""
    return sum(len(cell.split()) for cell in filled) / len(filled)


def _examples(filled: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice((cell for cell in dict.fromkeys(filled) if not find_concerns(cell)), EXAMPLES))
