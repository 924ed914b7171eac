"""From a forum's answer to a decision and what came of it, as its members and staff see it."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from corpus.consent import ANALYSIS, QUOTE
from corpus.deciding import Rule
from corpus.records import Coding, NewContributor, NewSegment, NewTheme, NewTurn, Programme
from corpus.store import actions, codebook, codings, decisions, documents, events, people, theme_proposals, votes
from corpus.store.theme_proposals import Proposal
from service.passwords import hash_password
from service.workflow import accounts
from service.workflow.what_became import what_became_of
from service.workspace import Workspace

SAID = {"quoted": "The bus never comes on time.", "hidden": "The bus is a quuxolorum."}


@dataclass
class House:
    """A programme with a theme that two people spoke of, one of whom may be quoted, and browsers for who takes part."""

    workspace: Workspace
    programme: Programme
    staff: Any
    members: dict[str, Any]
    theme_id: int
    segments: dict[str, int]

    def propose(self, **form: object) -> Proposal:
        form = {"began": "yes", "theme": self.theme_id, "kind": "change", "name": "Late buses"} | form
        answer = self.staff.post("/p/wellbeing/proposals/new", form)
        assert answer.status_code == 302, answer.text
        return theme_proposals.proposals(self.workspace.corpus, self.programme.id)[0]

    def vote(self, proposal: Proposal, who: str, vote: str, objection: str = "") -> Any:
        return self.members[who].post(f"/forum/proposals/{proposal.id}", {"vote": vote, "objection": objection})

    def read(self, proposal: Proposal, who: str = "young people") -> str:
        return str(self.members[who].get(f"/forum/proposals/{proposal.id}").text)


@pytest.fixture
def house(app: Flask, workspace: Workspace, programme: Programme, event: Any, staff: Any) -> House:
    corpus = workspace.corpus
    codebook.put_codebook(corpus, programme.id, [NewTheme("buses", "Buses", "Getting there.")], reason="test")
    document, _ = documents.add_document(corpus, event.id, format="txt", fingerprint="a")
    documents.store_turns(
        corpus,
        document,
        contributors=[
            NewContributor("quoted", "Young person 1", "young person", consent=QUOTE),
            NewContributor("hidden", "Young person 2", "young person", consent=ANALYSIS),
        ],
        turns=[NewTurn(text, "contributor", key, key, (NewSegment(0, len(text)),)) for key, text in SAID.items()],
        blank=0,
    )
    theme = codebook.themes(corpus, programme.id)[0].id
    segments = {one.text: one.id for one in codings.segments_to_code(corpus, programme.id)}
    ids = {key: segments[text] for key, text in SAID.items()}
    made = [Coding(segment, theme, 0.9, is_primary=True) for segment in ids.values()]
    codings.replace_suggestions(corpus, programme.id, codings.coder_id(corpus, "model", "m"), made)
    decisions.put_rule(corpus, programme.id, Rule({"young people": 1, "citizens": 1}, "more than half"))
    members = {}
    for who, constituency, model in (
        ("young people", "young people", "co-production"),
        ("citizens", "citizens", "co-production"),
        ("participation", "young people", "participation"),
        ("consultation", "young people", "consultation"),
    ):
        accounts.put_code(workspace, programme.id, constituency, who, engagement_model=model)  # type: ignore[arg-type]
        members[who] = type(staff)(app)
        assert members[who].post("/forum/sign-in", {"code": who}).status_code == 302
    return House(workspace, programme, staff, members, theme, ids)


def test_members_read_what_is_proposed_with_what_people_agreed_to_have_quoted(house: House) -> None:
    proposal = house.propose(reason="Young people say bus.", evidence=list(house.segments.values()))
    page = house.read(proposal)
    assert "Should “Buses” be called “Late buses”?" in page
    assert "Young people say bus." in page
    assert SAID["quoted"] in page
    assert "quuxolorum" not in page
    assert "1 more thing that people said speaks for this. They did not want to be quoted." in page
    assert "Young person 1" not in page
    listed = house.members["young people"].get("/forum/proposals").text
    assert "Should “Buses” be called “Late buses”?" in listed
    assert "Not voted yet" in listed


def test_a_vote_is_kept_shown_to_its_member_and_can_be_changed(house: House) -> None:
    proposal = house.propose()
    assert house.vote(proposal, "young people", "for").status_code == 302
    page = house.read(proposal)
    assert re.search(r'value="for"\s+checked', page)
    assert "<strong>Young people:</strong> 1 voted. That is enough." in page
    assert "<strong>Citizens:</strong> 0 voted. 1 more is needed." in page
    house.vote(proposal, "young people", "stand aside")
    assert "You voted: I stand aside" in house.members["young people"].get("/forum/proposals").text
    tally = votes.tallies(house.workspace.corpus, proposal.id)["young people"]
    assert (tally.in_favour, tally.aside) == (0, 1)


def test_how_others_voted_is_not_shown_before_the_vote_is_closed(house: House) -> None:
    proposal = house.propose()
    house.vote(proposal, "citizens", "for")
    assert "1 yes" not in house.read(proposal)
    house.vote(proposal, "young people", "for")
    house.staff.post(f"/p/wellbeing/proposals/{proposal.id}/close")
    assert "1 yes, 0 no, 0 stood aside" in house.read(proposal)


@pytest.mark.parametrize("form", [{}, {"vote": "perhaps"}, {"vote": "against", "objection": "a" * 2001}])
def test_what_is_no_vote_is_shown_again_with_what_was_written(house: House, form: dict[str, str]) -> None:
    proposal = house.propose()
    answer = house.members["citizens"].post(f"/forum/proposals/{proposal.id}", form)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert form.get("objection", "") in answer.text
    assert votes.tallies(house.workspace.corpus, proposal.id) == {}


@pytest.mark.parametrize("who", ["participation", "consultation"])
def test_forums_that_do_not_decide_read_and_do_not_vote(house: House, who: str) -> None:
    proposal = house.propose()
    page = house.read(proposal, who)
    assert "Your forum is a" in page
    assert "How do you vote?" not in page
    assert house.vote(proposal, who, "for").status_code == 409
    assert votes.tallies(house.workspace.corpus, proposal.id) == {}


def test_the_whole_way_from_a_better_name_to_what_was_done(house: House) -> None:
    young, staff = house.members["young people"], house.staff
    young.post(f"/forum/themes/{house.theme_id}", {"answer": "partly", "suggested_name": "Buses that never come"})
    page = staff.get(f"/p/wellbeing/themes/{house.theme_id}").text
    form = page.split("Propose this name")[0].rsplit("<form", 1)[1]
    sent = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    begun = staff.post("/p/wellbeing/proposals/new", {key: value for key, value in sent.items() if key != "csrf_token"})
    assert begun.status_code == 200
    assert 'value="Buses that never come"' in begun.text
    assert theme_proposals.proposals(house.workspace.corpus, house.programme.id) == []
    proposal = house.propose(**{key: value for key, value in sent.items() if key != "csrf_token"})
    assert "This idea came from an answer in the forum of young people." in house.read(proposal)

    house.vote(proposal, "young people", "for")
    house.vote(proposal, "citizens", "against", "Trams as well.")
    address = f"/p/wellbeing/proposals/{proposal.id}"
    refused = staff.post(f"{address}/close")
    assert refused.status_code == 409
    assert "1 objection waits for a written answer." in refused.text
    objection = votes.objections(house.workspace.corpus, proposal.id)[0]
    assert staff.post(f"/p/wellbeing/objections/{objection.id}", {"answer": " "}).status_code == 400
    staff.post(f"/p/wellbeing/objections/{objection.id}", {"answer": "Nobody spoke of trams."})
    assert "Nobody spoke of trams." in house.read(proposal, "citizens")
    stands = house.members["citizens"].post(f"/forum/proposals/{proposal.id}/minority-view", {"stands": "yes"})
    assert stands.status_code == 302
    house.vote(proposal, "young people", "for")
    closed = staff.post(f"{address}/close")
    assert "keeps its name" in staff.get(closed.location).text  # citizens were not in favour
    assert codebook.theme_by_id(house.workspace.corpus, house.theme_id).name == "Buses"


def test_what_was_agreed_is_read_by_all_with_its_minority_view_and_actions(house: House, analyst: Any) -> None:
    accounts.put_code(house.workspace, house.programme.id, "citizens", "second")
    accounts.put_code(house.workspace, house.programme.id, "citizens", "third")
    proposal = house.propose()
    house.vote(proposal, "young people", "for")
    house.vote(proposal, "citizens", "against", "Trams as well.")
    for code in ("second", "third"):
        more = type(house.staff)(house.staff.client.application)
        more.post("/forum/sign-in", {"code": code})
        more.post(f"/forum/proposals/{proposal.id}", {"vote": "for"})
    objection = votes.objections(house.workspace.corpus, proposal.id)[0]
    house.staff.post(f"/p/wellbeing/objections/{objection.id}", {"answer": "Nobody spoke of trams."})
    house.members["citizens"].post(f"/forum/proposals/{proposal.id}/minority-view", {"stands": "yes"})
    assert "would be <strong>agreed</strong>" in house.staff.get(f"/p/wellbeing/proposals/{proposal.id}").text
    closed = house.staff.post(f"/p/wellbeing/proposals/{proposal.id}/close")
    decision = decisions.decisions(house.workspace.corpus, house.programme.id)[0]
    assert closed.location.endswith(f"/p/wellbeing/decisions#decision-{decision.id}")
    form = {"words": "Talk to the bus company.", "owner": "Transport team", "state": "planned", "on_date": "2026-03-01"}
    added = house.staff.post(f"/p/wellbeing/decisions/{decision.id}/actions", form)
    assert added.status_code == 302
    action = actions.actions(house.workspace.corpus, decision.id)[0]
    change = {"owner": "Transport team", "state": "will not happen", "note": "", "on_date": "2026-04-01"}
    assert house.staff.post(f"/p/wellbeing/actions/{action.id}", change).status_code == 400
    house.staff.post(f"/p/wellbeing/actions/{action.id}", change | {"note": "There is no money."})
    pages = {
        "forum": house.members["participation"].get("/forum/decisions").text,
        "analyst": analyst.get("/p/wellbeing/decisions").text,
    }
    for page in pages.values():
        for words in (
            "“Buses” is now called “Late buses”.", "Trams as well.", "Citizens, a minority view", SAID["quoted"],
            "Talk to the bus company.", "There is no money.", "1 March 2026: planned", "2 yes, 1 no, 0 stood aside",
        ):  # fmt: skip
            assert words in page
        assert "quuxolorum" not in page
    early = "This date lies before the decision."
    assert early in house.staff.get("/p/wellbeing/decisions").text
    assert early not in "".join(pages.values())
    house.staff.post(
        f"/p/wellbeing/actions/{action.id}", change | {"state": "done", "on_date": decision.decided_at[:10]}
    )
    assert early not in house.staff.get("/p/wellbeing/decisions").text
    assert "Say what has become of it" not in "".join(pages.values())
    assert "/p/wellbeing" not in pages["forum"]
    theme = analyst.get(f"/p/wellbeing/themes/{house.theme_id}").text
    assert "Trams as well." in theme
    assert "1 action." in theme
    assert "By engagement model: <strong>2</strong> co-production." in theme
    event = events.events(house.workspace.corpus, house.programme.id)[0]
    (told,) = what_became_of(house.workspace.corpus, event)
    assert (told.theme.name, told.people) == ("Late buses", 2)
    assert [one.words for became in told.decisions for one in became.actions] == ["Talk to the bus company."]


def test_a_new_theme_is_proposed_from_quotes_that_are_looked_for(house: House) -> None:
    begun = house.staff.post(
        "/p/wellbeing/proposals/new",
        {"began": "yes", "kind": "new theme", "name": "Late buses", "find": "yes", "words": "bus"},
    )
    assert SAID["quoted"] in begun.text
    assert "quuxolorum" not in begun.text
    assert 'value="Late buses"' in begun.text
    form = {"theme": "", "kind": "new theme", "definition": "Buses that are late."}
    proposal = house.propose(**form, evidence=house.segments["quoted"])
    assert "Should “Late buses” be a new theme?" in house.read(proposal)


def test_a_vote_is_closed_over_an_objector_only_where_staff_tick_that_it_is(house: House) -> None:
    proposal = house.propose()
    place, own = f"/p/wellbeing/proposals/{proposal.id}", f"/forum/proposals/{proposal.id}"
    house.vote(proposal, "citizens", "for")
    house.vote(proposal, "young people", "against", "Trains are late as well.")
    (objection,) = votes.objections(house.workspace.corpus, proposal.id)
    house.staff.post(f"/p/wellbeing/objections/{objection.id}", {"answer": "Nobody spoke of trains."})
    assert "1 member has not said yet whether their view stands" in house.staff.get(place).text
    refused = house.staff.post(f"{place}/close")
    assert (refused.status_code, "Somebody has not said yet" in refused.text) == (409, True)
    assert "No, leave it at that" in house.read(proposal)
    assert house.staff.post(f"{place}/close", {"before_all_said": "yes"}).status_code == 302
    assert "has not said yet whether their view stands, and still can." in house.staff.get(place).text
    assert "The vote is closed. You can still say what becomes of your view." in house.read(proposal)
    house.members["young people"].post(f"{own}/minority-view", {"stands": "no"})
    assert "You said: my view need not be shown." in house.read(proposal)
    assert "The member said that their view need not stand." in house.staff.get(place).text


@pytest.mark.parametrize("kind", ["adopt", "change", "merge", "split", "reject"])
def test_every_kind_has_its_form(house: House, kind: str) -> None:
    page = house.staff.get(f"/p/wellbeing/proposals/new?theme={house.theme_id}&kind={kind}").text
    assert "Open it to be voted on" in page
    assert SAID["quoted"] in page


@pytest.fixture
def merger(house: House) -> Proposal:
    """The theme is to be one with another, which the person said who may be quoted."""
    corpus = house.workspace.corpus
    every = [NewTheme("buses", "Buses", "Getting there."), NewTheme("delays", "Delays", "What is late.")]
    codebook.put_codebook(corpus, house.programme.id, every, reason="test")
    other = next(one.id for one in codebook.themes(corpus, house.programme.id) if one.key == "delays")
    made = [Coding(house.segments["quoted"], other, 0.9, is_primary=False)]
    codings.add_suggestions(corpus, codings.coder_id(corpus, "model", "m"), made)
    return house.propose(kind="merge", name="", merged=other)


def test_a_vote_on_one_theme_of_two_shows_both_and_everybody_once(house: House, merger: Proposal) -> None:
    other = merger.parts[0].theme_id
    read, staff = house.read(merger), house.staff.get(f"/p/wellbeing/proposals/{merger.id}").text
    for page in (read, staff):
        assert re.search("Together: <strong>2 people</strong>", page)
        assert page.index("<strong>2 people</strong> talked about this") < page.index(
            "<strong>1 person</strong> talked"
        )
        assert page.count(SAID["quoted"]) == 2
        assert "quuxolorum" not in page
    for theme_id in (house.theme_id, other):
        assert f'href="/forum/themes/{theme_id}"' in read
        assert f'href="/p/wellbeing/themes/{theme_id}"' in staff


def test_the_meanings_of_both_are_written_down(house: House, merger: Proposal) -> None:
    both = "Getting there. What is late."
    assert both in house.read(merger)
    form = {"theme": house.theme_id, "kind": "merge", "merged": merger.parts[0].theme_id}
    for begun in ({}, {"began": "yes", "find": "meanings"}):
        assert f">{both}</textarea>" in house.staff.post("/p/wellbeing/proposals/new", form | begun).text
    wrong = form | {"began": "yes", "name": "x" * 500, "definition": "Our own."}
    assert ">Our own.</textarea>" in house.staff.post("/p/wellbeing/proposals/new", wrong).text


def _decide(house: House, proposal: Proposal) -> None:
    for who in ("young people", "citizens"):
        house.vote(proposal, who, "for")
    assert house.staff.post(f"/p/wellbeing/proposals/{proposal.id}/close").status_code == 302


def test_a_theme_that_was_joined_leads_on_to_the_one_that_it_is_part_of(house: House, merger: Proposal) -> None:
    _decide(house, merger)
    gone = merger.parts[0].theme_id
    for reader, path in ((house.members["citizens"], "/forum/themes/"), (house.staff, "/p/wellbeing/themes/")):
        answer = reader.get(f"{path}{gone}")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{path}{house.theme_id}")
        assert "“Delays” is now part of “Buses”." in reader.get(f"{path}{house.theme_id}").text


def test_a_theme_that_was_taken_out_says_so(house: House) -> None:
    _decide(house, house.propose(kind="reject", name=""))
    for reader, path in ((house.members["citizens"], "/forum/themes/"), (house.staff, "/p/wellbeing/themes/")):
        answer = reader.get(f"{path}{house.theme_id}")
        assert answer.status_code == 410
        assert "“Buses” is no longer a theme. The forum decided this on" in answer.text
        assert reader.get(f"{path}9999").status_code == 404


def test_what_is_wrong_is_said_and_nothing_is_opened(house: House) -> None:
    form = {"began": "yes", "theme": house.theme_id, "kind": "split", "part_1": "One", "meaning_1": "First."}
    answer = house.staff.post("/p/wellbeing/proposals/new", form)
    assert answer.status_code == 400
    assert "Name 2 to 6 themes" in answer.text
    assert 'value="One"' in answer.text


def test_staff_take_a_proposal_back_and_members_read_why(house: House) -> None:
    proposal = house.propose()
    assert house.staff.post(f"/p/wellbeing/proposals/{proposal.id}/take-back", {"because": ""}).status_code == 400
    house.staff.post(f"/p/wellbeing/proposals/{proposal.id}/take-back", {"because": "Asked twice."})
    assert "Asked twice." in house.read(proposal)
    assert house.vote(proposal, "citizens", "for").status_code == 409


def test_staff_set_the_rule(house: House) -> None:
    form = {"young_people": "2", "citizens": "0", "professionals": "1", "share": "everybody"}
    assert house.staff.post("/p/wellbeing/proposals/rule", form).status_code == 302
    page = house.staff.get("/p/wellbeing/proposals").text
    assert "Young people: at least 2 votes" in page
    assert "everybody" in page
    nobody = dict.fromkeys(("young_people", "citizens", "professionals"), "0")
    for wrong in (nobody, {"young_people": "-1"}, {"young_people": "9" * 5000}, {"share": "most"}):
        assert house.staff.post("/p/wellbeing/proposals/rule", form | wrong).status_code == 400


def _lead(house: House) -> Any:
    hashed = hash_password("correct horse battery")
    people.put_account(house.workspace.corpus, name="Lee", roles=["safeguarding lead"], password_hash=hashed)
    return type(house.staff)(house.staff.client.application).sign_in("Lee")


def test_what_may_be_a_disclosure_in_an_objection_waits_for_the_lead_alone(house: House) -> None:
    lead = _lead(house)
    proposal = house.propose()
    house.vote(proposal, "young people", "against", "My dad hits me when the quokka is out.")
    told = house.members["young people"].get(f"/forum/proposals/{proposal.id}").text
    assert "0800 1111" in told
    house.vote(proposal, "citizens", "for")
    for page in (told, house.read(proposal, "citizens"), house.staff.get(f"/p/wellbeing/proposals/{proposal.id}").text):
        assert "quokka" not in page
    house.workspace.corpus.conn.commit()
    for file in house.workspace.settings.home.rglob("*.db"):
        assert b"quokka" not in file.read_bytes()
    assert house.staff.post(f"/p/wellbeing/proposals/{proposal.id}/close").status_code == 409
    assert "quokka" in lead.get("/p/wellbeing/safeguarding/writing").text
    assert lead.post("/p/wellbeing/safeguarding/writing/1", {"do": "escalated"}).status_code == 400
    lead.post("/p/wellbeing/safeguarding/writing/1", {"do": "kept"})
    assert "quokka" not in house.staff.get(f"/p/wellbeing/proposals/{proposal.id}").text
    assert house.staff.post(f"/p/wellbeing/proposals/{proposal.id}/close").status_code == 302


@pytest.mark.parametrize("kind", ["answer", "objection"])
def test_what_the_lead_releases_stands_where_it_was_written_for(house: House, kind: str) -> None:
    lead = _lead(house)
    proposal, words = house.propose(), "My dad hits me, that is what the film says."
    if kind == "answer":
        house.members["citizens"].post(f"/forum/themes/{house.theme_id}", {"answer": "partly", "reason": words})
        page = f"/p/wellbeing/themes/{house.theme_id}"
    else:
        house.vote(proposal, "citizens", "against", words)
        page = f"/p/wellbeing/proposals/{proposal.id}"
    assert words not in house.staff.get(page).text
    lead.post("/p/wellbeing/safeguarding/writing/1", {"do": "released"})
    assert words in house.staff.get(page).text
    assert words not in lead.get("/p/wellbeing/safeguarding/writing").text
    assert lead.post("/p/wellbeing/safeguarding/writing/1", {"do": "kept"}).status_code == 404
