"""The open release as a report for Word: what people said, what was decided, what is done, and how we know."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from docx.document import Document

from corpus.release.open.datasette.metadata import LICENCE_URL
from corpus.release.open.take_away.how_made import who_decided
from corpus.release.open.take_away.report.charts import Bar
from corpus.release.open.take_away.report.decided import add_decisions
from corpus.release.open.take_away.report.document import add_bars, add_contents, add_list, add_table, new_document
from corpus.release.open.take_away.report.matters import add_what_matters
from corpus.release.open.take_away.report.method import add_method
from corpus.release.open.take_away.report.themes import add_picture_of, add_themes
from corpus.release.open.take_away.tables import OpenTables
from corpus.release.open.take_away.themes import Theme, themes_of
from corpus.release.open.take_away.words import capital, counted, day, listed, number, sentence, writable

DECISIONS = 6
"""In the summary, so that it stays on its page."""


def write_report(path: Path, taken: OpenTables) -> None:
    """Writes the report."""
    taken = writable(taken)
    programme, release = taken.text("programme"), f"Open release {taken.about['number']}"
    document = new_document(
        title=f"{programme}: what people said",
        author=programme,
        made=datetime.fromisoformat(taken.text("drafted_at")),
        footer=f"{programme}, {release[0].lower()}{release[1:]}.",
    )
    document.add_paragraph(f"{programme}: what people said", style="Title")
    document.add_paragraph(f"{release}, drafted on {day(taken.about['drafted_at'])}", style="Subtitle")
    _add_what_this_is(document, taken)
    contents = document.add_paragraph()
    themes = themes_of(taken)
    _add_summary(document, taken, themes)
    _add_who_was_heard(document, taken)
    add_themes(document, themes)
    add_what_matters(document, taken)
    add_decisions(document, taken)
    add_method(document, taken)
    document.add_heading("How it may be used", level=1).paragraph_format.page_break_before = False
    document.add_paragraph(f"{taken.text('licence')}: {LICENCE_URL}")
    document.add_paragraph(
        "If this release is recalled, because somebody withdrew or because something in it should not be there, please"
        " destroy your copy and do not pass it on."
    )
    add_contents(document, contents)
    document.save(str(path))


def _add_what_this_is(document: Document, taken: OpenTables) -> None:
    if taken.text("description"):
        document.add_paragraph(sentence(taken.text("description")))
    deciders = who_decided(taken)
    document.add_paragraph(
        "This report tells what people said in the programme, as themes, in their own words where they agreed to it,"
        " and what became of it. "
        + (f"Forums of {deciders} decided on it. " if deciders else "No forum has decided on it yet. ")
        + "Two approvers signed it before it was published. Anybody may read it."
    )
    document.add_paragraph(
        "Counts are of people, rounded to 5. A star (*) stands for 1 to 7 people, or for a count that is hidden so that"
        " nobody can work out another."
    )


def _add_summary(document: Document, taken: OpenTables, themes: Sequence[Theme]) -> None:
    document.add_heading("Summary", level=1)
    about, decisions = taken.about, taken.rows_of("decisions")
    agreed = [one for one in decisions if one["outcome"] == "agreed"]
    actions = taken.rows_of("actions")
    done = sum(one["state"] == "done" for one in actions)
    add_list(
        document,
        [
            f"About {about['people']} people were heard."
            if isinstance(about["people"], int)
            else "Fewer than 8 people were heard, or their number is hidden.",
            *_most_spoken_of(themes),
            f"What they said is in {counted(len(taken.rows_of('themes')), 'theme')},"
            f" with {counted(len(taken.rows_of('quotes')), 'quote')}.",
            f"Forums agreed on {len(agreed)} of {counted(len(decisions), 'decision')}."
            if decisions
            else "No forum has decided anything yet.",
            f"{counted(len(actions), 'action')} followed from that; {done} {'is' if done == 1 else 'are'} done."
            if actions
            else "No action has followed yet.",
        ],
    )
    add_picture_of(document, themes)
    if agreed:
        document.add_heading("What forums decided", level=2)
        newest = sorted(agreed, key=lambda one: str(one["decided_on"]), reverse=True)[:DECISIONS]
        add_list(document, [sentence(str(one["decision"])) for one in newest])


def _most_spoken_of(themes: Sequence[Theme]) -> list[str]:
    most = [theme.name for theme in themes if isinstance(theme.row["people"], int)][:3]
    return [f"Most people spoke of {listed(f'“{name}”' for name in most)}."] if most else []


def _add_who_was_heard(document: Document, taken: OpenTables) -> None:
    document.add_heading("Who was heard", level=1).paragraph_format.page_break_before = False
    groups: dict[str, list[Bar]] = {}
    for row in taken.rows_of("people_heard"):
        groups.setdefault(str(row["grouped_by"]), []).append(Bar(capital(str(row["people_in"])), row["people"]))
    for by, bars in groups.items():
        title = f"People who were heard, by {by}"
        add_bars(document, title, bars)
        add_table(document, (capital(by), "People"), [(bar.name, number(bar.count)) for bar in bars], title, (12, 4))
