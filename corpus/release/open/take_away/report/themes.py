"""The report's themes: those that most people spoke of first, each with what stands under it."""

from collections.abc import Sequence
from itertools import groupby

from docx.document import Document

from corpus.release.disclosure import HIDDEN
from corpus.release.open.take_away.report.charts import Bar
from corpus.release.open.take_away.report.document import add_bars, add_list, add_quote, add_table
from corpus.release.open.take_away.themes import BARS, BY_CHORUS, SPLITS, Row, Theme, flat, quotes_to_read
from corpus.release.open.take_away.words import (
    capital,
    day,
    listed,
    number,
    people,
    percent,
    sentence,
    with_days,
)

TITLE = "Themes, by how many people spoke of them"


def add_themes(document: Document, themes: Sequence[Theme]) -> None:
    """A section for each theme that there is something to tell of; the others in a table."""
    document.add_heading("What people said", level=1)
    told = [theme for theme in themes if theme.says_something]
    for theme in told:
        _add_theme(document, theme, level=2)
    rest = [one for one in flat(themes) if not one.says_something]
    if rest:
        document.add_heading("Themes that few people spoke of", level=2)
        document.add_paragraph(
            "These are in the codebook. Too few people spoke of them to count, nobody is quoted on them here, and no"
            " forum has decided on them."
        )
        rows = [(one.name, str(one.row["definition"] or "")) for one in rest]
        add_table(document, ("Theme", "What it means"), rows, "Themes that few people spoke of", (5, 11))


def _add_theme(document: Document, theme: Theme, level: int) -> None:
    document.add_heading(theme.name, level=level)
    document.add_paragraph(f"{people(theme.row['people'])}. Adopted {_adopted(theme)}")
    if theme.row["definition"]:
        document.add_paragraph(sentence(str(theme.row["definition"])))
    if theme.summary:
        _add_summary(document, theme.summary)
    _add_who_spoke(document, theme)
    for quote in quotes_to_read(theme):
        who = ", ".join(str(cell) for cell in (quote["role"], quote["engagement_model"]) if cell)
        add_quote(document, str(quote["quote"]), f"({who})" if who else "")
    for one in theme.decisions:
        told = f"Decision of {day(one['decided_on'])}: {sentence(str(one['decision']))}"
        document.add_paragraph(f"{told} {sentence(str(one['outcome']).capitalize())}")
    for part in theme.parts:
        if part.says_something:
            _add_theme(document, part, level=min(level + 1, 4))


def _add_summary(document: Document, lines: Sequence[Row]) -> None:
    """What a forum wrote with whose words they are, then what else there is, a line each where somebody is quoted."""
    for who, written in groupby(lines, key=lambda line: str(line.get("written_by") or "")):
        texts = [str(line["text"]) for line in written]
        if together := " ".join(text for text in texts if "“" not in text):
            is_forums = who not in ("", BY_CHORUS)
            document.add_paragraph(f"{together} (Written by {who}.)" if is_forums else together)
        add_list(document, [text for text in texts if "“" in text])


def _adopted(theme: Theme) -> str:
    told = str(theme.row["adopted"])
    return with_days(sentence(told[:1].lower() + told[1:]))


def _add_who_spoke(document: Document, theme: Theme) -> None:
    """Who spoke of a theme, where anything can be told of it, and of whom it cannot."""
    rows = [(str(row[by]), by, row) for by, split in theme.splits.items() for row in split]
    told = [one for one in rows if isinstance(one[2]["people"], int)]
    if not told:
        return
    cells = [
        (
            *(capital(name), SPLITS[by], number(row["people"]), number(row["people_heard"])),
            percent(row["percentage"]),
        )
        for name, by, row in told
    ]
    header = ("Who", "Grouped by", "Spoke of it", "Were heard", "Share")
    add_table(document, header, cells, f"People who spoke of “{theme.name}”", (5.2, 4, 2.4, 2.4, 2))
    hidden = [name for name, _, row in rows if row["people"] == HIDDEN]
    if hidden:
        document.add_paragraph(f"Fewer than 8, or hidden: {sentence(listed(hidden))}")


def add_picture_of(document: Document, themes: Sequence[Theme]) -> None:
    """The themes that most people spoke of, as bars, and their numbers as a table."""
    most = [theme for theme in themes if isinstance(theme.row["people"], int)][:BARS]
    if most:
        add_bars(document, TITLE, [Bar(theme.name, theme.row["people"]) for theme in most])
        if any(theme.parts for theme in most):
            document.add_paragraph("A theme takes in everybody who spoke of one that stands under it, once.")
        rows = [(theme.name, number(theme.row["people"])) for theme in most]
        add_table(document, ("Theme", "People"), rows, TITLE, (12, 4))
