"""Themes for what the codebook does not cover, each keeping its identity from one analysis to the next."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import count

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from corpus.consent import NOTHING, allows
from corpus.records import NewTheme, Segment, Theme, ThemeStability
from corpus.store import codebook, codings, contributors, discoveries, meetings, theme_proposals
from nlp.protocols import Encoder, Progress, unheard
from nlp.records import DiscoveredTheme, SuggestedCoding, Vectors
from nlp.themes.centres import centre_of
from nlp.themes.discover import discover
from nlp.themes.names import Group
from service.workflow.definitions import stored_leaf_definitions
from service.workflow.earlier_themes import Before, discovered_themes
from service.workflow.staying import may_stay, stay
from service.workflow.theme_names import OPENING, UNNAMED, NamedTheme, in_peoples_words

SAME_GROUP = 0.5
"""The share of all members (Jaccard) from which on two groups are the same, as where themes are firm."""
HISTORY = "themes discovered by analysis"
FURTHER = "Themes found since, in what fits none of these:"


@dataclass(frozen=True, slots=True)
class Found:
    """The discovered themes of an analysis and the codings with them; `text` numbers a segment of those given.

    `reason` says why there are so many, `stability` how often each is found again, by its key, and `history` what
    became of earlier themes; a theme without a stability keeps the one it has.
    """

    themes: tuple[NewTheme, ...]
    codings: tuple[SuggestedCoding, ...]
    reason: str = ""
    stability: Mapping[str, ThemeStability] = field(default_factory=dict)
    history: str = HISTORY


@dataclass(frozen=True, slots=True)
class Read:
    """Segments with their vectors, the encoder that gave them, and who hears how far looking for themes has come."""

    segments: Sequence[Segment]
    rows: Vectors
    encoder: Encoder
    progress: Progress = unheard

    @property
    def model(self) -> str:
        return self.encoder.name


@dataclass(frozen=True, slots=True)
class _Uncovered:
    """The segments numbered `left`, which are in no theme."""

    corpus: Database
    programme_id: int
    read: Read
    left: Sequence[int]


def discover_uncovered(
    corpus: Database, programme_id: int, read: Read, covered: set[int], *, anew: bool = False
) -> Found:
    """Themes in the segments whose numbers are not `covered`: those that stay, and those that are new.

    With `anew` only what was adopted stays as it is: people decided on that. Another that is found again keeps its id,
    name and status.
    """
    left = [number for number in range(len(read.segments)) if number not in covered]
    before = Before.of(corpus, programme_id, read)
    seen = before.seen(read)
    new = [number for number in left if number not in seen]
    is_anew = anew or not before.centres or not may_stay(len(left) - len(new), len(new))
    staying = before.adopted() if is_anew else set(before.themes)
    centres = [centre for centre in before.centres if centre.key in staying]
    stayed = stay(read.rows, centres, before.numbers(read), left, set(new))
    rest = _Uncovered(corpus, programme_id, read, list(stayed.left))
    if is_anew:
        further = _anew(rest, before.without(staying))
    else:
        further = _anew(rest, None, among=set(new)) if new else Found((), ())
    kept = [before.themes[key] for key, own in stayed.members.items() if own]
    made = [
        SuggestedCoding(number, key, closeness, is_primary=True)
        for key, own in stayed.members.items()
        for number, closeness in own.items()
    ]
    above = [before.themes[key] for key in {theme.parent for theme in kept if theme.parent} - {one.key for one in kept}]
    reason = before.reason + (f" {FURTHER} {len(further.themes)}." if further.themes else "")
    return replace(
        further,
        themes=(*above, *kept, *further.themes),
        codings=(*made, *further.codings),
        reason=further.reason if is_anew else reason,
    )


def _anew(uncovered: _Uncovered, before: Before | None, among: Set[int] = frozenset()) -> Found:
    """The themes among the segments numbered `left`; without `before`, those that have one of `among` in them."""
    read, left = uncovered.read, uncovered.left
    said = [read.segments[number] for number in left]
    people = [one.contributor_id for one in said]
    found = discover([one.text for one in said], read.rows[left], people=people, progress=read.progress)
    heard = list(found.themes)
    if before is None:
        heard = [theme for theme in heard if any(left[number] in among for number in theme.members)]
    refused = theme_proposals.refused_groups(uncovered.corpus, uncovered.programme_id)
    heard = _not_refused(uncovered, heard, refused.values())
    members = {theme.key: {read.segments[left[number]].id for number in theme.members} for theme in heard}
    same = before.match(members, _directions(read, left, heard)) if before else {}
    names = {theme.id: theme for theme in discovered_themes(uncovered.corpus, uncovered.programme_id)}
    taken = {theme.key for theme in names.values()} | refused.keys()
    named = _named(uncovered, heard)
    themes: dict[str, NewTheme] = {}
    for one in named:
        key = _new_key(min(members[one.theme.key]), taken)
        parent = themes[one.theme.parent].key if one.theme.parent else None
        themes[one.theme.key] = replace(_as_theme(one, names.get(same.get(one.theme.key, 0)), key), parent=parent)
        taken.add(themes[one.theme.key].key)
    placed = {left[n]: (themes[theme.key].key, close) for theme in heard for n, close in theme.members.items()}
    return Found(
        tuple(themes.values()),
        tuple(SuggestedCoding(number, key, close, is_primary=True) for number, (key, close) in placed.items()),
        found.reason,
        {
            themes[one.key].key: ThemeStability(one.stability.found, one.stability.runs, one.stability.is_firm)
            for one in heard
            if one.stability
        },
        HISTORY + (before.what_changed(members, {key: theme.name for key, theme in themes.items()}) if before else ""),
    )


def _not_refused(
    uncovered: _Uncovered, heard: Sequence[DiscoveredTheme], refused: Collection[Set[int]]
) -> list[DiscoveredTheme]:
    """The themes but for those that share half of all members with one that a forum took out, and their parts."""
    gone = set()
    for theme in heard:
        numbers = {n for one in heard if theme.key in (one.key, one.parent) for n in one.members}
        ids = {uncovered.read.segments[uncovered.left[number]].id for number in numbers}
        if any(group and len(ids & group) >= SAME_GROUP * len(ids | group) for group in refused):
            gone.add(theme.key)
    return [theme for theme in heard if theme.key not in gone and theme.parent not in gone]


def _named(uncovered: _Uncovered, heard: Sequence[DiscoveredTheme]) -> list[NamedTheme]:
    """Themes, then their parts, each level by itself: a part's words are its theme's too."""
    read, left = uncovered.read, uncovered.left
    every = codebook.themes(uncovered.corpus, uncovered.programme_id)
    framework = stored_leaf_definitions([theme for theme in every if theme.origin != "discovered"])
    taken = [theme.name for theme in every]
    named: list[NamedTheme] = []
    agreed = contributors.levels_of_segments(uncovered.corpus, uncovered.programme_id)
    for level in ([one for one in heard if not one.parent], [one for one in heard if one.parent]):
        groups = [_group(read, [left[number] for number in theme.members], agreed) for theme in level]
        made = in_peoples_words(level, groups, read.encoder, framework=framework, taken=taken)
        taken += [one.theme.name for one in made]
        named += made
    return named


def _directions(read: Read, left: Sequence[int], heard: Sequence[DiscoveredTheme]) -> dict[str, NDArray[np.float32]]:
    return {
        theme.key: centre_of(theme.key, read.rows[[left[number] for number in theme.members]]).direction
        for theme in heard
    }


def _group(read: Read, numbers: Sequence[int], agreed: Mapping[int, int]) -> Group:
    """What a theme may be named after; nothing where none of its people agreed to that."""
    numbers = [number for number in numbers if allows(agreed.get(read.segments[number].id, NOTHING), "theme names")]
    members = [read.segments[number] for number in numbers]
    return Group([one.text for one in members], read.rows[numbers], people=[one.contributor_id for one in members])


def keep_discovered(corpus: Database, programme_id: int, found: Found) -> dict[str, int]:
    """Ids by key of the discovered themes.

    One that was not found again is retired, unless it was adopted, a person confirmed that somebody said it, or a forum
    is about to decide on it or talks about it.
    """
    before = discovered_themes(corpus, programme_id)
    keys = {theme.key for theme in found.themes}
    spared = {one.theme_id for one in codings.decisions(corpus, programme_id) if one.state == "confirmed"}
    spared |= theme_proposals.themes_proposed(corpus, programme_id) | meetings.themes_asked_now(corpus, programme_id)
    gone = [
        theme.id for theme in before if theme.key not in keys and theme.status == "candidate" and theme.id not in spared
    ]
    if gone or keys - {theme.key for theme in before}:
        codebook.put_codebook(corpus, programme_id, found.themes, reason=found.history)
        codebook.retire_themes(corpus, gone)
    ids = {theme.key: theme.id for theme in discovered_themes(corpus, programme_id)}
    stability = {ids[key]: one for key, one in found.stability.items() if key in ids}
    discoveries.keep_discovery(corpus, programme_id, found.reason, stability)
    return ids


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
            name=theme.name if before.name.startswith(UNNAMED) else before.name,
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
