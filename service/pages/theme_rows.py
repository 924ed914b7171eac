"""Themes as rows of a list: how many people said each, compared, ordered and grouped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlite_utils import Database

from corpus.records import ENGAGEMENT_MODELS, ROLES, Answer, Event, Theme
from corpus.store import codebook, events, reviews, voices
from corpus.store.voices import Across, Voices
from service.pages.charts import Bar, BarChart, bars, full_bar, on_one_scale, scaled


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with how many people said it and what forums answered; `chart` compares groups where one was asked."""

    theme: Theme
    voices: Voices
    bar: Bar
    answers: Mapping[Answer, int]
    chart: BarChart | None = None

    @property
    def order(self) -> tuple[int, str]:
        """Most people first."""
        return -self.voices.people, self.theme.name.casefold()


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """A theme and those beneath it, most people first."""

    parent: ThemeRow
    children: tuple[ThemeRow, ...]


def theme_rows(corpus: Database, programme_id: int) -> list[ThemeRow]:
    """Every theme in use, its bar on one scale with the others'."""
    said = voices.voices_by_theme(corpus, programme_id)
    answers = reviews.count_answers(corpus, programme_id)
    heard = sum(voices.people_in_groups(corpus, programme_id, "event").values())
    rows = []
    for theme in codebook.themes(corpus, programme_id):
        counted = said.get(theme.id, Voices())
        rows.append(ThemeRow(theme, counted, Bar(theme.name, counted.people, heard), answers.get(theme.id, {})))
    bars_drawn = scaled((row.bar for row in rows), full_bar(row.bar.share for row in rows))
    return [replace(row, bar=bar) for row, bar in zip(rows, bars_drawn, strict=True)]


def heard_in(corpus: Database, programme_id: int, across: Across) -> dict[str, int]:
    """How many people were heard in each group, the groups in the order people expect."""
    heard = voices.people_in_groups(corpus, programme_id, across)
    return {group: heard[group] for group in in_order(heard, across, events.events(corpus, programme_id))}


def with_charts(
    rows: Iterable[ThemeRow], counts: Mapping[int, Mapping[str, int]], heard: Mapping[str, int]
) -> list[ThemeRow]:
    """The rows with a chart each of how many people said it in each group, all on one scale."""
    rows = list(rows)
    charts = on_one_scale((row.theme.name, bars(counts.get(row.theme.id, {}), heard)) for row in rows)
    return [replace(row, chart=chart) for row, chart in zip(rows, charts, strict=True)]


def in_groups(rows: Iterable[ThemeRow]) -> list[ThemeGroup]:
    """Every theme once: those without a parent here as groups, the others under the one they descend from."""
    by_id = {row.theme.id: row for row in sorted(rows, key=lambda row: row.order)}
    beneath: dict[int, list[ThemeRow]] = {}
    for row in by_id.values():
        beneath.setdefault(_root_of(row.theme, by_id), []).append(row)
    groups = [
        ThemeGroup(by_id[root], tuple(row for row in family if row.theme.id != root))
        for root, family in beneath.items()
    ]
    return sorted(groups, key=lambda group: group.parent.order)


def in_order(groups: Iterable[str], across: Across, held: Iterable[Event]) -> list[str]:
    """Groups as people expect them: events by date, roles and engagement models as they are listed, others by name."""
    known: dict[Across, list[str]] = {
        "event": [event.name for event in sorted(held, key=lambda event: (event.held_on, event.code))],
        "locality": [],
        "role": [*ROLES],
        "engagement_model": [*ENGAGEMENT_MODELS],
    }
    place = {name: number for number, name in enumerate(known[across])}
    return sorted(groups, key=lambda group: (place.get(group, len(place)), group.casefold()))


def _root_of(theme: Theme, by_id: Mapping[int, ThemeRow]) -> int:
    """The id of the theme at the top; where parents go round in a circle, the circle's lowest id."""
    path = [theme.id]
    while above := by_id.get(theme.parent_id or 0):
        theme = above.theme
        if theme.id in path:
            return min(path[path.index(theme.id) :])
        path.append(theme.id)
    return theme.id
