"""Forty phones in one room, connections that are cut, a server that is killed: no answer is lost or counted twice.

python -m benchmarks.meeting --phones 40 --themes 10

A real server on loopback, with the fsync of every commit. The facilitator goes on as soon as everybody has answered. In
the middle the server is killed (SIGKILL) and started again. It ends with what matters most. Then what is in the corpus
is compared with the last that each phone's owner said.
"""

import argparse
import asyncio
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import httpx
import numpy as np

from benchmarks.meeting_phones import JSON, Measured, Phone
from benchmarks.results_table import RESULTS, table
from corpus.records import Coding, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn
from corpus.store import codebook, codings, documents, events, meetings, people, rankings, seats
from corpus.store.meetings import NewMeeting
from corpus.store.programmes import add_programme
from service import audit
from service.passwords import hash_password
from service.settings import Settings
from service.workflow.meetings import open_meeting
from service.workspace import Workspace, open_workspace

PASSWORD = "correct horse battery staple"
SECONDS_WITHOUT_A_SERVER = 3
SECONDS_AT_MOST = 120
FORUM = NewEvent("F1", "Forum", "forum meeting", "2026-03-01", "North", "online", "mixed", "co-production")
_SERVE = """
import sys, uvicorn
from pathlib import Path
from service.server import create_asgi_app
from service.settings import Settings
uvicorn.run(create_asgi_app(Settings(home=Path(sys.argv[1]), port=int(sys.argv[2]))), port=int(sys.argv[2]),
            log_level="warning", access_log=False)
"""


class Server:
    """The server in a process of its own, and the processor seconds that it took over all its lives."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._home, self._earlier, self.away = home, 0.0, (0.0, 0.0)
        self._process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen([sys.executable, "-c", _SERVE, str(self._home), str(self.port)])
        for _ in range(300):
            try:
                if httpx.get(f"{self.address}/health").status_code == 200:
                    return process
            except httpx.TransportError:
                time.sleep(0.1)
        raise SystemExit("The server did not start.")

    @property
    def processor(self) -> float:
        """Seconds, its children's not among them: it has none."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return self._earlier + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill_and_start(self) -> None:
        """As when the machine's plug is pulled, and put in again."""
        self._earlier, killed = self.processor, time.monotonic()
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        time.sleep(SECONDS_WITHOUT_A_SERVER)
        self._process = self._start()
        self.away = killed, time.monotonic()

    def stop(self) -> None:
        """Ends it."""
        self._process.terminate()
        self._process.wait()


class Facilitator:
    """Staff at the screen."""

    def __init__(self, address: str, meeting_id: int) -> None:
        self._client = httpx.AsyncClient(base_url=address, timeout=30)
        self._screen = f"/p/meeting/meetings/{meeting_id}"
        self.polls: list[float] = []

    async def sign_in(self) -> None:
        """As Sam."""
        given = {"csrf_token": await self._token("/sign-in"), "name": "Sam", "password": PASSWORD}
        assert (await self._client.post("/sign-in", data=given)).status_code == 302

    async def lead(self, step: str, place: int = 0) -> None:
        """One step, sent again until it has arrived."""
        while True:
            try:
                form = {"csrf_token": await self._token(self._screen), "step": step, "place": str(place)}
                answer = await self._client.post(f"{self._screen}/lead", data=form)
                assert answer.status_code == 302, answer.text
                return
            except httpx.TransportError:
                await asyncio.sleep(0.5)

    async def answered(self) -> int:
        """How many have, as the screen says."""
        began = time.monotonic()
        try:
            news = (await self._client.get(f"{self._screen}/now", headers=JSON)).json()
        except httpx.TransportError:
            return 0
        self.polls.append(time.monotonic() - began)
        return int(news["answered"])

    async def _token(self, path: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', (await self._client.get(path)).text)
        assert found
        return found[1]


def fill(workspace: Workspace, themes: int) -> tuple[int, str]:
    """A programme with themes that somebody spoke of, and a meeting about all of them; its id and its code."""
    corpus = workspace.corpus
    programme = add_programme(corpus, name="Meeting", slug="meeting")
    new = [NewTheme(f"theme-{n}", f"Theme {n}", f"What people said of {n}.") for n in range(themes)]
    codebook.put_codebook(corpus, programme.id, new, reason="benchmark")
    document, _ = documents.add_document(
        corpus, events.add_event(corpus, programme.id, FORUM).id, format="txt", fingerprint="x"
    )
    said = [f"The bus number {n} never comes." for n in range(themes)]
    documents.store_turns(
        corpus,
        document,
        contributors=[NewContributor("1", "Young person 1", "young person")],
        turns=[NewTurn(text, "contributor", "1", "Young person 1", (NewSegment(0, len(text)),)) for text in said],
        blank=0,
    )
    ids = [theme.id for theme in codebook.themes(corpus, programme.id)]
    spoken = codings.segments_to_code(corpus, programme.id)
    made = [Coding(one.id, theme, 0.9, is_primary=True) for one, theme in zip(spoken, ids, strict=True)]
    codings.replace_suggestions(corpus, programme.id, codings.coder_id(corpus, "model", "m"), made)
    people.put_account(corpus, name="Sam", roles=["staff"], password_hash=hash_password(PASSWORD))
    meeting = open_meeting(workspace, programme, NewMeeting("young people", "co-production", tuple(ids), None, True))
    assert meeting.code
    return meeting.id, meeting.code


async def hold(server: Server, meeting: tuple[int, str], phones: Sequence[Phone], themes: int) -> list[float]:
    """The whole meeting; how long the screen's polls took."""
    facilitator = Facilitator(server.address, meeting[0])
    await facilitator.sign_in()
    await asyncio.gather(*(phone.come_in(meeting[1]) for phone in phones))
    taking_part = [asyncio.create_task(phone.take_part()) for phone in phones]
    for place in range(1, themes + 2):  # the last is what matters most
        await facilitator.lead("go", place)
        if place == themes // 2:
            await asyncio.sleep(2)
            await asyncio.to_thread(server.kill_and_start)
        end = time.monotonic() + SECONDS_AT_MOST
        while await facilitator.answered() < len(phones):
            assert time.monotonic() < end, f"place {place}: not everybody's answer came"
            await asyncio.sleep(1.5)
    await facilitator.lead("go", themes + 2)
    end = time.monotonic() + SECONDS_AT_MOST
    while not all(phone.is_done for phone in phones):
        assert time.monotonic() < end, "an answer still waits on a phone"
        await asyncio.sleep(0.5)
    for phone in phones:
        phone.is_over = True
    await asyncio.gather(*taking_part)
    await facilitator.lead("end")
    await asyncio.gather(*(phone.close() for phone in phones))
    return facilitator.polls


def check(workspace: Workspace, meeting_id: int, phones: Sequence[Phone]) -> int:
    """That each theme counts the last that each phone said, and put first, once; how many answers there are."""
    said = Counter((theme, answer) for phone in phones for theme, answer in phone.said.items())
    counted = seats.count_seat_answers(workspace.corpus, meeting_id)
    kept = Counter({(theme, one): n for theme, counts in counted.items() for one, n in counts.items() if n})
    assert kept == said, f"said {said - kept} more, kept {kept - said} more"
    assert len(seats.seat_ids(workspace.corpus, meeting_id)) == len(phones)
    (reviewed,) = workspace.corpus.execute("SELECT count(*) FROM reviews").fetchone()
    assert reviewed == said.total()
    first = {str(one.theme_id): one.first for one in rankings.standings_at(workspace.corpus, meeting_id) if one.first}
    assert first == Counter(phone.put_first for phone in phones)
    assert meetings.meeting_by_id(workspace.corpus, meeting_id).is_over
    verdict = audit.verify(workspace.settings, workspace.corpus)
    assert verdict.problem is None, verdict.problem
    return said.total()


def main() -> None:
    """Ends with an error where an answer is missing or is counted twice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=seats.MOST_SEATS)
    parser.add_argument("--themes", type=int, default=10)
    parser.add_argument("--cut", type=float, default=0.3, help="share of what is sent that is cut off")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    measured, chance = Measured(), random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder, open_workspace(Settings(home=Path(folder))) as workspace:
        meeting = fill(workspace, given.themes)
        server = Server(Path(folder))
        try:
            before, began = server.processor, time.monotonic()
            phones = [
                Phone(server.address, measured, chance=random.Random(chance.random()), cut=given.cut)
                for _ in range(given.phones)
            ]
            screen = asyncio.run(hold(server, meeting, phones, given.themes))
            took, processor = time.monotonic() - began, server.processor - before
        finally:
            server.stop()
        answers = check(workspace, meeting[0], phones)

    def met(pressed: float, took: float) -> bool:
        return pressed < server.away[1] and pressed + took > server.away[0]

    told = (
        f"{given.phones} phones, {given.themes} themes, {answers} answers and {given.phones} rankings kept of as"
        f" many given, none twice;"
        f" {measured.cut} requests cut off, {measured.twice} sent twice at once, {measured.failed} found no server;"
        f" killed once, away for {server.away[1] - server.away[0]:.0f} s; refused {len(measured.refused)}."
        f" {took:.0f} s, {processor:.1f} processor seconds of the server, on {os.cpu_count()} cores that other"
        f" work kept busy (load {os.getloadavg()[1]:.0f}, of which this is about 1)."
    )
    rows = [
        _row("answer, as the phone waits for it", measured.answers),
        _row(
            "from pressing to being told, cut off or not",
            [took for at, took in measured.until_told if not met(at, took)],
        ),
        _row("the same of what met the kill", [took for at, took in measured.until_told if met(at, took)]),
        _row("a phone's poll", measured.polls),
        _row("the screen's poll", screen),
        _row("coming in", measured.joins),
    ]
    print(told, *measured.refused[:3], *rows, sep="\n")
    command = f"`python -m benchmarks.meeting --phones {given.phones} --themes {given.themes} --cut {given.cut}`"
    (RESULTS / "meeting.md").write_text(f"# meeting\n\n{command}\n\n{told}\n\n{table(rows)}\n", encoding="utf-8")


def _row(what: str, seconds: Sequence[float]) -> dict[str, str | float]:
    cuts = np.percentile(seconds or [0.0], [50, 95, 100])
    return {
        "what": what,
        "times": len(seconds),
        "p50, ms": round(1000 * cuts[0]),
        "p95, ms": round(1000 * cuts[1]),
        "longest, ms": round(1000 * cuts[2]),
    }


if __name__ == "__main__":
    main()
