"""What matters most to each forum, by itself: the themes that most of its members put among their first three."""

from collections.abc import Mapping

from corpus.release.open.take_away.tables import Cell, OpenTables

MATTERS = (
    "Forum members put the themes that they were offered in order. These are the themes that were among the first"
    " three of most, for each forum by itself. Numbers are rounded to 5; a theme of which too little may be told is"
    " left out."
)
Group = tuple[str, str]
"""A constituency, and how it took part."""


def what_matters(taken: OpenTables) -> Mapping[Group, list[dict[str, Cell]]]:
    """Each group's themes, those of most first; nothing where no choice is in the release."""
    names = {one["id"]: str(one["name"]) for one in taken.rows_of("themes")}
    groups: dict[Group, list[dict[str, Cell]]] = {}
    for row in sorted(
        taken.rows_of("what_matters_most"), key=lambda row: (-int(row["in_first_three"] or 0), names[row["theme_id"]])
    ):
        groups.setdefault((str(row["constituency"]), str(row["engagement_model"])), []).append(row)
    return dict(sorted(groups.items()))
