"""Broken and made-up files for every reader: each is read or refused with a sentence, in time, and nothing else.

    python -m benchmarks.fuzz --minutes 15

Real small files of each kind are cut, joined, flipped and repeated, beside bytes and texts that Hypothesis makes up.
Each goes to the readers as an upload does, in a child of its own: what counts as a fault is another error than
UnreadableFile, or a child that broke off or took longer than a file may.
"""

import argparse
import random
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as with_files
from hypothesis import strategies as st

from corpus import sandbox
from corpus.errors import UnreadableFile
from corpus.readers import FORMATS, Limits
from tests.hostile import makers as make

SECONDS = 20
TALK = (
    "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v YP1>We waited – for “weeks”.</v>\n\n"
    + "Facilitator: And then?\nYP2: No.\n"
)
TABLE = 'Role,"What, helped?",Age\nparent,"My ""nan""\nand a friend",14\nYP;a|b\t,=1+1,15\n'
SEEDS: dict[str, list[bytes]] = {
    ".txt": [TALK.encode(), TALK.encode("utf-16"), b"YP1 - hello\n\n[0:03] Mum: no\n"],
    ".vtt": [TALK.encode()],
    ".srt": [TALK.replace(".000", ",000").encode()],
    ".csv": [TABLE.encode(), TABLE.replace(",", ";").encode("cp1252"), b"sep=;\na;b\n1;2\n"],
    ".docx": [make.docx(make.paragraph(), "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")],
    ".xlsx": [make.xlsx([["q", "a"], ["1", ("=1+1", 2)], ["2", 3.5]])],
    ".pdf": [make.pdf([make.shown("YP1: I waited.", "YP2: Me too.")] * 2)],
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


def broken(suffix: str) -> st.SearchStrategy[bytes]:
    """A file of this kind with a few things done to it."""
    return st.tuples(st.sampled_from(SEEDS[suffix]), st.randoms(use_true_random=False), st.integers(1, 8)).map(_break)


def _break(broken_how: tuple[bytes, random.Random, int]) -> bytes:
    data, chance, times = bytearray(broken_how[0]), broken_how[1], broken_how[2]
    for _ in range(times):
        at, to = sorted(chance.choices(range(len(data) + 1), k=2))
        match chance.randrange(6):
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
            case _:
                data = data[: max(at, 1)]
        del data[500_000:]
    return bytes(data)


def main() -> None:
    """So many minutes, shared among the readers. Ends with an error where there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--only", nargs="*", choices=FORMATS, help="these kinds of file")
    given = parser.parse_args()
    faults: list[str] = []
    for suffix in given.only or FORMATS:
        seen: Counter[str] = Counter()
        until = time.monotonic() + 60 * given.minutes / len(given.only or FORMATS)
        slowest = 0.0
        while time.monotonic() < until:
            slowest = max(slowest, _batch(suffix, seen, faults, until))
        print(f"{suffix}: {seen.total():,} files; {dict(seen)}; slowest {slowest:.1f} s", flush=True)
    for fault in faults:
        print(fault)
    raise SystemExit(bool(faults))


def _batch(suffix: str, seen: Counter[str], faults: list[str], until: float) -> float:
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


def _read(name: str, data: bytes, faults: list[str]) -> str:
    try:
        sandbox.read(name, data, Limits(seconds=SECONDS))
    except UnreadableFile as error:
        if "could not be read: reading it broke off" in str(error) or "takes longer to read" in str(error):
            faults.append(f"{name}: {error} {data[:2000]!r}")
            return "FAULT"
        return "refused"
    return "read"


if __name__ == "__main__":
    main()
