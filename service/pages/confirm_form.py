"""The form in which staff say who spoke or what columns hold. Fields are numbered, never named by their content."""

from collections import Counter
from dataclasses import replace
from typing import cast

from corpus.consent import ANALYSIS, GIVEN_BY, LEVELS, WORDS, GivenBy
from corpus.records import AGE_BANDS, ROLES, Part
from service.errors import InvalidChoice
from service.pages.forms import Form
from service.workflow.guesses import COLUMN_USES, ColumnGuess, ColumnUse, SpeakerGuess
from service.workflow.intake import ATTRIBUTES, CONSENT, ColumnDecision, Decisions, SpeakerDecision, decide_columns

USE_WORDS: dict[ColumnUse, str] = {
    "answer": "Answers, to be coded",
    "person": "Tells people apart",
    "role": "Role",
    "age band": "Age band",
    "locality": "Locality",
    "consent": "What they agreed to",
    "who gave consent": "Who gave consent",
    "other attribute": "Other attribute, to be kept",
    "leave out": "Leave out",
}
CONSENT_CHOICES = {"levels": WORDS, "givers": GIVEN_BY}
"""What the templates list."""
AS_ALL = "as all"
"""What a contributor's own choice of level says where it is the one for everybody."""
_ONCE = cast(tuple[ColumnUse, ...], ("person", *ATTRIBUTES, *CONSENT))


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
    level, given_by = parse_consent(form)
    return replace(decide_columns(uses), consent=level, consent_by=given_by)


def parse_consent(form: Form, *, of: str = "") -> tuple[int, GivenBy | None]:
    """The level chosen for everybody, or in the fields `of` one contributor, and who gave it. Raises InvalidChoice."""
    level = _choice(form, f"consent{of}", ("", *map(str, LEVELS))) or ANALYSIS
    return int(level), cast(GivenBy | None, _choice(form, f"consent_by{of}", ("", *GIVEN_BY)) or None)


def speakers_as_decided(guesses: list[SpeakerGuess], decisions: Decisions | None) -> list[SpeakerGuess]:
    """Guesses, with what staff said before in place of what was guessed."""
    said = decisions.speakers if decisions else {}
    return [
        replace(
            guess,
            part=one.part,
            role=one.role,
            age_band=one.age_band,
            locality=one.locality,
            consent=one.consent,
            consent_by=one.consent_by,
        )
        if (one := said.get(guess.label))
        else guess
        for guess in guesses
    ]


def consent_of_most(guesses: list[SpeakerGuess]) -> tuple[int, GivenBy | None]:
    """The level that most contributors have, and who gave it: the choice for all, as the form first shows it."""
    given = Counter((one.consent, one.consent_by) for one in guesses if one.part == "contributor")
    return given.most_common(1)[0][0] if given else (ANALYSIS, None)


def columns_as_decided(guesses: list[ColumnGuess], decisions: Decisions | None) -> list[ColumnGuess]:
    """Guesses, with what staff said before in place of what was guessed."""
    if not decisions:
        return guesses
    columns = decisions.columns
    uses: dict[str | None, ColumnUse] = dict.fromkeys(columns.others, "other attribute")
    uses.update(dict.fromkeys(columns.answers, "answer"))
    uses[columns.contributor] = "person"
    uses |= {columns.attributes.get(field): cast(ColumnUse, use) for use, field in ATTRIBUTES.items()}
    uses |= {columns.consent_columns.get(field): cast(ColumnUse, use) for use, field in CONSENT.items()}
    return [replace(guess, use=uses.get(guess.name, "leave out")) for guess in guesses]


def _parse_speaker(form: Form, index: int) -> SpeakerDecision:
    part = cast(Part, _choice(form, f"part-{index}", ("facilitator", "contributor")))
    if part == "facilitator":
        return SpeakerDecision(part)
    is_as_all = form.value(f"consent-{index}") in ("", AS_ALL)
    level, given_by = parse_consent(form, of="" if is_as_all else f"-{index}")
    return SpeakerDecision(
        part,
        role=_choice(form, f"role-{index}", ("", *ROLES)) or None,
        age_band=_choice(form, f"age_band-{index}", ("", *AGE_BANDS)) or None,
        locality=form.value(f"locality-{index}") or None,
        consent=level,
        consent_by=given_by,
    )


def _choice(form: Form, name: str, choices: tuple[str, ...]) -> str:
    value = form.value(name)
    if value not in choices:
        raise InvalidChoice("Say for each one who or what it is, and send the page again.")
    return value
