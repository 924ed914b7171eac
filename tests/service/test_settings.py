import os
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path

import pytest

from service.errors import InvalidSetting
from service.settings import PREFIX, Settings, read_settings


def test_without_an_environment_the_defaults_stand() -> None:
    settings = read_settings({})
    assert settings == Settings()
    assert (settings.home, settings.host, settings.port, settings.encoder) == (Path("var"), "127.0.0.1", 8000, "minilm")
    assert (settings.threads, settings.upload_megabytes, settings.secure_cookies) == (os.cpu_count(), 10, False)


def test_the_environment_is_read_by_prefix() -> None:
    given = {
        "CHORUS_HOME": "/srv/chorus",
        "CHORUS_PORT": "9000",
        "CHORUS_SECURE_COOKIES": "yes",
        "PORT": "1",
        "HOME": "/",
    }
    assert read_settings(given) == replace(Settings(), home=Path("/srv/chorus"), port=9000, secure_cookies=True)


@pytest.mark.parametrize(
    ("text", "value"), [("yes", True), ("TRUE", True), ("1", True), ("no", False), ("False", False)]
)
def test_yes_and_no_can_be_written_in_many_ways(text: str, value: bool) -> None:
    assert read_settings({"CHORUS_SECURE_COOKIES": text}).secure_cookies is value


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("CHORUS_PORT", "eighty", "Write a whole number"),
        ("CHORUS_THREADS", "", "Write a whole number"),
        ("CHORUS_UPLOAD_MEGABYTES", "1.5", "Write a whole number"),
        ("CHORUS_SECURE_COOKIES", "perhaps", "Write yes or no"),
    ],
)
def test_what_cannot_be_read_is_named(name: str, text: str, says: str) -> None:
    with pytest.raises(InvalidSetting, match=f"{name} is “{text}”. {says}"):
        read_settings({name: text})


def test_every_setting_has_help() -> None:
    for setting in fields(Settings):
        assert setting.metadata["help"].endswith("."), setting.name
        assert PREFIX + setting.name.upper() not in setting.metadata["help"]


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = 1  # type: ignore[misc]


def test_everything_lies_in_the_home_and_keys_apart_from_what_they_open() -> None:
    settings = Settings(home=Path("/srv"))
    paths = [settings.corpus_path, settings.vault_path, settings.vault_key_path, settings.session_key_path]
    paths += [settings.queue_path, settings.releases_path]
    assert len(set(paths)) == len(paths)
    assert all(path.is_relative_to("/srv") for path in paths)
    assert settings.vault_key_path.parent != settings.vault_path.parent
