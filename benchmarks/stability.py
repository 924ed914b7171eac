"""Whether firm themes come again in fresh bootstraps, and whether what is coded keeps its theme when more is said.

On the halves kept for judging. A bootstrap keeps four fifths of the texts in an order and with a seed of its own, and
makes everything anew from them, the principal directions too; a theme has come again where a group has at least half
of the members of both in common (Jaccard).
"""

from collections.abc import Mapping, Set

import numpy as np

from benchmarks.coded_texts import CodedTexts, coded_texts
from nlp.encode import encoder
from nlp.records import Vectors
from nlp.themes.centres import centre_of
from nlp.themes.discover import Discovery, discover
from nlp.themes.grouping import SAME_FROM, k_means, likeness
from nlp.themes.identity import match_themes
from nlp.themes.landscape import landscape
from nlp.themes.sampling import parts
from service.workflow.staying import stay

BOOTSTRAPS = 30
FRESH = 1000
"""The seed, which discovery does not use."""
MORE = 0.1
Row = dict[str, str | float]


def measure() -> list[Row]:
    """A row a measure and set."""
    sets = coded_texts("judged")
    model = encoder("minilm")
    rows: list[Row] = []
    firm: dict[str, list[float]] = {}
    tentative: dict[str, list[float]] = {}
    for coded in sets:
        vectors = model.encode(coded.texts)
        found = discover(coded.texts, vectors, place_all=True)
        shares = came_again(coded, vectors, found)
        for theme, share in zip(found.top, shares, strict=True):
            is_firm = theme.stability and theme.stability.is_firm
            (firm if is_firm else tentative).setdefault(coded.set, []).append(share)
        if coded.set == "phase1":
            rows += kept_theme(coded, vectors)
    for name in dict.fromkeys(coded.set for coded in sets):
        rows += [
            _row(f"{name}: firm themes", len(firm.get(name, []))),
            _row(f"{name}: tentative themes", len(tentative.get(name, []))),
            _row(f"{name}: how often a firm one came again, %", _percent(firm.get(name, []))),
            _row(f"{name}: how often a tentative one came again, %", _percent(tentative.get(name, []))),
        ]
    every = [share for shares in firm.values() for share in shares]
    return [*rows, _row("all firm ones: came again in most of the 30, %", _percent([share > 0.5 for share in every])),
            _row("all firm ones: how often one came again, %", _percent(every))]  # fmt: skip


def came_again(coded: CodedTexts, vectors: Vectors, found: Discovery) -> list[float]:
    """For each theme, the share of fresh bootstraps in which it came again."""
    theme_of = {number: place for place, theme in enumerate(found.top) for number in theme.members}
    labels = np.array([theme_of[number] for number in range(len(coded.texts))])
    times = np.zeros(len(found.top))
    for run, kept in enumerate(parts(len(coded.texts), BOOTSTRAPS, FRESH)):
        points = landscape([coded.texts[number] for number in kept], vectors[kept]).points()
        again = k_means(points, len(found.top), seed=FRESH + run)
        times += likeness(labels[kept], again, len(found.top)) >= SAME_FROM
    return (times / BOOTSTRAPS).tolist()


def kept_theme(coded: CodedTexts, vectors: Vectors) -> list[Row]:
    """What share of the texts coded before keep their theme when a tenth more is said."""
    known = round(len(coded.texts) / (1 + MORE))
    before = discover(coded.texts[:known], vectors[:known], place_all=True)
    old = {place: set(theme.members) for place, theme in enumerate(before.top)}
    centres = [centre_of(str(place), vectors[sorted(own)]) for place, own in old.items()]
    every = range(len(coded.texts))
    names = {str(place): own for place, own in old.items()}
    stayed = stay(vectors, centres, names, every, set(every[known:]))
    after = discover(coded.texts, vectors, place_all=True)
    new = {theme.key: {n for n in theme.members if n < known} for theme in after.top}
    same = match_themes(old, new)
    anew = sum(len(new[key] & old[id_]) for key, id_ in same.items())
    return [
        _row("phase1, 10 % more said: kept their theme, %", 100 * _stayed(names, stayed.members) / known),
        _row("the same, had all been looked at anew and matched, %", 100 * anew / known),
    ]


def _stayed(before: Mapping[str, Set[int]], after: Mapping[str, Mapping[int, float]]) -> int:
    return sum(len(own & after[key].keys()) for key, own in before.items())


def _percent(shares: list[float] | list[bool]) -> float:
    return 100 * float(np.mean(shares)) if shares else 0.0


def _row(measure: str, value: float) -> Row:
    return {"measure": measure, "value": round(value, 1)}
