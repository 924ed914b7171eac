"""The themes of an open release as a person reads them: each with what is told of it, and with what stands under it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.release.open.take_away.tables import Cell, OpenTables

Row = Mapping[str, Cell]
SPLITS = {"role": "Role", "locality": "Locality", "engagement_model": "How people took part"}
_MARKS = re.compile("[\"'“”‘’]")
_TOLD = ("summaries", "quotes", "decisions", *(f"theme_by_{by}" for by in SPLITS))
BY_CHORUS = "Chorus"
QUOTES = 4
"""Of a theme, so that they can be read."""
BARS = 12
"""In one picture: more would not be read."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with all that the release says of it."""

    row: Row
    summary: Sequence[Row]
    quotes: Sequence[Row]
    splits: Mapping[str, Sequence[Row]]
    decisions: Sequence[Row]
    parts: "Sequence[Theme]"

    @property
    def name(self) -> str:
        return str(self.row["name"])

    @property
    def says_something(self) -> bool:
        """Whether there is more to tell of it, or of what stands under it, than its name and what it means."""
        own = self.row["people"] is not None or self.summary or self.quotes or self.decisions
        return bool(own) or any(part.says_something for part in self.parts)


def themes_of(taken: OpenTables) -> list[Theme]:
    """The themes that stand under no other, in the order of how many spoke of them."""
    told = {table: _by_theme(taken, table) for table in _TOLD}
    under: dict[Cell, list[Row]] = {}
    for row in sorted(taken.rows_of("themes"), key=_most_first):
        under.setdefault(row["parent_id"], []).append(row)
    return [_theme(row, told, under) for row in under.get(None, [])]


def flat(themes: Sequence[Theme]) -> list[Theme]:
    """Themes, each followed by what stands under it."""
    return [one for theme in themes for one in (theme, *flat(theme.parts))]


def quotes_to_read(theme: Theme) -> list[Row]:
    """At most QUOTES of a theme's quotes, which stand neither in its summary nor under one of its parts."""
    return _varied(_not_quoted_elsewhere(theme))


def _by_theme(taken: OpenTables, table: str) -> Mapping[Cell, list[Row]]:
    rows: dict[Cell, list[Row]] = {}
    for row in taken.rows_of(table):
        rows.setdefault(row["theme_id"], []).append(row)
    return rows


def _theme(row: Row, told: Mapping[str, Mapping[Cell, list[Row]]], under: Mapping[Cell, list[Row]]) -> Theme:
    def own(table: str) -> list[Row]:
        return told[table].get(row["id"], [])

    return Theme(
        row,
        own("summaries"),
        own("quotes"),
        {by: own(f"theme_by_{by}") for by in SPLITS},
        own("decisions"),
        [_theme(other, told, under) for other in under.get(row["id"], [])],
    )


def _most_first(row: Row) -> tuple[int, str]:
    count = row["people"]
    return (-count if isinstance(count, int) else 1, str(row["name"]).casefold())


def _not_quoted_elsewhere(theme: Theme) -> list[Row]:
    """The theme's quotes, without those in its summary and those of what stands under it."""
    under = {quote["quote"] for one in flat(theme.parts) for quote in one.quotes}
    summary = _bare(" ".join(str(line["text"]) for line in theme.summary))
    return [quote for quote in theme.quotes if quote["quote"] not in under and _bare(quote["quote"]) not in summary]


def _bare(text: Cell) -> str:
    """Without quotation marks, which are others where a sentence quotes somebody who quotes."""
    return _MARKS.sub("", str(text))


def _varied(quotes: Sequence[Row]) -> list[Row]:
    """So many of the quotes, from as many kinds of people as there are; the tables have all of them."""
    seen: Counter[tuple[Cell, Cell]] = Counter()
    turns: list[tuple[int, int]] = []
    for place, quote in enumerate(quotes):
        kind = (quote["role"], quote["engagement_model"])
        turns.append((seen[kind], place))
        seen[kind] += 1
    return [quotes[place] for _, place in sorted(turns)[:QUOTES]]
