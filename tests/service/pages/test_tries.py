"""Whoever gets it wrong too often waits, is told how long, and keeps nobody else from signing in."""

import re
import time
from typing import Any

import pytest
from flask import Flask

from corpus.records import Programme
from service.workflow import accounts
from service.workspace import Workspace

WRONG = {"name": "Sam", "password": "wrong"}
RIGHT = {"name": "Sam", "password": "correct horse battery"}
ELSEWHERE = {"REMOTE_ADDR": "10.0.0.9"}


def test_the_eleventh_wrong_password_has_to_wait(visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [visitor.post("/sign-in", WRONG).status_code for _ in range(10)] == [403] * 10
    refused = visitor.post("/sign-in", RIGHT)
    assert refused.status_code == 429
    assert re.search(r"That was wrong too often. Try again in 15 minutes, after \d\d:\d\d\.", refused.text)
    assert 890 <= int(refused.headers["Retry-After"]) <= 900
    assert visitor.post("/sign-in", {**RIGHT, "name": "Ana"}).status_code == 302
    assert visitor.post("/sign-in", RIGHT, environ_base=ELSEWHERE).status_code == 302
    later = time.time() + 16 * 60
    monkeypatch.setattr("time.time", lambda: later)
    assert visitor.post("/sign-in", RIGHT).status_code == 302


def test_names_are_not_guessed_one_after_the_other(visitor: Any) -> None:
    answers = [visitor.post("/sign-in", {**WRONG, "name": f"name {n}"}).status_code for n in range(61)]
    assert answers == [403] * 60 + [429]


def test_a_name_is_not_guessed_from_everywhere(visitor: Any) -> None:
    places = [{"REMOTE_ADDR": f"10.0.0.{n}"} for n in range(101)]
    answers = [visitor.post("/sign-in", WRONG, environ_base=place).status_code for place in places]
    assert answers == [403] * 100 + [429]


def test_codes_are_not_guessed(visitor: Any, workspace: Workspace, programme: Programme) -> None:
    answers = [visitor.post("/forum/sign-in", {"code": f"BBBB-{n}"}).status_code for n in range(31)]
    assert answers == [403] * 30 + [429]
    assert "Try again in 15 minutes" in visitor.post("/forum/sign-in", {"code": "BBBB"}).text


def test_a_whole_forum_signs_in_from_one_place(
    app: Flask, visitor: Any, workspace: Workspace, programme: Programme
) -> None:
    codes = accounts.make_codes(workspace, programme.id, "young people", 40)
    assert {visitor.post("/forum/sign-in", {"code": code}).status_code for code in codes} == {302}
