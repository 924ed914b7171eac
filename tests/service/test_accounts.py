import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.security import generate_password_hash

from corpus.records import Programme
from corpus.store import people
from service.errors import InvalidChoice, SignInFailed
from service.keys import secret_at
from service.passwords import check_choice
from service.settings import Settings
from service.workflow import accounts
from service.workflow.programmes import start_programme
from service.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path)) as opened:
        yield opened


@pytest.fixture
def programme(workspace: Workspace) -> Programme:
    return start_programme(workspace, "Wellbeing", with_starter=False)


def test_an_account_signs_in_with_its_password_only(workspace: Workspace) -> None:
    account = accounts.put_account(workspace, " Sam ", ["staff"], "correct horse")
    assert accounts.sign_in(workspace, "sam", "correct horse") == account
    for name, password in [("sam", "correct hors"), ("sam", ""), ("", ""), ("sam2", "correct horse")]:
        with pytest.raises(SignInFailed):
            accounts.sign_in(workspace, name, password)


def test_a_new_password_takes_the_place_of_the_old(workspace: Workspace) -> None:
    accounts.put_account(workspace, "Sam", ["staff"], "correct horse")
    accounts.put_account(workspace, "Sam", ["analyst"], "battery staple")
    assert accounts.sign_in(workspace, "Sam", "battery staple").roles == ("analyst",)
    with pytest.raises(SignInFailed):
        accounts.sign_in(workspace, "Sam", "correct horse")


def test_passwords_are_kept_as_argon2(workspace: Workspace) -> None:
    accounts.put_account(workspace, "Sam", ["staff"], "correct horse")
    found = people.account_with_hash(workspace.corpus, "Sam")
    assert found
    assert found[1].startswith("$argon2id$")


def test_a_hash_of_an_earlier_chorus_is_replaced_when_its_owner_signs_in(workspace: Workspace) -> None:
    old = generate_password_hash("correct horse", method="pbkdf2:sha256:1")
    people.put_account(workspace.corpus, name="Sam", roles=["staff"], password_hash=old)
    for _ in range(2):
        assert accounts.sign_in(workspace, "Sam", "correct horse").name == "Sam"
    found = people.account_with_hash(workspace.corpus, "Sam")
    assert found
    assert found[1].startswith("$argon2id$")


def test_who_is_disabled_or_has_no_password_cannot_sign_in(workspace: Workspace) -> None:
    account = accounts.put_account(workspace, "Sam", ["staff"], "correct horse")
    people.set_disabled(workspace.corpus, account.id, is_disabled=True)
    people.put_account(workspace.corpus, name="Ana", roles=["analyst"], password_hash="")
    for name, password in [("Sam", "correct horse"), ("Ana", "")]:
        with pytest.raises(SignInFailed):
            accounts.sign_in(workspace, name, password)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("eleven-char", "at least 12"),
        ("x" * 201, "at most 200"),
        ("123456789012", "commonly used"),
        ("qwertyuiop123", "very common"),
        ("passwordpassword", "Repeats"),
        ("margaret-day1", "easy to guess"),
    ],
)
def test_a_password_that_others_would_guess_is_refused(password: str, why: str) -> None:
    with pytest.raises(InvalidChoice, match=why):
        check_choice(password, name="margaret-day")


@pytest.mark.parametrize(
    "password", ["correct horse battery", "listening-to-you", "ein völlig anderer Satz", "🦉🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔"]
)
def test_words_of_ones_own_are_a_password(password: str) -> None:
    check_choice(password, name="Sam")


@pytest.mark.parametrize(("name", "password"), [("Sam", "short"), ("  ", "long enough to be one")])
def test_an_account_needs_a_name_and_a_password(workspace: Workspace, name: str, password: str) -> None:
    with pytest.raises(InvalidChoice):
        accounts.put_account(workspace, name, ["staff"], password)


def test_codes_differ_and_are_easy_to_read_out(workspace: Workspace, programme: Programme) -> None:
    codes = accounts.make_codes(workspace, programme.id, "citizens", 50)
    assert len(set(codes)) == 50
    assert all(
        re.fullmatch(r"(?:[BCDFGHJKMNPQRTVWXY346789]{4}-){2}[BCDFGHJKMNPQRTVWXY346789]{4}", code) for code in codes
    )


def test_a_code_of_our_own_choosing_works_however_it_is_typed(workspace: Workspace, programme: Programme) -> None:
    member = accounts.put_code(workspace, programme.id, "professionals", "heron-lamp-4821-river")
    assert accounts.sign_in_with_code(workspace, "Heron lamp 4821 RIVER") == member
    for code in ("heron-lamp-4821", "", "heron-lamp-4821-river2"):
        with pytest.raises(SignInFailed):
            accounts.sign_in_with_code(workspace, code)


@pytest.mark.parametrize("how_many", [0, -1, 201])
def test_codes_are_made_by_the_handful(workspace: Workspace, programme: Programme, how_many: int) -> None:
    with pytest.raises(InvalidChoice):
        accounts.make_codes(workspace, programme.id, "citizens", how_many)


def test_a_secret_is_made_once_and_differs_from_others(tmp_path: Path) -> None:
    first = secret_at(tmp_path / "keys" / "one.key")
    assert len(first) >= 32
    assert secret_at(tmp_path / "keys" / "one.key") == first
    assert secret_at(tmp_path / "keys" / "two.key") != first
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == ["one.key", "two.key"]
