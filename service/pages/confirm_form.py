"""The form in which staff say who spoke or what columns hold. Fields are numbered, never named by their content."""

from dataclasses import replace
from typing import cast

from corpus.records import AGE_BANDS, ROLES, Part
from service.errors import InvalidChoice
from service.pages.forms import Form
from service.workflow.guesses import COLUMN_USES, ColumnGuess, ColumnUse, SpeakerGuess
from service.workflow.intake import ATTRIBUTES, ColumnDecision, Decisions, SpeakerDecision, decide_columns

USE_WORDS: dict[ColumnUse, str] = {
    "answer": "Answers, to be coded",
    "person": "Tells people apart",
    "role": "Role",
    "age band": "Age band",
    "locality": "Locality",
    "other attribute": "Other attribute, to be kept",
    "leave out": "Leave out",
}
_ONCE = cast(tuple[ColumnUse, ...], ("person", *ATTRIBUTES))


def parse_speakers(form: Form, guesses: list[SpeakerGuess]) -> dict[str, SpeakerDecision]:
    """What staff said about each speaker. Raises InvalidChoice for what is not among the choices."""
    return {guess.label: _parse_speaker(form, index) for index, guess in enumerate(guesses)}


def parse_columns(form: Form, guesses: list[ColumnGuess]) -> ColumnDecision:
    """What staff said about each column. Raises InvalidChoice where two columns are to be the same attribute."""
    uses = {guess.name: _choice(form, f"use-{index}", COLUMN_USES) for index, guess in enumerate(guesses)}
    for use in _ONCE:
        named = [f"“{name}”" for name, chosen in uses.items() if chosen == use]
        if len(named) > 1:
            raise InvalidChoice(f"Only one column can be “{USE_WORDS[use]}”. You chose {' and '.join(named)}.")
    return decide_columns(uses)


def speakers_as_decided(guesses: list[SpeakerGuess], decisions: Decisions | None) -> list[SpeakerGuess]:
    """Guesses, with what staff said before in place of what was guessed."""
    said = decisions.speakers if decisions else {}
    return [
        replace(guess, part=one.part, role=one.role, age_band=one.age_band, locality=one.locality)
        if (one := said.get(guess.label))
        else guess
        for guess in guesses
    ]


def columns_as_decided(guesses: list[ColumnGuess], decisions: Decisions | None) -> list[ColumnGuess]:
    """Guesses, with what staff said before in place of what was guessed."""
    if not decisions:
        return guesses
    columns = decisions.columns
    uses: dict[str | None, ColumnUse] = dict.fromkeys(columns.others, "other attribute")
    uses.update(dict.fromkeys(columns.answers, "answer"))
    uses[columns.contributor] = "person"
    uses |= {columns.attributes.get(field): cast(ColumnUse, use) for use, field in ATTRIBUTES.items()}
    return [replace(guess, use=uses.get(guess.name, "leave out")) for guess in guesses]


def _parse_speaker(form: Form, index: int) -> SpeakerDecision:
    part = cast(Part, _choice(form, f"part-{index}", ("facilitator", "contributor")))
    if part == "facilitator":
        return SpeakerDecision(part)
    return SpeakerDecision(
        part,
        role=_choice(form, f"role-{index}", ("", *ROLES)) or None,
        age_band=_choice(form, f"age_band-{index}", ("", *AGE_BANDS)) or None,
        locality=form.value(f"locality-{index}") or None,
    )


def _choice(form: Form, name: str, choices: tuple[str, ...]) -> str:
    value = form.value(name)
    if value not in choices:
        raise InvalidChoice("Say for each one who or what it is, and send the page again.")
    return value
