"""What people read about the settings, made from the Settings: the table in docs/settings.md, and `.env.example`.

`python -m service.settings_docs > .env.example` writes the latter anew.
"""

import sys
from collections.abc import Iterator
from dataclasses import Field, fields
from typing import Any

from service.settings import PREFIX, Settings

_DEPENDS = {"threads": "as many as the machine has"}
"""Defaults that differ from machine to machine, in words."""

_HEAD = """\
# Every setting of Chorus, with its default. Chorus reads the environment and no file: hand this one over with
# systemd's EnvironmentFile or Docker's --env-file. Take the # away in front of what you change.
"""


def settings_table() -> str:
    """A Markdown table of every setting."""
    rows = [f"| `{_name(setting)}` | {_default(setting)} | {setting.metadata['help']} |" for setting in _settings()]
    return "\n".join(["| Setting | Default | What it is |", "| --- | --- | --- |", *rows])


def env_example() -> str:
    """The text of `.env.example`: every setting, commented out."""
    return _HEAD + "".join(_example(setting) for setting in _settings())


def _settings() -> Iterator[Field[Any]]:
    yield from fields(Settings)


def _example(setting: Field[Any]) -> str:
    value = "" if setting.name in _DEPENDS else _default(setting).strip("`")
    remark = f" Default: {_DEPENDS[setting.name]}." if setting.name in _DEPENDS else ""
    return f"\n# {setting.metadata['help']}{remark}\n#{_name(setting)}={value}\n"


def _name(setting: Field[Any]) -> str:
    return PREFIX + setting.name.upper()


def _default(setting: Field[Any]) -> str:
    if setting.name in _DEPENDS:
        return _DEPENDS[setting.name]
    return "`no`" if setting.default is False else "`yes`" if setting.default is True else f"`{setting.default}`"


if __name__ == "__main__":
    sys.stdout.write(env_example())
