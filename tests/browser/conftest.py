"""A real server with its real worker, and a real browser; skipped, with the reason, where there is no browser."""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.settings import Settings
from service.workflow import accounts
from service.workspace import open_workspace

playwright = pytest.importorskip("playwright.sync_api")
ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
STAFF, PASSWORD = "browser-staff", "a-long-enough-password"
# Of what is in order it lists one example a rule: thousands of them would take longer than looking.
WHAT_IS_WRONG = "() => axe.run({resultTypes: ['violations']}).then(found => found.violations)"
PHONE, DESKTOP = {"width": 375, "height": 740}, {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Server:
    """Where the server is, and the folder it works in."""

    url: str
    home: Path


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, models_folder: Path) -> Iterator[Server]:
    """One for all: each test has a programme of its own, and leaves what others have alone."""
    home = tmp_path_factory.mktemp("home")
    environment = os.environ | {"CHORUS_HOME": str(home), "CHORUS_MODELS": str(models_folder)}
    with open_workspace(Settings(home=home)) as workspace:
        accounts.put_account(workspace, STAFF, ["staff", "administrator"], PASSWORD)
    with subprocess.Popen(
        [sys.executable, "-m", "service.cli", "serve", "--port", "0"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        said = process.stdout.readline()
        address = re.search(r"http://\S+", said)
        assert address, f"the server does not say where it is: {said!r}"
        url = address[0]
        try:
            _wait_until_healthy(url, process)
            yield Server(url, home)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_until_healthy(url: str, process: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, "the server stopped before it answered"
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the server did not answer within a minute")


@pytest.fixture(scope="module")  # for no longer: while playwright runs, no other test can run an event loop
def browser() -> Iterator["playwright.Browser"]:
    if BROWSER is None:
        pytest.skip("there is no chromium on this machine")
    if not AXE.exists():
        pytest.skip("axe-core is not there: run make setup")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


class Visitor:
    """Somebody at a browser of their own. Requests off our origin, script errors and policy breaches are remembered."""

    def __init__(self, browser: "playwright.Browser", server: Server, size: dict[str, int] = DESKTOP) -> None:
        # The policy forbids the accessibility checker's own script, so this visitor's browser lets it in.
        self._context = browser.new_context(viewport=size, bypass_csp=True)
        self._size = size
        self.page = self._context.new_page()
        self.page.set_default_timeout(20_000)
        self.url = server.url
        self.wrong: list[str] = []
        self.page.on("request", self._note_request)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script error: {error}"))

    def _note_request(self, request: "playwright.Request") -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.wrong.append(f"request off our origin: {request.url}")

    def go(self, path: str) -> None:
        self.page.goto(self.url + path)

    def sign_in(self, name: str) -> None:
        """With a name and the password that all accounts of these tests have."""
        self.go("/sign-in")
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press(self.page.get_by_role("button", name="Sign in", exact=True))

    def press(self, what: "playwright.Locator") -> None:
        """Presses a button or link, and waits until the page that it leads to is there in whole."""
        what.click()
        self.page.wait_for_load_state()

    def inspect(self) -> None:
        """The page as it stands, at both widths: no accessibility violation, nothing to scroll sideways for."""
        for size in (PHONE, DESKTOP):
            self.page.set_viewport_size(size)
            if not self.page.evaluate("() => 'axe' in window"):
                self.page.evaluate(AXE.read_text(encoding="utf-8"))
            found = self.page.evaluate(WHAT_IS_WRONG)
            self.wrong += [
                f"{self.page.url} at {size['width']}: {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found
            ]
            beyond = self.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if beyond > 0:
                self.wrong.append(f"{self.page.url} at {size['width']}: {beyond} pixels too wide")
        self.page.set_viewport_size(self._size)

    def leave(self) -> None:
        self._context.close()
        assert self.wrong == []


@pytest.fixture
def visitor(browser: "playwright.Browser", server: Server) -> Iterator[Visitor]:
    somebody = Visitor(browser, server)
    yield somebody
    somebody.leave()
