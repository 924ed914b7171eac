"""What forum members see: the themes of their programme in plain words, and the question whether each is right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlite_utils import Database
from werkzeug.wrappers import Response

from corpus.records import ANSWERS, Answer, ForumMember, Review, Theme
from corpus.store import agreements, lost_cards, rankings, reviews, voices
from service.pages.access import current_member, current_programme, workspace
from service.pages.charts import BarChart, bars, dot_picture, whole_scale
from service.pages.gone_themes import instead_of
from service.pages.summary_shown import quotes_beside, summary_shown, words_of
from service.pages.theme_rows import ThemeGroup, ThemeRow, heard_in, in_groups, theme_rows
from service.workflow.deciding import may_decide
from service.workflow.member_proposals import may_propose
from service.workflow.ranking import may_rank
from service.workflow.review import GivenAnswer, answer_theme, theme_to_answer

HELD = (
    "Thank you for telling us. What you wrote may be about somebody who is not safe, so only our safeguarding lead will"
    " read it. We do not know who you are and cannot come to you. Please talk to an adult you trust. Childline is free,"
    " day and night: 0800 1111. If somebody is in danger now, call 999."
)
"""What a member is told whose words are held."""
ANSWER_WORDS: dict[Answer, str] = {"right": "This is right", "partly": "Partly", "not us": "Not us"}

blueprint = Blueprint("forum", __name__)


@dataclass(frozen=True, slots=True)
class Card:
    """A theme as a forum member sees it in the list; `answer` is None where they have not answered."""

    row: ThemeRow
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards under one heading."""

    heading: str
    cards: tuple[Card, ...]


@blueprint.get("/forum/")
def home() -> str:
    """The themes, what this member has answered, and how much is left."""
    current_programme()
    groups = _cards(workspace().corpus, current_member())
    cards = [card for group in groups for card in group.cards]
    left = [card for card in cards if card.answer is None]
    return render_template(
        "forum/home.html",
        groups=groups,
        total=len(cards),
        left=left,
        answer_words=ANSWER_WORDS,
        may_rank=may_rank(current_member()),
        may_propose=may_propose(current_member()),
        card=lost_cards.number_of(workspace().corpus, current_member().id),
        has_ranked=rankings.ranking_by(workspace().corpus, current_member().id) is not None,
    )


@blueprint.get("/forum/themes/<int:theme_id>")
def theme(theme_id: int) -> str | Response | tuple[str, int]:
    """A theme, and the question, with what this member answered before; or what became of it."""
    programme = current_programme()
    went = instead_of(programme.id, theme_id, _address, url_for("forum_decisions.index"))
    if went:
        return went
    shown = theme_to_answer(workspace(), current_member(), theme_id)
    before = reviews.review_by(workspace().corpus, shown.id, current_member().id)
    return _theme_page(shown, answer_before(before), {})


@blueprint.post("/forum/themes/<int:theme_id>")
def answer(theme_id: int) -> Response | tuple[str, int]:
    """Keeps the answer and goes on to the next theme; shows what to mend where it cannot be kept."""
    shown = theme_to_answer(workspace(), current_member(), theme_id)
    given = GivenAnswer(*(request.form.get(field, "") for field in ("answer", "reason", "suggested_name")))
    if given.problems:
        return _theme_page(shown, given, given.problems), 400
    if answer_theme(workspace(), current_member(), theme_id, given):
        flash(HELD, "warning")
    following = next_to_answer(_cards(workspace().corpus, current_member()), theme_id)
    if following is None:
        flash("Thank you. You have now answered every theme.", "success")
        return redirect(url_for("forum.home"))
    flash("Thank you. Your answer is saved. Here is the next theme.", "success")
    return redirect(url_for("forum.theme", theme_id=following.id))


def card_groups(groups: Iterable[ThemeGroup], answers: Mapping[int, Answer]) -> list[CardGroup]:
    """A card for each theme that somebody spoke of; one that has others beneath it is their heading."""
    made = []
    for group in groups:
        rows = [row for row in (group.children or (group.parent,)) if row.voices.people]
        if rows:
            cards = tuple(Card(row, answers.get(row.theme.id)) for row in rows)
            made.append(CardGroup(group.parent.theme.name, cards))
    return made


def next_to_answer(groups: Iterable[CardGroup], theme_id: int) -> Theme | None:
    """The first theme without an answer after this one, going round; None where all are answered."""
    cards = [card for group in groups for card in group.cards]
    here = next((place for place, card in enumerate(cards) if card.row.theme.id == theme_id), -1)
    left = (card.row.theme for card in [*cards[here + 1 :], *cards[: here + 1]] if card.answer is None)
    return next(left, None)


def answer_before(review: Review | None) -> GivenAnswer:
    """What was answered before, as the form holds it."""
    return GivenAnswer(review.answer, review.reason, review.suggested_name) if review else GivenAnswer()


def _address(theme_id: int) -> str:
    return url_for("forum.theme", theme_id=theme_id)


def _cards(corpus: Database, member: ForumMember) -> list[CardGroup]:
    rows = [row for row in theme_rows(corpus, member.programme_id) if row.theme.status == "adopted"]
    groups = in_groups(row for row in rows if row.theme.origin != "discovered")
    answers = reviews.answered_by(corpus, member.id)
    discovered = in_groups(row for row in rows if row.theme.origin == "discovered")
    return [*card_groups(groups, answers), *_as_one(card_groups(discovered, answers))]


def _as_one(groups: Sequence[CardGroup]) -> list[CardGroup]:
    cards = tuple(card for group in groups for card in group.cards)
    return [CardGroup("Other things people talked about", cards)] if cards else []


def _theme_page(shown: Theme, given: GivenAnswer, problems: Mapping[str, str]) -> str:
    current_programme()
    corpus = workspace().corpus
    where, summary = _where(corpus, shown), summary_shown(corpus, shown, only_quotable=True)
    said = quotes_beside(corpus, shown, summary)
    return render_template(
        "forum/theme.html",
        theme=shown,
        summary=summary,
        words=words_of(summary, said),
        may_write=may_decide(current_member()),
        may_propose=may_propose(current_member()),
        picture=dot_picture(sum(bar.people for bar in where.bars), sum(bar.heard for bar in where.bars)),
        where=where,
        quotes=said,
        agreed=agreements.people_agreeing(corpus, [quote.segment_id for quote in said]),
        given=given,
        problems=problems,
        answers=[(answer, ANSWER_WORDS[answer]) for answer in ANSWERS],
    )


def _where(corpus: Database, shown: Theme) -> BarChart:
    counts = voices.theme_people_across(corpus, shown.id, "locality")
    return whole_scale("Where they were", bars(counts, heard_in(corpus, shown.programme_id, "locality")))
