"""The peers that Chorus is measured beside, in a virtual environment of their own, each asked in a process of its own.

`python -m benchmarks.peers` builds `.venv-peers` beside the checkout's own environment; `ask` builds it where it is
missing. A question goes to a script in `benchmarks/peer_scripts` as JSON (and vectors as .npy); what comes back is the
script's answer with its own seconds and the most memory its process took.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv-peers"
PYTHON = PEERS / "bin" / "python"
REQUIREMENTS = HERE / "peers.txt"
SCRIPTS = HERE / "peer_scripts"
TORCH = "torch=="


@dataclass(frozen=True)
class PeerAnswer:
    """What a peer gave: its answer, the seconds its work took (imports left out) and its peak memory in MB."""

    answer: dict[str, Any]
    seconds: float
    peak_mb: float


def build() -> None:
    """Makes the peers' environment: torch first, so that nothing brings another build of it."""
    wanted = [line for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    torch = [line for line in wanted if line.startswith(TORCH)]
    subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
    for lines in (torch, wanted):
        subprocess.run([str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", *lines], check=True)
    (PEERS / "built").write_text(REQUIREMENTS.read_text(encoding="utf-8"), encoding="utf-8")


def is_built() -> bool:
    """Whether the environment holds what the requirements name now."""
    built = PEERS / "built"
    return built.is_file() and built.read_text(encoding="utf-8") == REQUIREMENTS.read_text(encoding="utf-8")


def ask(script: str, question: Mapping[str, Any], vectors: NDArray[np.float32] | None = None) -> PeerAnswer:
    """What the peer script named `script` answers. Raises CalledProcessError where it fails."""
    if not is_built():
        build()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "question.json").write_text(json.dumps(question), encoding="utf-8")
        if vectors is not None:
            np.save(place / "vectors.npy", vectors)
        command = [str(PYTHON), str(SCRIPTS / "run.py"), script, folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        given = json.loads((place / "answer.json").read_text(encoding="utf-8"))
    return PeerAnswer(given["answer"], given["seconds"], given["peak_mb"])


if __name__ == "__main__":
    build()
