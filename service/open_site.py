"""The open site: Datasette under /open, for anybody, over each programme's open release."""

from pathlib import Path

from corpus.release.open.datasette.metadata import metadata_for
from corpus.store.connect import corpus_at
from corpus.store.open_releases import OpenRelease, last_open_releases
from corpus.store.programmes import programmes
from service.release_datasette import Shelf
from service.release_site import Found, Place, ReleaseSite
from service.settings import Settings

PREFIX = "/open/"
SHELF = Shelf(PREFIX, metadata_for, allows_sql=False, home=("/became", "What became of what your group said"))


class OpenSite(ReleaseSite):
    """An ASGI app for every path under /open."""

    def __init__(self, settings: Settings) -> None:
        place = Place(
            SHELF,
            settings.open_releases_path,
            lambda: _find_releases(settings.corpus_path),
            (
                "Nothing is published yet",
                "What was said will be here once a forum has agreed and two people have signed.",
            ),
            ("This is for anybody", "It is not for you alone."),
        )
        super().__init__(place, lambda _: True)


def recalled_sentence(name: str, release: OpenRelease) -> str:
    """What is said where a release was."""
    day = (release.ended_at or "")[:10]
    return (
        f"Release {release.number} of “{name}” was recalled on {day}. {release.ended_because}"
        " If you have a copy of it, please do not use it or pass it on."
    )


def _find_releases(corpus_path: Path) -> Found:
    if not corpus_path.exists():
        return Found(())
    with corpus_at(corpus_path) as corpus:
        last = last_open_releases(corpus)
        listed = [(programme, last[programme.slug]) for programme in programmes(corpus) if programme.slug in last]
    shown = tuple((programme, release) for programme, release in listed if release.state == "published")
    recalled = {
        one.slug: recalled_sentence(one.name, release) for one, release in listed if release.state == "recalled"
    }
    return Found(shown, recalled)
