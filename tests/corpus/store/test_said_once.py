from typing import Any

import pytest

from corpus.store import codings, said_once
from corpus.store.said_once import keep_said_once

FIRST, AGAIN, TOO = "I waited.", "And waited again.", "We waited too."


@pytest.fixture
def once(small: Any) -> Any:
    keep(small, {FIRST: 2.0, AGAIN: 3.0, TOO: 1.0})
    return small


def keep(small: Any, strengths: dict[str, float]) -> None:
    found = {small.segment(text): strength for text, strength in strengths.items()}
    keep_said_once(small.db, small.programme, found, sure=0.5)


def listed(small: Any, state: said_once.OnceState = "open") -> list[str]:
    return [one.quote.text for one in said_once.said_once(small.db, small.programme, state)]


def decide(small: Any, text: str, state: said_once.OnceState) -> bool:
    return said_once.decide_said_once(small.db, small.segment(text), state, codings.coder_id(small.db, "person", "Ana"))


def test_the_strongest_come_first_a_page_at_a_time(once: Any) -> None:
    assert listed(once) == [AGAIN, FIRST, TOO]
    page = said_once.said_once(once.db, once.programme, "open", limit=1, offset=1)
    assert [one.quote.text for one in page] == [FIRST]
    assert said_once.count_said_once(once.db, once.programme) == {"open": 3, "watching": 0, "dealt with": 0}
    assert said_once.said_once(once.db, once.programme + 1, "open") == []


def test_what_people_decided_outlives_an_analysis_and_says_who_and_when(once: Any) -> None:
    assert decide(once, FIRST, "dealt with")
    assert decide(once, TOO, "watching")
    keep(once, {FIRST: 9.0, TOO: 9.0})
    assert (listed(once), listed(once, "watching"), listed(once, "dealt with")) == ([AGAIN], [TOO], [FIRST])
    (dealt,) = said_once.said_once(once.db, once.programme, "dealt with")
    assert dealt.decided_by == "Ana"
    assert dealt.decided_at
    assert not decide(once, "Ask me first.", "watching")


def test_what_stood_open_stays_until_a_theme_holds_it(once: Any) -> None:
    once.suggest((FIRST, "waiting"), confidence=0.49)
    keep(once, {})
    assert listed(once) == [AGAIN, FIRST, TOO]
    once.suggest((FIRST, "waiting"), (TOO, "waiting"), confidence=0.5)
    once.decide(TOO, "waiting", "rejected")
    once.decide(AGAIN, "asking", "confirmed")
    assert said_once.placed(once.db, once.programme, sure=0.5) == {once.segment(FIRST), once.segment(AGAIN)}
    keep(once, {})
    assert listed(once) == [TOO]


def test_what_was_removed_is_gone(once: Any) -> None:
    once.db.execute("DELETE FROM documents WHERE id = ?", [once.talk.id])
    keep_said_once(once.db, once.programme, {999: 1.0}, sure=0.5)
    assert listed(once) == []
