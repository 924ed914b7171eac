"""What is published, for anybody to read as a page: from the open release's file alone, read anew at each asking."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.errors import NotFound
from corpus.records import Programme
from corpus.release.open.take_away.decided import Decided, decided_of
from corpus.release.open.take_away.tables import Cell, OpenTables
from corpus.release.open.take_away.themes import Theme, flat, themes_of
from corpus.store.open_releases import OpenRelease, last_open_releases
from corpus.store.programmes import programmes
from service.errors import Recalled
from service.workflow import take_away
from service.workspace import Workspace

LONGEST_ADDRESS = 60


@dataclass(frozen=True)
class Published:
    """A programme's open release, with its themes in the order of how many spoke of them, and its decisions."""

    programme: Programme
    release: OpenRelease
    taken: OpenTables

    @cached_property
    def themes(self) -> Sequence[Theme]:
        """Those that stand under no other."""
        return themes_of(self.taken)

    @cached_property
    def decisions(self) -> Sequence[Decided]:
        """The newest first."""
        return decided_of(self.taken)

    @cached_property
    def by_id(self) -> Mapping[Cell, Theme]:
        """Every theme by its number in this release."""
        return {one.row["id"]: one for one in flat(self.themes)}

    @cached_property
    def addresses(self) -> Mapping[Cell, str]:
        """What each theme is called in an address: its name, as its number is another theme's in the next release."""
        called: dict[Cell, str] = {}
        for number, theme in sorted(self.by_id.items(), key=lambda one: (one[1].name, one[0])):
            plain = "-".join(re.findall(r"\w+", theme.name.casefold()))[:LONGEST_ADDRESS] or "theme"
            called[number] = plain if plain not in called.values() else f"{plain}-{number}"
        return called

    def theme_at(self, address: str) -> Theme:
        """The theme of this address. Raises NotFound."""
        for number, own in self.addresses.items():
            if own == address:
                return self.by_id[number]
        raise NotFound("There is no such theme in what is published now. Look at all its themes.")

    def decided_on(self, theme: Theme) -> list[Decided]:
        """What was decided on a theme."""
        return [one for one in self.decisions if one.row["theme_id"] == theme.row["id"]]


def read(workspace: Workspace, programme: Programme) -> Published:
    """What anybody may read of the programme at this moment. Raises NotFound, Recalled, in a sentence."""
    release = take_away.published(workspace, programme)
    try:
        taken = take_away.tables_of(workspace, release)
    except NotFound:
        take_away.published(workspace, programme)  # its file goes with it: then it is told as recalled
        raise
    if take_away.published(workspace, programme) != release:
        raise Recalled("This was taken back while you asked for it. Ask again in a moment.")
    return Published(programme, release, taken)


def shelf(workspace: Workspace) -> list[tuple[Programme, OpenRelease]]:
    """The programmes of which a release is published, or was until it was recalled; by name."""
    last = last_open_releases(workspace.corpus)
    return [(one, last[one.slug]) for one in programmes(workspace.corpus) if one.slug in last]
