"""Themes for what the codebook does not cover, each keeping its identity from one analysis to the next."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import count

from sqlite_utils import Database

from corpus.records import NewTheme, Segment, Theme
from corpus.store import codebook, codings
from nlp.protocols import Encoder
from nlp.records import SuggestedCoding, Vectors
from nlp.themes.discover import discover
from nlp.themes.identity import match_themes
from nlp.themes.names import Group
from service.workflow.definitions import stored_leaf_definitions
from service.workflow.theme_names import OPENING, NamedTheme, in_peoples_words

FEWEST_PEOPLE = 4
"""A theme is worth offering only where so many different people said something of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The discovered themes of an analysis, and the codings with them; `text` numbers a segment of those given."""

    themes: tuple[NewTheme, ...]
    codings: tuple[SuggestedCoding, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """Segments with their vectors, and the encoder that gave them."""

    segments: Sequence[Segment]
    rows: Vectors
    encoder: Encoder


def discover_uncovered(corpus: Database, programme_id: int, read: Read, covered: set[int]) -> Found:
    """Themes in the segments whose numbers are not `covered`."""
    segments, rows = read.segments, read.rows
    left = [number for number in range(len(segments)) if number not in covered]
    heard = [
        theme
        for theme in discover([segments[number].text for number in left], rows[left]).top
        if len({segments[left[number]].contributor_id for number in theme.members}) >= FEWEST_PEOPLE
    ]
    members = {theme.key: {segments[left[number]].id for number in theme.members} for theme in heard}
    same = match_themes(codings.theme_members(corpus, programme_id), members)
    before = {theme.id: theme for theme in discovered_themes(corpus, programme_id)}
    taken = {theme.key for theme in before.values()}
    framework = [theme for theme in codebook.themes(corpus, programme_id) if theme.origin != "discovered"]
    named = in_peoples_words(
        heard,
        [_group(read, [left[number] for number in theme.members]) for theme in heard],
        read.encoder,
        framework=stored_leaf_definitions(framework),
        taken=[theme.name for theme in (*framework, *before.values())],
    )
    themes = [
        _as_theme(one, before.get(same.get(one.theme.key, 0)), _new_key(min(members[one.theme.key]), taken))
        for one in named
    ]
    made = [
        SuggestedCoding(left[number], kept.key, closeness, is_primary=True)
        for theme, kept in zip(heard, themes, strict=True)
        for number, closeness in theme.members.items()
    ]
    return Found(tuple(themes), tuple(made))


def _group(read: Read, numbers: Sequence[int]) -> Group:
    members = [read.segments[number] for number in numbers]
    return Group([one.text for one in members], read.rows[numbers], people=[one.contributor_id for one in members])


def keep_discovered(corpus: Database, programme_id: int, themes: Sequence[NewTheme]) -> dict[str, int]:
    """Ids by key of the discovered themes; those that were not found again and nobody adopted are retired."""
    before = discovered_themes(corpus, programme_id)
    keys = {theme.key for theme in themes}
    gone = [theme.id for theme in before if theme.key not in keys and theme.status == "candidate"]
    if gone or keys - {theme.key for theme in before}:
        codebook.put_codebook(corpus, programme_id, themes, reason="themes discovered by analysis")
        codebook.retire_themes(corpus, gone)
    return {theme.key: theme.id for theme in discovered_themes(corpus, programme_id)}


def discovered_themes(corpus: Database, programme_id: int) -> list[Theme]:
    """The themes in use that no codebook named."""
    return [theme for theme in codebook.themes(corpus, programme_id) if theme.origin == "discovered"]


def _new_key(first_segment: int, taken: Set[str]) -> str:
    """A key after the theme's first segment, unlike that of any theme that began with the same one and moved on."""
    key = f"discovered-{first_segment}"
    return next(name for number in count(1) if (name := key if number == 1 else f"{key}-{number}") not in taken)


def _as_theme(found: NamedTheme, before: Theme | None, new_key: str) -> NewTheme:
    """The theme under the key, name and status it had before, or as a new candidate."""
    theme = found.theme
    if before:
        is_ours = not before.definition or before.definition.startswith(OPENING)
        return NewTheme(
            key=before.key,
            name=before.name,
            definition=found.definition if is_ours else before.definition,
            keywords=theme.keywords,
            origin="discovered",
            status=before.status,
        )
    return NewTheme(
        key=new_key,
        name=theme.name,
        definition=found.definition,
        keywords=theme.keywords,
        origin="discovered",
        status="candidate",
    )
