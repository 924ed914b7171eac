"""A forum's own summary of a theme: each sentence rests on quotes, names are masked, and every version is kept.

What Chorus counts is not rewritten: counts are counted anew. Who may is whoever may decide (decision 0021), and staff
for a forum, which is then said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.consent import allows
from corpus.records import Constituency, ForumMember, SummaryLine, Theme
from corpus.store import codebook, contributors, forum_summaries, quotes, summaries
from corpus.store.held_writing import HeldWriting
from nlp.summary.glossary import MEANINGS
from nlp.summary.reading_age import OLDEST, YOUNGEST, long_words, reading_age_of
from service.errors import InvalidChoice, NotReady
from service.workflow.deciding import may_decide
from service.workflow.forum_words import hold_with, read_words
from service.workspace import Workspace

MOST_SENTENCES = 8
LONGEST_SENTENCE = 300
QUOTES_TO_CHOOSE = 12
_NOT_DECIDING = "Your forum reads the summaries and answers. The forum that decides writes them."
_A_CONCERN = (
    "This may be about somebody who is not safe. It was not kept. Tell the safeguarding lead, and leave it out here."
)


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as somebody sent it, with the ids of the segments they say it rests on."""

    text: str
    segment_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ease:
    """How easy sentences are to read: the age (None where there are no words), and the long words nobody explains."""

    age: float | None
    long: tuple[str, ...]

    @property
    def words(self) -> str:
        """The same in a sentence."""
        if self.age is None:
            return "Nothing is written yet."
        if self.age > OLDEST:
            return (
                f"Reading age: {self.age:.0f}. Try shorter sentences and shorter words: {YOUNGEST} to {OLDEST} is best."
            )
        return f"Reading age: {self.age:.0f}. That is easy to read."


def draft(corpus: Database, theme: Theme) -> list[Written]:
    """What a rewrite begins with: the forum's last version, or else what Chorus wrote of what people said."""
    last = forum_summaries.forum_summary(corpus, theme.id)
    if last:
        return [Written(line.text, line.segment_ids) for line in last.lines]
    lines = summaries.summary(corpus, theme.id)
    written = [*summaries.told_briefly(lines), *(line for line in lines if line.kind == "apart")]
    return [Written(line.text, line.segment_ids) for line in written[:MOST_SENTENCES]]


def may_be_cited(corpus: Database, theme: Theme) -> set[int]:
    """The ids of segments that a sentence on a theme may rest on: the theme's, of people who agreed to that.

    What its last version and Chorus's own sentences rest on is among them: two sides of a disagreement may be coded
    apart.
    """
    agreed = contributors.levels_of_segments(corpus, theme.programme_id)
    own = {one.segment_id for one in quotes.quotes_for_theme(corpus, theme.id, limit=-1)}
    own.update(*(line.segment_ids for line in summaries.summary(corpus, theme.id)))
    own.update(*(one.segment_ids for one in draft(corpus, theme)))
    return {segment for segment in own if segment in agreed and allows(agreed[segment], "summaries")}


def problems(given: Sequence[Written], *, known: set[int]) -> dict[str, str]:
    """What to mend, by the field that it is in: `sentence-2`, or `cites-2` for what it rests on."""
    found: dict[str, str] = {}
    if not any(one.text.strip() for one in given):
        found["sentence-0"] = "Write at least one sentence"
    for number, one in enumerate(given):
        if len(one.text) > LONGEST_SENTENCE:
            found[f"sentence-{number}"] = f"Make sentence {number + 1} shorter: {LONGEST_SENTENCE} letters at most"
        elif one.text.strip() and not known.intersection(one.segment_ids):
            found[f"cites-{number}"] = f"Choose at least one quote that says what sentence {number + 1} says"
    return found


def may_rewrite(member: ForumMember) -> None:
    """Raises NotReady where somebody's forum does not decide."""
    if not may_decide(member):
        raise NotReady(_NOT_DECIDING)


def ease_of(texts: Sequence[str]) -> Ease:
    """How easy some sentences are to read together."""
    return Ease(reading_age_of(texts), tuple(long_words(" ".join(texts), known=tuple(MEANINGS))))


def rewrite(workspace: Workspace, member: ForumMember, theme: Theme, given: Sequence[Written]) -> bool:
    """Keeps a forum's version as the one that holds; True where it is held for the safeguarding lead instead.

    Raises InvalidChoice, and NotReady where the member's forum does not decide.
    """
    may_rewrite(member)
    lines, is_concern = _read(workspace.corpus, theme, given)
    if is_concern:
        words = {"texts": [line.text for line in lines], "rests_on": [line.segment_ids for line in lines]}
        hold_with(workspace, member, "summary", theme.id, words)
        return True
    forum_summaries.add_forum_summary(workspace.corpus, theme.id, member.constituency, lines, is_by_staff=False)
    return False


def rewrite_for(workspace: Workspace, whose: Constituency, theme: Theme, given: Sequence[Written]) -> None:
    """Keeps what staff wrote for a forum. Raises InvalidChoice."""
    lines, is_concern = _read(workspace.corpus, theme, given)
    if is_concern:
        raise InvalidChoice(_A_CONCERN)
    forum_summaries.add_forum_summary(workspace.corpus, theme.id, whose, lines, is_by_staff=True)


def put_released(corpus: Database, held: HeldWriting, texts: Sequence[str], rests_on: Sequence[Sequence[int]]) -> None:
    """Keeps what was held and is not any more as the version that holds, as far as it rests on anything still."""
    theme = codebook.theme_by_id(corpus, held.subject_id)
    known = may_be_cited(corpus, theme)
    cited = [tuple(segment for segment in ids if segment in known) for ids in rests_on]
    lines = [SummaryLine(text, ids) for text, ids in zip(texts, cited, strict=True) if ids]
    if lines:
        forum_summaries.add_forum_summary(corpus, theme.id, held.constituency, lines, is_by_staff=False)


def _read(corpus: Database, theme: Theme, given: Sequence[Written]) -> tuple[list[SummaryLine], bool]:
    """The sentences as they are kept, and whether what is new in them may be a disclosure."""
    known = may_be_cited(corpus, theme)
    wrong = problems(given, known=known)
    if wrong or len(given) > MOST_SENTENCES:
        raise InvalidChoice(". ".join(wrong.values()) + "." if wrong else f"Write {MOST_SENTENCES} sentences at most.")
    before = {one.text for one in draft(corpus, theme)}
    kept = [one for one in given if one.text.strip()]
    read = read_words(*(" ".join(one.text.split()) for one in kept))
    lines = [
        SummaryLine(words.text, tuple(segment for segment in one.segment_ids if segment in known))
        for one, words in zip(kept, read, strict=True)
    ]
    return lines, any(words.is_concern and words.text not in before for words in read)
