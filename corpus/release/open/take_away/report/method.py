"""The report's method: how themes came about, how firm they are, how far model and people agree, and what is hidden."""

from docx.document import Document

from corpus.release.open.take_away.how_made import HOW, LIMITS, origins_told
from corpus.release.open.take_away.report.document import add_list, add_table
from corpus.release.open.take_away.tables import OpenTables
from corpus.release.open.take_away.words import capital, number, percent, sentence


def add_method(document: Document, taken: OpenTables) -> None:
    """How all that stands above came about, in plain words and with this programme's own figures."""
    document.add_heading("How this was made", level=1)
    document.add_heading("Where the themes come from", level=2)
    document.add_paragraph(HOW)
    add_list(document, origins_told(taken))
    _add_stability(document, taken)
    _add_agreement(document, taken)
    document.add_heading("What is counted, and what is hidden", level=2)
    document.add_paragraph(taken.text("disclosure_control"))
    document.add_heading("What this cannot tell", level=2)
    add_list(document, LIMITS)


def _add_stability(document: Document, taken: OpenTables) -> None:
    """How often each discovered theme was found again."""
    names = {one["id"]: str(one["name"]) for one in taken.rows_of("themes")}
    rows = [one for one in taken.rows_of("method") if one["about"] == "stability"]
    document.add_heading("How firm the themes are that the engine found", level=2)
    if not rows:
        document.add_paragraph("The engine found no themes of its own here, so there is nothing to tell of this.")
        return
    document.add_paragraph(
        "The engine looks for themes many times over, each time with a part of what was said left out. A theme that it"
        " finds again and again does not hang on a few pieces."
    )
    overall = [one for one in rows if one["theme_id"] is None]
    for one in overall:
        share = "" if one["figure"] is None else f": {one['figure']} of {one['out_of']}"
        document.add_paragraph(sentence(str(one["told"]).rstrip(".") + share))
    cells = [
        (names.get(one["theme_id"], ""), f"{one['figure']} of {one['out_of']} times", sentence(str(one["told"])))
        for one in rows
        if one not in overall
    ]
    if cells:
        add_table(document, ("Theme", "Found again", "What this says"), cells, "Each theme, found again", (5, 4, 7))
    else:
        document.add_paragraph("None of them was adopted, so none of them is in this report.")


def _add_agreement(document: Document, taken: OpenTables) -> None:
    """How far the model and people agree, and people with each other."""
    document.add_heading("How far the model and people agree, and people with each other", level=2)
    rows = [one for one in taken.rows_of("method") if one["about"] in ("model and people", "between people")]
    if not rows:
        document.add_paragraph("Nobody has checked the model’s suggestions yet, so there are no figures.")
        return
    cells = [
        (
            *(capital(str(one["about"])), sentence(str(one["told"]))),
            *(f"{number(one['figure'])} of {number(one['out_of'])}", percent(one["percentage"])),
        )
        for one in rows
    ]
    document.add_paragraph("These are counts of codings, a theme on a piece of what was said, not of people.")
    add_table(document, ("Who", "What is told", "Codings", "Share"), cells, "Agreement, in figures", (3, 7.5, 3, 2.5))
