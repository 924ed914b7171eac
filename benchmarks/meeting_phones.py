"""Phones in a meeting, as the pages' script makes them: they poll, answer, and send again until it is kept.

A share of what they send is cut off: half of the request, or the answer to it, never arrives.
"""

import asyncio
import random
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

SECONDS_BETWEEN_POLLS = 2.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 20.0  # as in service/static/kept_answers.js
SECONDS_TO_THINK = 4.0
ANSWERS = ("right", "partly", "not us")
JSON = {"Accept": "application/json"}


@dataclass
class Measured:
    """Seconds that answered requests took, those from pressing the button to being told, and what was cut."""

    answers: list[float] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    until_told: list[tuple[float, float]] = field(default_factory=list)
    """When the button was pressed, and how long it took."""
    joins: list[float] = field(default_factory=list)
    cut: int = 0
    failed: int = 0
    twice: int = 0
    refused: list[str] = field(default_factory=list)


@dataclass
class Kept:
    """An answer that waits on the phone."""

    number: int
    answer: str
    pressed: float


class Phone:
    """One phone. `said` is the last that its owner answered to each theme, by its id."""

    def __init__(self, address: str, measured: Measured, *, chance: random.Random, cut: float) -> None:
        self._client = httpx.AsyncClient(base_url=address, timeout=10)
        self._measured, self._chance, self._cut = measured, chance, cut
        self._version, self._token, self._number = "", "", 0
        self._waiting: dict[int, Kept] = {}
        self._reached = asyncio.Event()
        self._thinking: set[asyncio.Task[None]] = set()
        self.said: dict[int, str] = {}
        self.is_over = False

    async def come_in(self, code: str) -> None:
        """Takes a seat; sends the form again until there is one."""
        while True:
            began = time.monotonic()
            try:
                page = await self._client.get(f"/m/{code}")
                if page.status_code == 302:
                    break
                form = {"csrf_token": _token_in(page.text)}
                if self._chance.random() < self._cut:
                    await self._cut_off("POST", f"/m/{code}", form)
                    continue
                if (await self._client.post(f"/m/{code}", data=form)).status_code == 302:
                    break
            except httpx.TransportError:
                await asyncio.sleep(FIRST_PAUSE)
        self._measured.joins.append(time.monotonic() - began)

    async def take_part(self) -> None:
        """Follows the room until the meeting is over and nothing waits."""
        sending = asyncio.create_task(self._send_all())
        while not self.is_over:
            began = time.monotonic()
            try:
                news = await self._client.get("/meeting/now", headers=JSON)
                self._measured.polls.append(time.monotonic() - began)
                self._token = news.json()["token"]
                self._reached.set()  # the server is there: what waits is sent at once
                if news.json()["version"] != self._version:
                    await self._look(news.json()["version"])
            except httpx.TransportError:
                self._measured.failed += 1
            await asyncio.sleep(SECONDS_BETWEEN_POLLS * self._chance.uniform(0.75, 1.25))
        sending.cancel()

    @property
    def is_done(self) -> bool:
        """Whether its owner is not writing, and all that they said has been acknowledged."""
        return not self._thinking and not self._waiting

    async def close(self) -> None:
        """Lets the connections go."""
        await self._client.aclose()

    async def _look(self, version: str) -> None:
        page = (await self._client.get("/meeting")).text
        self._version = version
        theme = re.search(r'data-keep="theme-(\d+)"', page)
        if theme and int(theme[1]) not in self.said:
            thinking = asyncio.create_task(self._answer(int(theme[1])))
            self._thinking.add(thinking)
            thinking.add_done_callback(self._thinking.discard)

    async def _answer(self, theme: int) -> None:
        """An answer; one in five changes their mind a moment later."""
        await asyncio.sleep(self._chance.uniform(0, SECONDS_TO_THINK))
        for _ in range(2 if self._chance.random() < 0.2 else 1):
            self._number = max(self._number + 1, int(time.time() * 1000))
            self.said[theme] = self._chance.choice(ANSWERS)
            self._waiting[theme] = Kept(self._number, self.said[theme], time.monotonic())
            await asyncio.sleep(self._chance.uniform(0.2, 1))

    async def _send_all(self) -> None:
        pause = FIRST_PAUSE
        while True:
            tried = [await self._send(theme, kept) for theme, kept in list(self._waiting.items())]
            self._reached.clear()
            pause = FIRST_PAUSE if all(tried) else min(2 * pause, LONGEST_PAUSE)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._reached.wait(), pause if self._waiting else 0.05)
                pause = FIRST_PAUSE

    async def _send(self, theme: int, kept: Kept) -> bool:
        form = {"csrf_token": self._token, "theme_id": str(theme), "answer": kept.answer, "number": str(kept.number)}
        form |= {"reason": "It takes too long to get there.", "suggested_name": ""}
        if self._chance.random() < self._cut:
            await self._cut_off("POST", "/meeting/answers", form)
            return False
        began = time.monotonic()
        try:
            if self._chance.random() < 0.1:
                self._measured.twice += 1
                both = (self._client.post("/meeting/answers", data=form, headers=JSON) for _ in range(2))
                answer, _ = await asyncio.gather(*both)
            else:
                answer = await self._client.post("/meeting/answers", data=form, headers=JSON)
        except httpx.TransportError:
            self._measured.failed += 1
            return False
        if answer.status_code != 200:
            self._measured.refused.append(f"{answer.status_code}: {answer.text[:200]}")
            return False
        self._measured.answers.append(time.monotonic() - began)
        if self._waiting.get(theme) is kept:
            del self._waiting[theme]
            self._measured.until_told.append((kept.pressed, time.monotonic() - kept.pressed))
        return True

    async def _cut_off(self, method: str, path: str, form: dict[str, str]) -> None:
        """Sends half of a request, or all of it, and is gone before the answer comes."""
        self._measured.cut += 1
        request = self._client.build_request(method, path, data=form, headers=JSON)
        head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
        whole = f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + request.content
        try:
            _, writer = await asyncio.open_connection(request.url.host, request.url.port)
            writer.write(whole if self._chance.random() < 0.5 else whole[: -len(request.content) // 2])
            await writer.drain()
            await asyncio.sleep(self._chance.uniform(0, 0.1))
            writer.transport.abort()
        except OSError:
            self._measured.failed += 1


def _token_in(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    return found[1] if found else ""
