"""The form that an event is made with."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from corpus.records import ENGAGEMENT_MODELS, EVENT_KINDS, EngagementModel, EventKind, NewEvent
from service.pages.forms import Form
from service.workflow.event_codes import next_code, problem_with_code

MODEL_HINTS: Mapping[EngagementModel, str] = {
    "co-production": "People who use services and people who run them decide and make it together, as equals.",
    "participation": "People take part and shape it; others decide in the end.",
    "consultation": "People are asked what they think of something that others have drawn up.",
}
AUDIENCES = ("young people", "parents and carers", "professionals", "citizens", "mixed")


def parse_event(form: Form, *, taken: Iterable[str]) -> NewEvent | None:
    """The event that a form describes, or None with the form's errors filled in. `taken` are codes in use."""
    name = form.needed("name", "Enter the event’s name.")
    kind = cast(EventKind, form.chosen("kind", EVENT_KINDS, "Choose what kind of event it was."))
    event = NewEvent(
        name=name,
        kind=kind,
        held_on=_parse_date(form),
        locality=form.needed("locality", "Enter the locality, or “Whole borough”."),
        setting=form.needed("setting", "Enter where it was held, for example youth club, school or online."),
        audience=form.needed("audience", "Enter who it was for."),
        engagement_model=cast(
            EngagementModel, form.chosen("model", ENGAGEMENT_MODELS, "Choose how people were engaged.")
        ),
        is_sensitive=form.value("sensitive") == "yes",
        code=_parse_code(form, kind, {code.lower() for code in taken}),
    )
    return None if form.errors else event


def _parse_date(form: Form) -> str:
    day, month, year = (form.value(f"held_on-{part}") for part in ("day", "month", "year"))
    if not (day or month or year):
        form.errors["held_on"] = "Enter the date of the event."
        return ""
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        form.errors["held_on"] = "Enter a real date, for example 27 3 2026."
        return ""
    if not 1990 <= when.year <= date.today().year + 2:
        form.errors["held_on"] = "Check the year of the event: write all four digits."
    return when.isoformat()


def _parse_code(form: Form, kind: EventKind, taken: set[str]) -> str:
    code = form.value("code")
    if not code:
        return next_code(kind, taken)
    if problem := problem_with_code(code, taken):
        form.errors["code"] = problem
    return code
