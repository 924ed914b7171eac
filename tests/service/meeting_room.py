"""A programme with three themes that people spoke of, and a meeting of its young people about all three."""

from dataclasses import replace

from corpus.records import Coding, Event, ForumMember, NewContributor, NewSegment, NewTheme, NewTurn, Programme
from corpus.store import codebook, codings, documents, meetings, seats
from corpus.store.meetings import Meeting, NewMeeting
from corpus.store.programmes import programme_by_id
from corpus.store.seats import Seat
from service.workflow import accounts, in_meeting
from service.workflow import meetings as facilitating
from service.workflow.review import GivenAnswer
from service.workspace import Workspace

SAID = {"buses": "The bus is late.", "waiting": "I waited a whole year.", "parks": "The park is shut."}


class Room:
    """All of it, and somebody to sit down and answer in it."""

    def __init__(self, workspace: Workspace, event: Event) -> None:
        self.workspace, self.corpus = workspace, workspace.corpus
        self.programme: Programme = programme_by_id(self.corpus, event.programme_id)
        found = [NewTheme(key, key.capitalize(), origin="discovered", status="candidate") for key in SAID]
        codebook.put_codebook(self.corpus, self.programme.id, [*found, NewTheme("silent", "Silent")], reason="test")
        self.themes = {one.key: one.id for one in codebook.themes(self.corpus, self.programme.id)}
        document, _ = documents.add_document(self.corpus, event.id, format="txt", fingerprint="a")
        turns = [NewTurn(text, "contributor", key, key, (NewSegment(0, len(text)),)) for key, text in SAID.items()]
        said_by = [NewContributor(key, key) for key in SAID]
        documents.store_turns(self.corpus, document, contributors=said_by, turns=turns, blank=0)
        said = {one.text: one.id for one in codings.segments_to_code(self.corpus, self.programme.id)}
        made = [Coding(said[text], self.themes[key], 0.9, is_primary=True) for key, text in SAID.items()]
        codings.replace_suggestions(self.corpus, self.programme.id, codings.coder_id(self.corpus, "model", "m"), made)
        self.meeting = self.open()

    def open(self, **changed: object) -> Meeting:
        new = NewMeeting("young people", "co-production", tuple(self.themes[key] for key in SAID))
        return facilitating.open_meeting(self.workspace, self.programme, replace(new, **changed))

    def sit(self, token: str, member: ForumMember | None = None) -> Seat:
        return in_meeting.take_seat(self.workspace, self.now(), token, member)

    def now(self) -> Meeting:
        return meetings.meeting_by_id(self.corpus, self.meeting.id)

    def say(self, seat: Seat, theme: str, answer: str, number: int | None = None, reason: str = "") -> bool:
        given = GivenAnswer(answer, reason)
        return in_meeting.answer(self.workspace, seat, self.themes[theme], given, number)

    def counted(self, theme: str) -> dict[str, int]:
        return dict(seats.count_seat_answers(self.corpus, self.meeting.id).get(self.themes[theme], {}))

    def card(self, constituency: str = "young people", model: str = "co-production") -> ForumMember:
        (code,) = accounts.make_codes(self.workspace, self.programme.id, constituency, 1, engagement_model=model)
        return accounts.sign_in_with_code(self.workspace, code)
