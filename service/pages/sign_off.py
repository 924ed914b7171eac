"""The page on which a person signs a document off: what is masked, what is doubtful, and the whole of it to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from corpus.records import Document, Event
from nlp.deidentify import Draft
from service.errors import InvalidChoice, Overtaken
from service.jobs import send_waiting
from service.pages.access import current_account, current_programme, workspace
from service.pages.audit_entries import also
from service.pages.lookup import document_in
from service.pages.paging import Pages, page_asked
from service.workflow.looking_over import (
    KINDS,
    LookedOver,
    Word,
    decide_everywhere,
    decide_place,
    kind_of,
    look_over,
)
from service.workflow.sign_off import sign_off

WORDS_A_PAGE, PLACES_OF_EACH, PLACES_A_PAGE, TEXTS_A_PAGE = 20, 5, 50, 50
SHOWN = ("doubtful", "masked", "by-hand", "text")

blueprint = Blueprint("sign_off", __name__)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Which list is asked for, and which word of it by itself (its number), if any."""

    show: str
    word: int | None

    @property
    def arguments(self) -> dict[str, Any]:
        """The same as an address has it."""
        return {"show": None if self.show == SHOWN[0] else self.show, "word": self.word}


@blueprint.get("/p/<slug>/documents/<int:document_id>/sign-off")
def show(slug: str, document_id: int) -> str:
    """What waits to be signed off. Raises NotReady where nothing does."""
    document, event = document_in(workspace().corpus, current_programme(slug), document_id)
    return _page(document, event)


@blueprint.post("/p/<slug>/documents/<int:document_id>/sign-off/words")
def decide(slug: str, document_id: int) -> Response | tuple[str, int]:
    """Masks, or leaves standing, what somebody decided on, here or everywhere."""
    document, event = document_in(workspace().corpus, current_programme(slug), document_id)
    token = request.form.get("token", "")
    try:
        anchor = _decide(document, token, request.form.get("do", ""))
    except InvalidChoice as error:
        return _page(document, event, problem=str(error)), 400
    at = _asked()
    arguments = at.arguments | {"page": request.form.get("page") or None}
    if anchor == "also":
        arguments = {"show": "by-hand"}
    return redirect(url_for("sign_off.show", slug=slug, document_id=document.id, **arguments, _anchor=anchor))


@blueprint.post("/p/<slug>/documents/<int:document_id>/sign-off")
def sign(slug: str, document_id: int) -> Response:
    """Signs a document off."""
    document, event = document_in(workspace().corpus, current_programme(slug), document_id)
    try:
        signed = sign_off(workspace(), document.id, by=current_account().name, token=request.form.get("token", ""))
    except Overtaken:
        flash("Somebody withdrew or agreed to less meanwhile. Look at the document again, and sign it off then.")
        return redirect(url_for("events.detail", slug=slug, code=event.code))
    also(f"places changed: {signed.changed}")
    send_waiting(workspace())
    flash(f"{document.title} is signed off. It can be read now, and is coded next.", "success")
    return redirect(url_for("events.detail", slug=slug, code=event.code))


def _decide(document: Document, token: str, asked: str) -> str:
    """Does what a button says: “here.mask.name.4.10.17”, “everywhere.leave.name.2.zork” or “also”; where to go on."""
    if asked == "also":
        kind = kind_of(request.form.get("kind", ""))
        decide_everywhere(workspace(), document, token, request.form.get("words", ""), kind)
        return "also"
    where, _, rest = asked.partition(".")
    what, _, rest = rest.partition(".")
    kind, _, rest = rest.partition(".")
    if what not in ("mask", "leave"):
        raise InvalidChoice("Choose what to mask, or to leave standing.")
    wanted = kind_of(kind) if what == "mask" else ""
    if where == "everywhere":
        number, _, words = rest.partition(".")
        decide_everywhere(workspace(), document, token, words, wanted)
        return f"word-{number}"
    numbers = rest.split(".")
    if where != "here" or len(numbers) != 3 or not all(one.isascii() and one.isdigit() for one in numbers):
        raise InvalidChoice("Choose what to mask, or to leave standing.")
    piece, start, end = map(int, numbers)
    decide_place(workspace(), document, token, (piece, start, end), wanted)
    return f"here-{piece}-{start}"


def _asked() -> _Shown:
    show = request.values.get("show", "")
    word = request.values.get("word", "")
    return _Shown(
        show if show in SHOWN else SHOWN[0], int(word) if word.isascii() and word.isdigit() and len(word) < 9 else None
    )


def _page(document: Document, event: Event, problem: str = "") -> str:
    looked, asked = look_over(workspace(), document), _asked()
    words = {"doubtful": looked.doubtful, "masked": looked.firm, "by-hand": looked.by_hand}.get(asked.show, [])
    one = words[asked.word] if asked.word is not None and asked.word < len(words) else None
    pages = _pages(looked, asked, words, one)
    return render_template(
        "sign_off/sign_off.html",
        document=document,
        event=event,
        looked=looked,
        asked=asked,
        counts={"doubtful": len(looked.doubtful), "masked": len(looked.firm), "by-hand": len(looked.by_hand)},
        words=[(asked.word, one)] if one else list(enumerate(words))[pages.offset : pages.last],
        most=PLACES_A_PAGE if one else PLACES_OF_EACH,
        first=pages.offset if one else 0,
        read=[(who, _stretches(draft)) for who, draft in looked.read[pages.offset : pages.last]],
        pages=pages,
        kinds=KINDS,
        problem=problem,
        values=request.form,
    )


def _pages(looked: LookedOver, asked: _Shown, words: Sequence[Word], one: Word | None) -> Pages:
    asked_for = request.values.get("page")
    if one:
        return page_asked(asked_for, total=len(one.places), size=PLACES_A_PAGE)
    if asked.show == "text":
        return page_asked(asked_for, total=len(looked.read), size=TEXTS_A_PAGE)
    return page_asked(asked_for, total=len(words), size=WORDS_A_PAGE)


def _stretches(draft: Draft) -> list[tuple[str, bool]]:
    """A text as it will be, in stretches, each with whether it stands for something."""
    found, reached = [], 0
    for one in draft.stretches:
        if one.is_masked:
            found += [(draft.text[reached : one.start], False), (one.replacement, True)]
            reached = one.end
    return [*found, (draft.text[reached:], False)]
