"""The report's part on what matters most: each forum's own choice, by itself."""

from docx.document import Document

from corpus.release.open.take_away.matters import MATTERS, what_matters
from corpus.release.open.take_away.report.charts import Bar
from corpus.release.open.take_away.report.document import add_bars, add_table
from corpus.release.open.take_away.tables import OpenTables
from corpus.release.open.take_away.themes import BARS
from corpus.release.open.take_away.words import number


def add_what_matters(document: Document, taken: OpenTables) -> None:
    """How many of each forum put a theme among their first three; nothing where no choice is in the release."""
    groups = what_matters(taken)
    if not groups:
        return
    names = {one["id"]: str(one["name"]) for one in taken.rows_of("themes")}
    document.add_heading("What matters most", level=1)
    document.add_paragraph(MATTERS)
    for (constituency, model), rows in groups.items():
        title = f"What matters most to {constituency} ({model})"
        document.add_heading(title, level=2)
        most = rows[:BARS]
        add_bars(document, title, [Bar(names[row["theme_id"]], row["in_first_three"]) for row in most])
        cells = [
            (names[row["theme_id"]], number(row["in_first_three"]), f"of {number(row['offered_to'])}") for row in most
        ]
        add_table(document, ("Theme", "In the first three", "Were offered it"), cells, title, (9, 3.5, 3.5))
