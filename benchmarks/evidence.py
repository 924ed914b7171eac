"""The search for what speaks for “you missed this”: does it find what people say the sentence says?

Each key point is a sentence that somebody might write, and the arguments that people said match it are what there is to
find, among all arguments of all topics of its half. Told: how many of the first TWELVE match, and how many key points
have at least one match there.
"""

import csv
import json
import sqlite3
import time
from collections.abc import Sequence

from benchmarks.coded_texts import KEY_POINTS, Half, coded_texts
from nlp.encode import encoder
from nlp.evidence import fused, nearest, telling_words

TWELVE = 12
LOOKED_AT = 50


def judged(half: Half) -> list[dict[str, str | float]]:
    """A row for each way of looking."""
    queries = _key_points()
    texts, codes = [], []
    for topic in (one for one in coded_texts(half) if one.set == "key points"):
        texts += topic.texts
        codes += topic.codes
    asked = [key for key in dict.fromkeys(codes) if key in queries]
    model, search = encoder("minilm"), _indexed(texts)
    rows, sentences = model.encode(texts), model.encode([queries[key] for key in asked])
    words = [_with_words(search, queries[key]) for key in asked]
    meaning = [nearest(sentence, rows, limit=LOOKED_AT) for sentence in sentences]
    both = [fused(pair, limit=LOOKED_AT) for pair in zip(words, meaning, strict=True)]
    ways = {"words": words, "meaning": meaning, "both": both}
    return [
        {"way": name, "key points": len(asked), "texts": len(texts)} | _found(way, asked, codes)
        for name, way in ways.items()
    ]


def _found(way: Sequence[Sequence[int]], asked: Sequence[str], codes: Sequence[str]) -> dict[str, float]:
    hits = [sum(codes[place] == key for place in found[:TWELVE]) for key, found in zip(asked, way, strict=True)]
    return {
        "of the first 12": round(sum(hits) / sum(min(TWELVE, codes.count(key)) for key in asked), 3),
        "at least one": round(sum(hit > 0 for hit in hits) / len(asked), 3),
    }


def _key_points() -> dict[str, str]:
    found = {}
    for part in ("train", "dev"):
        with (KEY_POINTS / f"key_points_{part}.csv").open(encoding="utf-8-sig", newline="") as file:
            found.update({row["key_point_id"]: row["key_point"] for row in csv.DictReader(file)})
    return found


def _indexed(texts: Sequence[str]) -> sqlite3.Connection:
    search = sqlite3.connect(":memory:")
    search.execute("CREATE VIRTUAL TABLE said USING fts5(text, tokenize='porter unicode61')")
    search.executemany("INSERT INTO said (rowid, text) VALUES (?, ?)", enumerate(texts))
    return search


def _with_words(search: sqlite3.Connection, sentence: str) -> list[int]:
    query = " OR ".join(f'"{word}"' for word in telling_words(sentence))
    sql = "SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT ?"
    return [place for (place,) in search.execute(sql, [query, LOOKED_AT])]


if __name__ == "__main__":
    import sys

    began = time.process_time()
    for row in judged(sys.argv[1]):  # type: ignore[arg-type]
        print(json.dumps(row))
    print(f"{time.process_time() - began:.0f} s of processor")
