"""What matters most to the sample's forum, and what one of its members said was missed."""

from collections.abc import Mapping, Sequence

from corpus.records import Constituency, ForumMember, Programme
from corpus.store import search
from corpus.store.theme_proposals import NewProposal
from service.workflow.member_proposals import propose_as
from service.workflow.ranking import offered_to, rank
from service.workspace import Workspace

RANKED: Mapping[Constituency, Sequence[Sequence[str]]] = {
    "young people": (
        ("waiting-and-access", "being-listened-to", "safe-places"),
        ("being-listened-to", "exam-and-school-pressure", "waiting-and-access", "friendships-and-bullying"),
        ("safe-places", "waiting-and-access", "staff-who-stay", "being-listened-to", "online-life"),
    ),
    "citizens": (
        ("family-and-carers", "waiting-and-access", "information"),
        ("waiting-and-access", "money-and-home"),
        ("safe-places", "culture-faith-language", "family-and-carers"),
    ),
    "professionals": (
        ("joined-up-services", "waiting-and-access", "early-intervention"),
        ("early-intervention", "thresholds", "joined-up-services", "staff-who-stay"),
        ("waiting-and-access", "support-in-school", "early-intervention"),
    ),
}
"""By the themes' keys: what the first member of each constituency chose, first to last, then the second, the third."""
_SOUGHT = ("bright", "noisy")


def rank_sample(workspace: Workspace, forum: Mapping[Constituency, Sequence[ForumMember]]) -> None:
    """Has every member rank, as far as there is anything to choose from."""
    for constituency, members in forum.items():
        for member, keys in zip(members, RANKED[constituency], strict=True):
            by_key = {one.theme.key: one.theme.id for one in offered_to(workspace, member)}
            if chosen := [by_key[key] for key in keys if key in by_key]:
                rank(workspace, member, chosen)


def miss_something(workspace: Workspace, programme: Programme, member: ForumMember) -> None:
    """Has a member say “you missed this”, on the first thing that anybody said with each of a few words."""
    found = [search.quotable_with_any(workspace.corpus, programme.id, [word], limit=1) for word in _SOUGHT]
    given = NewProposal(
        "new theme",
        name="Too loud and too bright",
        definition="Places that are so loud, bright or full that you cannot stay, or cannot think.",
        source="you missed this",
        evidence=tuple(segment_id for ids in found for segment_id in ids),
    )
    propose_as(workspace, member, given)
