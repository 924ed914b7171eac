"""What the sample's forum decided and is asked to decide, so that those pages have something on them."""

from corpus.deciding import DEFAULT_RULE, ActionState
from corpus.records import CONSTITUENCIES, Constituency, ForumMember, Programme, Theme
from corpus.store import codebook, theme_proposals, voices, votes
from corpus.store.actions import ActionStep
from corpus.store.decisions import ForumDecision
from corpus.store.theme_proposals import NewProposal, Part, Proposal
from corpus.store.voices import Voices
from service.workflow import accounts, acting, deciding
from service.workflow.deciding import GivenVote
from service.workflow.proposing import propose
from service.workflow.sample_going_out import write_in_own_words
from service.workflow.sample_ideas import miss_something, rank_sample
from service.workspace import Workspace

EARLY, WAITING = "early-intervention", "waiting-and-access"
BELIEVED, KIND = "being-listened-to", "staff-kindness"
VOTES_SO_FAR = 2
"""Of each constituency, so that whoever tries Chorus with the three codes makes up the quorum."""


def decide_sample(workspace: Workspace, programme: Programme) -> None:
    """Two decisions, one with a minority view, with actions, a summary in a forum's own words, and two open proposals;
    once."""
    corpus = workspace.corpus
    if theme_proposals.proposals(corpus, programme.id):
        return
    with corpus.atomic():
        forum = {one: _members(workspace, programme, one) for one in CONSTITUENCIES}
        themes = {theme.key: theme for theme in codebook.themes(corpus, programme.id)}
        _name_that_people_use(workspace, programme, themes[EARLY], forum)
        write_in_own_words(workspace, forum["young people"][0], themes[EARLY])
        _waiting(workspace, programme, themes[WAITING], forum)
        _still_open(workspace, programme, themes, forum)
        rank_sample(workspace, forum)
        miss_something(workspace, programme, forum["young people"][1])


def _members(workspace: Workspace, programme: Programme, constituency: str) -> list[ForumMember]:
    """As many as the rule asks for; their codes are not kept, so that nobody signs in as one of them."""
    name = next(one for one in CONSTITUENCIES if one == constituency)
    codes = accounts.make_codes(workspace, programme.id, name, DEFAULT_RULE.quorum[name])
    return [accounts.sign_in_with_code(workspace, code) for code in codes]


def _name_that_people_use(
    workspace: Workspace, programme: Programme, theme: Theme, forum: dict[Constituency, list[ForumMember]]
) -> None:
    proposal = propose(
        workspace,
        programme,
        NewProposal(
            "change",
            theme.id,
            name="Help early, before it gets worse",
            reason="Nobody who spoke said “intervention”. They said early, sooner and before it gets worse.",
            source="a forum answer",
            constituency="young people",
        ),
    )
    against = forum["professionals"][0]
    _all_vote(workspace, proposal, forum, but=against)
    words = "“Early intervention” is the name in our contracts. With a new one it is harder to show what was paid for."
    deciding.vote(workspace, against, proposal.id, GivenVote("against", words))
    (objection,) = votes.objections(workspace.corpus, proposal.id)
    answer = "The codebook keeps the old name in its history, and reports to funders give both names."
    deciding.answer_objection(workspace, programme, objection.id, answer)
    deciding.let_stand(workspace, against, proposal.id, stands=True)
    decision = deciding.close(workspace, programme, proposal.id)
    _act(workspace, decision, "Leaflets and web pages use the new name.", "Communications team", [
        ("planned", ""),
        ("done", "The old leaflets were taken away."),
    ])  # fmt: skip


def _waiting(
    workspace: Workspace, programme: Programme, theme: Theme, forum: dict[Constituency, list[ForumMember]]
) -> None:
    reason = "It came up at most events, and in every group that we listened to."
    proposal = propose(workspace, programme, NewProposal("adopt", theme.id, reason=reason))
    _all_vote(workspace, proposal, forum)
    decision = deciding.close(workspace, programme, proposal.id)
    _act(workspace, decision, "A message every month to everybody who waits, with how long it will still be.",
         "Mental health team for children", [
        ("planned", ""),
        ("under way", "It began with everybody who has waited for six months."),
    ])  # fmt: skip
    _act(workspace, decision, "Somebody to talk to at the youth clubs while you wait.", "Youth service", [
        ("planned", ""),
    ])  # fmt: skip
    _act(workspace, decision, "A second clinic in the south of the borough.", "Health board", [
        ("planned", ""),
        ("will not happen", "There is no money for it this year. We ask again next spring."),
    ])  # fmt: skip


def _still_open(
    workspace: Workspace, programme: Programme, themes: dict[str, Theme], forum: dict[Constituency, list[ForumMember]]
) -> None:
    merged = NewProposal(
        "merge",
        themes[KIND].id,
        name="Being treated like a person",
        reason="Many people said both in one breath.",
        constituency="professionals",
        parts=(Part("", "", themes[BELIEVED].id),),
    )
    proposal = propose(workspace, programme, merged)
    _all_vote(workspace, proposal, {name: own[:VOTES_SO_FAR] for name, own in forum.items()})
    words = "Somebody can be very nice to you and still not believe you. These are two things."
    deciding.vote(workspace, forum["young people"][0], proposal.id, GivenVote("against", words))
    said = voices.voices_by_theme(workspace.corpus, programme.id)
    found = [theme for theme in themes.values() if theme.status == "candidate" and theme.parent_id is None]
    if found:
        most = max(found, key=lambda theme: said.get(theme.id, Voices()).people)
        reason = "People raised it, and our codebook has no name for it."
        proposal = propose(workspace, programme, NewProposal("adopt", most.id, reason=reason))
        _all_vote(workspace, proposal, {name: own[:VOTES_SO_FAR] for name, own in forum.items()})


def _all_vote(
    workspace: Workspace,
    proposal: Proposal,
    forum: dict[Constituency, list[ForumMember]],
    but: ForumMember | None = None,
) -> None:
    for member in (one for own in forum.values() for one in own if one != but):
        deciding.vote(workspace, member, proposal.id, GivenVote("for"))


def _act(
    workspace: Workspace, decision: ForumDecision, words: str, owner: str, became: list[tuple[ActionState, str]]
) -> None:
    """An action with all that became of it on the day of the decision: not before it, and not in days to come."""
    first, *more = [ActionStep(state, note, decision.decided_at[:10]) for state, note in became]
    action = acting.add(workspace, decision, words=words, owner=owner, step=first)
    for step in more:
        acting.change(workspace, action, owner=owner, step=step)
