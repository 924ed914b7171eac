"""What several people said of a theme: groups of texts that say nearly the same, each with one that speaks for it.

Key point analysis (Bar-Haim and others 2020) without a model that writes: a point is somebody's own sentence, and those
who said something like it are all who stand close to that sentence, not to each other by a chain. Close is a text that
means much the same, apart from what the whole theme is about, and that says the same of the same rare words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.records import Vectors
from nlp.summary.asserted import Matrix, asserted, weighed
from nlp.summary.quoting import Said
from nlp.summary.standing_alone import stands_alone

MOST = 5
FEWEST_PEOPLE = 3
"""Fewer than this is somebody's own view rather than what people said."""
CLOSE = 0.36
"""The geometric mean of both closenesses, in meaning and in words, from which two texts say nearly the same."""
LEAST_OF_THE_QUOTE = 0.4
"""The share of what the quote says, by weight, that who is counted with it has to say too."""
FEWEST_SHARED = 2
"""Things that both name; that both praise, or both blame, counts for one."""
MANY_WORDS = 5
"""Own words. Who says fewer, “The food.”, means praise or blame, and is not counted with who says the other."""
SHORTEST, LONGEST = 4, 25
"""Words of a text that may speak for others."""
LESS_PLAIN = 0.5
"""What a person counts for a text that does not stand well by itself: another is taken where it speaks for as many."""
MOST_SPEAKERS = 1000
"""Of more texts that may speak for others every so manieth is tried; who says the same is sought among all."""
_AT_ONCE = 250
Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Point:
    """The number of the text that speaks for a group, the numbers of all in it, and how many people these are."""

    quote: int
    texts: tuple[int, ...]
    people: int


def points(said: Sequence[Said], vectors: Vectors) -> tuple[Point, ...]:
    """At most MOST points of FEWEST_PEOPLE and more, the most people first; none where nothing is shared.

    `vectors` has a row a text. A text is in one point at most. In whatever order texts come, the points are the same.
    """
    order = sorted(
        (number for number, one in enumerate(said) if not one.is_beside),
        key=lambda number: (said[number].text, said[number].person, number),
    )
    if len({said[number].person for number in order}) < FEWEST_PEOPLE:
        return ()
    found = [
        Point(order[quote], tuple(sorted(order[one] for one in own)), len({said[order[one]].person for one in own}))
        for quote, own in _groups([said[number] for number in order], vectors[order])
    ]
    return tuple(sorted(found, key=lambda point: -point.people))


def _groups(texts: Sequence[Said], vectors: Vectors) -> Iterator[tuple[int, Numbers]]:
    """The number of the text that speaks for each, and those of all in it."""
    from scipy.sparse import csr_matrix

    plain = np.array([_plainness(one) for one in texts])
    speakers = np.flatnonzero(plain)[:: -(-np.count_nonzero(plain) // MOST_SPEAKERS) or 1]
    if not len(speakers):
        return
    near, plain = _near(texts, vectors, speakers), plain[speakers]
    people = np.unique([one.person for one in texts], return_inverse=True)[1]
    of_people = csr_matrix((np.ones(len(texts), np.int32), (np.arange(len(texts)), people)))
    for _ in range(MOST):
        heard = np.diff((near.astype(bool).astype(np.int32) @ of_people).indptr) * plain
        if heard.max() < FEWEST_PEOPLE:
            return
        close = np.asarray(near.sum(axis=1)).ravel() / np.maximum(np.diff(near.indptr), 1)
        best = int(np.round(np.where(heard < FEWEST_PEOPLE, 0, heard * close), 3).argmax())
        own = near[best].indices
        yield int(speakers[best]), own
        is_heard = people[speakers] == people[speakers[best]]  # nobody is quoted twice
        near = _without(near, own, is_heard | np.isin(speakers, own))


def _near(texts: Sequence[Said], vectors: Vectors, speakers: Numbers) -> Matrix:
    """How close every text is to each of the speakers, where that is close enough; shape (speakers, texts)."""
    from scipy.sparse import csr_matrix, vstack

    read = [asserted(one.text) for one in texts]
    words, sides = weighed(read), np.array([one.side for one in read], dtype=np.int8)
    is_short = np.array([len(one.words) < MANY_WORDS for one in read])
    apart = vectors - vectors.mean(axis=0)
    apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
    signs = words.weights.sign()

    def of_some(some: Numbers) -> Matrix:
        own, side = words.weights[some], sides[some][:, None]
        closeness = np.maximum(apart[some] @ apart.T, 0) * np.maximum((own @ words.weights.T).toarray(), 0)
        of_the_quote = (own.multiply(own).multiply(signs[some]) @ signs.T).toarray()
        shared = (words.named[some] @ words.named.T).toarray() + (side * sides > 0)
        unlike = np.where(is_short[some][:, None] | is_short, side != sides, side * sides < 0)
        far = (closeness < CLOSE**2) | (of_the_quote < LEAST_OF_THE_QUOTE) | (shared < FEWEST_SHARED) | unlike
        return csr_matrix(np.where(far, 0, np.sqrt(closeness)))

    return vstack([of_some(speakers[at : at + _AT_ONCE]) for at in range(0, len(speakers), _AT_ONCE)]).tocsr()


def _without(near: Matrix, texts: Numbers, speakers: NDArray[np.bool_]) -> Matrix:
    """What is left when some texts are in a point: nobody is close to them, and they speak for nobody."""
    from scipy.sparse import diags

    left = np.ones(near.shape[1], dtype=np.float32)
    left[texts] = 0
    rest = (diags((~speakers).astype(np.float32)) @ near @ diags(left)).tocsr()
    rest.eliminate_zeros()
    return rest


def _plainness(one: Said) -> float:
    """0 for a text that may not speak for others."""
    if not one.may_be_quoted or not SHORTEST <= len(one.text.split()) <= LONGEST:
        return 0
    return 1 if stands_alone(one.text) else LESS_PLAIN
