"""From a proposal to a decision: who votes, what is answered, and what the codebook becomes."""

import sqlite3
from dataclasses import replace

import pytest

from corpus.deciding import Rule
from corpus.errors import NotFound
from corpus.records import (
    CONSTITUENCIES,
    Coding,
    Event,
    NewContributor,
    NewSegment,
    NewTheme,
    NewTurn,
    Programme,
    Theme,
)
from corpus.store import actions, codebook, codings, decisions, documents, jobs, people, theme_proposals, votes
from corpus.store.actions import ActionStep
from corpus.store.programmes import add_programme, programme_by_id
from corpus.store.rights import rights_version
from corpus.store.theme_proposals import NewProposal, Part, Proposal
from service.errors import InvalidChoice, NotReady
from service.workflow import acting, deciding, proposing
from service.workflow.deciding import GivenVote
from service.workflow.discovery import Found, keep_discovered
from service.workflow.proposal_words import question
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace

ONE_OF_EACH = Rule(dict.fromkeys(CONSTITUENCIES, 1), "two thirds")
SAID = ("Nobody rings back.", "The bus is late.", "Waiting makes it worse.")


class Forum:
    """A programme with three themes that were said, one member of each constituency, and a rule that asks for one."""

    def __init__(self, workspace: Workspace, event: Event) -> None:
        self.workspace, self.corpus = workspace, workspace.corpus
        self.programme: Programme = programme_by_id(self.corpus, event.programme_id)
        themes = [
            NewTheme("waiting", "Waiting", "Time."),
            NewTheme("delay", "Delay", parent="waiting", includes=("queues",)),
            NewTheme("buses", "Buses", origin="discovered", status="candidate"),
        ]
        codebook.put_codebook(self.corpus, self.programme.id, themes, reason="test")
        document, _ = documents.add_document(self.corpus, event.id, format="txt", fingerprint="a")
        turns = [NewTurn(text, "contributor", "1-1", "Young person 1", (NewSegment(0, len(text)),)) for text in SAID]
        documents.store_turns(
            self.corpus, document, contributors=[NewContributor("1-1", "Young person 1")], turns=turns, blank=0
        )
        self.segments = [one.id for one in codings.segments_to_code(self.corpus, self.programme.id)]
        made = [
            Coding(segment, self.theme(key).id, 0.8, is_primary=True)
            for segment, key in zip(self.segments, ("waiting", "buses", "delay"), strict=True)
        ]
        codings.replace_suggestions(self.corpus, self.programme.id, codings.coder_id(self.corpus, "model", "m"), made)
        decisions.put_rule(self.corpus, self.programme.id, ONE_OF_EACH)
        self.members = [
            people.add_forum_member(self.corpus, programme_id=self.programme.id, constituency=one, code_hash=one)
            for one in CONSTITUENCIES
        ]

    def theme(self, key: str) -> Theme:
        return next(one for one in codebook.themes_ever(self.corpus, self.programme.id) if one.key == key)

    def propose(self, new: NewProposal) -> Proposal:
        return proposing.propose(self.workspace, self.programme, new)

    def vote(self, proposal: Proposal, vote: str, objection: str = "", *, member: int = 0) -> bool:
        return deciding.vote(self.workspace, self.members[member], proposal.id, GivenVote(vote, objection))

    def decide(self, proposal: Proposal, vote: str = "for") -> decisions.ForumDecision:
        for member in range(len(self.members)):
            self.vote(proposal, vote, member=member)
        return deciding.close(self.workspace, self.programme, proposal.id)


@pytest.fixture
def forum(workspace: Workspace, event: Event) -> Forum:
    return Forum(workspace, event)


@pytest.fixture
def proposal(forum: Forum) -> Proposal:
    return forum.propose(NewProposal("adopt", forum.theme("buses").id))


def test_adopting_makes_a_version_with_its_reason_and_constituencies_and_no_person(
    forum: Forum, proposal: Proposal
) -> None:
    before = rights_version(forum.corpus, forum.programme.id)
    decision = forum.decide(proposal)
    assert forum.theme("buses").status == "adopted"
    assert forum.theme("buses").origin == "discovered"
    newest = codebook.versions(forum.corpus, forum.programme.id)[0]
    assert (newest.number, newest.constituencies) == (decision.version, CONSTITUENCIES)
    assert newest.reason == (
        "“Buses” is one of our themes. Decided by the forum: young people, citizens and professionals."
    )
    assert rights_version(forum.corpus, forum.programme.id) > before
    assert jobs.waiting_jobs(forum.corpus)


def test_a_change_gives_another_name_and_keeps_what_was_not_named(forum: Forum) -> None:
    theme = forum.theme("waiting")
    decision = forum.decide(forum.propose(NewProposal("change", theme.id, name="Waiting too long")))
    changed = forum.theme("waiting")
    assert (changed.id, changed.name, changed.definition) == (theme.id, "Waiting too long", "Time.")
    assert decision.words == "“Waiting” is now called “Waiting too long”."


def test_what_is_rejected_goes_out_of_use_and_what_was_under_it_stays(forum: Forum) -> None:
    forum.decide(forum.propose(NewProposal("reject", forum.theme("waiting").id)))
    assert forum.theme("waiting").status == "retired"
    assert forum.theme("delay").parent_id is None


def test_merging_moves_what_was_said_and_what_it_includes(forum: Forum) -> None:
    waiting, delay = forum.theme("waiting"), forum.theme("delay")
    merged = NewProposal("merge", waiting.id, name="Waiting and delay", parts=(Part("", "", delay.id),))
    decision = forum.decide(forum.propose(merged))
    assert decision.words == "“Waiting” and “Delay” are now one theme, called “Waiting and delay”."
    kept = forum.theme("waiting")
    assert kept.includes == ("Waiting", "Delay", "queues")
    assert forum.theme("delay").status == "retired"
    rows = forum.corpus.execute("SELECT segment_id FROM codings WHERE theme_id = ? ORDER BY 1", [kept.id]).fetchall()
    assert [row[0] for row in rows] == [forum.segments[0], forum.segments[2]]


@pytest.mark.parametrize("merged_state", ["suggested", "confirmed"])
@pytest.mark.parametrize("own_state", ["suggested", "confirmed", "rejected"])
def test_where_both_themes_had_it_a_persons_word_counts(forum: Forum, own_state: str, merged_state: str) -> None:
    waiting, delay, segment = forum.theme("waiting"), forum.theme("delay"), forum.segments[0]
    codings.add_suggestions(
        forum.corpus, codings.coder_id(forum.corpus, "model", "m"), [Coding(segment, delay.id, 0.5, is_primary=False)]
    )
    sam = codings.coder_id(forum.corpus, "person", "Sam")
    for theme, state in ((waiting, own_state), (delay, merged_state)):
        if state != "suggested":
            codings.decide_coding(forum.corpus, segment_id=segment, theme_id=theme.id, state=state, coder=sam)  # type: ignore[arg-type]
    forum.decide(forum.propose(NewProposal("merge", waiting.id, parts=(Part("", "", delay.id),))))
    sql = "SELECT state FROM codings WHERE theme_id = ? AND segment_id = ?"
    expected = own_state if own_state != "suggested" else merged_state
    assert forum.corpus.execute(sql, [waiting.id, segment]).fetchall() == [(expected,)]


def test_a_split_makes_themes_of_the_forums_beneath_the_old_one(forum: Forum) -> None:
    theme = forum.theme("waiting")
    parts = (Part("Waiting lists", "Months."), Part("Waiting rooms", "Hours."))
    proposal = forum.propose(NewProposal("split", theme.id, parts=parts))
    assert question(proposal) == "Should “Waiting” be split into “Waiting lists” and “Waiting rooms”?"
    forum.decide(proposal)
    made = [one for one in codebook.themes(forum.corpus, forum.programme.id) if one.origin == "forum"]
    assert {(one.name, one.definition, one.parent_id, one.status) for one in made} == {
        ("Waiting lists", "Months.", theme.id, "adopted"),
        ("Waiting rooms", "Hours.", theme.id, "adopted"),
    }
    assert all(decisions.decisions_on(forum.corpus, one.id) for one in made)


def test_a_new_theme_has_its_evidence_as_the_forums_codings(forum: Forum) -> None:
    new = NewProposal(
        "new theme", name="Nobody answers", definition="Calls and letters.", evidence=(forum.segments[0],)
    )
    decision = forum.decide(forum.propose(new))
    theme = codebook.theme_by_id(forum.corpus, decision.theme_id or 0)
    assert (theme.name, theme.origin, theme.status) == ("Nobody answers", "forum", "adopted")
    decided = [one for one in codings.decisions(forum.corpus, forum.programme.id) if one.theme_id == theme.id]
    assert [(one.segment_id, one.state) for one in decided] == [(forum.segments[0], "confirmed")]


def test_it_says_plainly_why_it_cannot_be_decided_and_leaves_all_as_it_was(forum: Forum, proposal: Proposal) -> None:
    forum.vote(proposal, "for", member=0)
    forum.vote(proposal, "against", "It is only one school.", member=1)
    with pytest.raises(NotReady) as refused:
        deciding.close(forum.workspace, forum.programme, proposal.id)
    assert str(refused.value) == (
        "It cannot be decided yet. Professionals: 0 voted, and 1 must have. 1 objection waits for a written answer."
    )
    assert theme_proposals.proposal_by_id(forum.corpus, proposal.id).state == "open"
    assert forum.theme("buses").status == "candidate"


def test_what_is_not_agreed_is_kept_and_changes_nothing(forum: Forum, proposal: Proposal) -> None:
    decision = forum.decide(proposal, "against")
    assert (decision.outcome, decision.version) == ("not agreed", None)
    assert forum.theme("buses").status == "candidate"
    assert len(codebook.versions(forum.corpus, forum.programme.id)) == 1


def test_an_answered_objection_can_stand_as_a_minority_view_even_afterwards(forum: Forum, proposal: Proposal) -> None:
    forum.members.append(
        people.add_forum_member(
            forum.corpus, programme_id=forum.programme.id, constituency="young people", code_hash="second"
        )
    )
    forum.members.append(
        people.add_forum_member(
            forum.corpus, programme_id=forum.programme.id, constituency="young people", code_hash="third"
        )
    )
    for member in (0, 1, 2, 3):
        forum.vote(proposal, "for", member=member)
    forum.vote(proposal, "against", "Trains are late as well.", member=4)
    (objection,) = votes.objections(forum.corpus, proposal.id)
    with pytest.raises(NotReady, match="Wait until"):
        deciding.let_stand(forum.workspace, forum.members[4], proposal.id, stands=True)
    deciding.answer_objection(forum.workspace, forum.programme, objection.id, "Nobody spoke of trains.")
    assert deciding.standing(forum.corpus, proposal).unsaid == 1
    with pytest.raises(NotReady, match="not said yet"):
        deciding.close(forum.workspace, forum.programme, proposal.id)
    assert theme_proposals.proposal_by_id(forum.corpus, proposal.id).state == "open"
    deciding.close(forum.workspace, forum.programme, proposal.id, is_before_all_said=True)
    deciding.let_stand(forum.workspace, forum.members[4], proposal.id, stands=True)
    assert [one.words for one in votes.objections(forum.corpus, proposal.id) if one.stands] == [
        "Trains are late as well."
    ]
    with pytest.raises(NotFound):
        deciding.let_stand(forum.workspace, forum.members[0], proposal.id, stands=True)


def test_new_words_want_a_new_answer_and_a_changed_mind_takes_the_objection_back(
    forum: Forum, proposal: Proposal
) -> None:
    forum.vote(proposal, "against", "Why?")
    (objection,) = votes.objections(forum.corpus, proposal.id)
    deciding.answer_objection(forum.workspace, forum.programme, objection.id, "Because.")
    forum.vote(proposal, "against", "Why?")
    assert [one.answer for one in votes.objections(forum.corpus, proposal.id)] == ["Because."]
    forum.vote(proposal, "against", "Why now?")
    assert [one.answer for one in votes.objections(forum.corpus, proposal.id)] == [""]
    forum.vote(proposal, "for", "Why now?")
    assert votes.objections(forum.corpus, proposal.id) == []


def test_what_an_objection_names_is_masked(forum: Forum, proposal: Proposal) -> None:
    forum.vote(proposal, "against", "Ring me on 07700 900123 about it.")
    (objection,) = votes.objections(forum.corpus, proposal.id)
    assert "07700" not in objection.words


@pytest.mark.parametrize("model", ["participation", "consultation"])
def test_who_may_not_decide_neither_votes_nor_counts(forum: Forum, proposal: Proposal, model: str) -> None:
    member = people.add_forum_member(
        forum.corpus,
        programme_id=forum.programme.id,
        constituency="young people",
        code_hash=model,
        engagement_model=model,  # type: ignore[arg-type]
    )
    with pytest.raises(NotReady, match="does not vote"):
        deciding.vote(forum.workspace, member, proposal.id, GivenVote("for"))
    with pytest.raises(sqlite3.IntegrityError):
        votes.put_vote(forum.corpus, proposal.id, member.id, "for")


def test_who_has_said_that_their_view_need_not_stand_is_not_waited_for(forum: Forum, proposal: Proposal) -> None:
    for member, vote in enumerate(("against", "for", "for")):
        forum.vote(proposal, vote, "Trains are late as well." if vote == "against" else "", member=member)
    (objection,) = votes.objections(forum.corpus, proposal.id)
    unsaid = []
    deciding.answer_objection(forum.workspace, forum.programme, objection.id, "Nobody spoke of trains.")
    for stands in (False, True):
        deciding.let_stand(forum.workspace, forum.members[0], proposal.id, stands=stands)
        unsaid.append(deciding.standing(forum.corpus, proposal).unsaid)
        deciding.answer_objection(forum.workspace, forum.programme, objection.id, "Buses first.")
        unsaid.append(deciding.standing(forum.corpus, proposal).unsaid)
    assert unsaid == [0, 1, 0, 0]
    forum.vote(proposal, "against", "And trams.")
    assert votes.objections(forum.corpus, proposal.id)[0].said_at is None


def test_a_member_of_another_programme_finds_no_such_proposal(forum: Forum, proposal: Proposal) -> None:
    elsewhere = add_programme(forum.corpus, name="Elsewhere")
    member = people.add_forum_member(
        forum.corpus, programme_id=elsewhere.id, constituency="citizens", code_hash="elsewhere"
    )
    with pytest.raises(NotFound):
        deciding.vote(forum.workspace, member, proposal.id, GivenVote("for"))
    with pytest.raises(sqlite3.IntegrityError):
        votes.put_vote(forum.corpus, proposal.id, member.id, "for")


def test_a_closed_vote_stands(forum: Forum, proposal: Proposal) -> None:
    forum.decide(proposal)
    with pytest.raises(NotReady, match="closed"):
        forum.vote(proposal, "against")
    with pytest.raises(NotReady, match="closed"):
        deciding.close(forum.workspace, forum.programme, proposal.id)


def test_what_is_taken_back_says_why_and_is_not_decided(forum: Forum, proposal: Proposal) -> None:
    with pytest.raises(InvalidChoice):
        proposing.take_back(forum.workspace, forum.programme, proposal.id, " ")
    proposing.take_back(forum.workspace, forum.programme, proposal.id, "Buses are the council's.")
    taken = theme_proposals.proposal_by_id(forum.corpus, proposal.id)
    assert (taken.state, taken.withdrawn_because) == ("withdrawn", "Buses are the council's.")
    with pytest.raises(NotReady):
        forum.decide(proposal)


def test_a_theme_that_went_meanwhile_is_not_decided_on(forum: Forum, proposal: Proposal) -> None:
    codebook.retire_themes(forum.corpus, [forum.theme("buses").id])
    with pytest.raises(NotReady, match="went out of use"):
        forum.decide(proposal)
    assert theme_proposals.proposal_by_id(forum.corpus, proposal.id).state == "open"


def test_an_analysis_leaves_a_theme_that_a_forum_is_to_decide_on(forum: Forum, proposal: Proposal) -> None:
    keep_discovered(forum.corpus, forum.programme.id, Found((), ()))
    assert forum.theme("buses").status == "candidate"
    proposing.take_back(forum.workspace, forum.programme, proposal.id, "Not now.")
    keep_discovered(forum.corpus, forum.programme.id, Found((), ()))
    assert forum.theme("buses").status == "retired"


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewProposal("adopt"), "theme_id"),
        (NewProposal("change", 1, name="Waiting"), "name"),
        (NewProposal("change", 1, name="buses"), "name"),
        (NewProposal("merge", 1, parts=(Part("", "", 1),)), "parts"),
        (NewProposal("split", 1, parts=(Part("One", "a"),)), "parts"),
        (NewProposal("split", 1, parts=(Part("One", "a"), Part("one", "b"))), "parts"),
        (NewProposal("split", 1, parts=(Part("One"), Part("Two"))), "definition"),
        (NewProposal("new theme", name="Trains", definition="Rails."), "evidence"),
        (NewProposal("new theme", definition="Rails.", evidence=(1,)), "name"),
        (NewProposal("adopt", 1, reason="late " * 401), "definition"),
        (NewProposal("change", 1, name="late " * 21), "name"),
    ],
)
def test_what_nobody_could_vote_on_is_refused_at_its_field(forum: Forum, new: NewProposal, field: str) -> None:
    given = replace(new, theme_id=forum.theme("waiting").id) if new.theme_id else new
    with pytest.raises(proposing.Problem) as refused:
        forum.propose(given)
    assert refused.value.field == field
    assert theme_proposals.proposals(forum.corpus, forum.programme.id) == []


def test_an_action_has_an_owner_and_a_history(forum: Forum, proposal: Proposal) -> None:
    decision = forum.decide(proposal)
    action = acting.add(
        forum.workspace, decision, words="Talk to the bus company.", owner="Transport team",
        step=ActionStep("planned", "", "2026-03-01"),
    )  # fmt: skip
    with pytest.raises(InvalidChoice, match="why"):
        acting.change(
            forum.workspace, action, owner="Transport team", step=ActionStep("will not happen", "", "2026-04-01")
        )
    acting.change(
        forum.workspace, action, owner="Council", step=ActionStep("will not happen", "No money.", "2026-04-01")
    )
    (kept,) = actions.actions(forum.corpus, decision.id)
    assert kept.owner == "Council"
    assert [step.state for step in kept.steps] == ["planned", "will not happen"]
    assert kept.now.note == "No money."


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ((" ", "Council", "2026-01-01"), r"^Say what is done\.$"),
        (("Do " * 200, "Council", "2026-01-01"), "500 letters"),
        (("Do", "", "2026-01-01"), "^Say who does it: "),
        (("Do", "Council " * 20, "2026-01-01"), "100 letters"),
        (("Do", "Council", "soon"), "date"),
    ],
)
def test_an_action_that_lacks_something_is_refused(
    forum: Forum, proposal: Proposal, given: tuple[str, str, str], why: str
) -> None:
    decision, (words, owner, on_date) = forum.decide(proposal), given
    with pytest.raises(InvalidChoice, match=why):
        acting.add(forum.workspace, decision, words=words, owner=owner, step=ActionStep("planned", "", on_date))


def test_whoever_withdraws_is_gone_from_proposals_decisions_and_actions(forum: Forum, event: Event) -> None:
    """Their evidence goes, what quotes them goes, and what a theme was called after them; the forum's name stays."""
    told, other = "The quuxolorum bus is late.", forum.segments[1]
    document, _ = documents.add_document(forum.corpus, event.id, format="txt", fingerprint="b")
    documents.store_turns(
        forum.corpus,
        document,
        contributors=[NewContributor("2-1", "Young person 2", consent=3)],
        turns=[NewTurn(told, "contributor", "2-1", "Young person 2", (NewSegment(0, len(told)),))],
        blank=0,
    )
    theirs = next(one.id for one in codings.segments_to_code(forum.corpus, forum.programme.id) if one.text == told)
    named = NewTheme("buses", "Quuxolorum bus", origin="discovered", status="candidate")
    codebook.put_codebook(forum.corpus, forum.programme.id, [named], reason="found “Quuxolorum bus”")
    new = NewProposal(
        "change", forum.theme("buses").id, name="Late buses", reason=f"Somebody said: {told}", evidence=(theirs, other)
    )
    decision = forum.decide(forum.propose(new))
    step = ActionStep("planned", f"Because of “{told}”", "2026-03-01")
    acting.add(forum.workspace, decision, words="Ring the company.", owner="Council", step=step)
    withdraw(forum.workspace, forum.programme, event.code, "2-1", by="test")
    kept = theme_proposals.proposal_by_id(forum.corpus, decision.proposal_id)
    assert kept.evidence == (other,)
    assert kept.reason == "Somebody said: [taken back]"
    assert forum.theme("buses").name == "Late buses"
    words = decisions.decision_by_id(forum.corpus, decision.id).words
    assert words == "“Something people raised” is now called “Late buses”."
    forum.corpus.conn.commit()
    for file in forum.workspace.settings.home.rglob("*.db"):
        assert b"quuxolorum" not in file.read_bytes().lower(), file
