"""A table coded as most people would: sentence-transformers, BERTopic, SQLite, each in its defaults."""

import csv
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
from bertopic import BERTopic
from numpy.typing import NDArray
from stock_bertopic import encode


def answer(question: dict[str, Any], _vectors: NDArray[np.float32] | None) -> dict[str, Any]:
    """Reads the column `answer` of the CSV `source` and writes each row with its topic to the database `out`."""
    with Path(question["source"]).open(encoding="utf-8", newline="") as file:
        texts = [row["answer"] for row in csv.DictReader(file)]
    model = BERTopic(embedding_model=None)
    topics, sure = model.fit_transform(texts, embeddings=encode(texts))
    names = model.get_topic_info().set_index("Topic")["Name"].to_dict()
    with sqlite3.connect(question["out"]) as db:
        db.execute("CREATE TABLE codings (row INTEGER, text TEXT, topic INTEGER, name TEXT, score REAL)")
        rows = zip(range(1, len(texts) + 1), texts, topics, sure, strict=True)
        db.executemany(
            "INSERT INTO codings VALUES (?, ?, ?, ?, ?)", ((n, t, int(k), names[k], float(s)) for n, t, k, s in rows)
        )
    left_out = sum(topic == -1 for topic in topics) / len(topics)
    return {"topics": len(names), "left out": round(float(left_out), 3)}
