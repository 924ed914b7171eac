"""The discovered themes that a programme has from earlier analyses: what was in them, and what becomes of them."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from corpus.records import NewTheme, Segment, Theme
from corpus.store import analyses, codebook, codings, discoveries
from nlp.themes.centres import Centre
from nlp.themes.identity import changes, match_themes


class Reading(Protocol):
    """Segments that were read."""

    @property
    def segments(self) -> Sequence[Segment]: ...

    @property
    def model(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Before:
    """The earlier themes by key, where they lie, the segments coded with each by its id, and those looked at."""

    themes: Mapping[str, NewTheme]
    ids: Mapping[str, int]
    names: Mapping[int, str]
    parents: Mapping[int, int]
    centres: tuple[Centre, ...]
    members: Mapping[int, Set[int]]
    analysed: Set[int]
    reason: str

    @classmethod
    def of(cls, corpus: Database, programme_id: int, read: Reading) -> "Before":
        """What the corpus knows of a programme's earlier themes."""
        earlier = discovered_themes(corpus, programme_id)
        key = {theme.id: theme.key for theme in earlier}
        centres = analyses.theme_centres(corpus, programme_id, read.model)
        return cls(
            themes={theme.key: _as_new(theme, key) for theme in earlier},
            ids={theme.key: theme.id for theme in earlier},
            names={theme.id: theme.name for theme in earlier},
            parents={theme.id: theme.parent_id for theme in earlier if theme.parent_id in key},
            centres=tuple(
                Centre(key[one.theme_id], np.frombuffer(one.direction, dtype=np.float32), one.reach)
                for one in centres
                if one.theme_id in key
            ),
            members={id_: own for id_, own in codings.theme_members(corpus, programme_id).items() if id_ in key},
            analysed=analyses.analysed_segments(corpus, programme_id),
            reason=discoveries.discovery_reason(corpus, programme_id),
        )

    def adopted(self) -> set[str]:
        """The keys of the themes that were adopted, and of their parts: people decided on them, so they stay.

        One of which it is not known where it lies, as after a change of encoder, has to be found again.
        """
        own = {key for key, theme in self.themes.items() if theme.status == "adopted"}
        parts = {key for key, theme in self.themes.items() if theme.parent in own}
        return (own | parts) & {centre.key for centre in self.centres}

    def without(self, keys: Set[str]) -> "Before":
        """The same but for some themes."""
        gone = {self.ids[key] for key in keys}
        return replace(
            self,
            themes={key: theme for key, theme in self.themes.items() if key not in keys},
            ids={key: id_ for key, id_ in self.ids.items() if key not in keys},
            names={id_: name for id_, name in self.names.items() if id_ not in gone},
            parents={id_: parent for id_, parent in self.parents.items() if id_ not in gone},
            centres=tuple(centre for centre in self.centres if centre.key not in keys),
            members={id_: own for id_, own in self.members.items() if id_ not in gone},
        )

    def seen(self, read: Reading) -> set[int]:
        """The numbers of the segments that an analysis has looked at."""
        return {number for number, segment in enumerate(read.segments) if segment.id in self.analysed}

    def numbers(self, read: Reading) -> dict[str, set[int]]:
        """The numbers of the segments in each theme, by its key."""
        number_of = {segment.id: number for number, segment in enumerate(read.segments)}
        return {
            key: {number_of[segment] for segment in self.members.get(id_, ()) if segment in number_of}
            for key, id_ in self.ids.items()
        }

    def match(self, new: Mapping[str, Set[int]], directions: Mapping[str, NDArray[np.float32]]) -> dict[str, int]:
        """Which new theme continues which earlier one."""
        centres = {self.ids[centre.key]: centre.direction for centre in self.centres}
        return match_themes(self._with_parts(), new, old_centres=centres, new_centres=directions)

    def what_changed(self, new: Mapping[str, Set[int]], names: Mapping[str, str]) -> str:
        """What was split and merged, in words: ": “Sleep” became “Sleep” and “Dreams”"."""
        top = {id_: own for id_, own in self._with_parts().items() if id_ not in self.parents}
        changed = changes(top, new)
        told = [f"{_quoted([self.names[id_]])} became {_quoted([names[key] for key in keys])}"
                for id_, keys in changed.splits.items()]  # fmt: skip
        told += [f"{_quoted([self.names[id_] for id_ in ids])} became {_quoted([names[key]])}"
                 for key, ids in changed.merges.items()]  # fmt: skip
        return f": {'; '.join(told)}" if told else ""

    def _with_parts(self) -> dict[int, set[int]]:
        """The segments of each theme, its sub-themes' too."""
        whole = {id_: set(own) for id_, own in self.members.items()}
        for part, theme in self.parents.items():
            whole.setdefault(theme, set()).update(self.members.get(part, ()))
        return whole


def discovered_themes(corpus: Database, programme_id: int) -> list[Theme]:
    """The themes in use that no codebook named."""
    return [theme for theme in codebook.themes(corpus, programme_id) if theme.origin == "discovered"]


def _as_new(theme: Theme, key_of: Mapping[int, str]) -> NewTheme:
    return NewTheme(
        key=theme.key,
        name=theme.name,
        definition=theme.definition,
        includes=theme.includes,
        excludes=theme.excludes,
        examples=theme.examples,
        keywords=theme.keywords,
        parent=key_of.get(theme.parent_id or 0),
        origin="discovered",
        status=theme.status,
    )


def _quoted(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
