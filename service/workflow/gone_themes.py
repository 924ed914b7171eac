"""What became of a theme that is out of use."""

from dataclasses import dataclass

from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import Theme
from corpus.store import codebook, decisions
from corpus.store.decisions import ForumDecision
from corpus.store.merged_themes import merged_into, part_of


@dataclass(frozen=True, slots=True)
class Gone:
    """A theme out of use: either the one that it is now part of, or the decision that took it out."""

    theme: Theme
    now: Theme | None
    decision: ForumDecision | None


def gone(corpus: Database, programme_id: int, theme_id: int) -> Gone | None:
    """What a forum made of a theme that is out of use; None for one in use, or that no forum decided on.

    Raises NotFound where the programme never had it.
    """
    theme = codebook.theme_by_id(corpus, theme_id)
    if theme.programme_id != programme_id:
        raise NotFound(f"There is no theme {theme_id} in this programme.")
    if theme.status != "retired":
        return None
    now = codebook.theme_by_id(corpus, part_of(merged_into(corpus, programme_id), theme_id))
    if now.status != "retired":
        return Gone(theme, now, None)
    decided = decisions.decisions_on(corpus, now.id)
    taken_out = next((one for one in decided if one.kind == "reject" and one.outcome == "agreed"), None)
    return Gone(theme, None, taken_out) if taken_out else None
