"""Two hundred releases of both sites under load: no 5xx, no answer of two releases, and nothing of who withdrew.

python -m benchmarks.swap --releases 200 --readers 6

A real server reads while this process publishes. Every theme's definition says which edition it is of, so that an
answer with two of them is one of two releases. Every tenth time somebody who is quoted withdraws: from the moment that
this returns, each address is read, and their words are in none.
"""

import argparse
import asyncio
import re
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import httpx

from benchmarks.own_server import PASSWORD, free_port, read_token, serving
from corpus.records import NewTheme, Programme
from corpus.store import codebook, events, people
from corpus.store.programmes import programme_by_slug
from service.passwords import hash_password
from service.settings import Settings
from service.workflow.publication import publish as publish_analysis
from service.workflow.take_away import FORMATS
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace, open_workspace
from tests.service import open_house

THEMES = [NewTheme(f"theme-{n}", f"Theme {n}") for n in range(12)]
OPEN = [
    "/open/",
    "/open/wellbeing",
    "/open/wellbeing/themes.json?_shape=array",
    "/open/wellbeing/themes.csv?_stream=1",
    "/open/wellbeing/themes",
    "/open/wellbeing/quotes?_facet=role",
    "/open/wellbeing/quotes.csv?_stream=1",
    "/open/wellbeing/what_people_said.json?theme=&_shape=array",
    "/open/wellbeing/quotes?_search=waiting",
    "/became",
    "/take-away/wellbeing",
    *(f"/take-away/wellbeing/{kind}" for kind in FORMATS),
]
DATA = [
    "/data/",
    "/data/wellbeing/themes.json?_shape=array",
    "/data/wellbeing/segments.csv?_stream=1",
    "/data/wellbeing/segments?_facet=role",
    "/data/wellbeing/turns.json?_shape=array&_size=max",
    "/data/wellbeing.json?sql=select+definition,(select+number+from+release)+as+n+from+themes&_shape=array",
    "/data/wellbeing/quotes_for_theme.json?theme=waiting&_shape=array",
]


@dataclass
class Seen:
    """What the readers were answered."""

    statuses: Counter[str] = field(default_factory=Counter)
    editions: set[str] = field(default_factory=set)
    mixed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    stop: bool = False

    def add(self, path: str, answer: httpx.Response) -> None:
        self.statuses[f"{path.split('/')[1]} {answer.status_code}"] += 1
        found = set(re.findall(r"edition \d+", text_of(answer)))
        self.editions |= {f"{path.split('/')[1]} {one}" for one in found}
        if len(found) > 1:
            self.mixed.append(f"{path}: {sorted(found)}")
        if answer.status_code >= 500:
            self.failed.append(f"{path}: {answer.status_code}")


def text_of(answer: httpx.Response) -> str:
    """An answer's text; of a file to take away, all that is packed in it."""
    if not answer.content.startswith(b"PK"):
        return answer.text
    with ZipFile(BytesIO(answer.content)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


async def read(client: httpx.AsyncClient, seen: Seen, first: int) -> None:
    """Reads one address after the other, until it is told to stop."""
    paths, number = [*OPEN, *DATA], first
    while not seen.stop:
        path = paths[number % len(paths)]
        number += 1
        seen.add(path, await client.get(path))


def publish_both(settings: Settings, edition: int) -> None:
    """A new edition of both sites."""
    with open_workspace(settings) as workspace:
        told = [NewTheme(one.key, one.name, f"edition {edition}") for one in THEMES]
        told.append(NewTheme("waiting", "Waiting", f"edition {edition}"))
        codebook.put_codebook(workspace.corpus, 1, told, reason="test")
        publish_analysis(workspace, 1)
        open_house.publish(workspace, _programme(workspace))


def _programme(workspace: Workspace) -> Programme:
    return programme_by_slug(workspace.corpus, open_house.SLUG)


def withdraw_somebody(settings: Settings) -> str:
    """Somebody whose words are in the open release; the words that must be nowhere from now on."""
    with open_workspace(settings) as workspace:
        sql = """SELECT events.code, contributors.code, segments.text FROM open_release_sources
        JOIN segments ON segments.id = segment_id JOIN turns ON turns.id = turn_id
        JOIN contributors ON contributors.id = contributor_id JOIN events ON events.id = event_id
        WHERE release_id = (SELECT max(id) FROM open_releases) LIMIT 1"""
        event, code, words = workspace.corpus.execute(sql).fetchone()
        withdraw(workspace, _programme(workspace), event, code, by="benchmark")
        open_house.hold_event(workspace, _programme(workspace), f"E{time.monotonic_ns()}", 4)
    return str(words)


async def sign_in(client: httpx.AsyncClient) -> None:
    """As an analyst."""
    given = {"csrf_token": read_token((await client.get("/sign-in")).text), "name": "Ana", "password": PASSWORD}
    assert (await client.post("/sign-in", data=given)).status_code == 302


async def run(settings: Settings, releases: int, readers: int) -> tuple[Seen, list[float], list[str]]:
    """What was read, how long a release of both sites took, and where withdrawn words were still."""
    seen, took, kept = Seen(), [], []
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{settings.port}", timeout=60) as client:
        await sign_in(client)
        tasks = [asyncio.create_task(read(client, seen, 3 * number)) for number in range(readers)]
        for edition in range(2, releases + 2):
            if edition % 10 == 0:
                words = await asyncio.to_thread(withdraw_somebody, settings)
                answers = await asyncio.gather(*(client.get(path) for path in [*OPEN, *DATA]))
                kept += [str(answer.url) for answer in answers if words in text_of(answer)]
                for path, answer in zip([*OPEN, *DATA], answers, strict=True):
                    seen.add(path, answer)
            began = time.monotonic()
            await asyncio.to_thread(publish_both, settings, edition)
            took.append(time.monotonic() - began)
        seen.stop = True
        await asyncio.gather(*tasks)
    return seen, took, kept


def main() -> None:
    """Ends with an error at a 5xx, a mix, or a word that stayed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=200)
    parser.add_argument("--readers", type=int, default=6)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), port=free_port())
        with open_workspace(settings) as workspace:
            programme = open_house.begin(workspace)
            for number in range(1, 7):
                open_house.hold_event(workspace, programme, f"FG{number}", 12)
            people.put_account(workspace.corpus, name="Ana", roles=["analyst"], password_hash=hash_password(PASSWORD))
            assert events.events(workspace.corpus, 1)
        publish_both(settings, 1)
        with serving(settings.home, settings.port):
            seen, took, kept = asyncio.run(run(settings, given.releases, given.readers))
    shown = Counter(one.split()[0] for one in seen.editions)
    print(f"{given.releases} releases of both sites, {sum(took) / len(took):.2f} s each; answers {dict(seen.statuses)}")
    print(f"editions seen {dict(shown)}; of two releases {len(seen.mixed)}; 5xx {len(seen.failed)}", end="; ")
    print(f"addresses that still had withdrawn words {len(kept)}")
    assert not seen.mixed, seen.mixed[:3]
    assert not seen.failed, seen.failed[:3]
    assert not kept, kept


if __name__ == "__main__":
    main()
