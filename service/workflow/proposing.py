"""Opening a proposal on a theme, and taking one back."""

from dataclasses import replace

from corpus.errors import NotFound
from corpus.records import Programme, Theme
from corpus.store import codebook, theme_proposals
from corpus.store.theme_proposals import NewProposal, Part, Proposal
from nlp.deidentify import Masker
from service.errors import InvalidChoice, NotReady
from service.workflow.review import LONGEST_NAME
from service.workspace import Workspace

LONGEST_WORDS = 2000
MOST_EVIDENCE = 20
MOST_PARTS = 6
FEWEST_PARTS = 2


class Problem(InvalidChoice):
    """What is wrong with a proposal, and the `field` that it is in."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def propose(workspace: Workspace, programme: Programme, given: NewProposal) -> Proposal:
    """Opens a proposal, identifiers masked. Raises Problem for one that cannot be voted on, NotFound for its theme."""
    proposal_id = theme_proposals.open_proposal(workspace.corpus, programme.id, checked(workspace, programme, given))
    return theme_proposals.proposal_by_id(workspace.corpus, proposal_id)


def checked(
    workspace: Workspace, programme: Programme, given: NewProposal, *, may_be_unsaid: bool = False
) -> NewProposal:
    """A proposal as it can be opened, identifiers masked; `may_be_unsaid` lets a new theme come without evidence.

    Raises Problem, NotFound.
    """
    masked = _masked(given)
    theme = _theme_of(workspace, programme, given)
    masked = replace(masked, theme_name=theme.name if theme else "", parts=_parts(workspace, programme, masked))
    if theme and masked.name == theme.name:
        masked = replace(masked, name="")
    _check(workspace, programme, masked, theme)
    if given.kind == "new theme" and not given.evidence and not may_be_unsaid:
        raise Problem("evidence", "Choose at least one quote that speaks for it.")
    return masked


def proposal_in(workspace: Workspace, programme_id: int, proposal_id: int) -> Proposal:
    """A proposal of this programme. Raises NotFound."""
    proposal = theme_proposals.proposal_by_id(workspace.corpus, proposal_id)
    if proposal.programme_id != programme_id:
        raise NotFound(f"There is no proposal {proposal_id} in this programme.")
    return proposal


def take_back(workspace: Workspace, programme: Programme, proposal_id: int, because: str) -> None:
    """Closes a proposal without a decision, with the reason. Raises InvalidChoice, NotReady, NotFound."""
    proposal = proposal_in(workspace, programme.id, proposal_id)
    (reason,) = Masker({}).mask_all([because.strip()])
    if not 0 < len(reason.text) <= LONGEST_WORDS:
        raise InvalidChoice("Write down why it is taken back, so that those who voted can read it.")
    if not theme_proposals.close_proposal(workspace.corpus, proposal.id, "withdrawn", because=reason.text):
        raise NotReady("This proposal is closed already.")


def in_use(workspace: Workspace, programme_id: int, theme_id: int) -> Theme:
    """A theme of a programme that is in use. Raises NotFound."""
    theme = codebook.theme_by_id(workspace.corpus, theme_id)
    if theme.programme_id != programme_id or theme.status == "retired":
        raise NotFound(f"There is no theme {theme_id} in use in this programme.")
    return theme


def _masked(given: NewProposal) -> NewProposal:
    words = [given.name, given.definition, given.reason]
    words += [text for part in given.parts for text in (part.name, part.definition)]
    name, definition, reason, *rest = (
        one.text for one in Masker({}).mask_all([" ".join(text.split()) for text in words])
    )
    parts = tuple(
        replace(part, name=rest[2 * place], definition=rest[2 * place + 1]) for place, part in enumerate(given.parts)
    )
    return replace(given, name=name, definition=definition, reason=reason, parts=parts)


def _theme_of(workspace: Workspace, programme: Programme, given: NewProposal) -> Theme | None:
    if given.kind == "new theme":
        return None
    if given.theme_id is None:
        raise Problem("theme_id", "Choose the theme that it is about.")
    return in_use(workspace, programme.id, given.theme_id)


def _parts(workspace: Workspace, programme: Programme, given: NewProposal) -> tuple[Part, ...]:
    """What a split makes, as it was given; the themes that a merger takes in, under their own names."""
    if given.kind == "merge":
        wanted = dict.fromkeys(part.theme_id for part in given.parts if part.theme_id)
        themes = [in_use(workspace, programme.id, theme_id) for theme_id in wanted if theme_id]
        return tuple(Part(theme.name, "", theme.id) for theme in themes if theme.id != given.theme_id)
    return tuple(part for part in given.parts if part.name) if given.kind == "split" else ()


def _check(workspace: Workspace, programme: Programme, given: NewProposal, theme: Theme | None) -> None:
    words = [given.definition, given.reason, *(part.definition for part in given.parts)]
    if any(len(text) > LONGEST_WORDS for text in words):
        raise Problem("definition", f"Keep each text to {LONGEST_WORDS:,} letters.")
    names = [given.name, *(part.name for part in given.parts if part.theme_id is None)]
    if any(len(name) > LONGEST_NAME for name in names):
        raise Problem("name", f"Make the name shorter: {LONGEST_NAME} letters at most.")
    if given.kind == "new theme" and not given.name:
        raise Problem("name", "Give the new theme a name.")
    if given.kind in ("new theme", "split") and not _all_defined(given):
        raise Problem("definition", "Say what the theme means: codings are found by it.")
    if (
        given.kind == "change"
        and theme
        and given.name in ("", theme.name)
        and given.definition in ("", theme.definition)
    ):
        raise Problem("name", "Give it another name, or another meaning.")
    if given.kind == "merge" and not given.parts:
        raise Problem("parts", "Choose at least one theme to join it with.")
    if given.kind == "split" and not FEWEST_PARTS <= len(given.parts) <= MOST_PARTS:
        raise Problem("parts", f"Name {FEWEST_PARTS} to {MOST_PARTS} themes that it would be split into.")
    if len(given.evidence) > MOST_EVIDENCE:
        raise Problem("evidence", f"Choose {MOST_EVIDENCE} quotes at most.")
    own = {given.theme_id, *(part.theme_id for part in given.parts)}
    taken = {one.name.casefold() for one in codebook.themes(workspace.corpus, programme.id) if one.id not in own}
    if clash := next((name for name in names if name.casefold() in taken), None):
        raise Problem("name", f"There is a theme called “{clash}” already. Choose another name, or join the two.")
    if len({name.casefold() for name in names if name}) < len([name for name in names if name]):
        raise Problem("parts", "Give each theme a name of its own.")


def _all_defined(given: NewProposal) -> bool:
    if given.kind == "new theme":
        return bool(given.definition)
    return all(part.definition for part in given.parts)
