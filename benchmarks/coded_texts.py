"""Three sets of real texts with people's codes, each cut into a half to develop on and a half to judge by.

A text that several codes were given counts under its most specific one: the code that fewest texts of its set have.
Texts without a code are left out. Key points are judged topic by topic; half of the topics are kept for judging.
"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from benchmarks.texts import DATA, NEAS, PHASE1

KEY_POINTS = DATA.parent / "key_points"
SEED = 11
FIRST_CODE = "Not assigned"
NO_CODES = frozenset({"Labelling not possible", "Safeguarding concerns?", "Not assigned"})
Half = Literal["development", "judged"]


@dataclass(frozen=True)
class CodedTexts:
    """Texts and the code that people gave each. `set` is shared by the topics of one set."""

    set: str
    name: str
    texts: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Argument:
    """A short argument on a topic, the key points that people said it makes, and which side of the topic it is on."""

    text: str
    points: frozenset[str]
    is_for: bool


def coded_texts(half: Half) -> list[CodedTexts]:
    """phase1 and NEAS, and the topics of the key points, of one half."""
    return [_half_of(_phase1(), half), _half_of(_neas(), half), *_topics(half)]


def _phase1() -> CodedTexts:
    rows = [(row["feedback"].strip(), row["subcategory"].strip()) for row in _read(PHASE1)]
    return _coded("phase1", "phase1", [(text, [code]) for text, code in rows if text and code])


def _neas() -> CodedTexts:
    rows = list(_read(NEAS))
    names = list(rows[0])
    codes = [name for name in names[names.index(FIRST_CODE) :] if name not in NO_CODES]
    given = [(row["FFT answer"].strip(), [code for code in codes if row[code].strip()]) for row in rows]
    return _coded("NEAS", "NEAS", [(text, own) for text, own in given if text not in ("", "Did not answer")])


def arguments(half: Half) -> dict[str, list[Argument]]:
    """The topics of the key points of one half, each with all its arguments, those that make none of them too."""
    by_topic: dict[str, list[Argument]] = {}
    for part in ("train", "dev"):
        matching: dict[str, set[str]] = {}
        for row in _read(KEY_POINTS / f"labels_{part}.csv"):
            if row["label"] == "1":
                matching.setdefault(row["arg_id"], set()).add(row["key_point_id"])
        for row in _read(KEY_POINTS / f"arguments_{part}.csv"):
            points = frozenset(matching.get(row["arg_id"], ()))
            one = Argument(row["argument"].strip(), points, is_for=row["stance"] == "1")
            by_topic.setdefault(row["topic"], []).append(one)
    order = np.random.RandomState(SEED).permutation(len(by_topic))
    wanted = set(order[: len(order) // 2].tolist()) if half == "development" else set(order[len(order) // 2 :].tolist())
    topics = sorted(by_topic)
    return {topics[number]: by_topic[topics[number]] for number in sorted(wanted)}


def _topics(half: Half) -> list[CodedTexts]:
    return [
        _coded("key points", topic, [(one.text, sorted(one.points)) for one in said])
        for topic, said in arguments(half).items()
    ]


def _coded(set_name: str, name: str, given: Sequence[tuple[str, Sequence[str]]]) -> CodedTexts:
    uses = Counter(code for _, codes in given for code in codes)
    kept = [(text, min(codes, key=lambda code: (uses[code], code))) for text, codes in given if text and codes]
    return CodedTexts(set_name, name, tuple(text for text, _ in kept), tuple(code for _, code in kept))


def _half_of(coded: CodedTexts, half: Half) -> CodedTexts:
    order = np.random.RandomState(SEED).permutation(len(coded.texts))
    middle = len(order) // 2
    chosen = order[:middle] if half == "development" else order[middle:]
    return CodedTexts(
        coded.set, coded.name, tuple(coded.texts[n] for n in chosen), tuple(coded.codes[n] for n in chosen)
    )


def _read(path: Path) -> Sequence[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
