"""Which programme a command is about."""

import click

from corpus.records import Programme
from corpus.store.programmes import programme_by_slug, programmes
from service.errors import InvalidChoice
from service.workspace import Workspace

programme_option = click.option("--programme", metavar="SLUG", help="The programme; needed where there are several.")


def choose_programme(workspace: Workspace, slug: str | None, *, by: str = "--programme") -> Programme:
    """The programme that was named, or the only one; `by` is how one is named. Raises InvalidChoice, NotFound."""
    if slug:
        return programme_by_slug(workspace.corpus, slug)
    known = programmes(workspace.corpus)
    if len(known) == 1:
        return known[0]
    if not known:
        raise InvalidChoice("There is no programme yet. Begin one with “chorus add-programme NAME”.")
    raise InvalidChoice(f"Say which programme with {by}: {', '.join(one.slug for one in known)}.")
