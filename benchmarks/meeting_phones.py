"""Phones in a meeting, as the pages' script makes them: they poll, answer, and send again until it is kept.

A share of what they send is cut off: half of the request, or the answer to it, never arrives.
"""

import asyncio
import random
import re
import time
from collections.abc import Coroutine
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
    """What waits on the phone, for this address."""

    path: str
    fields: dict[str, str]
    number: int
    pressed: float


class Phone:
    """One phone. `said` is the last that its owner answered to each theme, by its id, and `put_first` what they put
    first of all, where they were asked."""

    def __init__(self, address: str, measured: Measured, *, chance: random.Random, cut: float) -> None:
        self._client = httpx.AsyncClient(base_url=address, timeout=10)
        self._measured, self._chance, self._cut = measured, chance, cut
        self._version, self._token, self._number = "", "", 0
        self._waiting: dict[str, Kept] = {}
        self._reached = asyncio.Event()
        self._thinking: set[asyncio.Task[None]] = set()
        self.said: dict[int, str] = {}
        self.put_first = ""
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
        asked = re.search(r'data-keep="(theme-(\d+)|ranking)"', page)
        if asked and asked[2] and int(asked[2]) not in self.said:
            self._think(self._answer(int(asked[2])))
        elif asked and not asked[2] and not self.put_first:
            self._think(self._put_in_order(list(dict.fromkeys(re.findall(r'<option value="(\d+)"', page)))))

    def _think(self, doing: Coroutine[None, None, None]) -> None:
        thinking = asyncio.create_task(doing)
        self._thinking.add(thinking)
        thinking.add_done_callback(self._thinking.discard)

    async def _answer(self, theme: int) -> None:
        """An answer; one in five changes their mind a moment later."""
        await asyncio.sleep(self._chance.uniform(0, SECONDS_TO_THINK))
        for _ in range(2 if self._chance.random() < 0.2 else 1):
            self.said[theme] = self._chance.choice(ANSWERS)
            words = {"reason": "It takes too long to get there.", "suggested_name": ""}
            self._keep("/meeting/answers", {"theme_id": str(theme), "answer": self.said[theme], **words})
            await asyncio.sleep(self._chance.uniform(0.2, 1))

    async def _put_in_order(self, offered: list[str]) -> None:
        await asyncio.sleep(self._chance.uniform(0, SECONDS_TO_THINK))
        chosen = self._chance.sample(offered, 3)
        self.put_first = chosen[0]
        self._keep("/meeting/ranking", {f"place-{place}": theme for place, theme in enumerate(chosen, start=1)})

    def _keep(self, path: str, fields: dict[str, str]) -> None:
        self._number = max(self._number + 1, int(time.time() * 1000))
        self._waiting[path + fields.get("theme_id", "")] = Kept(path, fields, self._number, time.monotonic())

    async def _send_all(self) -> None:
        pause = FIRST_PAUSE
        while True:
            tried = [await self._send(question, kept) for question, kept in list(self._waiting.items())]
            self._reached.clear()
            pause = FIRST_PAUSE if all(tried) else min(2 * pause, LONGEST_PAUSE)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._reached.wait(), pause if self._waiting else 0.05)
                pause = FIRST_PAUSE

    async def _send(self, question: str, kept: Kept) -> bool:
        form = {"csrf_token": self._token, "number": str(kept.number), **kept.fields}
        if self._chance.random() < self._cut:
            await self._cut_off("POST", kept.path, form)
            return False
        began = time.monotonic()
        try:
            if self._chance.random() < 0.1:
                self._measured.twice += 1
                both = (self._client.post(kept.path, data=form, headers=JSON) for _ in range(2))
                answer, _ = await asyncio.gather(*both)
            else:
                answer = await self._client.post(kept.path, data=form, headers=JSON)
        except httpx.TransportError:
            self._measured.failed += 1
            return False
        if answer.status_code != 200:
            self._measured.refused.append(f"{answer.status_code}: {answer.text[:200]}")
            return False
        self._measured.answers.append(time.monotonic() - began)
        if self._waiting.get(question) is kept:
            del self._waiting[question]
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
