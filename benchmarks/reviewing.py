"""What a person's minutes teach: F1 per 50 codings reviewed, chosen by Chorus and at random.

Begins with the codebook alone. Codings of the development half of the NEAS comments are confirmed or rejected as its
people coded it, fifty at a time, and the coder learns after each fifty; F1 is on the other half, at Chorus's own bars.
At random means any of the codings that are suggested then, which is what somebody does who checks them as they come.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.coding import Coded, Trial, coded, f1, trial
from nlp.coding.next_to_review import next_to_review

Row = dict[str, str | float]
Pair = tuple[int, int]
Choice = Callable[[Coded, set[Pair], int], list[Pair]]
AT_ONCE, MOST, SEEDS = 50, 300, 5


def measure() -> list[Row]:
    """A row for every fifty, each figure a mean of five seeds."""
    on = trial()

    def chosen(now: Coded, decided: set[Pair], seed: int) -> list[Pair]:
        return next_to_review(now.likely, on.taught_vectors, decided, AT_ONCE, seed=seed)

    ways = {"chosen": chosen, "at random": _at_random}
    gained = {way: np.mean([_run(on, choose, seed) for seed in range(SEEDS)], axis=0) for way, choose in ways.items()}
    return [
        {
            "codings reviewed": step * AT_ONCE,
            **{f"micro F1, {way}": round(float(gained[way][step, 0]), 3) for way in ways},
            **{f"macro F1, {way}": round(float(gained[way][step, 1]), 3) for way in ways},
        }
        for step in range(MOST // AT_ONCE + 1)
    ]


def _run(on: Trial, choose: Choice, seed: int) -> list[tuple[float, float]]:
    """F1 before anything is reviewed and after every fifty."""
    coder, decided = on.coder, set[Pair]()
    found = [f1(on.ours().chosen, on.judged.codes)]
    while len(decided) < MOST:
        decided |= set(choose(coded(coder, on.taught, on.taught_vectors), decided, seed))
        coder = on.coder.learn(on.taught.texts, on.taught_vectors, _decisions(on, decided))
        found.append(f1(coded(coder, on.judged, on.judged_vectors).chosen, on.judged.codes))
    return found


def _decisions(on: Trial, decided: set[Pair]) -> NDArray[np.int8]:
    decisions = np.zeros(on.taught.codes.shape, dtype=np.int8)
    for pair in decided:
        decisions[pair] = 1 if on.taught.codes[pair] else -1
    return decisions


def _at_random(now: Coded, decided: set[Pair], seed: int) -> list[Pair]:
    suggested = [(int(text), int(theme)) for text, theme in np.argwhere(now.chosen)]
    left = [pair for pair in suggested if pair not in decided]
    random = np.random.default_rng((seed, len(decided)))
    return [left[number] for number in random.permutation(len(left))[:AT_ONCE]]
