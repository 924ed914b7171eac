"""The address of a theme that is out of use leads on to what it is part of now, or says what was decided."""

from collections.abc import Callable

from flask import flash, redirect, render_template
from werkzeug.wrappers import Response

from service.pages.access import workspace
from service.workflow.gone_themes import gone


def instead_of(
    programme_id: int, theme_id: int, address: Callable[[int], str], decided: str
) -> Response | tuple[str, int] | None:
    """What is shown in place of a theme that a forum joined with another or took out; None for any other.

    `address` is where a theme is shown, by its id, and `decided` where the decisions are. Raises NotFound.
    """
    found = gone(workspace().corpus, programme_id, theme_id)
    if found is None:
        return None
    if found.now:
        flash(f"“{found.theme.name}” is now part of “{found.now.name}”.", "info")
        return redirect(address(found.now.id))
    return render_template("themes/gone.html", theme=found.theme, decision=found.decision, decided=decided), 410
