"""Nothing of a document reaches anybody before a person signs it off, and what they decide is what the corpus gets."""

from dataclasses import replace
from typing import Any

import pytest

from corpus.records import HELD_WORDS, Event
from corpus.store import contributors, documents, events, holds, jobs, people, unsigned
from corpus.store.programmes import programme_by_id
from nlp.protocols import Encoder
from service.errors import InvalidChoice, NotReady, Overtaken
from service.workflow import intake, safeguarding, sign_off, taking_in
from service.workflow.consents import change_consent
from service.workflow.held_unsigned import decide_unsigned
from service.workflow.intake import ColumnDecision, SpeakerDecision
from service.workflow.looking_over import LookedOver, decide_everywhere, decide_place, look_over
from service.workflow.publication import publish
from service.workflow.removal import remove_document
from service.workflow.retention import NEVER_SIGNED, Due, destroy
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace

YOUNG = SpeakerDecision("contributor", "young person")
SPEAKERS = {"Facilitator": SpeakerDecision("facilitator"), "YP1": YOUNG, "YP2": YOUNG}
TALK = """Facilitator: How is it at Hill Road School?

YP1: My friend Zanele likes the quokka. Is that well known?

YP2: My dad hits me when tindrum is out with Zanele.

YP1: The tindrum bus is slow, says Zanele.
"""


def _propose(workspace: Workspace, event: Event, name: str = "talk.txt", text: str = TALK, **options: Any) -> int:
    document_id = intake.receive(workspace, event.id, name, text.encode()).document.id
    intake.read_document(workspace, document_id)
    intake.confirm_speakers(workspace, document_id, dict(SPEAKERS))
    taking_in.take_in(workspace, document_id, **options)
    return document_id


def _over(workspace: Workspace, document_id: int) -> LookedOver:
    return look_over(workspace, documents.document_by_id(workspace.corpus, document_id))


def _everywhere(workspace: Workspace, document_id: int, words: str, kind: str) -> None:
    document = documents.document_by_id(workspace.corpus, document_id)
    decide_everywhere(workspace, document, _over(workspace, document_id).token, words, kind)


def _words(looked: LookedOver) -> set[str]:
    return {word.key for words in (looked.doubtful, looked.firm, looked.by_hand) for word in words}


def _files_with(workspace: Workspace, *words: str) -> set[str]:
    files = [path for path in workspace.settings.home.rglob("*") if path.is_file()]
    return {path.name for path in files for word in words if word.encode() in path.read_bytes()}


def _texts(workspace: Workspace, document_id: int) -> list[str]:
    return [turn.text for turn in documents.turns(workspace.corpus, document_id)]


def test_before_it_is_signed_off_no_file_but_the_vault_has_a_word_of_it(
    workspace: Workspace, event: Event, word_encoder: Encoder
) -> None:
    document_id = _propose(workspace, event, encoder=word_encoder)
    publish(workspace, event.programme_id)
    document = documents.document_by_id(workspace.corpus, document_id)
    assert (document.state, document.answers) == ("to sign off", 0)
    for table in ("turns", "segments", "contributors", "vectors"):
        assert workspace.corpus.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert _files_with(workspace, "quokka", "indrum", "Zanele", "slow") == set()
    assert not [job for job in jobs.unfinished_jobs(workspace.corpus, event.programme_id) if job.kind == intake.ANALYSE]
    sign_off.sign_off(workspace, document_id, by="Sam")
    assert "corpus.db" in _files_with(workspace, "quokka")
    assert _files_with(workspace, "Zanele") == set()
    assert [job.kind for job in jobs.unfinished_jobs(workspace.corpus, event.programme_id)][-1] == intake.ANALYSE
    assert workspace.corpus.execute("SELECT count(*) FROM vectors").fetchone()[0]  # nothing is encoded twice


def test_what_is_looked_over_and_decided_is_what_the_corpus_gets(workspace: Workspace, event: Event) -> None:
    document_id = _propose(workspace, event)
    assert {"zanele", "hill road school"} <= _words(_over(workspace, document_id))
    _everywhere(workspace, document_id, "Tindrum", "place")
    _everywhere(workspace, document_id, "Zanele", "")
    signed = sign_off.sign_off(workspace, document_id, by="Sam")
    assert _texts(workspace, document_id) == [
        "How is it at [school 1]?",
        "My friend Zanele likes the quokka. Is that well known?",
        HELD_WORDS,
        "The [place 1] bus is slow, says Zanele.",
    ]
    assert (signed.signed_by, signed.changed) == ("Sam", 5)
    sql = """SELECT segments.text, substr(turns.text, start + 1, "end" - start) FROM segments
    JOIN turns ON turns.id = turn_id"""
    assert all(one == other for one, other in workspace.corpus.execute(sql))


def test_one_place_is_decided_by_itself(workspace: Workspace, event: Event) -> None:
    document_id = _propose(workspace, event)
    looked = _over(workspace, document_id)
    (word,) = [one for one in looked.firm if one.key == "zanele"]
    last = word.places[-1]
    place = last.piece, last.stretch.start, last.stretch.end
    decide_place(workspace, documents.document_by_id(workspace.corpus, document_id), looked.token, place, "")
    sign_off.sign_off(workspace, document_id, by="Sam")
    assert [text.count("Zanele") for text in _texts(workspace, document_id)] == [0, 0, 0, 1]


def test_what_is_held_is_not_shown_and_obeys_what_is_decided_everywhere(workspace: Workspace, event: Event) -> None:
    document_id = _propose(workspace, event)
    looked = _over(workspace, document_id)
    assert looked.held == 1
    assert not any("dad" in draft.text for _, draft in looked.read)
    _everywhere(workspace, document_id, "tindrum", "place")
    (waiting,) = safeguarding.queue_of(workspace, event.programme_id, "waiting")  # the lead need not wait
    assert (waiting.words.text, waiting.hold.speaker) == (
        "My dad hits me when tindrum is out with [name 1].",
        "Young person 2",
    )
    sign_off.sign_off(workspace, document_id, by="Sam")
    (waiting,) = safeguarding.queue_of(workspace, event.programme_id, "waiting")
    assert waiting.words.text == "My dad hits me when [place 1] is out with [name 1]."
    assert {words for words, is_marked in waiting.pieces if is_marked} == {"My dad hits me"}
    lead = people.put_account(workspace.corpus, name="Lea", roles=["safeguarding lead"], password_hash="x")
    safeguarding.decide(workspace, lead, waiting.hold.turn_id, "released", "")
    assert _texts(workspace, document_id)[2] == waiting.words.text


def test_what_the_lead_decides_before_goes_with_it(workspace: Workspace, event: Event) -> None:
    document_id = _propose(workspace, event)
    lead = people.put_account(workspace.corpus, name="Lea", roles=["safeguarding lead"], password_hash="x")
    assert holds.count_holds(workspace.corpus, event.programme_id)["waiting"] == 1
    decide_unsigned(workspace, lead, (document_id, 2), "escalated", "Rang the family.")
    assert holds.count_holds(workspace.corpus, event.programme_id) == {"waiting": 0, "kept": 0, "escalated": 1}
    sign_off.sign_off(workspace, document_id, by="Sam")
    (held,) = safeguarding.queue_of(workspace, event.programme_id, "escalated")
    assert [(one.who, one.note) for one in held.decisions] == [("Lea", "Rang the family.")]


def test_what_the_lead_releases_before_is_read_by_whoever_signs(workspace: Workspace, event: Event) -> None:
    document_id = _propose(workspace, event)
    lead = people.put_account(workspace.corpus, name="Lea", roles=["safeguarding lead"], password_hash="x")
    decide_unsigned(workspace, lead, (document_id, 2), "released", "")
    assert _texts(workspace, document_id) == []
    assert any("dad" in draft.text for _, draft in _over(workspace, document_id).read)
    _everywhere(workspace, document_id, "tindrum", "place")
    sign_off.sign_off(workspace, document_id, by="Sam")
    assert _texts(workspace, document_id)[2] == "My dad hits me when [place 1] is out with [name 1]."
    taking_in.take_in(workspace, document_id)
    assert _over(workspace, document_id).held == 0


def test_what_says_something_else_once_it_is_unmasked_is_held(workspace: Workspace, event: Event) -> None:
    first = _propose(workspace, event)
    _everywhere(workspace, first, "hits", "name")
    second = _propose(workspace, event, "b.txt", TALK.replace("bus", "tram"))
    assert _over(workspace, second).held == 0
    _everywhere(workspace, second, "hits", "")
    sign_off.sign_off(workspace, second, by="Sam")
    assert _texts(workspace, second)[2] == HELD_WORDS
    sign_off.sign_off(workspace, first, by="Sam")
    assert _texts(workspace, first)[2] == HELD_WORDS  # it was held before, and stays


def test_until_it_is_signed_off_anew_the_old_text_stays(workspace: Workspace, event: Event) -> None:
    document_id = _propose(workspace, event)
    sign_off.sign_off(workspace, document_id, by="Sam")
    before = _texts(workspace, document_id)
    taking_in.take_in(workspace, document_id)
    _everywhere(workspace, document_id, "quokka", "other identifier")
    assert _texts(workspace, document_id) == before
    assert documents.document_by_id(workspace.corpus, document_id).state == "to sign off"
    assert workspace.corpus.execute("SELECT state FROM documents").fetchone() == ("ready",)  # releases still take it in
    sign_off.sign_off(workspace, document_id, by="Ola")
    assert _texts(workspace, document_id)[1].startswith("My friend [name 1] likes the [other identifier].")


def test_what_is_decided_everywhere_is_remembered_for_the_event(workspace: Workspace, event: Event) -> None:
    first = _propose(workspace, event)
    _everywhere(workspace, first, "Quokka", "place")
    second = _propose(workspace, event, "b.txt", TALK.replace("bus", "tram"))
    assert "quokka" in {word.key for word in _over(workspace, second).by_hand}
    elsewhere = events.add_event(workspace.corpus, event.programme_id, replace(_new(event), code="E2"))
    third = _propose(workspace, elsewhere, "c.txt", TALK.replace("bus", "car"))
    assert "quokka" not in _words(_over(workspace, third))
    assert _files_with(workspace, "uokka") == set()
    remove_document(workspace, first)
    assert "quokka" not in _words(_over(workspace, second))  # it goes with the document that it was decided in


def test_pseudonyms_go_on_counting_over_what_waits(workspace: Workspace, event: Event) -> None:
    first = _propose(workspace, event)
    second = _propose(workspace, event, "b.txt", TALK.replace("bus", "tram"))
    for document_id in (second, first):
        sign_off.sign_off(workspace, document_id, by="Sam")
    speakers = [{turn.speaker for turn in documents.turns(workspace.corpus, one)} for one in (first, second)]
    assert speakers == [
        {"Facilitator 1", "Young person 1", "Young person 2"},
        {"Facilitator 1", "Young person 3", "Young person 4"},
    ]


def test_what_was_looked_at_is_what_is_signed(workspace: Workspace, event: Event) -> None:
    document_id = _propose(workspace, event)
    token = _over(workspace, document_id).token
    taking_in.take_in(workspace, document_id)
    with pytest.raises(NotReady, match="taken in anew"):
        sign_off.sign_off(workspace, document_id, by="Sam", token=token)
    sign_off.sign_off(workspace, document_id, by="Sam")
    with pytest.raises(NotReady, match="Nothing of this document waits"):
        sign_off.sign_off(workspace, document_id, by="Sam")


def test_only_staff_sign(workspace: Workspace) -> None:
    people.put_account(workspace.corpus, name="Sam", roles=["staff"], password_hash="x")
    people.put_account(workspace.corpus, name="Ana", roles=["analyst"], password_hash="x")
    assert sign_off.signer(workspace, "sam").name == "Sam"
    for name in ("Ana", "Nobody"):
        with pytest.raises(InvalidChoice):
            sign_off.signer(workspace, name)


@pytest.mark.parametrize("step", ["seal_held", "_move_decisions", "seal_of_document", "queue_coding", "drop_unsigned"])
def test_a_sign_off_that_is_cut_off_is_done_whole_or_not_at_all_and_can_be_done_again(
    workspace: Workspace, event: Event, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    document_id = _propose(workspace, event)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(sign_off, step, killed)
        sign_off.sign_off(workspace, document_id, by="Sam")
    if step == "drop_unsigned":
        assert unsigned.sign_off_of(workspace.corpus, document_id) is not None
    else:
        assert (_texts(workspace, document_id), unsigned.sign_off_of(workspace.corpus, document_id)) == ([], None)
        sign_off.sign_off(workspace, document_id, by="Sam")
    assert len(_texts(workspace, document_id)) == 4
    (waiting,) = safeguarding.queue_of(workspace, event.programme_id, "waiting")
    assert waiting.words.text.startswith("My dad hits me")


def test_whoever_withdraws_before_it_is_signed_off_is_in_no_file(workspace: Workspace, event: Event) -> None:
    document_id = _propose(workspace, event)
    _everywhere(workspace, document_id, "quokka", "place")
    _everywhere(workspace, document_id, "Zanele", "")
    programme = programme_by_id(workspace.corpus, event.programme_id)
    assert [one.code for one in contributors.contributors(workspace.corpus, event.id)] == ["1-1", "1-2"]
    withdraw(workspace, programme, "F1", "1-1", by="Sam")
    with workspace.vault() as vault:
        kinds = vault._db.execute("SELECT kind FROM sealed WHERE document_id = ?", [document_id]).fetchall()
        sealed = [vault.unseal(kind, document_id, reason="test").lower() for (kind,) in kinds]
        parts = vault._db.execute("SELECT content FROM sealed_parts").fetchall()
        sealed += [vault._decrypt(content).lower() for (content,) in parts]
    assert [content for content in sealed if b"quokka" in content or b"slow" in content] == []
    assert any(b"zanele" in content for content in sealed)  # somebody else says it, too
    assert _files_with(workspace, "quokka", "slow") == set()
    assert documents.document_by_id(workspace.corpus, document_id).state == "confirmed"
    taking_in.take_in(workspace, document_id)
    sign_off.sign_off(workspace, document_id, by="Sam")
    assert {turn.speaker for turn in documents.turns(workspace.corpus, document_id)} == {
        "Facilitator 1",
        "Young person 2",
    }


def test_whoever_agrees_to_nothing_before_it_is_signed_off_is_not_shown(workspace: Workspace, event: Event) -> None:
    document_id = _propose(workspace, event)
    programme = programme_by_id(workspace.corpus, event.programme_id)
    change_consent(workspace, programme, event, "1-1", (0, None))
    assert documents.document_by_id(workspace.corpus, document_id).state == "confirmed"
    taking_in.take_in(workspace, document_id)
    assert not any("bus" in draft.text for _, draft in _over(workspace, document_id).read)
    sign_off.sign_off(workspace, document_id, by="Sam")
    assert not any("bus" in text for text in _texts(workspace, document_id))
    listed = {one.code: one.consent for one in contributors.contributors(workspace.corpus, event.id)}
    assert listed == {"1-1": 0, "1-2": 1}


def test_a_withdrawal_meanwhile_overtakes_a_sign_off(
    workspace: Workspace, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = _propose(workspace, event)
    programme = programme_by_id(workspace.corpus, event.programme_id)
    real = sign_off.taken_from

    def meanwhile(*arguments: Any) -> Any:
        taken = real(*arguments)
        withdraw(workspace, programme, "F1", "1-1", by="Sam")
        return taken

    monkeypatch.setattr(sign_off, "taken_from", meanwhile)
    with pytest.raises((Overtaken, NotReady)):
        sign_off.sign_off(workspace, document_id, by="Sam")
    assert _texts(workspace, document_id) == []
    with workspace.vault() as vault:
        kinds = {kind for (kind,) in vault._db.execute("SELECT kind FROM sealed")}
    assert "originals" not in kinds


def test_removing_a_document_takes_what_waits_with_it(workspace: Workspace, event: Event) -> None:
    document_id = _propose(workspace, event)
    _everywhere(workspace, document_id, "quokka", "place")
    remove_document(workspace, document_id)
    with workspace.vault() as vault:
        assert vault.documents_held() == []
    for table in ("unsigned_documents", "unsigned_contributors", "unsigned_holds"):
        assert workspace.corpus.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_an_upload_whose_time_is_over_waits_no_longer(workspace: Workspace, event: Event) -> None:
    from corpus.store.destructions import Held

    document_id = _propose(workspace, event)
    destroy(workspace, [Due("vault", Held(document_id, "F1 document 1", "2020-01-01"))], signed_by="Sam")
    document = documents.document_by_id(workspace.corpus, document_id)
    assert (document.state, document.problem) == ("failed", NEVER_SIGNED)


def test_a_table_is_signed_off_by_its_cells(workspace: Workspace, event: Event) -> None:
    table = "Answer,School year,Name of helper\nThe tindrum is slow,Year 9,Zanele\nFine,Year 10,\n"
    document_id = intake.receive(workspace, event.id, "t.csv", table.encode()).document.id
    intake.read_document(workspace, document_id)
    columns = ColumnDecision(("Answer",), others=("School year", "Name of helper"))
    intake.confirm_columns(workspace, document_id, columns)
    taking_in.take_in(workspace, document_id)
    assert ("Respondent 1: Answer", "The tindrum is slow") in [
        (who, draft.text) for who, draft in _over(workspace, document_id).read
    ]
    _everywhere(workspace, document_id, "tindrum", "place")
    _everywhere(workspace, document_id, "Zanele", "name")
    sign_off.sign_off(workspace, document_id, by="Sam")
    assert _texts(workspace, document_id) == ["The [place 1] is slow", "Fine"]
    kept = workspace.corpus.execute("SELECT attributes FROM contributors ORDER BY id").fetchone()[0]
    assert "[name 1]" in kept


def _new(event: Event) -> Any:
    from dataclasses import fields

    from corpus.records import NewEvent

    return NewEvent(**{one.name: getattr(event, one.name) for one in fields(NewEvent)})
