"""A document as it is read: turns in order, and what each segment was coded with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from flask import Blueprint, render_template, request, url_for

from corpus.records import Turn
from corpus.store import agreements, coded_turns, holds, unsigned
from corpus.store.agreements import AgreedWith
from corpus.store.coded_turns import CodedSegment, CodedTurn, ThemeMark
from service.pages.access import current_programme, workspace
from service.pages.lookup import document_in
from service.pages.paging import page_asked

TURNS_A_PAGE = 200

blueprint = Blueprint("document_reading", __name__)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn. One that is no segment has neither id nor themes; `rejected` are those marked wrong."""

    text: str
    segment_id: int | None = None
    themes: tuple[ThemeMark, ...] = ()
    is_non_answer: bool = False
    rejected: tuple[ThemeMark, ...] = ()
    agrees: AgreedWith | None = None


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """A turn, cut into its pieces; together they are its whole text."""

    turn: Turn
    pieces: tuple[Piece, ...]

    @property
    def is_facilitator(self) -> bool:
        """Whether a facilitator speaks, whose words are kept for context and never coded."""
        return self.turn.part == "facilitator"

    @property
    def clock(self) -> str:
        """When it was said, as minutes and seconds from the start of the recording; '' where that is not known."""
        if self.turn.started_at is None:
            return ""
        minutes, seconds = divmod(int(self.turn.started_at), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}" if minutes >= 60 else f"{minutes}:{seconds:02}"


def page_of_turn(turns: list[CodedTurn], turn_id: int, *, size: int) -> str | None:
    """The number of the page that a turn stands on, or None where the document has no such turn."""
    places = (place for place, coded in enumerate(turns) if coded.turn.id == turn_id)
    place = next(places, None)
    return None if place is None else str(place // size + 1)


def read_turn(
    coded: CodedTurn, non_answers: set[int], agreed_with: Mapping[int, AgreedWith] = MappingProxyType({})
) -> ReadTurn:
    """A turn for the page: segments with their themes, those rejected apart, and the speech between them."""
    pieces: list[Piece] = []
    reached = 0
    for segment in coded.segments:
        if between := coded.turn.text[reached : segment.start].strip():
            pieces.append(Piece(between))
        piece = _piece(segment, is_non_answer=segment.id in non_answers)
        pieces.append(replace(piece, agrees=agreed_with.get(segment.id)))
        reached = segment.end
    if rest := coded.turn.text[reached:].strip():
        pieces.append(Piece(rest))
    return ReadTurn(coded.turn, tuple(pieces))


def _piece(segment: CodedSegment, *, is_non_answer: bool) -> Piece:
    themes = tuple(mark for mark in segment.themes if mark.state != "rejected")
    rejected = tuple(mark for mark in segment.themes if mark.state == "rejected")
    return Piece(segment.text, segment.id, themes, is_non_answer, rejected)


@blueprint.get("/p/<slug>/documents/<int:document_id>")
def read(slug: str, document_id: int) -> str:
    """A document, at the page that holds the turn asked for."""
    programme, corpus = current_programme(slug), workspace().corpus
    document, event = document_in(corpus, programme, document_id)
    turns = coded_turns.coded_turns(corpus, document.id)
    turn_id = request.args.get("turn", type=int)
    asked = page_of_turn(turns, turn_id, size=TURNS_A_PAGE) if turn_id else request.args.get("page")
    pages = page_asked(asked, total=len(turns), size=TURNS_A_PAGE)
    non_answers = coded_turns.non_answers_in(corpus, document.id)
    on_page = turns[pages.offset : pages.last]
    ids = [segment.id for turn in on_page for segment in turn.segments]
    agreed_with = agreements.agreed_with(corpus, ids)
    shown = [read_turn(turn, non_answers, agreed_with) for turn in on_page]
    return render_template(
        "documents_reading/read.html",
        document=document,
        event=event,
        turns=shown,
        signed=unsigned.sign_off_of(corpus, document.id),
        agreed=agreements.people_agreeing(corpus, ids),
        pages=pages,
        asked_turn=turn_id,
        held=holds.held_in(corpus, [one.turn.id for one in shown]),
        here=url_for("document_reading.read", slug=slug, document_id=document.id, page=pages.number),
    )
