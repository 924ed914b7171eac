"""A forum member answers a theme: what they wrote is checked and masked, then kept."""

from dataclasses import dataclass

from corpus.errors import NotFound
from corpus.records import ANSWERS, ForumMember, NewReview, Theme
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


def answer_theme(workspace: Workspace, member: ForumMember, theme_id: int, given: GivenAnswer) -> bool:
    """Keeps an answer in place of the one before, names masked; True where its words are held for safeguarding.

    Raises InvalidChoice, NotFound.
    """
    theme = theme_to_answer(workspace, member, theme_id)
    if given.problems:
        raise InvalidChoice(". ".join(given.problems.values()) + ".")
    answer = next(answer for answer in ANSWERS if answer == given.answer)
    reason, name = read_words(given.reason, given.suggested_name)
    is_held = reason.is_concern or name.is_concern
    if is_held:
        hold(workspace, member, "answer", theme.id, [reason.text, name.text])
    kept = ("", "") if is_held else (reason.text, name.text)
    reviews.put_review(workspace.corpus, NewReview(theme.id, member.id, answer, *kept))
    return is_held
