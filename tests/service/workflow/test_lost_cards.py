"""A card that was lost and replaced: nobody counts twice, and nobody reads what was done with the old one."""

import pytest

from corpus.errors import NotFound
from corpus.records import CONSTITUENCIES, Event, ForumMember, NewReview, NewTheme
from corpus.store import codebook, lost_cards, member_proposals, people, rankings, reviews, sessions, votes
from corpus.store.programmes import programme_by_id
from corpus.store.theme_proposals import NewProposal
from service.errors import SignInFailed
from service.workflow import deciding
from service.workflow.accounts import put_code, sign_in_with_code
from service.workflow.deciding import GivenVote
from service.workflow.lost_cards import Card, make_cards, replace_lost
from service.workflow.proposing import propose
from service.workspace import Workspace


class Forum:
    """A programme with a proposal on its theme, and a member who has voted, answered and ranked."""

    def __init__(self, workspace: Workspace, event: Event) -> None:
        self.workspace, self.corpus = workspace, workspace.corpus
        self.programme = programme_by_id(self.corpus, event.programme_id)
        codebook.put_codebook(self.corpus, self.programme.id, [NewTheme("buses", "Buses")], reason="test")
        self.theme = codebook.themes(self.corpus, self.programme.id)[0].id
        self.proposal = propose(workspace, self.programme, NewProposal("adopt", self.theme))
        (self.card,) = make_cards(workspace, self.programme.id, CONSTITUENCIES[0], 1)
        self.use(self.member(self.card), "against")

    def member(self, card: Card) -> ForumMember:
        return sign_in_with_code(self.workspace, card.code)

    def use(self, member: ForumMember, vote: str) -> None:
        deciding.vote(self.workspace, member, self.proposal.id, GivenVote(vote, "No." if vote == "against" else ""))
        reviews.put_review(self.corpus, NewReview(self.theme, member.id, "partly", "", ""))
        rankings.put_ranking(self.corpus, member.id, [self.theme], [self.theme])

    @property
    def counted(self) -> tuple[int, int, int]:
        """Votes, answers and rankings."""
        tallies = votes.tallies(self.corpus, self.proposal.id).values()
        ranked = rankings.count_rankings(self.corpus, self.programme.id).values()
        return sum(one.voted for one in tallies), len(reviews.reviews(self.corpus, self.theme)), sum(ranked)


@pytest.fixture
def forum(workspace: Workspace, event: Event) -> Forum:
    return Forum(workspace, event)


def test_the_old_code_works_no_more_and_whoever_used_it_is_signed_out(forum: Forum) -> None:
    old = forum.member(forum.card)
    sessions.add_session(forum.corpus, "token", old, at=1)
    new = replace_lost(forum.workspace, forum.programme, forum.card.number)
    assert new.number != forum.card.number
    with pytest.raises(SignInFailed):
        forum.member(forum.card)
    assert sessions.person_of(forum.corpus, "token") is None
    assert forum.member(new).constituency == old.constituency
    assert people.count_forum_members(forum.corpus, forum.programme.id) == {old.constituency: 1}


def test_what_is_said_with_the_new_card_takes_the_place_of_what_the_old_one_said(forum: Forum) -> None:
    first = replace_lost(forum.workspace, forum.programme, forum.card.number)
    assert forum.counted == (1, 1, 1)
    second = replace_lost(forum.workspace, forum.programme, first.number)
    member = forum.member(second)
    forum.use(member, "for")
    assert forum.counted == (1, 1, 1)
    assert votes.vote_of(forum.corpus, forum.proposal.id, member.id) == "for"
    assert votes.objections(forum.corpus, forum.proposal.id) == []
    forum.use(member, "stand aside")
    assert forum.counted == (1, 1, 1)


def test_the_new_card_shows_nothing_of_the_old_one(forum: Forum) -> None:
    member = forum.member(replace_lost(forum.workspace, forum.programme, forum.card.number))
    assert votes.votes_by(forum.corpus, member.id) == {}
    assert reviews.answered_by(forum.corpus, member.id) == {}
    assert rankings.ranking_by(forum.corpus, member.id) is None
    assert member_proposals.opened_by(forum.corpus, member.id) == set()


def test_ideas_of_a_lost_card_still_count(forum: Forum) -> None:
    member_proposals_of = forum.member(forum.card)
    given = NewProposal("change", forum.theme, name="Late buses", constituency=member_proposals_of.constituency)
    made = propose(forum.workspace, forum.programme, given)
    member_proposals.add_member_proposal(forum.corpus, made.id, member_proposals_of.id, was_unsaid=False)
    new = forum.member(replace_lost(forum.workspace, forum.programme, forum.card.number))
    assert member_proposals.count_open(forum.corpus, new.id) == 1


def test_others_are_not_touched(forum: Forum) -> None:
    other = put_code(forum.workspace, forum.programme.id, CONSTITUENCIES[0], "OTHER")
    forum.use(other, "for")
    forum.use(forum.member(replace_lost(forum.workspace, forum.programme, forum.card.number)), "for")
    assert forum.counted == (2, 2, 2)
    assert votes.vote_of(forum.corpus, forum.proposal.id, other.id) == "for"


def test_a_card_that_is_not_there_or_was_replaced_cannot_be(forum: Forum) -> None:
    replace_lost(forum.workspace, forum.programme, forum.card.number)
    for number in (forum.card.number, 100, 10**18):
        with pytest.raises(NotFound):
            replace_lost(forum.workspace, forum.programme, number)


def test_of_two_who_replace_a_card_at_once_one_does(forum: Forum) -> None:
    old = forum.member(forum.card)
    replace_lost(forum.workspace, forum.programme, forum.card.number)
    (another,) = make_cards(forum.workspace, forum.programme.id, CONSTITUENCIES[0], 1)
    with pytest.raises(NotFound):
        lost_cards.replace_card(forum.corpus, old, forum.member(another))


def test_every_card_of_a_programme_has_a_number_of_its_own(forum: Forum) -> None:
    cards = make_cards(forum.workspace, forum.programme.id, CONSTITUENCIES[1], 200)
    numbers = [card.number for card in cards]
    assert len(set(numbers)) == 200
    assert numbers != sorted(numbers)
    assert min(numbers) >= lost_cards.FIRST
