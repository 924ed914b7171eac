"""A meeting: who may come in, what is asked, and that an answer is counted once however often it is sent."""

from collections.abc import Iterator

import pytest

from corpus.deciding import Rule
from corpus.errors import NotFound
from corpus.records import Event
from corpus.store import (
    audit,
    codebook,
    decisions,
    held_writing,
    people,
    rankings,
    reviews,
    seats,
    votes,
)
from corpus.store.programmes import add_programme
from corpus.store.seats import MOST_SEATS
from corpus.store.theme_proposals import NewProposal
from service.errors import InvalidChoice, NotReady, SignInFailed
from service.workflow import accounts, deciding, in_meeting, lost_cards, proposing
from service.workflow import meetings as facilitating
from service.workflow.deciding import GivenVote
from service.workflow.discovery import Found, keep_discovered
from service.workspace import Workspace
from tests.service.meeting_room import Room


@pytest.fixture
def room(workspace: Workspace, event: Event) -> Iterator[Room]:
    yield Room(workspace, event)


def test_offered_is_what_people_spoke_of(room: Room) -> None:
    offered = facilitating.themes_offered(room.corpus, room.programme.id)
    assert [(one.theme.key, one.people) for one in offered] == [("buses", 1), ("parks", 1), ("waiting", 1)]


@pytest.mark.parametrize(
    "changed",
    [
        {"theme_ids": ()},
        {"theme_ids": (1, 1)},
        {"theme_ids": (4,)},  # nobody spoke of it
        {"theme_ids": (99,)},
        {"event_id": 99},
    ],
)
def test_a_meeting_asks_what_it_can(room: Room, changed: dict[str, object]) -> None:
    with pytest.raises(InvalidChoice):
        room.open(**changed)


def test_a_code_opens_one_meeting_until_it_is_over(room: Room) -> None:
    code = room.meeting.code
    assert code is not None
    typed = f" {code[:3].lower()}-{code[3:]} "
    assert in_meeting.meeting_with_code(room.workspace, typed) == room.meeting
    with pytest.raises(SignInFailed):
        in_meeting.meeting_with_code(room.workspace, "BBBBBB")
    facilitating.end(room.workspace, room.meeting)
    assert in_meeting.meeting_with_code(room.workspace, typed).is_over
    with pytest.raises(SignInFailed):
        in_meeting.meeting_with_code(room.workspace, "")


def test_the_code_of_a_meeting_that_is_over_is_nobodys_for_a_day(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    code = room.meeting.code
    assert code is not None
    facilitating.end(room.workspace, room.meeting)
    monkeypatch.setattr(facilitating, "_new_code", iter((code, "BBBBBB", code)).__next__)
    assert room.open().code == "BBBBBB"
    room.corpus.execute("UPDATE ended_codes SET ended_at = '2026-01-01T00:00:00+00:00'")
    room.corpus.conn.commit()
    with pytest.raises(SignInFailed):
        in_meeting.meeting_with_code(room.workspace, code)
    again = room.open()
    assert again.code == code
    facilitating.end(room.workspace, again)
    assert in_meeting.meeting_with_code(room.workspace, code).id == again.id


def test_whoever_asks_twice_has_one_seat(room: Room) -> None:
    assert room.sit("a") == room.sit("a") != room.sit("b")
    assert len(seats.seat_ids(room.corpus, room.meeting.id)) == 2


@pytest.mark.parametrize("has_card", [False, True])
def test_whoever_asks_twice_at_once_has_one_seat(
    room: Room, monkeypatch: pytest.MonkeyPatch, *, has_card: bool
) -> None:
    member = room.card() if has_card else None

    def the_other_comes_first(*_: object) -> None:
        monkeypatch.undo()
        room.sit("a", member)

    monkeypatch.setattr(in_meeting, "seat_in", the_other_comes_first)
    seat = room.sit("a", member)
    assert [seat.id] == seats.seat_ids(room.corpus, room.meeting.id)


def test_two_phones_with_one_card_at_once_share_its_seat(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    member = room.card()

    def the_other_comes_first(*_: object) -> None:
        monkeypatch.undo()
        room.sit("a", member)

    monkeypatch.setattr(seats, "seat_of", the_other_comes_first)
    assert room.sit("b", member) == room.sit("a", member)


def test_a_lost_card_has_no_seat_any_more(room: Room) -> None:
    (card,) = lost_cards.make_cards(room.workspace, room.programme.id, "young people", 1)
    seat = room.sit("a", accounts.sign_in_with_code(room.workspace, card.code))
    room.say(seat, "buses", "not us")
    new = lost_cards.replace_lost(room.workspace, room.programme, card.number)
    assert in_meeting.seat_in(room.workspace, "a") is None
    with pytest.raises(NotReady):
        room.say(seat, "parks", "not us")
    room.say(room.sit("b", accounts.sign_in_with_code(room.workspace, new.code)), "buses", "right")
    assert room.counted("buses") == {"right": 1, "partly": 0, "not us": 0}


def test_what_a_lost_card_said_in_a_meeting_that_is_over_stays_counted(room: Room) -> None:
    (card,) = lost_cards.make_cards(room.workspace, room.programme.id, "young people", 1)
    room.say(room.sit("a", accounts.sign_in_with_code(room.workspace, card.code)), "buses", "not us")
    facilitating.end(room.workspace, room.meeting)
    lost_cards.replace_lost(room.workspace, room.programme, card.number)
    assert room.counted("buses") == {"right": 0, "partly": 0, "not us": 1}
    assert in_meeting.seat_in(room.workspace, "a") is None


def test_a_seat_is_a_member_without_a_card(room: Room) -> None:
    member = people.forum_member_by_id(room.corpus, room.sit("a").forum_member_id)
    assert (member.constituency, member.engagement_model) == ("young people", "co-production")
    assert people.count_forum_members(room.corpus, room.programme.id) == {}


def test_a_card_takes_part_as_itself_and_once(room: Room) -> None:
    member = room.card()
    on_phone, on_laptop = room.sit("a", member), room.sit("b", member)
    assert on_phone == on_laptop
    assert on_phone.forum_member_id == member.id


@pytest.mark.parametrize("card", [("citizens", "co-production"), ("young people", "consultation")])
def test_a_card_of_another_forum_is_told_so(room: Room, card: tuple[str, str]) -> None:
    with pytest.raises(InvalidChoice, match="another forum"):
        room.sit("a", room.card(*card))


def test_forty_sit_and_no_more(room: Room) -> None:
    for number in range(MOST_SEATS):
        room.sit(str(number))
    with pytest.raises(NotReady, match="seats are taken"):
        room.sit("one more")
    made = "SELECT count(*) FROM forum_members WHERE meeting_id IS NOT NULL"
    assert room.corpus.execute(made).fetchone()[0] == MOST_SEATS
    assert room.sit("7")


def test_a_closed_door_keeps_out_who_is_out_and_nobody_who_is_in(room: Room) -> None:
    member = room.card()
    first = room.sit("a", member)
    facilitating.set_door(room.workspace, room.meeting, is_open=False)
    with pytest.raises(NotReady, match="door is closed"):
        room.sit("b")
    assert room.sit("a") == room.sit("c", member) == first
    room.say(first, "buses", "right")
    facilitating.set_door(room.workspace, room.meeting, is_open=True)
    assert room.sit("b")


def test_the_same_answer_sent_twice_is_one(room: Room) -> None:
    seat = room.sit("a")
    for _ in range(3):
        room.say(seat, "buses", "partly", number=5, reason="Only at night.")
    assert room.counted("buses") == {"right": 0, "partly": 1, "not us": 0}
    (review,) = reviews.reviews(room.corpus, room.themes["buses"])
    assert (review.answer, review.reason, review.constituency) == ("partly", "Only at night.", "young people")
    entries = [one.action for one in audit.entries(room.corpus, limit=20)]
    assert entries.count("answer theme in meeting") == 1


def test_what_comes_late_does_not_undo_what_was_said_later(room: Room) -> None:
    seat = room.sit("a")
    room.say(seat, "buses", "not us", number=7)
    room.say(seat, "buses", "right", number=6)
    assert room.counted("buses")["not us"] == 1
    room.say(seat, "buses", "partly", number=8)
    assert reviews.answered_by(room.corpus, seat.forum_member_id) == {room.themes["buses"]: "partly"}
    room.say(seat, "buses", "right")  # a plain form counts nothing
    room.say(seat, "buses", "not us")
    assert room.counted("buses") == {"right": 0, "partly": 0, "not us": 1}


def test_whose_answer_is_held_is_told_so_again(room: Room) -> None:
    seat = room.sit("a")
    told = [room.say(seat, "buses", "right", number=3, reason="My dad hits me.") for _ in range(2)]
    assert told == [True, True]
    assert len(held_writing.held_writing(room.corpus, room.programme.id, "waiting")) == 1
    assert reviews.reviews(room.corpus, room.themes["buses"])[0].reason == ""
    assert room.counted("buses")["right"] == 1


def test_nobody_answers_what_is_not_asked(room: Room) -> None:
    seat = room.sit("a")
    with pytest.raises(NotFound):
        room.say(seat, "silent", "right")
    with pytest.raises(InvalidChoice):
        room.say(seat, "buses", "perhaps")


def test_when_it_is_over_nobody_answers_and_nothing_moves(room: Room) -> None:
    seat = room.sit("a")
    room.say(seat, "buses", "right", number=1)
    facilitating.end(room.workspace, room.meeting)
    facilitating.end(room.workspace, room.meeting)
    for changing in (
        lambda: room.say(seat, "buses", "not us", number=2),
        lambda: room.say(seat, "parks", "right"),
        lambda: facilitating.move(room.workspace, room.meeting, 1),
        lambda: facilitating.set_door(room.workspace, room.meeting, is_open=True),
        lambda: facilitating.show(room.workspace, room.meeting, is_shown=True),
    ):
        with pytest.raises(NotReady, match="over"):
            changing()
    with pytest.raises(NotReady):
        room.sit("b")
    assert not room.say(seat, "buses", "right", number=1)  # what came in time is acknowledged
    assert room.counted("buses") == {"right": 1, "partly": 0, "not us": 0}


def test_what_was_said_is_hidden_again_at_the_next_theme(room: Room) -> None:
    facilitating.move(room.workspace, room.meeting, 1)
    facilitating.show(room.workspace, room.meeting, is_shown=True)
    versions = [room.now().version]
    facilitating.move(room.workspace, room.meeting, 1)  # pressed twice
    assert room.now().is_shown
    facilitating.move(room.workspace, room.meeting, 2)
    versions.append(room.now().version)
    assert not room.now().is_shown
    facilitating.end(room.workspace, room.meeting)
    assert len({*versions, room.now().version}) == 3
    with pytest.raises(InvalidChoice):
        facilitating.move(room.workspace, room.meeting, 9)


def test_a_theme_that_is_taken_out_of_use_is_passed_over(room: Room) -> None:
    codebook.retire_themes(room.corpus, [room.themes["waiting"]])
    themes = facilitating.asked(room.corpus, room.meeting)
    assert [(one.position, one.theme.key) for one in themes] == [(1, "buses"), (3, "parks")]
    assert facilitating.last_place(room.meeting, themes) == 4
    with pytest.raises(NotFound):
        room.say(room.sit("a"), "waiting", "right")


def test_an_analysis_takes_nothing_away_that_a_room_talks_about(room: Room) -> None:
    keep_discovered(room.corpus, room.programme.id, Found((), "nothing found"))
    assert len(facilitating.asked(room.corpus, room.meeting)) == 3
    facilitating.end(room.workspace, room.meeting)
    keep_discovered(room.corpus, room.programme.id, Found((), "nothing found"))
    assert facilitating.asked(room.corpus, room.meeting) == []


def test_a_seat_does_not_vote_and_a_card_does(room: Room) -> None:
    decisions.put_rule(room.corpus, room.programme.id, Rule({"young people": 1}, "two thirds"))
    proposal = proposing.propose(room.workspace, room.programme, NewProposal("adopt", room.themes["buses"]))
    member = room.card()
    card, guest = room.sit("a", member), room.sit("b")
    deciding.vote(
        room.workspace, people.forum_member_by_id(room.corpus, card.forum_member_id), proposal.id, GivenVote("for")
    )
    with pytest.raises(NotReady):
        deciding.vote(
            room.workspace, people.forum_member_by_id(room.corpus, guest.forum_member_id), proposal.id, GivenVote("for")
        )
    assert sum(tally.voted for tally in votes.tallies(room.corpus, proposal.id).values()) == 1


def test_a_meeting_is_of_its_programme(room: Room) -> None:
    another = add_programme(room.corpus, name="Another", slug="another")
    with pytest.raises(NotFound):
        facilitating.meeting_in(room.workspace, another, room.meeting.id)
    assert facilitating.meeting_in(room.workspace, room.programme, room.meeting.id) == room.meeting


@pytest.fixture
def ranking(room: Room) -> Room:
    """The same, its themes adopted, with a meeting that ends with what matters most."""
    room.corpus.execute("UPDATE themes SET status = 'adopted'")
    room.meeting = room.open(ends_with_ranking=True)
    return room


def test_a_seat_ranks_what_the_meeting_looked_at_once(ranking: Room) -> None:
    seat, (buses, waiting, parks) = ranking.sit("a"), (ranking.themes[key] for key in ("buses", "waiting", "parks"))
    offered = in_meeting.offered_there(ranking.corpus, seat)
    assert {one.theme.id for one in offered} == {buses, waiting, parks}
    for chosen, number in (([parks, buses], 5), ([parks, buses], 5), ([waiting], 4)):
        in_meeting.rank(ranking.workspace, seat, chosen, number)
    standings = {one.theme_id: one for one in rankings.standings_at(ranking.corpus, ranking.meeting.id)}
    assert {theme: (one.offered, one.points) for theme, one in standings.items()} == {
        buses: (1, 4), parks: (1, 5), waiting: (1, 0),
    }  # fmt: skip
    in_meeting.rank(ranking.workspace, seat, [waiting], None)
    found = rankings.ranking_by(ranking.corpus, seat.forum_member_id)
    assert found
    assert found.chosen == (waiting,)
    assert seats.count_seat_rankings(ranking.corpus, ranking.meeting.id) == 1


def test_what_somebody_ranked_at_home_is_not_the_rooms(ranking: Room) -> None:
    member = ranking.card()
    ranking.sit("a", member)
    rankings.put_ranking(ranking.corpus, member.id, [ranking.themes["buses"]], list(ranking.themes.values()))
    assert rankings.standings_at(ranking.corpus, ranking.meeting.id) == []


def test_an_order_that_is_none_is_refused_and_nothing_comes_after_the_end(ranking: Room) -> None:
    seat, buses = ranking.sit("a"), ranking.themes["buses"]
    for wrong in ([], [buses, buses], [ranking.themes["silent"]]):
        with pytest.raises(InvalidChoice):
            in_meeting.rank(ranking.workspace, seat, wrong, 1)
    facilitating.end(ranking.workspace, ranking.meeting)
    with pytest.raises(NotReady):
        in_meeting.rank(ranking.workspace, seat, [buses], 1)


def test_who_is_not_asked_does_not_rank(room: Room) -> None:
    room.corpus.execute("UPDATE themes SET status = 'adopted'")
    with pytest.raises(NotReady):
        in_meeting.rank(room.workspace, room.sit("a"), [room.themes["buses"]], 1)
    with pytest.raises(InvalidChoice, match="consultation"):
        room.open(ends_with_ranking=True, engagement_model="consultation")


def test_what_matters_most_comes_before_the_end(ranking: Room) -> None:
    themes = facilitating.asked(ranking.corpus, ranking.meeting)
    assert facilitating.ranking_place(ranking.meeting, themes) == 4
    assert facilitating.last_place(ranking.meeting, themes) == 5
    facilitating.move(ranking.workspace, ranking.meeting, 4)
    facilitating.move(ranking.workspace, ranking.meeting, 5)
