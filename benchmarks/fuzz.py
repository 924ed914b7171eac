"""Broken and made-up files for every reader: each is read or refused with a sentence, in time, and nothing else.

    python -m benchmarks.fuzz --minutes 15

Real small files of each kind are cut, joined, flipped and repeated, beside bytes and texts that Hypothesis makes up.
Of a Word document or a workbook it is as often one part, put back whole: a broken archive is refused before any reader
sees what is in it, and a compressed page of a PDF likewise. Each goes to the readers as an upload does, in a child of
its own: what counts as a fault is another error than UnreadableFile, or a child that broke off or took longer than a
file may.
"""

import argparse
import base64
import io
import random
import re
import time
import zipfile
import zlib
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as with_files
from hypothesis import strategies as st

from corpus import sandbox
from corpus.errors import InvalidCodebook, UnreadableFile
from corpus.readers import FORMATS, Limits
from tests.hostile import makers as make

SECONDS = 20
Fault = tuple[str, str, bytes]  # a file's name, what was said of it, and what is in it
TALK = (
    "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v YP1>We waited – for “weeks”.</v>\n\n"
    + "Facilitator: And then?\nYP2: No.\n"
)
TABLE = 'Role,"What, helped?",Age\nparent,"My ""nan""\nand a friend",14\nYP;a|b\t,=1+1,15\n'
THEMES = """
themes:
  - {key: waiting, name: Waiting, definition: How long., includes: [lists, letters], excludes: crisis, parent: help}
  - name: Getting help
    key: help
    examples: ["We waited.", 'No: letter', 14]
"""
TABLE_IN_WORD = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>YP1</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
TRACKED = "<w:p><w:ins><w:r><w:t>a</w:t><w:tab/></w:r></w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del></w:p>"
NOTES = f"<w:footnotes {make.W}><w:footnote>{make.paragraph('A note.')}</w:footnote></w:footnotes>"
PAGE = make.shown("YP1: I waited.", "YP2: Me too.", "Facilitator: And")
SEEDS: dict[str, list[bytes]] = {
    ".txt": [TALK.encode(), TALK.encode("utf-16"), b"YP1 - hello\n\n[0:03] Mum: no\n"],
    ".vtt": [TALK.encode()],
    ".srt": [TALK.replace(".000", ",000").encode()],
    ".csv": [TABLE.encode(), TABLE.replace(",", ";").encode("cp1252"), b"sep=;\na;b\n1;2\n"],
    "codebook.yaml": [THEMES.encode(), b"- {name: Waiting, examples: &a [one, two]}\n- {name: Dogs, includes: *a}\n"],
    "codebook.csv": [
        b'Name,Description,Example 1,Parent\nWaiting,"Long, long","\xe2\x80\x9cWe waited\xe2\x80\x9d",Help\n'
    ],
    "codebook.xlsx": [make.xlsx([["Theme", "Definition", "Examples"], ["Waiting", "Long.", "We waited; No letter"]])],
    ".docx": [
        make.docx(make.paragraph(), TABLE_IN_WORD, TRACKED),
        make.docx(*map(make.paragraph, ("YP1", "We waited.", "Mum: No.")), word__footnotes_xml=NOTES),
    ],
    ".xlsx": [
        make.xlsx([["q", "a"], ["1", ("=1+1", 2)], ["2", 3.5], ["3", "We waited."]]),
        make.xlsx([["Survey"], [], ["q", "a", "b"], ["1", "Yes; no", True]], hidden=[["q"], ["1"]]),
    ],
    ".pdf": [
        make.pdf([PAGE] * 2),
        make.pdf([zlib.compress(PAGE)], header="/Filter/FlateDecode"),
        make.pdf([b"".join((base64.a85encode(PAGE), b"~>"))], header="/Filter[/ASCII85Decode]", page="/Rotate 90"),
    ],
}
PIECES = [
    b"\0",
    b"\xff\xff\xff\xff",
    b"\r",
    b'"',
    b"<",
    b">>",
    b"<<",
    b"[",
    b"--> ",
    b":",
    b"&#",
    b"PK\x03\x04",
    b"\x80" * 9,
]
KINDS = (*FORMATS, *(kind for kind in SEEDS if kind not in FORMATS))
_TEXTS = ("document.xml", "footnotes.xml", "sheet1.xml", "sharedStrings.xml")
_ELEMENT = re.compile(rb"<[^<>]*>")
_BETWEEN = re.compile(rb">([^<>]*)<")
_WORDS = [
    word.encode("utf-8", "surrogatepass")
    for word in (
        "YP1:",
        "[0:03] Mum: ",
        "Q1. ",
        "\u200b\u202e",
        "a\u0301",
        "\u2028",
        "\U0001f469\u200d",
        "\ud800",
        "&#0;",
        "…",
    )
]
_NUMBER = re.compile(rb"\d+")
_NUMBERS = [b"0", b"-1", b"4294967296", b"99999999999999999999", b"1e999", b"0.5", b""]


def broken(suffix: str) -> st.SearchStrategy[bytes]:
    """A file of this kind with a few things done to it, or to one part of it."""
    chances = st.randoms(use_true_random=False)
    return st.builds(_break, st.sampled_from(SEEDS[suffix]), chances, st.integers(1, 8), is_inside=st.booleans())


def _break(data: bytes, chance: random.Random, times: int, *, is_inside: bool) -> bytes:
    if is_inside and data.startswith(b"PK"):
        return _break_a_part(data, chance, times)
    if is_inside and b"/FlateDecode" in data:
        begin, end = data.index(b"stream\n") + len(b"stream\n"), data.index(b"\nendstream")
        return data[:begin] + zlib.compress(_broken(zlib.decompress(data[begin:end]), chance, times)) + data[end:]
    return _broken(data, chance, times)


def _break_a_part(archive: bytes, chance: random.Random, times: int) -> bytes:
    """One XML part broken, more often the one with the text in it, and the archive whole."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        names = [name for name in opened.namelist() if name.endswith((".xml", ".rels"))]
        name = chance.choice([*names, *(name for name in names if name.endswith(_TEXTS) for _ in range(len(names)))])
        return make.with_part(archive, name, _broken(opened.read(name), chance, chance.randint(1, times)))


def _broken(whole: bytes, chance: random.Random, times: int) -> bytes:
    data = bytearray(whole)
    for _ in range(times):
        at, to = sorted(chance.choices(range(len(data) + 1), k=2))
        match chance.randrange(10):
            case 0:
                del data[at : min(to, at + 200)]
            case 1:
                data[at:at] = data[at:to] * chance.choice((1, 2, 50))
            case 2:
                data[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 300))
            case 3 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 4:
                data[at : at + 4] = chance.randbytes(4)
            case 5 if elements := list(_ELEMENT.finditer(data)):  # an element somewhere else, many times, or gone
                one, other = chance.choices(elements, k=2)
                data[one.start() : one.end() if chance.random() < 0.5 else one.start()] = other[0] * chance.choice(
                    (0, 1, 2, 300)
                )
            case 6 if numbers := list(_NUMBER.finditer(data)):
                number = chance.choice(numbers)
                data[number.start() : number.end()] = chance.choice(_NUMBERS)
            case 7 | 8:
                between = chance.choice([*_BETWEEN.finditer(data)] or [None])
                begin, end = between.span(1) if between else (at, at)
                data[begin:end] = chance.choice(_WORDS) * chance.choice((1, 1, 3, 200))
            case _:
                data = data[: max(at, 1)]
        del data[500_000:]
    return bytes(data)


def main() -> None:
    """So many minutes for each of the readers. Ends with an error where there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=15, help="for each kind of file")
    parser.add_argument("--only", nargs="*", choices=KINDS, help="these kinds of file")
    parser.add_argument("--keep", type=Path, help="a folder for the files that were a fault")
    given = parser.parse_args()
    faults: list[Fault] = []
    for suffix in given.only or KINDS:
        seen: Counter[str] = Counter()
        until = time.monotonic() + 60 * given.minutes
        slowest = 0.0
        while time.monotonic() < until:
            slowest = max(slowest, _batch(suffix, seen, faults, until))
        print(f"{suffix}: {seen.total():,} files; {dict(seen)}; slowest {slowest:.1f} s", flush=True)
    for number, (name, sentence, data) in enumerate(faults):
        print(sentence)
        if given.keep:
            (given.keep / f"{number}-{name}").write_bytes(data)
    raise SystemExit(bool(faults))


def _batch(suffix: str, seen: Counter[str], faults: list[Fault], until: float) -> float:
    slowest = 0.0

    @settings(
        max_examples=200,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @with_files(st.one_of(broken(suffix), broken(suffix), st.binary(max_size=300), st.text(max_size=300).map(_encoded)))
    def one(data: bytes) -> None:
        nonlocal slowest
        if time.monotonic() > until:
            return
        began = time.monotonic()
        seen[_read(f"a{suffix}", data, faults)] += 1
        slowest = max(slowest, time.monotonic() - began)

    one()
    return slowest


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _read(name: str, data: bytes, faults: list[Fault]) -> str:
    try:
        reader = sandbox.read_codebook if "codebook" in name else sandbox.read
        reader(name, data, Limits(seconds=SECONDS))
    except (UnreadableFile, InvalidCodebook) as error:
        if "could not be read: reading it broke off" in str(error) or "takes longer to read" in str(error):
            faults.append((name, str(error), data))
            return "FAULT"
        return "refused"
    return "read"


if __name__ == "__main__":
    main()
