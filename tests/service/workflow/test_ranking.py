"""What matters most: who may rank, what they are offered, and what becomes of it when themes change."""

import sqlite3
from collections import Counter

import pytest

from corpus.deciding import Rule
from corpus.records import (
    Coding,
    Constituency,
    EngagementModel,
    Event,
    ForumMember,
    NewContributor,
    NewSegment,
    NewTheme,
    NewTurn,
    SummaryLine,
)
from corpus.store import codebook, codings, decisions, documents, forum_summaries, people, rankings
from corpus.store.programmes import programme_by_id
from corpus.store.theme_proposals import NewProposal, Part
from service.errors import InvalidChoice, NotReady
from service.pages.ranking_shown import results
from service.workflow import deciding
from service.workflow.deciding import GivenVote
from service.workflow.proposing import propose
from service.workflow.ranking import MOST_WORDS_EACH, offered_to, rank, rankable
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace

KEYS = ("waiting", "buses", "school", "food", "sport", "music")


class Forum:
    """A programme with six themes that somebody said, under a heading."""

    def __init__(self, workspace: Workspace, event: Event, about: str = "Time.") -> None:
        self.workspace, self.corpus, self.event = workspace, workspace.corpus, event
        self.programme = programme_by_id(self.corpus, event.programme_id)
        themes = [NewTheme("all", "Everything"), NewTheme("silent", "Silent", parent="all")]
        themes += [NewTheme(key, key.capitalize(), about, parent="all") for key in KEYS]
        themes.append(NewTheme("found", "Found", status="candidate", origin="discovered"))
        codebook.put_codebook(self.corpus, self.programme.id, themes, reason="test")
        document, _ = documents.add_document(self.corpus, event.id, format="txt", fingerprint="a")
        turns = [
            NewTurn(f"It is {key}.", "contributor", key, key, (NewSegment(0, len(key) + 7),))
            for key in (*KEYS, "found")
        ]
        spoke = [NewContributor(key, key, "young person") for key in (*KEYS, "found")]
        documents.store_turns(self.corpus, document, contributors=spoke, turns=turns, blank=0)
        self.ids = {theme.key: theme.id for theme in codebook.themes(self.corpus, self.programme.id)}
        self.said = {one.text[6:-1]: one.id for one in codings.segments_to_code(self.corpus, self.programme.id)}
        made = [Coding(self.said[key], self.ids[key], 0.8, is_primary=True) for key in self.said]
        codings.replace_suggestions(self.corpus, self.programme.id, codings.coder_id(self.corpus, "model", "m"), made)

    def member(
        self, who: str, constituency: Constituency = "young people", model: EngagementModel = "co-production"
    ) -> ForumMember:
        return people.add_forum_member(
            self.corpus,
            programme_id=self.programme.id,
            constituency=constituency,
            code_hash=who,
            engagement_model=model,
        )

    def rank(self, who: str, *keys: str, constituency: Constituency = "young people") -> ForumMember:
        member = self.member(who, constituency)
        rank(self.workspace, member, [self.ids[key] for key in keys])
        return member

    def decide(self, new: NewProposal) -> None:
        """Has it agreed, after everybody ranked."""
        self.corpus.execute("UPDATE rankings SET ranked_at = '2026-01-01T00:00:00+00:00'")
        decisions.put_rule(self.corpus, self.programme.id, Rule({"citizens": 1}, "two thirds"))
        proposal = propose(self.workspace, self.programme, new)
        deciding.vote(self.workspace, self.member("decides", "citizens"), proposal.id, GivenVote("for"))
        deciding.close(self.workspace, self.programme, proposal.id)


@pytest.fixture
def forum(workspace: Workspace, event: Event) -> Forum:
    return Forum(workspace, event)


def test_adopted_themes_that_somebody_spoke_of_can_be_ranked_and_headings_cannot(forum: Forum) -> None:
    assert {one.theme.key for one in rankable(forum.corpus, forum.programme.id).values()} == set(KEYS)


def test_a_forums_own_words_tell_in_short_what_a_theme_is(forum: Forum) -> None:
    lines = [SummaryLine("word " * 40, (forum.said["food"],)), SummaryLine("more " * 40, (forum.said["food"],))]
    forum_summaries.add_forum_summary(forum.corpus, forum.ids["food"], "young people", lines, is_by_staff=False)
    offered = rankable(forum.corpus, forum.programme.id)
    assert offered[forum.ids["buses"]].sentences == ("Time.",)
    assert offered[forum.ids["food"]].sentences == ("word " * 40,)
    assert offered[forum.ids["food"]].words <= MOST_WORDS_EACH


def test_what_a_member_chose_is_kept_and_can_be_changed(forum: Forum) -> None:
    member = forum.rank("a", "food", "buses")
    rank(forum.workspace, member, [forum.ids["music"]])
    own = rankings.ranking_by(forum.corpus, member.id)
    assert own is not None
    assert own.chosen == (forum.ids["music"],)
    assert own.offered == {forum.ids[key] for key in KEYS}


@pytest.mark.parametrize("keys", [(), ("food", "food"), ("found",), ("all",), KEYS])
def test_what_is_no_choice_is_refused(forum: Forum, keys: tuple[str, ...]) -> None:
    with pytest.raises(InvalidChoice):
        forum.rank("a", *keys)


def test_a_consultation_does_not_rank_and_the_table_sees_to_it(forum: Forum) -> None:
    member = forum.member("a", model="consultation")
    with pytest.raises(NotReady, match="does not put themes in order"):
        rank(forum.workspace, member, [forum.ids["food"]])
    with pytest.raises(sqlite3.IntegrityError, match="may not rank"):
        rankings.put_ranking(forum.corpus, member.id, [], [])
    rank(forum.workspace, forum.member("b", model="participation"), [forum.ids["food"]])


def test_where_there_is_more_to_read_each_member_gets_a_draw_of_their_own_that_stays(
    workspace: Workspace, event: Event
) -> None:
    forum = Forum(workspace, event, "many words " * 150)
    members = [forum.member(str(number)) for number in range(12)]
    offered = {member.id: [one.theme.id for one in offered_to(workspace, member)] for member in members}
    times = Counter(theme for drawn in offered.values() for theme in drawn)
    assert {len(drawn) for drawn in offered.values()} == {3}
    assert set(times.values()) == {6}
    assert len({tuple(drawn) for drawn in offered.values()}) > 3
    for member in members:
        assert [one.theme.id for one in offered_to(workspace, member)] == offered[member.id]


def test_a_group_is_told_by_itself_and_only_where_three_have_ranked(forum: Forum) -> None:
    for who, first in (("a", "food"), ("b", "food"), ("c", "buses")):
        forum.rank(who, first, "music")
    forum.rank("d", "sport", constituency="professionals")
    young, professionals = results(forum.corpus, forum.programme.id)
    assert (young.constituency, young.ranked) == ("young people", 3)
    found = [(row.theme.key, row.points, row.standing.first, row.standing.in_three) for row in young.rows]
    assert found[:4] == [("music", "4.0", 0, 3), ("food", "3.3", 2, 2), ("buses", "1.7", 1, 1), ("school", "0.0", 0, 0)]
    assert {row.standing.offered for row in young.rows} == {3}
    assert (professionals.constituency, professionals.ranked, professionals.rows) == ("professionals", 1, ())
    assert not professionals.is_shown


def test_a_theme_that_too_few_were_offered_is_not_told(workspace: Workspace, event: Event) -> None:
    forum = Forum(workspace, event, "many words " * 150)
    for number in range(4):
        member = forum.member(str(number))
        rank(workspace, member, [offered_to(workspace, member)[0].theme.id])
    (group,) = results(forum.corpus, forum.programme.id)
    assert (group.ranked, group.rows, group.unseen) == (4, (), 6)


def test_a_ranking_stays_with_the_theme_that_it_was_of(forum: Forum) -> None:
    """Whoever put two themes in two places did not rank what they became together."""
    member = forum.rank("a", "food", "buses")
    for who in ("b", "c"):
        forum.rank(who, "buses", "food")
    merged = NewProposal("merge", forum.ids["food"], name="Meals", parts=(Part("", "", forum.ids["buses"]),))
    forum.decide(merged)
    (group,) = results(forum.corpus, forum.programme.id)
    rows = {row.theme.key: row for row in group.rows}
    assert (rows["buses"].points, rows["food"].points) == ("4.7", "4.3")
    assert rows["buses"].became == "“Food” and “Buses” are now one theme, called “Meals”."
    assert (rows["food"].became, rows["food"].standing.changed) == ("", 3)
    assert forum.ids["buses"] not in {one.theme.id for one in offered_to(forum.workspace, member)}
    rank(forum.workspace, member, [forum.ids["food"]])
    rows = {row.theme.key: row for row in results(forum.corpus, forum.programme.id)[0].rows}
    assert (rows["food"].standing.offered, rows["food"].standing.changed) == (3, 2)
    assert "buses" not in rows  # only two are left who were offered it


def test_a_theme_that_nobody_is_left_to_have_said_is_offered_no_more(forum: Forum) -> None:
    member = forum.rank("a", "food")
    withdraw(forum.workspace, forum.programme, "F1", "food", by="test")
    assert "food" not in {one.theme.key for one in offered_to(forum.workspace, member)}
