"""Names of discovered themes: what they are, beside the names by keywords, and what can be judged without a reader.

Groups are found once, by `discover`; each way names the same groups. Names are made from one half of a group's texts;
whether a name finds its own group is asked of the other half. NEAS was not looked at while the rules were written.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.coded_texts import CodedTexts, coded_texts
from nlp.encode import encoder
from nlp.non_answers import is_non_answer
from nlp.protocols import Encoder
from nlp.themes.discover import discover
from nlp.themes.inflect import stem
from nlp.themes.names import Group, name_themes
from nlp.themes.tags import clauses

THEMES, OF_KEY_POINTS = 25, 18
NEUTRAL = frozenset({"be", "not", "able", "to"})
"""Words that a rule puts in: “I was not heard” becomes “Not being heard”."""
Row = dict[str, str | float]
Way = Callable[[Sequence[Group], Encoder], list[str]]


def names() -> list[Row]:
    """Sixty names and more, unpicked: phase1's and NEAS's 25, the sample programme's own, and key points' biggest."""
    model = encoder("minilm")
    rows = [row for name in ("phase1", "NEAS") for row in _listed(name, _groups(name), model)]
    rows += _of_the_sample()
    return rows + _listed("key points", _groups("key points"), model)[:OF_KEY_POINTS]


def measure() -> list[Row]:
    """A row a set and way."""
    model = encoder("minilm")
    rows = []
    for name in ("phase1", "NEAS", "key points"):
        halves = [_halves(group) for group in _groups(name)]
        for way, named in WAYS.items():
            rows.append({"set": name, "way": way} | _judged(named([half for half, _ in halves], model), halves, model))
    return rows


def _judged(named: Sequence[str], halves: Sequence[tuple[Group, Group]], model: Encoder) -> Row:
    rows = model.encode(named)
    centres = np.stack([other.vectors.mean(axis=0) for _, other in halves])
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    alike = rows @ rows.T - 2 * np.eye(len(rows))
    own = (rows @ centres.T).argmax(axis=1) == np.arange(len(rows))
    said = [_words(" ".join(half.texts)) for half, _ in halves]
    return {
        "2 to 7 words, %": _share([2 <= len(name.split()) <= 7 for name in named]),
        "only words said, %": _share([_words(name) <= own | NEUTRAL for name, own in zip(named, said, strict=True)]),
        "no placeholder or number, %": _share([not re.search(r"[\[\]\d]", name) for name in named]),
        "all different": float(len(set(named)) == len(named)),
        "likeness of the nearest name": round(float(alike.max(axis=1).mean()), 3),
        "finds its own group, %": _share(own.tolist()),
        "closeness to its group": round(float((rows * centres).sum(axis=1).mean()), 3),
    }


def _words(text: str) -> set[str]:
    return {stem(word) for clause in clauses(text) for joined in clause.words for word in joined.split("-")}


def _share(values: Sequence[bool]) -> float:
    return round(100 * float(np.mean(values)), 1)


def _in_phrases(groups: Sequence[Group], model: Encoder) -> list[str]:
    return [named.name for named in name_themes(groups, model)]


def _by_keywords(count: int, joint: str) -> Way:
    return lambda groups, model: [
        joint.join(named.keywords[:count]) or "nothing" for named in name_themes(groups, model)
    ]


WAYS: dict[str, Way] = {
    "Chorus": _in_phrases,
    "first keyword, as before": _by_keywords(1, ""),
    "four keywords, as BERTopic": _by_keywords(4, "_"),
}


def _listed(name: str, groups: Sequence[Group], model: Encoder) -> list[Row]:
    named = name_themes(groups, model)
    order = sorted(range(len(groups)), key=lambda number: -len(groups[number].texts))
    return [_line(name, len(groups[n].texts), named[n].name, named[n].keywords) for n in order]


def _line(name: str, texts: int, said: str, keywords: Sequence[str]) -> Row:
    return {"set": name, "texts": texts, "name": said, "as before": _capital(keywords), "keywords": ", ".join(keywords)}


def _capital(keywords: Sequence[str]) -> str:
    return keywords[0].capitalize() if keywords else ""


@cache
def _groups(name: str) -> list[Group]:
    texts, model = _comments(name), encoder("minilm")
    vectors = model.encode(texts)
    found = discover(texts, vectors, themes=THEMES, place_all=True)
    members = [list(theme.members) for theme in found.themes]
    return [Group([texts[n] for n in own], vectors[own]) for own in members]


def _halves(group: Group) -> tuple[Group, Group]:
    numbers = range(len(group.texts))
    first, other = list(numbers[::2]), list(numbers[1::2] or numbers[:1])
    return (
        Group([group.texts[n] for n in first], group.vectors[first]),
        Group([group.texts[n] for n in other], group.vectors[other]),
    )


def _comments(name: str) -> list[str]:
    sets: Sequence[CodedTexts] = [*coded_texts("development"), *coded_texts("judged")]
    return [text for one in sets if one.set == name for text in one.texts if not is_non_answer(text)]


def _of_the_sample() -> list[Row]:
    """What an analysis of the sample programme discovers, with the names it keeps."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"CHORUS_HOME": home}
        subprocess.run([sys.executable, "-m", "service.cli", "demo"], env=environment, check=True, capture_output=True)
        found = sqlite3.connect(Path(home) / "corpus.db").execute(
            "SELECT name, keywords, count(*) AS texts FROM themes JOIN codings ON theme_id = themes.id"
            " WHERE origin = 'discovered' GROUP BY themes.id ORDER BY texts DESC, name"
        )
        return [_line("sample programme", texts, name, json.loads(keywords)) for name, keywords, texts in found]
