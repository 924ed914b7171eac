import sqlite3
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from functools import partial
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus.errors import NotFound, VaultLocked
from corpus.vault import Vault, vault_at
from corpus.vault import _migrations as vault_migrations

Open = Callable[[], AbstractContextManager[Vault]]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@pytest.fixture
def paths(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "vault" / "vault.db", tmp_path / "keys" / "vault.key"


@pytest.fixture
def open_vault(paths: tuple[Path, Path]) -> Open:
    return partial(vault_at, *paths)


def test_only_what_is_named_is_kept(tmp_path: Path) -> None:
    with vault_at(tmp_path / "vault.db", tmp_path / "vault.key") as vault:
        for number in (1, 2):
            vault.seal("bytes", number, b"said")
        vault.seal_parts("held", 3, {0: "said"})
        vault.keep_only([2])
        assert vault.documents_held() == [2]


def test_a_vault_of_before_keeps_what_it_has(paths: tuple[Path, Path], open_vault: Open) -> None:
    paths[0].parent.mkdir()
    db = Database(paths[0])
    vault_migrations.apply(db, stop_before="m004_unsigned")
    db.close()
    key = Fernet.generate_key()
    paths[1].parent.mkdir()
    paths[1].write_bytes(key)
    with closing(sqlite3.connect(paths[0])) as old, old:
        old.execute("INSERT INTO sealed VALUES ('bytes', 1, ?)", [Fernet(key).encrypt(b"old")])
        old.execute("INSERT INTO sealed_parts VALUES ('held', 1, 4, ?)", [Fernet(key).encrypt(b'"words"')])
    with open_vault() as vault:
        assert vault.unseal("bytes", 1, reason="test") == b"old"
        assert vault.unseal_parts("held", [1], reason="test") == {(1, 4): "words"}
        vault.seal_value("proposal", 1, {})
        vault.seal_parts("proposed held", 1, {2: {}})


def test_what_was_sealed_is_unsealed(open_vault: Open) -> None:
    with open_vault() as vault:
        vault.seal("bytes", 1, b"old")
        vault.seal("bytes", 1, b"\x00new\xff")
        vault.seal("name", 1, "Zoë's notes.docx".encode())
    with open_vault() as vault:
        assert vault.unseal("bytes", 1, reason="test") == b"\x00new\xff"
        assert vault.names([1, 2], reason="test") == {1: "Zoë's notes.docx"}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON)
def test_any_value_comes_back(open_vault: Open, value: object) -> None:
    with open_vault() as vault:
        vault.seal_value("decisions", 1, value)
        assert vault.unseal_value("decisions", 1, reason="test") == value


def test_nothing_can_be_read_from_the_file(open_vault: Open, paths: tuple[Path, Path]) -> None:
    secret = b"Persephone Quartermaine lives at 4 Corran Walk"
    with open_vault() as vault:
        vault.seal("bytes", 1, secret * 500)
        vault.seal("name", 1, secret + b".docx")
        vault.seal_value("originals", 1, [["[name 1]", secret.decode()]])
    files = [path for path in paths[0].parent.iterdir() if path.is_file()]
    assert paths[0] in files
    for path in files:
        raw = path.read_bytes()
        assert not [word for word in secret.split() if len(word) > 4 and word in raw]


def test_what_is_destroyed_is_gone(open_vault: Open) -> None:
    with open_vault() as vault:
        for kind in ("bytes", "name", "reading", "decisions", "originals"):
            vault.seal_value(kind, 1, kind)
            vault.seal_value(kind, 2, kind)
        vault.destroy(1)
        assert vault.unseal_value("reading", 2, reason="test") == "reading"
        with pytest.raises(NotFound, match="no reading of document 1"):
            vault.unseal("reading", 1, reason="test")
        assert vault.names([1], reason="test") == {}


def test_only_its_own_kinds_are_kept(open_vault: Open) -> None:
    with open_vault() as vault, pytest.raises(sqlite3.IntegrityError):
        vault.seal("gossip", 1, b"x")


def test_every_reading_is_written_down(open_vault: Open, paths: tuple[Path, Path]) -> None:
    with open_vault() as vault:
        vault.seal("bytes", 7, b"x")
        vault.seal("name", 7, b"x")
        vault.seal("name", 8, b"y")
        vault.unseal("bytes", 7, reason="reading an upload")
        vault.names([7, 8, 9], reason="a list")
        with pytest.raises(NotFound):
            vault.unseal("bytes", 9, reason="curiosity")
    log = sqlite3.connect(paths[0])
    written = log.execute(
        "SELECT kind, document_id, reason, read_at LIKE '20__-__-__T%+00:00' FROM readings"
    ).fetchall()
    log.close()
    assert written == [("bytes", 7, "reading an upload", 1), ("name", 7, "a list", 1), ("name", 8, "a list", 1)]


def test_the_key_is_its_owners_only(open_vault: Open, paths: tuple[Path, Path]) -> None:
    with open_vault():
        key = paths[1].read_bytes()
    assert stat.S_IMODE(paths[1].stat().st_mode) == 0o600
    with open_vault():
        assert paths[1].read_bytes() == key


def test_another_key_does_not_open_it(open_vault: Open, paths: tuple[Path, Path]) -> None:
    with open_vault() as vault:
        vault.seal("bytes", 1, b"x")
        vault.seal("name", 1, b"x")
    paths[1].write_bytes(Fernet.generate_key())
    with open_vault() as vault, pytest.raises(VaultLocked, match="Put back the key"):
        vault.unseal("bytes", 1, reason="test")
    with open_vault() as vault, pytest.raises(VaultLocked):
        vault.names([1], reason="test")


def test_a_missing_key_is_not_made_anew(open_vault: Open, paths: tuple[Path, Path]) -> None:
    with open_vault():
        pass
    paths[1].unlink()
    with pytest.raises(VaultLocked, match=r"vault\.key,? is missing"), open_vault():
        pass
    assert not paths[1].exists()


@pytest.mark.parametrize("content", [b"", b"not a key", b"\xff\xfe", b"A" * 36])
def test_a_file_that_holds_no_key_is_named(open_vault: Open, paths: tuple[Path, Path], content: bytes) -> None:
    paths[1].parent.mkdir()
    paths[1].write_bytes(content)
    with pytest.raises(VaultLocked, match=r"vault\.key does not hold a vault key"), open_vault():
        pass


def test_other_mistakes_inside_are_not_taken_for_a_wrong_key(open_vault: Open) -> None:
    with pytest.raises(ValueError, match=r"^something else$"), open_vault():
        raise ValueError("something else")
