"""The real texts that benchmarks run on, from beside the repository."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.exchange.codebook_file import read_codebook
from nlp.records import ThemeDefinition

DATA = Path(__file__).parents[2] / "shared" / "data" / "nhs_feedback"
PHASE1 = DATA / "phase1_text_data.csv"
NEAS = DATA / "phase2_NEAS.csv"
CODEBOOK = DATA / "FFT-QDC_framework_codebook.xlsx"
SEED = 7
FEWEST = 12
"""A code that fewer comments of the development half have is not judged."""


@dataclass(frozen=True)
class CodedComments:
    """Comments of one trust with people's codes: `codes` has a row a comment and a column a theme."""

    texts: list[str]
    codes: NDArray[np.bool_]
    themes: list[ThemeDefinition]


def phase1_texts() -> list[str]:
    """The comments of three trusts, as they stand."""
    with PHASE1.open(encoding="utf-8-sig", newline="") as file:
        return [row["feedback"] for row in csv.DictReader(file)]


def halves() -> tuple[CodedComments, CodedComments]:
    """Two random halves of the NEAS comments, with the themes that both the codes and the official codebook have.

    Everything is tuned on the first, the development half. The second is for judging what is finished; nothing is
    chosen by it, not even which themes are judged.
    """
    with NEAS.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["FFT answer"].strip() not in ("", "Did not answer")]
    columns = {_plain(column): column for column in rows[0]}
    codebook = read_codebook(CODEBOOK.name, CODEBOOK.read_bytes())
    known = [theme for theme in codebook if _plain(theme.name) in columns and theme.examples]
    order = np.random.RandomState(SEED).permutation(len(rows))
    codes = np.array([[bool(rows[number][columns[_plain(theme.name)]]) for theme in known] for number in order])
    middle = len(rows) // 2
    judged = np.flatnonzero(codes[:middle].sum(axis=0) >= FEWEST)
    definitions = [
        ThemeDefinition(theme.key, theme.name, theme.definition, examples=theme.examples)
        for theme in (known[index] for index in judged)
    ]
    texts = [rows[number]["FFT answer"] for number in order]
    return (
        CodedComments(texts[:middle], codes[:middle, judged], definitions),
        CodedComments(texts[middle:], codes[middle:, judged], definitions),
    )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
