"""The report's decisions: what was decided and by whom, what some saw otherwise, and what is done about it."""

from collections.abc import Mapping

from docx.document import Document

from corpus.release.open.take_away.report.document import add_quote, add_table
from corpus.release.open.take_away.tables import Cell, OpenTables
from corpus.release.open.take_away.words import capital, day, sentence

Row = Mapping[str, Cell]


def add_decisions(document: Document, taken: OpenTables) -> None:
    """Decisions with their actions, then the views that stand beside them."""
    document.add_heading("What was decided, and what is done", level=1)
    decisions = taken.rows_of("decisions")
    if not decisions:
        document.add_paragraph("No forum has decided anything yet.")
        return
    rows = [
        (
            *(sentence(str(one["decision"])), capital(str(one["outcome"]))),
            *(capital(str(one["constituencies"])), day(one["decided_on"])),
        )
        for one in decisions
    ]
    add_table(document, ("Decision", "Outcome", "Decided by", "On"), rows, "Decisions of the forums", (6.5, 2.5, 4, 3))
    _add_actions(document, taken, {one["id"]: str(one["decision"]) for one in decisions})
    _add_views(document, taken, {one["id"]: one for one in decisions})


def _add_actions(document: Document, taken: OpenTables, decisions: Mapping[Cell, str]) -> None:
    document.add_heading("What is done about it", level=2)
    rows = [
        (
            *(sentence(str(one["action"])), sentence(decisions.get(one["decision_id"], ""))),
            *(str(one["owner"]), f"{capital(str(one['state']))}, since {day(one['since'])}"),
            sentence(str(one["note"] or "No note")),
        )
        for one in taken.rows_of("actions")
    ]
    if rows:
        header = ("Action", "Follows from", "Who does it", "How far it is", "Note")
        add_table(document, header, rows, "Actions, and how far they have come", (3.7, 3.5, 3.3, 2.9, 2.6))
    else:
        document.add_paragraph("Nothing is done yet that follows from a decision.")


def _add_views(document: Document, taken: OpenTables, decisions: Mapping[Cell, Row]) -> None:
    document.add_heading("Where people did not agree", level=2)
    views = taken.rows_of("minority_views")
    refused = [one for one in decisions.values() if one["outcome"] != "agreed"]
    for one in refused:
        document.add_paragraph(f"Not agreed: {sentence(str(one['decision']))}")
    for view in views:
        decision = decisions.get(view["decision_id"], {})
        document.add_paragraph(f"On the decision: {sentence(str(decision.get('decision', '')))} Some saw it otherwise:")
        add_quote(document, str(view["view"]), f"({view['constituency']})")
        if view["answer"]:
            document.add_paragraph(f"The answer: {sentence(str(view['answer']))}")
    if not views and not refused:
        document.add_paragraph("No view that differs was left to stand beside a decision.")
