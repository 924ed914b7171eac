"""What members propose: whose it is, what it rests on, how much of it, and what nobody else may read."""

import sqlite3

import pytest

from corpus.consent import ANALYSIS, QUOTE
from corpus.deciding import MOST_OPEN, Rule
from corpus.errors import NotFound
from corpus.records import Event, ForumMember, NewContributor, NewSegment, NewTheme, NewTurn
from corpus.store import (
    codebook,
    codings,
    decisions,
    documents,
    held_writing,
    member_proposals,
    people,
    theme_proposals,
)
from corpus.store.programmes import programme_by_id
from corpus.store.theme_proposals import NewProposal, Part
from nlp.protocols import Encoder
from service.errors import InvalidChoice, NotReady
from service.passwords import hash_password
from service.workflow import deciding, proposing
from service.workflow import member_proposals as own_ideas
from service.workflow.deciding import GivenVote
from service.workflow.encoding import CachedEncoder, as_encoded
from service.workflow.evidence_search import find_evidence
from service.workflow.forum_words import ReadWords
from service.workflow.held_writing import GivenDecision, decide, queue_of
from service.workflow.member_proposals import left_to_propose, propose_as, take_back_own
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace

SAID = {
    "lift": "The lift at the clinic is always broken.",
    "stairs": "My sister cannot climb the stairs there.",
    "hidden": "The broken lift keeps me away.",
    "bus": "The bus is late.",
}


class Forum:
    """A programme with one theme, four people of whom one may not be quoted, and members of each kind of forum."""

    def __init__(self, workspace: Workspace, event: Event) -> None:
        self.workspace, self.corpus = workspace, workspace.corpus
        self.programme = programme_by_id(self.corpus, event.programme_id)
        themes = [NewTheme("buses", "Buses", "Getting there."), NewTheme("trains", "Trains", "Getting far.")]
        codebook.put_codebook(self.corpus, self.programme.id, themes, reason="test")
        document, _ = documents.add_document(self.corpus, event.id, format="txt", fingerprint="a")
        spoke = [NewContributor(key, key, consent=ANALYSIS if key == "hidden" else QUOTE) for key in SAID]
        turns = [NewTurn(text, "contributor", key, key, (NewSegment(0, len(text)),)) for key, text in SAID.items()]
        documents.store_turns(self.corpus, document, contributors=spoke, turns=turns, blank=0)
        by_text = {one.text: one.id for one in codings.segments_to_code(self.corpus, self.programme.id)}
        self.ids = {key: by_text[text] for key, text in SAID.items()}
        self.themes = {one.key: one.id for one in codebook.themes(self.corpus, self.programme.id)}
        self.member = self.a_member("a")

    def a_member(self, who: str, model: str = "co-production") -> ForumMember:
        return people.add_forum_member(
            self.corpus,
            programme_id=self.programme.id,
            constituency="young people",
            code_hash=who,
            engagement_model=model,  # type: ignore[arg-type]
        )

    def missed(self, *evidence: int, name: str = "Lifts", about: str = "Lifts that do not work.") -> NewProposal:
        return NewProposal("new theme", name=name, definition=about, source="you missed this", evidence=evidence)


@pytest.fixture
def forum(workspace: Workspace, event: Event) -> Forum:
    return Forum(workspace, event)


def test_what_was_missed_is_a_proposal_of_the_constituency_on_what_may_be_quoted(forum: Forum) -> None:
    made = propose_as(forum.workspace, forum.member, forum.missed(forum.ids["lift"], forum.ids["hidden"], 999))
    assert made is not None
    assert (made.kind, made.state, made.source, made.constituency) == (
        "new theme",
        "open",
        "you missed this",
        "young people",
    )
    assert (made.is_by_member, made.was_unsaid) == (True, False)
    assert made.evidence == (forum.ids["lift"],)
    assert member_proposals.opened_by(forum.corpus, forum.member.id) == {made.id}


def test_what_nobody_said_is_kept_and_says_so_and_staff_still_need_evidence(forum: Forum) -> None:
    made = propose_as(forum.workspace, forum.member, forum.missed())
    assert made is not None
    assert made.was_unsaid
    with pytest.raises(proposing.Problem, match="at least one quote"):
        proposing.propose(forum.workspace, forum.programme, forum.missed(name="Doors"))


def test_members_propose_another_name_and_that_two_are_one(forum: Forum) -> None:
    given = NewProposal("change", forum.themes["buses"], name="Late buses", source="a forum answer")
    joined = NewProposal("merge", forum.themes["buses"], parts=(Part("", "", forum.themes["trains"]),))
    for one in (given, joined):
        made = propose_as(forum.workspace, forum.member, one)
        assert made is not None
        assert made.is_by_member
    with pytest.raises(proposing.Problem, match="already"):
        propose_as(forum.workspace, forum.a_member("b"), given)


def test_nobody_has_more_than_a_few_open_at_a_time(forum: Forum) -> None:
    for number in range(MOST_OPEN):
        propose_as(forum.workspace, forum.member, forum.missed(name=f"Lifts {number}"))
    assert left_to_propose(forum.workspace, forum.member) == 0
    with pytest.raises(NotReady, match="ideas open"):
        propose_as(forum.workspace, forum.member, forum.missed(name="Doors"))
    newest = theme_proposals.proposals(forum.corpus, forum.programme.id)[0]
    proposing.take_back(forum.workspace, forum.programme, newest.id, "It is about lifts.")
    assert propose_as(forum.workspace, forum.member, forum.missed(name="Doors")) is not None


def test_members_take_their_own_back_until_somebody_else_votes(forum: Forum) -> None:
    other = forum.a_member("b")
    first, second = (
        propose_as(forum.workspace, forum.member, forum.missed(forum.ids["lift"], name=name))
        for name in ("Lifts", "Doors")
    )
    assert first is not None
    assert second is not None
    for made in (first, second):
        deciding.vote(forum.workspace, forum.member, made.id, GivenVote("for"))
    deciding.vote(forum.workspace, other, second.id, GivenVote("for"))
    with pytest.raises(NotFound):
        take_back_own(forum.workspace, other, first.id)
    take_back_own(forum.workspace, forum.member, first.id)
    with pytest.raises(NotReady, match="Others have voted"):
        take_back_own(forum.workspace, forum.member, second.id)
    states = [theme_proposals.proposal_by_id(forum.corpus, one.id).state for one in (first, second)]
    assert states == ["withdrawn", "open"]
    with pytest.raises(NotReady, match="closed"):
        take_back_own(forum.workspace, forum.member, first.id)


@pytest.mark.parametrize("model", ["participation", "consultation"])
def test_participation_proposes_and_consultation_does_not(forum: Forum, model: str) -> None:
    member = forum.a_member("b", model)
    if model == "participation":
        assert propose_as(forum.workspace, member, forum.missed()) is not None
        return
    with pytest.raises(NotReady):
        propose_as(forum.workspace, member, forum.missed())
    opened = proposing.propose(forum.workspace, forum.programme, forum.missed(forum.ids["lift"]))
    with pytest.raises(sqlite3.IntegrityError, match="may not propose"):
        member_proposals.add_member_proposal(forum.corpus, opened.id, member.id, was_unsaid=False)


def test_what_may_be_a_disclosure_is_opened_only_when_the_lead_releases_it(forum: Forum) -> None:
    given = forum.missed(forum.ids["lift"], about="My dad hits me.")
    assert propose_as(forum.workspace, forum.member, given) is None
    assert propose_as(forum.workspace, forum.member, forum.missed(name="Home", about="My dad hits me.")) is None
    assert theme_proposals.proposals(forum.corpus, forum.programme.id) == []
    assert left_to_propose(forum.workspace, forum.member) == 1
    lead = people.put_account(
        forum.corpus, name="Lee", roles=["safeguarding lead"], password_hash=hash_password("a long enough one")
    )
    first, second = queue_of(forum.workspace, forum.programme.id, "waiting")
    assert (first.about, first.texts) == ("A new theme that they propose", ("Lifts", "My dad hits me."))
    decide(forum.workspace, forum.programme, lead, first.held.id, GivenDecision("released"))
    decide(forum.workspace, forum.programme, lead, second.held.id, GivenDecision("kept"))
    (made,) = theme_proposals.proposals(forum.corpus, forum.programme.id)
    assert (made.name, made.definition, made.evidence) == ("Lifts", "My dad hits me.", (forum.ids["lift"],))
    assert made.is_by_member
    assert left_to_propose(forum.workspace, forum.member) == 2


def test_what_is_held_waits_for_whoever_else_writes(forum: Forum) -> None:
    done: list[str] = []
    forum.corpus.conn.set_trace_callback(done.append)
    assert propose_as(forum.workspace, forum.member, forum.missed(about="My dad hits me.")) is None
    begun = [sql for sql in done if sql.startswith("BEGIN")]
    assert begun
    assert {*begun} == {"BEGIN IMMEDIATE"}  # SQLite waits for nobody after a transaction has read


def test_of_two_sent_at_once_the_one_too_many_leaves_nothing_in_the_vault(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(MOST_OPEN - 1):
        propose_as(forum.workspace, forum.member, forum.missed(name=f"Lifts {n}"))

    def the_other_comes_first(*_: object) -> list[ReadWords]:
        monkeypatch.undo()
        propose_as(forum.workspace, forum.member, forum.missed(name="Lifts again"))
        return [ReadWords("My dad hits me.", is_concern=True)]

    monkeypatch.setattr(own_ideas, "read_words", the_other_comes_first)
    with pytest.raises(NotReady):
        propose_as(forum.workspace, forum.member, forum.missed(about="My dad hits me."))
    with forum.workspace.vault() as vault:
        assert vault.unseal_writing([1], reason="a test") == {}


def test_what_cannot_be_opened_any_more_is_not_released(forum: Forum) -> None:
    assert propose_as(forum.workspace, forum.member, forum.missed(about="My dad hits me.")) is None
    propose_as(forum.workspace, forum.a_member("b"), forum.missed())
    lead = people.put_account(
        forum.corpus, name="Lee", roles=["safeguarding lead"], password_hash=hash_password("a long enough one")
    )
    (held,) = queue_of(forum.workspace, forum.programme.id, "waiting")
    with pytest.raises(InvalidChoice, match="cannot be opened any more"):
        decide(forum.workspace, forum.programme, lead, held.held.id, GivenDecision("released"))
    assert held_writing.held_writing_by_id(forum.corpus, held.held.id).state == "waiting"
    assert queue_of(forum.workspace, forum.programme.id, "waiting")[0].texts == held.texts


def test_evidence_goes_with_whoever_withdraws_and_the_proposal_does_not_say_that_nobody_said_it(forum: Forum) -> None:
    made = propose_as(forum.workspace, forum.member, forum.missed(forum.ids["lift"], about=SAID["lift"]))
    assert made is not None
    withdraw(forum.workspace, forum.programme, "F1", "lift", by="test")
    left = theme_proposals.proposal_by_id(forum.corpus, made.id)
    assert (left.evidence, left.was_unsaid, left.definition) == ((), False, "[taken back]")


@pytest.mark.parametrize(
    ("about", "left"),
    [
        (SAID["lift"], "[taken back]"),
        ("We say: the lift at the clinic is always shut. Mend it.", "We say: [taken back] shut. Mend it."),
        ("The lift is broken.", "The lift is broken."),
    ],
)
def test_what_a_theme_was_decided_to_mean_repeats_nobody_who_withdraws(forum: Forum, about: str, left: str) -> None:
    decisions.put_rule(forum.corpus, forum.programme.id, Rule({"young people": 1}, "two thirds"))
    made = propose_as(forum.workspace, forum.member, forum.missed(forum.ids["stairs"], about=about))
    assert made is not None
    deciding.vote(forum.workspace, forum.member, made.id, GivenVote("for", ""))
    theme_id = deciding.close(forum.workspace, forum.programme, made.id).theme_id
    assert theme_id is not None
    withdraw(forum.workspace, forum.programme, "F1", "lift", by="test")
    assert theme_proposals.proposal_by_id(forum.corpus, made.id).definition == left
    assert codebook.theme_by_id(forum.corpus, theme_id).definition == left


def test_evidence_is_looked_for_by_words_among_what_may_be_quoted(forum: Forum, word_encoder: Encoder) -> None:
    found = find_evidence(forum.workspace, forum.programme.id, "There is a broken lift", word_encoder)
    assert [one.text for one in found] == [SAID["lift"]]


def test_evidence_is_looked_for_by_nearness_where_there_are_vectors(forum: Forum, word_encoder: Encoder) -> None:
    CachedEncoder(forum.corpus, word_encoder).encode([as_encoded(text) for text in SAID.values()])
    found = find_evidence(forum.workspace, forum.programme.id, "My sister is at the clinic", word_encoder)
    assert {one.text for one in found} == {SAID["lift"], SAID["stairs"], SAID["bus"]}
    assert found[-1].text == SAID["bus"]
