"""Whatever happens in whatever order: no decision without a quorum or over an unanswered objection, and the votes of
people who may not decide never count. What the machine expects it works out for itself."""

from collections.abc import Iterable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule
from sqlite_utils import Database

from corpus.deciding import VOTES, Rule
from corpus.errors import NotFound
from corpus.records import CONSTITUENCIES, ENGAGEMENT_MODELS, ForumMember, NewTheme
from corpus.store import codebook, decisions, people, theme_proposals, votes
from corpus.store.migrations import migrations
from corpus.store.programmes import add_programme
from corpus.store.theme_proposals import NewProposal
from service.errors import NotReady
from service.settings import Settings
from service.workflow import deciding, proposing
from service.workflow.deciding import GivenVote
from service.workspace import Workspace

MEMBERS_OF_EACH = 2
WORDS = st.sampled_from(["", "No.", "Why?"])


class Deciding(RuleBasedStateMachine):
    """Members of every kind of forum, and of another programme, and staff who open, answer, take back and close."""

    proposed = Bundle("proposed")

    @initialize()
    def begin(self) -> None:
        self.corpus = Database(memory=True)
        migrations.apply(self.corpus)
        self.corpus.execute("PRAGMA foreign_keys = ON")
        self.workspace = Workspace(Settings(), self.corpus)
        self.programme = add_programme(self.corpus, name="Wellbeing")
        codebook.put_codebook(self.corpus, self.programme.id, [NewTheme("buses", "Buses")], reason="test")
        self.theme = codebook.themes(self.corpus, self.programme.id)[0].id
        elsewhere = add_programme(self.corpus, name="Elsewhere")
        self.members = [
            people.add_forum_member(
                self.corpus, programme_id=one.id, constituency=name, code_hash=f"{one.id} {name} {model} {number}",
                engagement_model=model,
            )
            for one in (self.programme, elsewhere) for name in CONSTITUENCIES
            for model in ENGAGEMENT_MODELS for number in range(MEMBERS_OF_EACH)
        ]  # fmt: skip
        self.quorum = dict.fromkeys(CONSTITUENCIES, 1)
        decisions.put_rule(self.corpus, self.programme.id, Rule(self.quorum, "two thirds"))
        self.votes: dict[int, dict[int, str]] = {}
        self.waiting: dict[int, set[int]] = {}
        self.open: set[int] = set()
        self.decided: dict[int, tuple[str, dict[str, tuple[int, int, int]]]] = {}

    def _decides(self, member: ForumMember) -> bool:
        return member.engagement_model == "co-production" and member.programme_id == self.programme.id

    def _counts(self, proposal: int) -> dict[str, tuple[int, int, int]]:
        cast = [(self._member(member).constituency, vote) for member, vote in self.votes[proposal].items()]
        return {
            name: (cast.count((name, "for")), cast.count((name, "against")), cast.count((name, "stand aside")))
            for name in CONSTITUENCIES
        }

    def _member(self, member_id: int) -> ForumMember:
        return next(one for one in self.members if one.id == member_id)

    @rule(target=proposed)
    def propose(self) -> int:
        new = NewProposal("change", self.theme, definition=f"Meaning {len(self.votes) + 1}.")
        made = proposing.propose(self.workspace, self.programme, new)
        self.votes[made.id], self.waiting[made.id] = {}, set()
        self.open.add(made.id)
        return made.id

    @rule(
        proposal=proposed, which=st.integers(0), vote=st.sampled_from(VOTES), words=st.sampled_from(["", "No.", "Why?"])
    )
    def vote(self, proposal: int, which: int, vote: str, words: str) -> None:
        member = self.members[which % len(self.members)]
        before = votes.objection_of(self.corpus, proposal, member.id)
        may = self._decides(member) and proposal in self.open
        try:
            deciding.vote(self.workspace, member, proposal, GivenVote(vote, words))
        except (NotReady, NotFound):
            assert not may
            return
        assert may
        self.votes[proposal][member.id] = vote
        if vote != "against" or not words:
            self.waiting[proposal].discard(member.id)
        elif before is None or before.words != words:
            self.waiting[proposal].add(member.id)

    @rule(proposal=proposed, is_one_against=st.booleans(), words=WORDS, is_answered=st.booleans())
    def meet(self, proposal: int, *, is_one_against: bool, words: str, is_answered: bool) -> None:
        for place in range(len(self.members)):
            self.vote(proposal, place, "against" if is_one_against and not place else "for", words)
        if is_answered:
            self.answer(proposal)
        self.close(proposal)

    @rule(proposal=proposed)
    def answer(self, proposal: int) -> None:
        for objection in votes.objections(self.corpus, proposal):
            if proposal in self.open:
                deciding.answer_objection(self.workspace, self.programme, objection.id, "Because.")
                self.waiting[proposal].discard(objection.forum_member_id)

    @rule(quorum=st.lists(st.integers(0, MEMBERS_OF_EACH), min_size=3, max_size=3).filter(any))
    def another_rule(self, quorum: Iterable[int]) -> None:
        self.quorum = dict(zip(CONSTITUENCIES, quorum, strict=True))
        decisions.put_rule(self.corpus, self.programme.id, Rule(self.quorum, "two thirds"))

    @rule(target=proposed, proposal=proposed)
    def take_back(self, proposal: int) -> object:
        try:
            proposing.take_back(self.workspace, self.programme, proposal, "Not now.")
        except NotReady:
            assert proposal not in self.open
        else:
            self.open.remove(proposal)
        return multiple()

    @rule(proposal=proposed)
    def close(self, proposal: int) -> None:
        counts = self._counts(proposal)
        has_quorum = all(sum(counts[name]) >= self.quorum[name] for name in CONSTITUENCIES)
        before = codebook.theme_by_id(self.corpus, self.theme).definition
        versions = len(codebook.versions(self.corpus, self.programme.id))
        try:
            decision = deciding.close(self.workspace, self.programme, proposal, is_before_all_said=True)
        except NotReady:
            assert proposal not in self.open or not has_quorum or self.waiting[proposal]
            assert codebook.theme_by_id(self.corpus, self.theme).definition == before
            assert len(codebook.versions(self.corpus, self.programme.id)) == versions
            return
        assert proposal in self.open
        assert has_quorum
        assert not self.waiting[proposal]
        self.open.remove(proposal)
        sided = [(good, bad) for good, bad, _ in counts.values() if good + bad]
        is_agreed = bool(sided) and all(3 * good >= 2 * (good + bad) for good, bad in sided)
        assert decision.outcome == ("agreed" if is_agreed else "not agreed")
        is_changed = codebook.theme_by_id(self.corpus, self.theme).definition == f"Meaning {proposal}."
        assert is_changed is is_agreed
        self.decided[proposal] = (decision.outcome, counts)

    @invariant()
    def what_was_decided_stays_as_it_was(self) -> None:
        if not hasattr(self, "corpus"):
            return
        kept = {
            one.proposal_id: (
                one.outcome,
                {tally.constituency: (tally.in_favour, tally.against, tally.aside) for tally in one.tallies},
            )
            for one in decisions.decisions(self.corpus, self.programme.id)
        }
        assert kept == self.decided

    @invariant()
    def nobody_has_voted_who_may_not(self) -> None:
        if not hasattr(self, "corpus"):
            return
        deciders = {member.id for member in self.members if self._decides(member)}
        cast = {(proposal, member) for proposal in self.votes for member in self.votes[proposal]}
        rows = set(self.corpus.execute("SELECT proposal_id, forum_member_id FROM votes").fetchall())
        assert rows == cast
        assert {member for _, member in rows} <= deciders
        is_open = {one.id for one in theme_proposals.proposals(self.corpus, self.programme.id, "open")}
        assert is_open == self.open

    def teardown(self) -> None:
        if hasattr(self, "corpus"):
            self.corpus.close()


TestDeciding = Deciding.TestCase
TestDeciding.settings = settings(
    max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
