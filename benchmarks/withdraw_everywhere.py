"""How long until nobody can read at any address what somebody withdrew.

python -m benchmarks.withdraw_everywhere
python -m benchmarks.withdraw_everywhere --answers 10000

A real server on the sample, or on so many answers, with its worker. One contributor withdraws through the page, and
every address that held any of their words is asked again and again: pages, search, Datasette as HTML, JSON and CSV, the
forum's pages. In the end everything is gone through once more.
"""

import argparse
import csv
import html
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.many_texts import many_texts
from corpus.consent import OPEN
from corpus.records import Contributor, NewEvent, Programme
from corpus.release.datasette.metadata import metadata_for
from corpus.store import contributors, events, releases
from corpus.store.programmes import programmes
from service.jobs import run_all
from service.settings import Settings
from service.workflow import accounts, intake
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace

EVENT = NewEvent("S1", "Survey", "survey", "2026-03-01", "Whole borough", "online", "mixed", "consultation")
PASSWORD = "seven green herons wading"
ROLES = ("staff", "safeguarding lead")
ANSWERS_A_PERSON = 4
WORDS_OF_A_PIECE = 6
MOST_PAGES = 5000
FORMATS = ("", ".json?_size=max", ".csv?_stream=on")
_ADDRESS = re.compile(r'href="(/[^"#]*)')
_PASSED_BY = re.compile(r"next=|turn=|event=|/segments/|/static/|/data|/remove|/people/.+/")


@dataclass(frozen=True)
class Case:
    """Who withdraws, what they said in pieces that nobody else said, and the addresses of their own."""

    programme: Programme
    event: str
    who: Contributor
    pieces: re.Pattern[str]
    own: tuple[str, ...]


def main() -> None:
    """Prints how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=0, help="answers to take in; 0 is the sample")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder, "home"))
        _fill(settings, Path(folder), given.answers)
        with open_workspace(settings) as workspace:
            case, code = _case(workspace), _accounts(workspace)
        with _server(settings) as url:
            browsers = {role: _signed_in(url, role) for role in ROLES} | {"forum": _at_the_forum(url, code)}
            _withdraw(case, browsers, settings)


def _withdraw(case: Case, browsers: dict[str, httpx.Client], settings: Settings) -> None:
    every = _look_everywhere(case, browsers)
    holding = {one for one, holds in every.items() if holds}
    kinds = Counter(_kind(role, address) for role, address in holding)
    whose = f"{case.event} {case.who.code}, who agreed to {case.who.consent}"
    print(f"{len(every)} addresses, {len(holding)} hold words of {whose}: {dict(kinds)}", flush=True)
    staff, page = browsers["staff"], f"/p/{case.programme.slug}/events/{case.event}/people/{case.who.code}/withdraw"
    token = re.search(r'name="csrf_token" value="([^"]+)', staff.get(page).text)
    assert token
    began = time.monotonic()
    assert staff.post(page, data={"csrf_token": token[1]}).status_code == 302
    print(f"the page answered after {time.monotonic() - began:.1f} s", flush=True)
    left = holding
    while left:
        left = {(role, one) for role, one in left if _holds(case, browsers[role], one)}
        print(f"{time.monotonic() - began:.1f} s: {len(left)} addresses hold any of them", flush=True)
    while not _is_published_anew(case, settings):
        time.sleep(1)
    print(f"{time.monotonic() - began:.1f} s: published anew", flush=True)
    time.sleep(2)  # a new release is looked for once a second
    again = _look_everywhere(case, browsers)
    found = [one for one, holds in again.items() if holds]
    print(f"gone through once more: {len(again)} addresses, {len(found)} hold any of them {found[:5]}")


def _fill(settings: Settings, folder: Path, answers: int) -> None:
    if not answers:
        environment = os.environ | {"CHORUS_HOME": str(settings.home)}
        subprocess.run([sys.executable, "-m", "service.cli", "demo"], env=environment, check=True)
        return
    table = folder / "answers.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["person", "answer"])
        rows.writerows((number // ANSWERS_A_PERSON, text) for number, text in enumerate(many_texts(answers)))
    with open_workspace(settings) as workspace:
        programme = start_programme(workspace, "Bench", with_starter=True)
        event = events.add_event(workspace.corpus, programme.id, EVENT)
        document = intake.receive(workspace, event.id, table.name, table.read_bytes()).document
        run_all(workspace, programme.id)
        intake.confirm_columns(workspace, document.id, intake.ColumnDecision(("answer",), "person", consent=OPEN))
        run_all(workspace, programme.id)


def _case(workspace: Workspace) -> Case:
    """The contributor with most that nobody else said, among those whose words are quoted."""
    corpus = workspace.corpus
    (programme,) = programmes(corpus)
    said: dict[tuple[str, str], dict[int, str]] = {}
    people = {}
    for event in events.events(corpus, programme.id):
        for one in contributors.contributors(corpus, event.id):
            said[event.code, one.code] = contributors.said_by(corpus, event.id, one.code)
            people[event.code, one.code] = one
    counted = Counter(piece for texts in said.values() for piece in set(_pieces(texts.values())))
    own = {key: [one for one in set(_pieces(texts.values())) if counted[one] == 1] for key, texts in said.items()}
    chosen = max(own, key=lambda key: (min(people[key].consent, 3), len(own[key])))
    pattern = "|".join(r"\s+".join(re.escape(word) for word in piece) for piece in own[chosen])
    slug = programme.slug
    turns = {row[0] for row in _turns(workspace, said[chosen])}
    addresses = [f"/p/{slug}/segments/{one}" for one in said[chosen]]
    # Half of a piece: the page says again what was searched for.
    addresses += [f"/p/{slug}/search?q={'+'.join(own[chosen][0][: WORDS_OF_A_PIECE // 2])}"]
    addresses += [f"/data/{slug}/segments/{one}{end}" for one in said[chosen] for end in ("", ".json")]
    addresses += [f"/data/{slug}/turns/{one}{end}" for one in turns for end in ("", ".json")]
    return Case(programme, chosen[0], people[chosen], re.compile(pattern, re.IGNORECASE), tuple(addresses))


def _turns(workspace: Workspace, segments: Iterable[int]) -> list[tuple[int]]:
    found = workspace.corpus.execute("SELECT DISTINCT turn_id, id FROM segments").fetchall()
    return [(turn,) for turn, segment in found if segment in set(segments)]


def _pieces(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Runs of plain words, which are written alike in HTML, JSON and CSV."""
    for text in texts:
        for run in re.findall(r"[A-Za-z]+(?: [A-Za-z]+)+", text):
            words = run.lower().split()
            for start in range(len(words) - WORDS_OF_A_PIECE + 1):
                yield tuple(words[start : start + WORDS_OF_A_PIECE])


def _accounts(workspace: Workspace) -> str:
    """Puts an account for each role there, and gives a forum code."""
    for role in ROLES:
        accounts.put_account(workspace, f"bench {role}", [role], PASSWORD)  # type: ignore[list-item]
    (programme,) = programmes(workspace.corpus)
    return accounts.make_codes(workspace, programme.id, "young people", 1)[0]


@contextmanager
def _server(settings: Settings) -> Iterator[str]:
    environment = os.environ | {"CHORUS_HOME": str(settings.home)}
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address
        for _ in range(300):
            try:
                httpx.get(f"{address[0]}/health")
                break
            except httpx.TransportError:
                time.sleep(0.2)
        try:
            yield address[0]
        finally:
            process.terminate()


def _signed_in(url: str, role: str) -> httpx.Client:
    return _browser(url, "/sign-in", {"name": f"bench {role}", "password": PASSWORD})


def _at_the_forum(url: str, code: str) -> httpx.Client:
    return _browser(url, "/forum/sign-in", {"code": code})


def _browser(url: str, page: str, fields: dict[str, str]) -> httpx.Client:
    client = httpx.Client(base_url=url, timeout=120)
    token = re.search(r'name="csrf_token" value="([^"]+)', client.get(page).text)
    assert token
    assert client.post(page, data=fields | {"csrf_token": token[1]}).status_code == 302
    return client


def _look_everywhere(case: Case, browsers: dict[str, httpx.Client]) -> dict[tuple[str, str], bool]:
    """Each address that pages lead a role to, of the case, and of Datasette: whether it holds any of the words."""
    found: dict[tuple[str, str], bool] = {}
    for role, browser in browsers.items():
        slug = f"/p/{case.programme.slug}"
        waiting = ["/forum/"] if role == "forum" else ["/", f"{slug}/", f"{slug}/search?q=the", f"{slug}/safeguarding"]
        waiting += [*case.own, *_of_datasette(case)] if role == "staff" else []
        seen = set(waiting)
        while waiting and len(seen) < MOST_PAGES:
            page = waiting.pop()
            text = _read(browser, page)
            found[role, page] = _is_theirs(case, text)
            links = {html.unescape(link) for link in _ADDRESS.findall(text) if not page.startswith("/data")}
            new = {link for link in links - seen if not _PASSED_BY.search(link)}
            seen |= new
            waiting += sorted(new)
    return found


def _of_datasette(case: Case) -> list[str]:
    slug, told = case.programme.slug, metadata_for([case.programme])["databases"][case.programme.slug]
    names = [*told["tables"], *told["queries"]]
    asked = [f"/data/{slug}/{name}{form}" for name in names for form in FORMATS]
    asked += [f"/data/{slug}/segments{form.partition('?')[0]}?_search={case.who.pseudonym}" for form in FORMATS]
    sql = "select+text+from+segments+union+all+select+text+from+turns"
    asked += [f"/data/{slug}{form}?sql={sql}&_size=max" for form in ("", ".json", ".csv")]
    return ["/data/", f"/data/{slug}", *asked, *(f"/data/{slug}-{number}/segments.csv" for number in range(1, 9))]


def _holds(case: Case, browser: httpx.Client, address: str) -> bool:
    return _is_theirs(case, _read(browser, address))


def _read(browser: httpx.Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code < 500, (address, answer.status_code)
    return answer.text


def _is_theirs(case: Case, text: str) -> bool:
    return bool(case.pieces.search(re.sub(r"<[^>]+>", "", html.unescape(text))))


def _kind(role: str, address: str) -> str:
    end = re.search(r"\.(json|csv)", address)
    return f"Datasette {end[1] if end else 'pages'}" if address.startswith("/data") else f"pages for {role}"


def _is_published_anew(case: Case, settings: Settings) -> bool:
    with open_workspace(settings) as workspace:
        return case.programme.slug in releases.current_releases(workspace.corpus)


if __name__ == "__main__":
    main()
