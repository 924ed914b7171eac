"""Hostile codebook files, each with its answer, given to `chorus add-programme` as anybody would give one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.readers.limits import MEGABYTE
from service.cli import main

from . import makers as make

ALIASES = "a0: &a0 [" + ", ".join(["very long"] * 10) + "]\n"
ALIASES += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
WORDS = "&words [" + ", ".join(["long" * 25] * 200) + "]"
DIED, UNPACKS = "could not be read: reading it broke off", "unpacks to more than we can take in"
BOOK = [["Name", "Definition"], ["Waiting", "Long."]]
CASES: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "a program in YAML": ("c.yaml", b"!!python/object/apply:os.system [touch evil]", "it is not valid YAML"),
    "aliases of aliases": ("c.yaml", f"{ALIASES}themes: *a9\n".encode(), "theme 1 has no name"),
    "a name of aliases": ("c.yaml", f"{ALIASES}themes: [{{name: *a9}}]\n".encode(), DIED),
    "one list in many themes": (
        "c.yaml",
        f"- {{name: a, examples: {WORDS}}}\n".encode()
        + b"".join(b"- {name: b%d, examples: *words}\n" % n for n in range(200)),
        "holds more than 2,000,000 characters",
    ),
    "YAML that is deep": ("c.yaml", b"[" * 5_000, "cannot be read as a codebook"),
    "a name of what is not seen": ("c.yaml", b'- {name: "\\u200b\\u202e"}', "nothing to be seen"),
    "bytes that are no text": ("c.yaml", bytes(range(256)), "“c.yaml”"),
    "nothing": ("c.csv", b"", "needs the heading “name”"),
    "too large": ("c.csv", lambda: b"name\n" * 3 * MEGABYTE, "is larger than 10 MB"),
    "quotation marks": ("c.csv", lambda: b'name\n"' + b"a" * 9 * MEGABYTE, "“c.csv”"),
    "no workbook": ("c.xlsx", make.PNG, "cannot be read as a codebook"),
    "a bomb": (
        "c.xlsx",
        lambda: make.with_part(make.xlsx(BOOK), "xl/worksheets/sheet1.xml", b" " * 12 * MEGABYTE),
        UNPACKS,
    ),
    "macros": ("c.xlsx", lambda: make.with_part(make.xlsx(BOOK), "xl/vbaProject.bin", make.OLE), "has macros in it"),
    "a document type": (
        "c.xlsx",
        lambda: make.with_part(make.xlsx(BOOK), "xl/sharedStrings.xml", b"<!DOCTYPE a><sst/>"),
        "declares a document type",
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_a_hostile_codebook(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, made, sentence = CASES[what]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHORUS_HOME", str(tmp_path / "home"))
    Path(name).write_bytes(made if isinstance(made, bytes) else made())
    told = CliRunner().invoke(main, ["add-programme", "Wellbeing", "--codebook", name])
    assert (told.exit_code, told.output.startswith("Error: ")) == (1, True), told.output
    assert sentence in told.output
    assert f"“{name}”" in told.output
    assert not Path("evil").exists()
    good = CliRunner().invoke(main, ["add-programme", "Wellbeing", "--no-codebook"])
    assert (good.exit_code, "themes: 0" in good.output) == (0, True), good.output
