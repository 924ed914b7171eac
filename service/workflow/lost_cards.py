"""Forum codes with the numbers of their cards, and a new card for one that was lost."""

from dataclasses import dataclass

from corpus.records import Constituency, EngagementModel, Programme
from corpus.store import lost_cards
from service.workflow.accounts import make_codes, sign_in_with_code
from service.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Card:
    """What is on a card: its number, and the code, which is kept nowhere."""

    number: int
    code: str


def make_cards(
    workspace: Workspace,
    programme_id: int,
    constituency: Constituency,
    how_many: int,
    *,
    engagement_model: EngagementModel = "co-production",
) -> list[Card]:
    """New forum members' cards. Raises InvalidChoice."""
    codes = make_codes(workspace, programme_id, constituency, how_many, engagement_model=engagement_model)
    return [Card(lost_cards.give_number(workspace.corpus, sign_in_with_code(workspace, code)), code) for code in codes]


def replace_lost(workspace: Workspace, programme: Programme, number: int) -> Card:
    """A new card for a lost one, which works no more. Raises NotFound."""
    old = lost_cards.card_in_use(workspace.corpus, programme.id, number)
    with workspace.corpus.atomic():
        (card,) = make_cards(workspace, programme.id, old.constituency, 1, engagement_model=old.engagement_model)
        lost_cards.replace_card(workspace.corpus, old, sign_in_with_code(workspace, card.code))
    return card
