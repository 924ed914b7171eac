"""Runs one peer in the peers' environment: `run.py SCRIPT FOLDER` reads question.json and writes answer.json there."""

import importlib
import json
import resource
import sys
import time
from pathlib import Path

import numpy as np


def main(script: str, folder: Path) -> None:
    """`seconds` is the peer's work after its imports; `peak_mb` is the whole process's."""
    question = json.loads((folder / "question.json").read_text(encoding="utf-8"))
    kept = folder / "vectors.npy"
    vectors = np.load(kept) if kept.is_file() else None
    peer = importlib.import_module(script)
    started = time.perf_counter()
    answer = peer.answer(question, vectors)
    given = {
        "answer": answer,
        "seconds": time.perf_counter() - started,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    (folder / "answer.json").write_text(json.dumps(given), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
