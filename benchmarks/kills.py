"""Kill -9 at random points of intake, analysis and publication: nothing acknowledged is lost, nothing is half there.

python -m benchmarks.kills --times 300
"""

import argparse
import os
import random
import signal
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.rehearsals import PIECES, Piece, at, make_template, play, resume_and_check
from service.settings import Settings

DONE = "done before"


def main() -> None:
    """Each piece so many times; ends with an error at the first that does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=300, help="kills of each piece")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", choices=[piece.name for piece in PIECES], help="these pieces of work")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    print("| work | kills; all held | seconds of work | killed after people were told |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for piece in [piece for piece in PIECES if piece.name in (given.only or piece.name)]:
            template = make_template(piece, Path(folder) / piece.name)
            lasts = min(_lasting(piece, template, Path(folder) / "whole") for _ in range(3))
            seen: Counter[str] = Counter()
            while seen.total() - seen[DONE] < given.times:
                with at(template, Path(folder) / f"{piece.name}-{seen.total()}") as settings:
                    told, was_killed = _killed(piece, settings, chance.uniform(0, lasts))
                    seen[(told[-1] if told else "nothing yet") if was_killed else DONE] += 1
                    resume_and_check(piece, settings, told)
                lasts *= 1.02 if was_killed else 0.95  # how long it takes depends on what else the machine does
            after = ", ".join(f"“{word}” {times}" for word, times in seen.items() if word != DONE)
            print(f"| {piece.name} | {given.times} | {lasts:.2f} | {after} |", flush=True)


def _lasting(piece: Piece, template: Path, home: Path) -> float:
    """How many seconds a piece takes where nobody kills it."""
    with at(template, home) as settings:
        began = time.monotonic()
        told, _ = _killed(piece, settings, None)
        took = time.monotonic() - began
        resume_and_check(piece, settings, told)
        return took


def _killed(piece: Piece, settings: Settings, after: float | None) -> tuple[list[str], bool]:
    """What people were told before it was killed, and whether it was."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            play(piece, settings, told)
        finally:
            os._exit(0)
    os.close(told)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(heard) as words:
        return words.read().splitlines(), os.WIFSIGNALED(status)


if __name__ == "__main__":
    main()
