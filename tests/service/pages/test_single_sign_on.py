"""Signing in through a provider of our own on loopback: who it says it is, and nobody else."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from corpus.store import audit, people
from service.pages import create_app
from service.settings import Settings
from service.workspace import Workspace

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


class Provider(ThreadingHTTPServer):
    """Says of everybody what `claims` holds; remembers what each code was asked with."""

    claims: dict[str, Any]
    key = KEY

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.asked: dict[str, str] = {}
        self.claims = {"sub": "u-1", "email": "zoe@example.org", "email_verified": True}

    def id_token(self) -> str:
        at = int(time.time())
        told = {"iss": self.issuer, "aud": "chorus", "iat": at, "exp": at + 60, "nonce": self.asked["nonce"]}
        return jwt.encode({"alg": "RS256", "kid": "one"}, told | self.claims, self.key)


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        if self.path == "/.well-known/openid-configuration":
            issuer = self.server.issuer
            self._send(
                {
                    "issuer": issuer,
                    "authorization_endpoint": f"{issuer}/authorize",
                    "token_endpoint": f"{issuer}/token",
                    "jwks_uri": f"{issuer}/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )
        else:
            self._send({"keys": [KEY.as_dict(private=False)]})

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.asked["code_verifier"] = sent["code_verifier"][0]
        self._send({"access_token": "a", "token_type": "Bearer", "id_token": self.server.id_token()})

    def _send(self, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def browser(settings: Settings, workspace: Workspace, visitor: Any, provider: Provider) -> Any:
    people.put_account(workspace.corpus, name="zoe@example.org", roles=["analyst"], password_hash="")
    configured = replace(
        settings, oidc_issuer=provider.issuer, oidc_client_id="chorus", oidc_client_secret="between us"
    )
    return type(visitor)(create_app(configured))


def come_back(browser: Any, provider: Provider, **changed: str) -> Any:
    """The way to the provider and back, as the browser goes it."""
    sent = urlsplit(browser.get("/sign-in/organisation?next=/account").location)
    asked = {name: values[0] for name, values in parse_qs(sent.query).items()}
    assert f"{sent.scheme}://{sent.netloc}{sent.path}" == f"{provider.issuer}/authorize"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    provider.asked = asked
    return browser.get("/sign-in/organisation/back?" + urlencode({"code": "c", "state": asked["state"]} | changed))


def test_somebody_with_an_account_is_signed_in(browser: Any, provider: Provider, workspace: Workspace) -> None:
    assert "Sign in through your organisation" in browser.get("/sign-in").text
    assert come_back(browser, provider).location == "/account"
    assert "zoe@example.org" in browser.get("/account").text
    assert provider.asked["code_verifier"]
    provider.claims["email"] = "zoe.smith@example.org"  # the same person under another address
    assert come_back(browser, provider).location == "/account"
    told = [(entry.action, entry.subject) for entry in audit.entries(workspace.corpus, limit=9)]
    assert told == [("sign in", "through the organisation")] * 2


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "eve@example.org"},
        {"email_verified": False},
        {"email": ""},
        {"nonce": "another"},
        {"aud": "somebody else"},
        {"iss": "http://evil.example"},
        {"exp": 1},
    ],
)
def test_nobody_else_is(browser: Any, provider: Provider, claims: dict[str, Any]) -> None:
    provider.claims |= claims
    assert come_back(browser, provider).status_code == 403
    assert browser.get("/account").status_code == 302


def test_another_person_under_a_name_that_was_given_on_is_refused(browser: Any, provider: Provider) -> None:
    come_back(browser, provider)
    browser.post("/sign-out")
    provider.claims["sub"] = "u-2"
    assert come_back(browser, provider).status_code == 403


def test_a_token_under_another_key_is_refused(browser: Any, provider: Provider) -> None:
    provider.key = OTHER_KEY
    assert come_back(browser, provider).status_code == 403


def test_an_answer_that_nobody_asked_for_is_refused(browser: Any, provider: Provider) -> None:
    assert come_back(browser, provider, state="another").status_code == 403


def test_who_is_disabled_stays_out(browser: Any, provider: Provider, workspace: Workspace) -> None:
    account = people.account_named(workspace.corpus, "zoe@example.org")
    people.set_disabled(workspace.corpus, account.id, is_disabled=True)
    assert come_back(browser, provider).status_code == 403


def test_a_provider_that_does_not_answer_is_named_plainly(browser: Any, provider: Provider) -> None:
    provider.shutdown()
    provider.server_close()
    answer = browser.get("/sign-in/organisation")
    assert (answer.status_code, "cannot be reached" in answer.text) == (409, True)


def test_without_a_provider_there_is_no_link(visitor: Any) -> None:
    assert "organisation" not in visitor.get("/sign-in").text
    assert visitor.get("/sign-in/organisation").status_code == 409
