from typing import Any

import pytest

from corpus.store import agreements, codings, documents, quotes, voices
from corpus.store.agreements import AgreedWith, SpokenTurn, replace_agreements
from corpus.store.voices import Coverage, Voices

FIRST, AGAIN, TOO, ASK = "I waited.", "And waited again.", "We waited too.", "Ask me first."


@pytest.fixture
def agreed(small: Any) -> Any:
    """Person 2 of the forum agrees with what Person 1 said."""
    small.suggest((FIRST, "waiting"), (TOO, "asking"), (ASK, "asking"))
    replace_agreements(small.db, small.programme, {small.segment(TOO): small.segment(FIRST)})
    return small


def test_conversations_are_read_turn_by_turn(small: Any) -> None:
    small.db.execute("UPDATE turns SET prompt = 'What?' WHERE document_id = ?", [small.table.id])
    ((facilitator, first, *_, last),) = agreements.conversations(small.db, small.programme)
    assert facilitator == SpokenTurn(None, "How is it?", ())
    assert first.segments == ((small.segment(FIRST), FIRST),)
    assert first.contributor_id != last.contributor_id
    assert list(agreements.conversations(small.db, small.programme + 1)) == []


def test_whoever_agrees_counts_and_makes_no_mention(agreed: Any) -> None:
    assert voices.voices_by_theme(agreed.db, agreed.programme)[agreed.theme("waiting")] == Voices(2, 1, 1)
    assert voices.theme_voices(agreed.db, agreed.theme("help")) == Voices(3, 2, 2)
    assert voices.theme_people_across(agreed.db, agreed.theme("waiting"), "role") == {"citizen": 1, "young person": 1}
    assert [one.text for one in quotes.quotes_for_theme(agreed.db, agreed.theme("waiting"))] == [FIRST]
    assert agreements.people_agreeing(agreed.db, [agreed.segment(FIRST), agreed.segment(ASK)]) == {
        agreed.segment(FIRST): 1
    }


def test_what_a_model_suggested_for_a_same_is_gone(agreed: Any) -> None:
    assert [one.text for one in quotes.quotes_for_theme(agreed.db, agreed.theme("asking"))] == [ASK]


def test_segments_add_up_and_agreements_can_be_read(agreed: Any) -> None:
    assert voices.coverage(agreed.db, agreed.programme) == Coverage(5, 2, 1, 1, 1, 4)
    read = [
        [one.text for one in quotes.unthemed_quotes(agreed.db, agreed.programme, kind=kind)]
        for kind in ("no theme", "agreements", "non-answers")
    ]
    assert read == [[AGAIN], [TOO], ["Nothing"]]
    found = agreements.agreed_with(agreed.db, [agreed.segment(TOO), agreed.segment(ASK)])
    with_ = found.pop(agreed.segment(TOO))
    assert found == {}
    assert isinstance(with_, AgreedWith)
    assert (with_.segment_id, with_.text, with_.speaker) == (agreed.segment(FIRST), FIRST, "Person 1")


def test_what_is_rejected_is_rejected_for_those_who_agreed(agreed: Any) -> None:
    agreed.decide(FIRST, "waiting", "rejected")
    assert agreed.theme("waiting") not in voices.voices_by_theme(agreed.db, agreed.programme)
    agreed.decide(FIRST, "asking", "confirmed")
    assert voices.theme_voices(agreed.db, agreed.theme("asking")) == Voices(3, 2, 2)


def test_a_theme_that_a_person_gives_an_agreement_is_its_own(agreed: Any) -> None:
    agreed.decide(TOO, "asking", "confirmed")
    assert voices.coverage(agreed.db, agreed.programme).agreements == 0
    replace_agreements(agreed.db, agreed.programme, {agreed.segment(TOO): agreed.segment(FIRST)})
    assert voices.theme_voices(agreed.db, agreed.theme("asking")) == Voices(2, 2, 2)


def test_a_new_set_takes_the_place_of_the_old_and_what_is_gone_is_passed_over(agreed: Any) -> None:
    other = codings.coder_id(agreed.db, "model", "agreement")
    replace_agreements(agreed.db, agreed.programme, {agreed.segment(AGAIN): agreed.segment(TOO), 998: 999})
    assert agreements.people_agreeing(agreed.db, [agreed.segment(FIRST), agreed.segment(TOO)]) == {
        agreed.segment(TOO): 1
    }
    assert codings.coder_id(agreed.db, "model", "agreement") == other
    replace_agreements(agreed.db, agreed.programme + 1, {})
    documents.remove_document(agreed.db, agreed.talk.id)
    assert agreed.db.execute("SELECT count(*) FROM agreements").fetchone() == (0,)
