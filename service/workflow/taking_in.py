"""From a confirmed document to masked turns and segments in the corpus."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.consent import NOTHING, GivenBy, read_giver, read_level
from corpus.readers.records import Table, Transcript
from corpus.records import AGE_BANDS, ROLES, Document, NewContributor, NewSegment, NewTurn
from corpus.store import contributors, documents, events
from nlp.deidentify import Masker
from nlp.non_answers import is_non_answer
from nlp.protocols import Encoder, Progress, unheard
from nlp.records import MaskedText
from nlp.safeguarding import find_concerns
from nlp.segment import segments
from service.workflow.agreeing_to_less import before_taken_in_anew
from service.workflow.due import queue_coding
from service.workflow.guesses import guess_age_band, guess_role
from service.workflow.holding import hold_back, seal_held
from service.workflow.intake import (
    ColumnDecision,
    Decisions,
    SpeakerDecision,
    decisions_of,
    reading_of,
    seal_of_document,
)
from service.workflow.rights_guard import RightsGuard
from service.workflow.what_remains import is_withdrawn
from service.workflow.who_spoke import row_codes, speaker_codes
from service.workflow.withdrawal import remove_files
from service.workspace import Workspace

FACILITATOR, RESPONDENT = "Facilitator", "Respondent"
SOMEBODY = "[name]"
MOST_WORDS_OF_AN_ATTRIBUTE = 3
"""At a sensitive event: what is longer was said, and waits with all that was said."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a document gives the corpus, and the originals that stay in the vault."""

    contributors: Sequence[NewContributor]
    turns: Sequence[NewTurn]
    blank: int
    replaced: Sequence[tuple[str, str]]


def take_in(
    workspace: Workspace, document_id: int, progress: Progress = unheard, *, encoder: Encoder | None = None
) -> None:
    """Masks and stores what a confirmed document holds, and queues the analysis. All of it is stored, or nothing.

    What may be a disclosure is held: by rules, and with an encoder by its closeness to written examples, too.
    """
    document = documents.document_by_id(workspace.corpus, document_id)
    guard = RightsGuard(workspace.corpus, events.event_by_id(workspace.corpus, document.event_id).programme_id)
    reading = reading_of(workspace, document_id, reason="taking a document in")
    decisions = decisions_of(workspace, document_id)
    if isinstance(reading, Transcript):
        taken = _take_transcript(workspace, document, reading, decisions, progress)
    else:
        taken = _take_table(workspace, document, reading, decisions.columns, progress)
    event = events.event_by_id(workspace.corpus, document.event_id)
    people = _as_agreed(workspace, document, taken.contributors)
    silent = {one.code for one in people if one.consent == NOTHING}
    heard = [turn for turn in taken.turns if turn.contributor not in silent]
    turns, held = hold_back(workspace, document, heard, encoder, progress)
    with workspace.vault() as vault:
        seal_held(vault, document_id, held)
        seal_of_document(workspace, vault, "originals", document_id, taken.replaced)
    with workspace.corpus.atomic():
        guard.check()
        too_much = before_taken_in_anew(workspace, event, document, people)
        documents.store_turns(workspace.corpus, document, contributors=people, turns=turns, blank=taken.blank)
    remove_files(workspace, too_much)
    queue_coding(workspace, event.programme_id)


def _as_agreed(workspace: Workspace, document: Document, people: Iterable[NewContributor]) -> list[NewContributor]:
    """The contributors with what they agree to now."""
    changed = contributors.consents_changed(workspace.corpus, document.id)
    return [
        replace(one, consent=changed[one.code][0], consent_by=changed[one.code][1]) if one.code in changed else one
        for one in people
    ]


def _take_transcript(
    workspace: Workspace, document: Document, transcript: Transcript, decisions: Decisions, progress: Progress
) -> _Taken:
    people = _people(document, decisions.speakers, _last_numbers(workspace, document))
    pseudonym = {label: person.pseudonym for label, person in people.items()} | _facilitators(decisions.speakers)
    withdrawn = dict.fromkeys(decisions.withdrawn_names, SOMEBODY)
    masker = Masker(
        _others_at_the_event(workspace, document) | withdrawn | {name: one for name, one in pseudonym.items() if name}
    )
    masked = masker.mask_all([turn.text for turn in transcript.turns], progress)
    turns = []
    for turn, text in zip(transcript.turns, masked, strict=True):
        label = turn.speaker or ""
        if is_withdrawn(label):
            continue
        person = people.get(label)
        turns.append(
            NewTurn(
                text=text.text,
                part="contributor" if person else "facilitator",
                contributor=person.code if person else None,
                speaker=pseudonym.get(label, "Context"),
                segments=_segments(text.text) if person else (),
                started_at=turn.started_at,
            )
        )
    return _Taken(list(people.values()), turns, blank=0, replaced=_replaced(masked))


def _take_table(
    workspace: Workspace, document: Document, table: Table, columns: ColumnDecision, progress: Progress
) -> _Taken:
    kept = [*columns.answers, *columns.attributes.values(), *columns.others]
    masker = Masker(_others_at_the_event(workspace, document))
    masked = masker.mask_all([cell for column in kept for cell in (column, *table.column(column))], progress)
    texts = iter(masked)
    header: dict[str, str] = {}
    cells: dict[str, list[str]] = {}
    for column in kept:
        header[column], *cells[column] = [next(texts).text for _ in range(len(table.rows) + 1)]
    codes = row_codes(document.number, table, columns.contributor)
    agreed = _agreed(table, columns, codes)
    before = _last_numbers(workspace, document)[RESPONDENT]
    people: dict[str, NewContributor] = {}
    holds_all = events.event_by_id(workspace.corpus, document.event_id).is_sensitive
    turns = []
    blank = 0
    for row, code in enumerate(codes):
        if code not in people:
            own = {name: cells[name][row] for name in kept}
            one, telling = _without_telling(
                _respondent(code, before + len(people) + 1, columns, own, header), holds_all=holds_all
            )
            people[code] = replace(one, consent=agreed[code][0], consent_by=agreed[code][1])
            turns += [_answer(text, people[code], name) for name, text in telling.items()]
        for column in columns.answers:
            text = cells[column][row]
            if not text.strip():
                blank += 1
                continue
            turns.append(_answer(text, people[code], header[column]))
    return _Taken(list(people.values()), turns, blank, _replaced(masked))


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


def _last_numbers(workspace: Workspace, document: Document) -> Counter[str]:
    """The highest number that each kind of pseudonym has in the event's other documents."""
    last: Counter[str] = Counter()
    for pseudonym in contributors.pseudonyms(workspace.corpus, document.event_id, except_document=document.id):
        kind, _, number = pseudonym.rpartition(" ")
        last[kind] = max(last[kind], int(number) if number.isdecimal() else 0)
    return last


def _pseudonym_kind(role: str | None) -> str:
    shorter = {"voluntary or community sector": "community group member", "faith group": "faith group member"}
    kind = shorter.get(role or "", role or "contributor")
    return kind[0].upper() + kind[1:]


def _others_at_the_event(workspace: Workspace, document: Document) -> dict[str, str]:
    """Everybody confirmed in the event's other documents, who may be named in this one, and what stands for them."""
    confirmed = [
        other.id
        for other in documents.documents(workspace.corpus, document.event_id)
        if other.id != document.id and other.state in ("confirmed", "ready")
    ]
    said = [decisions_of(workspace, other) for other in confirmed]
    names = [label for one in said for label in (*one.speakers, *one.withdrawn_names)]
    return {name: SOMEBODY for name in names if name and not is_withdrawn(name)}


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


def _replaced(masked: Iterable[MaskedText]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(pair for text in masked for pair in text.replaced))
