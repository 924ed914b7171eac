"""From a row of the analysts' Datasette to the page that shows the same, and from a page to its row."""

from typing import Literal

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from corpus.errors import NotFound
from corpus.records import Programme
from corpus.release.reading import holds_row
from corpus.store import events, places, releases
from service.analysis_site import PREFIX
from service.pages.access import current_programme, may_read_data, workspace
from service.pages.lookup import document_in

blueprint = Blueprint("data_rows", __name__)

Table = Literal["events", "documents", "segments", "themes"]


@blueprint.get("/p/<slug>/rows/<table>/<int:row_id>")
def page(slug: str, table: str, row_id: int) -> Response:
    """On to the page that shows what a row of the data is about."""
    return redirect(_address(current_programme(slug), table, row_id))


def row_of(table: Table, row_id: int) -> str | None:
    """The address of a row in Datasette, where whoever asks may see it and the newest release has it."""
    programme = g.get("programme")
    if programme is None or not may_read_data() or not _is_released(programme, table, row_id):
        return None
    return f"{PREFIX}{programme.slug}/{table}/{row_id}"


def _address(programme: Programme, table: str, row_id: int) -> str:
    corpus, slug = workspace().corpus, programme.slug
    if table == "themes":
        return url_for("themes.detail", slug=slug, theme_id=row_id)
    if table == "events":
        event = events.event_by_id(corpus, row_id)
        if event.programme_id == programme.id:
            return url_for("events.detail", slug=slug, code=event.code)
    if table == "documents":
        document, _ = document_in(corpus, programme, row_id)
        return url_for("document_reading.read", slug=slug, document_id=document.id)
    for one in places.KINDS:
        if table == one:
            place = places.place_of(corpus, programme.id, one, row_id)
            anchor = f"segment-{row_id}" if table == "segments" else f"turn-{place.turn_id}"
            address = url_for("document_reading.read", slug=slug, document_id=place.document_id, turn=place.turn_id)
            return f"{address}#{anchor}"
    raise NotFound("There is no such row in this programme.")


def _is_released(programme: Programme, table: Table, row_id: int) -> bool:
    opened = workspace()
    release = releases.current_releases(opened.corpus).get(programme.slug)
    if release is None:
        return False
    return holds_row(opened.settings.releases_path / release.file, table, row_id)
