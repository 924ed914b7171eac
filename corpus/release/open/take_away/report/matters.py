"""The report's part on what matters most: each forum's own choice, by itself."""

from docx.document import Document

from corpus.release.open.take_away.report.charts import Bar
from corpus.release.open.take_away.report.document import add_bars, add_table
from corpus.release.open.take_away.report.themes import BARS
from corpus.release.open.take_away.report.words import number
from corpus.release.open.take_away.tables import Cell, OpenTables


def add_what_matters(document: Document, taken: OpenTables) -> None:
    """How many of each forum put a theme among their first three; nothing where no choice is in the release."""
    groups: dict[tuple[str, str], list[dict[str, Cell]]] = {}
    for row in taken.rows_of("what_matters_most"):
        groups.setdefault((str(row["constituency"]), str(row["engagement_model"])), []).append(row)
    if not groups:
        return
    names = {one["id"]: str(one["name"]) for one in taken.rows_of("themes")}
    document.add_heading("What matters most", level=1)
    document.add_paragraph(
        "Forum members put the themes that they were offered in order. These are the themes that were among the first"
        " three of most, for each forum by itself. Numbers are rounded to 5; a theme of which too little may be told is"
        " left out."
    )
    for (constituency, model), rows in groups.items():
        title = f"What matters most to {constituency} ({model})"
        document.add_heading(title, level=2)
        most = sorted(rows, key=lambda row: (-int(row["in_first_three"] or 0), names[row["theme_id"]]))[:BARS]
        add_bars(document, title, [Bar(names[row["theme_id"]], row["in_first_three"]) for row in most])
        cells = [
            (names[row["theme_id"]], number(row["in_first_three"]), f"of {number(row['offered_to'])}") for row in most
        ]
        add_table(document, ("Theme", "In the first three", "Were offered it"), cells, title, (9, 3.5, 3.5))
