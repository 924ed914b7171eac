"""The analysts' site: Datasette under /data, over each programme's newest analysis release."""

import re
from pathlib import Path

from corpus.release.datasette.metadata import metadata_for
from corpus.store.connect import corpus_at
from corpus.store.programmes import programmes
from corpus.store.releases import current_releases
from service.data_links import page_of
from service.plain_answers import Scope
from service.release_datasette import Shelf
from service.release_site import Allows, Found, Place, ReleaseSite
from service.settings import Settings

PREFIX = "/data/"
SHELF = Shelf(PREFIX, metadata_for, allows_sql=True, home=("/", "Back to Chorus"), page_of=page_of)
_NAME = re.compile(r"[a-z0-9_-]{0,60}(?:\.(?:json|csv))?")


def subject_of_path(scope: Scope) -> str:
    """What a request asks for, for the audit: a programme, a table, question, row or chart; never what is looked for.

    '' for what says nothing of anybody: the site's own styles and scripts.
    """
    path = str(scope["path"]).removeprefix(PREFIX.rstrip("/")).strip("/")
    parts = path.split("/")
    if parts[0] == "-" and parts[:2] != ["-", "dashboards"]:
        return ""
    told = [part if _NAME.fullmatch(part) else "?" for part in parts[: 4 if parts[0] == "-" else 3]]
    return "/".join(["data", *(part for part in told if part)])


class AnalysisSite(ReleaseSite):
    """An ASGI app for every path under /data."""

    def __init__(self, settings: Settings, allows: Allows) -> None:
        place = Place(
            SHELF,
            settings.releases_path,
            lambda: _find_releases(settings.corpus_path),
            ("Nothing is published yet", "The data will be here as soon as staff publish it."),
            ("This is for analysts", "Your sign-in does not give access to the data."),
        )
        super().__init__(place, allows)


def _find_releases(corpus_path: Path) -> Found:
    if not corpus_path.exists():
        return Found(())
    with corpus_at(corpus_path) as corpus:
        newest = current_releases(corpus)
        shown = [(programme, newest[programme.slug]) for programme in programmes(corpus) if programme.slug in newest]
    return Found(tuple(shown))
