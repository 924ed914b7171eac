"""What an open release's page shows of its counts: bars with their words, as counts are under control."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.release.disclosure import HIDDEN
from corpus.release.open.take_away.matters import what_matters
from corpus.release.open.take_away.tables import Cell
from corpus.release.open.take_away.themes import BARS, SPLITS, Row, Theme
from corpus.release.open.take_away.words import capital
from service.pages.charts import FULL
from service.workflow.published import Published

FEW = "fewer than 8, or hidden"
MODELS = "engagement model"
BY_MODEL = SPLITS["engagement_model"]
_GROUPS = {"role": "Who they are", "locality": "Where", MODELS: BY_MODEL}


@dataclass(frozen=True, slots=True)
class ShownBar:
    """A bar from 0 to FULL long, with its words; `theme` is the number of the theme that it leads to."""

    label: str
    words: str
    length: float
    theme: Cell = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on one scale, and the names of those of whom too little may be told to draw one."""

    title: str
    bars: Sequence[ShownBar]
    hidden: Sequence[str] = ()


def about(count: Cell, heard: Cell = None) -> str:
    """A count under control in words: 'about 20 of 65', 'nobody', 'fewer than 8, or hidden'."""
    if not isinstance(count, int):
        return FEW if count == HIDDEN else "not counted"
    told = f"about {count}" if count else "nobody"
    return f"{told} of {heard}" if isinstance(heard, int) else told


def most_spoken_of(themes: Iterable[Theme]) -> Chart:
    """The themes that most people spoke of, each of which leads on to its page."""
    told = [one for one in themes if isinstance(one.row["people"], int)][:BARS]
    full = _most(one.row["people"] for one in told)
    bars = [
        ShownBar(one.name, about(one.row["people"]), _length(one.row["people"], full), one.row["id"]) for one in told
    ]
    return Chart("What most people spoke of", bars)


def who_spoke(theme: Theme) -> list[Chart]:
    """Who spoke of a theme, by each thing that people are told apart by here; nothing of what may not be told."""
    charts = [_chart(SPLITS[by], by, rows) for by, rows in theme.splits.items()]
    return [one for one in charts if one.bars]


def who_was_heard(seen: Published) -> list[Chart]:
    """Everybody who was heard, by how they took part first."""
    groups: dict[str, list[Row]] = {}
    for row in seen.taken.rows_of("people_heard"):
        groups.setdefault(str(row["grouped_by"]), []).append(row)
    order = sorted(groups, key=lambda by: (by.replace("_", " ") != MODELS, by))
    charts = [_chart(_GROUPS.get(by.replace("_", " "), capital(by)), "people_in", groups[by]) for by in order]
    return [one for one in charts if one.bars]


def what_mattered(seen: Published) -> list[Chart]:
    """What matters most to each forum, by itself."""
    charts = []
    for (constituency, model), rows in what_matters(seen.taken).items():
        full = _most(row["in_first_three"] for row in rows)
        bars = [
            ShownBar(
                seen.by_id[row["theme_id"]].name,
                about(row["in_first_three"], row["offered_to"]),
                _length(row["in_first_three"], full),
                row["theme_id"],
            )
            for row in rows[:BARS]
        ]
        charts.append(Chart(f"To {constituency} ({model})", bars))
    return charts


def _chart(title: str, by: str, rows: Sequence[Row]) -> Chart:
    told = [row for row in rows if isinstance(row["people"], int)]
    full = _most(row["people"] for row in told)
    return Chart(
        title,
        [ShownBar(capital(str(row[by])), _said(row), _length(row["people"], full)) for row in told],
        [str(row[by]) for row in rows if row["people"] == HIDDEN],
    )


def _said(row: Row) -> str:
    share = row.get("percentage")
    return about(row["people"], row.get("people_heard")) + ("" if share is None else f" ({share}%)")


def _most(counts: Iterable[Cell]) -> int:
    return max((one for one in counts if isinstance(one, int)), default=0) or 1


def _length(count: Cell, full: int) -> float:
    return round(FULL * count / full, 2) if isinstance(count, int) else 0.0
