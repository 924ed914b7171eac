"""As many comments as a bench of size needs, from the real ones: halves of sentences put together anew.

There are some 25,000 real texts. Drawing them with replacement would flatter whoever encodes equal texts once, so each
text drawn beyond them is the first half of one and the second half of another of the same source. They read badly,
and are as long and as varied in words as real ones.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.texts import DATA, NEAS, phase1_texts

SHARED = DATA.parent
TEXTS_AT_ONCE = 10_000


def many_texts(count: int, *, seed: int = 0) -> list[str]:
    """So many texts: the real ones in a random order, then recombined ones."""
    return list(_drawn(count, seed))


def write_table(path: Path, count: int, *, seed: int = 0) -> None:
    """A CSV of so many texts in a column `answer`, written as they are made."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "answer"])
        writer.writerows((number, text) for number, text in enumerate(_drawn(count, seed), start=1))


def _drawn(count: int, seed: int) -> Iterator[str]:
    sources = _sources()
    random = np.random.default_rng(seed)
    real = [text for texts in sources for text in texts]
    order = random.permutation(len(real))[:count]
    yield from (real[number] for number in order)
    left = count - len(order)
    share = np.array([len(texts) for texts in sources]) / len(real)
    while left > 0:
        now = min(left, TEXTS_AT_ONCE)
        for source, one, other in zip(
            random.choice(len(sources), size=now, p=share), random.random(now), random.random(now), strict=True
        ):
            texts = sources[source]
            yield _joined(texts[int(one * len(texts))], texts[int(other * len(texts))])
        left -= now


def _joined(one: str, other: str) -> str:
    first, second = one.split(), other.split()
    return " ".join([*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]])


@cache
def _sources() -> tuple[tuple[str, ...], ...]:
    arguments = [row["argument"] for part in ("train", "dev") for row in _rows(f"key_points/arguments_{part}.csv")]
    statements = [
        row["comment-body"]
        for folder in sorted((SHARED / "public_engagement").iterdir())
        if folder.is_dir()
        for row in _rows(f"public_engagement/{folder.name}/comments.csv")
    ]
    answers = [row["FFT answer"] for row in _rows(f"nhs_feedback/{NEAS.name}")]
    sources = (phase1_texts(), answers, arguments, statements)
    return tuple(tuple(dict.fromkeys(text.strip() for text in texts if len(text.split()) > 1)) for texts in sources)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
