"""What matters most: members of co-production and participation forums put themes in order.

They are offered adopted themes, in short, no more than a young reader reads in ten minutes. Where there are more, each
member's are drawn once, those that fewest others of their group were offered before the others and else by lot, so that
all themes are offered to about as many. They stand in an order that is a lot of their own as well: what is on top is
chosen more often (J. A. Krosnick and D. F. Alwin, An evaluation of a cognitive theory of response-order effects in
survey measurement, Public Opinion Quarterly 51, 1987).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from sqlite_utils import Database

from corpus.deciding import FORUM_MAY
from corpus.ranking import draw, problem_with, still_holds
from corpus.records import ForumMember, Theme
from corpus.store import codebook, forum_summaries, rankings, summaries, voices
from service.errors import InvalidChoice, NotReady
from service.workspace import Workspace

MOST_WORDS_EACH = 60
"""Of what is shown of a theme, in whole sentences; the first is shown however long it is."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A theme as it is offered: its name, and in short what it is."""

    theme: Theme
    sentences: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many there are to read."""
        return sum(len(text.split()) for text in (self.theme.name, *self.sentences))


def may_rank(member: ForumMember) -> bool:
    """Whether somebody's forum ranks: co-production and participation do, consultation does not."""
    return "rank" in FORUM_MAY[member.engagement_model]


def rankable(corpus: Database, programme_id: int) -> dict[int, Offered]:
    """The themes that can be ranked, by id: adopted, spoken of by somebody, and no heading of other such themes."""
    said = voices.voices_by_theme(corpus, programme_id)
    adopted = {one.id: one for one in codebook.themes(corpus, programme_id) if one.status == "adopted"}
    headings = {one.parent_id for one in adopted.values() if one.id in said}
    return {
        one.id: Offered(one, in_short(corpus, one))
        for one in adopted.values()
        if one.id in said and one.id not in headings
    }


def in_short(corpus: Database, theme: Theme) -> tuple[str, ...]:
    """What a theme is, in as few words as may be: a forum's own, else its definition, else what Chorus wrote of it."""
    forum = forum_summaries.forum_summary(corpus, theme.id)
    told = [line.text for line in forum.lines] if forum else []
    told = told or ([theme.definition] if theme.definition else [])
    told = told or [line.text for line in summaries.told_briefly(summaries.summary(corpus, theme.id))]
    shown: list[str] = []
    for text in told:
        if shown and sum(len(one.split()) for one in (*shown, text)) > MOST_WORDS_EACH:
            break
        shown.append(text)
    return tuple(shown)


def offered_to(workspace: Workspace, member: ForumMember) -> list[Offered]:
    """What a member is offered, in their order: drawn when they first ask, and the same from then on.

    Where a theme of it went out of use, or all can be read again, the draw is mended; what they chose stays in it.
    Raises NotReady where their forum does not rank.
    """
    _check(member)
    corpus = workspace.corpus
    known = rankable(corpus, member.programme_id)
    words = {theme_id: one.words for theme_id, one in known.items()}
    drawn = rankings.draw_of(corpus, member.id)

    def lot(theme_id: int) -> str:
        return blake2b(f"{member.id} {theme_id}".encode(), digest_size=8).hexdigest()

    if not still_holds(drawn, words):
        own = rankings.ranking_by(corpus, member.id)
        with corpus.atomic():
            rankings.drop_draw(corpus, member.id)  # written first: of two who ask at once, one counts the other
            times = rankings.times_offered(corpus, member)
            drawn = draw([*(own.chosen if own else ()), *drawn], words, times, lot)
            drawn.sort(key=lot)
            rankings.put_draw(corpus, member.id, drawn)
    return [known[theme_id] for theme_id in drawn]


def chosen_of(offered: Sequence[Offered], theme_ids: Sequence[int]) -> list[Offered]:
    """The themes with these ids, in their order. Raises InvalidChoice for none, too many, or what was not offered."""
    by_id = {one.theme.id: one for one in offered}
    if problem := problem_with(theme_ids, by_id):
        raise InvalidChoice(problem)
    return [by_id[theme_id] for theme_id in theme_ids]


def rank(workspace: Workspace, member: ForumMember, theme_ids: Sequence[int]) -> None:
    """Keeps what matters most to a member, the first first, in place of what did. Raises InvalidChoice, NotReady."""
    offered = offered_to(workspace, member)
    chosen = chosen_of(offered, theme_ids)
    rankings.put_ranking(
        workspace.corpus, member.id, [one.theme.id for one in chosen], [one.theme.id for one in offered]
    )


def moved(theme_ids: Sequence[int], theme_id: int, by: int) -> list[int]:
    """The order with one theme so many places further down, or (below nought) up, as far as there are places."""
    order = list(theme_ids)
    if theme_id in order:
        here = order.index(theme_id)
        order.insert(min(max(here + by, 0), len(order) - 1), order.pop(here))
    return order


def _check(member: ForumMember) -> None:
    if not may_rank(member):
        raise NotReady("Your forum does not put themes in order. It is asked about each of them.")
