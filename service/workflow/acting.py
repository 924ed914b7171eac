"""What is done about a decision: actions with an owner, and what becomes of them."""

from datetime import date

from corpus.deciding import ACTION_STATES
from corpus.errors import NotFound
from corpus.records import Programme
from corpus.store import actions, decisions
from corpus.store.actions import Action, ActionStep
from corpus.store.decisions import ForumDecision
from nlp.deidentify import Masker
from service.errors import InvalidChoice
from service.workspace import Workspace

LONGEST_WORDS = 500
LONGEST_OWNER = 100


def add(workspace: Workspace, decision: ForumDecision, *, words: str, owner: str, step: ActionStep) -> Action:
    """An action on a decision, identifiers masked. Raises InvalidChoice."""
    said, whose, note = _masked(words, owner, step.note)
    if not said:
        raise InvalidChoice("Say what is done.")
    if len(said) > LONGEST_WORDS:
        raise InvalidChoice(f"Say what is done in fewer words: {LONGEST_WORDS} letters at most.")
    _check_owner(whose)
    checked = _checked(step, note)
    return actions.action_by_id(
        workspace.corpus, actions.add_action(workspace.corpus, decision.id, words=said, owner=whose, step=checked)
    )


def change(workspace: Workspace, action: Action, *, owner: str, step: ActionStep) -> None:
    """What has become of an action, and who has it now. Raises InvalidChoice."""
    whose, note = _masked(owner, step.note)
    _check_owner(whose)
    checked = _checked(step, note)
    with workspace.corpus.atomic():
        if whose != action.owner:
            actions.set_owner(workspace.corpus, action.id, whose)
        actions.add_step(workspace.corpus, action.id, checked)


def decision_in(workspace: Workspace, programme: Programme, decision_id: int) -> ForumDecision:
    """A decision of this programme. Raises NotFound."""
    decision = decisions.decision_by_id(workspace.corpus, decision_id)
    if decision.programme_id != programme.id:
        raise NotFound(f"There is no decision {decision_id} in this programme.")
    return decision


def action_in(workspace: Workspace, programme: Programme, action_id: int) -> Action:
    """An action of this programme. Raises NotFound."""
    action = actions.action_by_id(workspace.corpus, action_id)
    decision_in(workspace, programme, action.decision_id)
    return action


def _masked(*texts: str) -> list[str]:
    return [one.text for one in Masker({}).mask_all([" ".join(text.split()) for text in texts])]


def _check_owner(owner: str) -> None:
    if len(owner) > LONGEST_OWNER:
        raise InvalidChoice(f"Say who does it in fewer words: {LONGEST_OWNER} letters at most.")
    if not owner:
        raise InvalidChoice("Say who does it: a body or a post, such as “School nursing team”. Not a person's name.")


def _checked(step: ActionStep, note: str) -> ActionStep:
    if step.state not in ACTION_STATES:
        raise InvalidChoice("Choose how far it has come.")
    if len(note) > LONGEST_WORDS:
        raise InvalidChoice(f"Keep the note to {LONGEST_WORDS} letters.")
    if step.state == "will not happen" and not note:
        raise InvalidChoice("Say why it will not happen. People who spoke will read it.")
    try:
        date.fromisoformat(step.on_date)
    except ValueError as error:
        raise InvalidChoice("Give the day as a date, such as 2026-03-27.") from error
    return ActionStep(step.state, note, step.on_date)
