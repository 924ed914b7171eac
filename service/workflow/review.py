"""A forum member answers a theme: what they wrote is checked and masked, then kept."""

from dataclasses import dataclass

from corpus.errors import NotFound
from corpus.records import ANSWERS, Answer, ForumMember, NewReview, Theme
from corpus.store import codebook, reviews
from service.errors import InvalidChoice
from service.workflow.forum_words import hold, read_words
from service.workspace import Workspace

LONGEST_REASON = 2000
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What somebody sent, as they sent it."""

    answer: str = ""
    reason: str = ""
    suggested_name: str = ""

    @property
    def problems(self) -> dict[str, str]:
        """What to mend, by the field that it is in."""
        found = {}
        if self.answer not in ANSWERS:
            found["answer"] = "Choose “This is right”, “Partly” or “Not us”"
        if len(self.reason) > LONGEST_REASON:
            found["reason"] = f"Make your reason shorter: {LONGEST_REASON:,} letters at most"
        if len(self.suggested_name) > LONGEST_NAME:
            found["suggested_name"] = f"Make the name shorter: {LONGEST_NAME} letters at most"
        return found


def theme_to_answer(workspace: Workspace, member: ForumMember, theme_id: int) -> Theme:
    """A theme of the member's own programme that is in use. Raises NotFound."""
    theme = codebook.theme_by_id(workspace.corpus, theme_id)
    if theme.programme_id != member.programme_id or theme.status == "retired":
        raise NotFound(f"There is no theme {theme_id} for you to answer.")
    return theme


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """An answer whose words were masked and looked at; those of one that `is_held` are for the safeguarding lead."""

    answer: Answer
    reason: str
    suggested_name: str
    is_held: bool


def answer_theme(workspace: Workspace, member: ForumMember, theme_id: int, given: GivenAnswer) -> bool:
    """Keeps an answer in place of the one before, names masked; True where its words are held for safeguarding.

    Raises InvalidChoice, NotFound.
    """
    theme = theme_to_answer(workspace, member, theme_id)
    read = read_answer(given)
    keep_answer(workspace, member, theme, read)
    return read.is_held


def read_answer(given: GivenAnswer) -> ReadAnswer:
    """An answer as it may be kept. Raises InvalidChoice."""
    if given.problems:
        raise InvalidChoice(". ".join(given.problems.values()) + ".")
    answer = next(answer for answer in ANSWERS if answer == given.answer)
    reason, name = read_words(given.reason, given.suggested_name)
    return ReadAnswer(answer, reason.text, name.text, reason.is_concern or name.is_concern)


def keep_answer(workspace: Workspace, member: ForumMember, theme: Theme, read: ReadAnswer) -> None:
    """Keeps an answer in place of the one before; words that are held go to the vault alone."""
    if read.is_held:
        hold(workspace, member, "answer", theme.id, [read.reason, read.suggested_name])
    kept = ("", "") if read.is_held else (read.reason, read.suggested_name)
    reviews.put_review(workspace.corpus, NewReview(theme.id, member.id, read.answer, *kept))
