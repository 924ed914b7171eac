"""Searching what was said."""

import re
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from corpus.records import Quote
from corpus.store import coded_turns, search
from corpus.store.coded_turns import ThemeMark
from service.pages.access import current_programme, workspace
from service.pages.paging import page_asked

RESULTS_A_PAGE = 25
LONGEST_SEARCH = 200

blueprint = Blueprint("search", __name__)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A stretch of a result; `is_found` where it is one of the words looked for."""

    text: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A quote that was found, its text cut where the words stand, and its themes."""

    quote: Quote
    pieces: tuple[MarkedText, ...]
    themes: tuple[ThemeMark, ...]


def cut_at_marks(text: str) -> tuple[MarkedText, ...]:
    """A text with MARK_START and MARK_END in it, cut where they stand; they themselves are gone."""
    pieces = re.split(f"([{search.MARK_START}{search.MARK_END}])", text)
    cut, is_found = [], False
    for piece in pieces:
        if piece in (search.MARK_START, search.MARK_END):
            is_found = piece == search.MARK_START
        elif piece:
            cut.append(MarkedText(piece, is_found))
    return tuple(cut)


@blueprint.get("/p/<slug>/search")
def results(slug: str) -> str:
    """What was found, best first, a page at a time."""
    programme, corpus = current_programme(slug), workspace().corpus
    words = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    total = search.count_found(corpus, programme.id, words)
    pages = page_asked(request.args.get("page"), total=total, size=RESULTS_A_PAGE)
    page = search.search_quotes(corpus, programme.id, words, limit=pages.size, offset=pages.offset)
    return render_template("search/results.html", words=words, found=_found(page, words), pages=pages)


def _found(page: list[Quote], words: str) -> list[Found]:
    corpus, ids = workspace().corpus, [quote.segment_id for quote in page]
    themes = coded_turns.themes_on(corpus, ids)
    texts = search.found_words(corpus, ids, words) if ids else {}
    return [
        Found(quote, cut_at_marks(texts[quote.segment_id]), tuple(themes.get(quote.segment_id, ()))) for quote in page
    ]
