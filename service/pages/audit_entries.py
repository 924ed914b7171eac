"""What the audit is told of a request: who was shown what, or did what, and who was refused."""

from flask import Flask, Response, g, request

from service.audit import subject_of
from service.pages.access import current_person, workspace
from service.who_may import PAGES


def keep_entries(app: Flask) -> None:
    """An entry for each request that the table names, before its answer goes out: no entry, no answer."""
    app.after_request(_record)


def also(subject: str) -> None:
    """Adds to what the request's entry says, such as the ids of what was made. Never what somebody said."""
    g.also_subject = subject


def _record(response: Response) -> Response:
    rule = PAGES.get(request.endpoint or "")
    if rule is None or rule.roles is None or response.status_code not in (200, 302, 403) or current_person() is None:
        return response
    parts = [subject_of(request.view_args or {}), g.get("also_subject", "")]
    action = rule.reads if request.method in ("GET", "HEAD") else rule.does
    if response.status_code == 403:
        action, parts = "was refused", [str(request.endpoint), *parts]
    if action:
        workspace().record(action, ", ".join(filter(None, parts)))
    return response
