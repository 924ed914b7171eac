"""The form that opens a meeting: of whom, at which event, and a number beside each theme that is looked at."""

from collections.abc import Iterable
from typing import cast

from corpus.records import CONSTITUENCIES, ENGAGEMENT_MODELS, Constituency, EngagementModel
from corpus.store.meetings import NewMeeting
from service.pages.forms import Form
from service.workflow.meetings import Offered


def meeting_in_form(form: Form, offered: Iterable[Offered]) -> NewMeeting | None:
    """The meeting that a form asks for; None where something has to be mended, which the form then says."""
    constituency = cast(Constituency, form.chosen("constituency", CONSTITUENCIES, "Choose whose meeting it is."))
    model = cast(EngagementModel, form.chosen("model", ENGAGEMENT_MODELS, "Choose what the forum may do."))
    event = form.value("event")
    if event and not (event.isascii() and event.isdecimal() and len(event) < 10):
        form.errors["event"] = "Choose one of the events, or none."
    themes = _themes(form, offered)
    ranks = form.value("ranking") == "yes"
    return None if form.errors else NewMeeting(constituency, model, themes, int(event) if event else None, ranks)


def _themes(form: Form, offered: Iterable[Offered]) -> tuple[int, ...]:
    """The themes with a number, by number; those of one number as they are listed."""
    numbered = []
    for one in offered:
        text = form.value(f"place-{one.theme.id}")
        if text and not (text.isascii() and text.isdecimal() and len(text) < 4):
            form.errors[f"place-{one.theme.id}"] = f"Write a number beside “{one.theme.name}”, or nothing."
        elif text:
            numbered.append((int(text), one.theme.id))
    if not numbered:
        form.errors["themes"] = "Write a number beside the themes that the meeting looks at: 1 is the first."
    return tuple(theme_id for _, theme_id in sorted(numbered, key=lambda pair: pair[0]))
