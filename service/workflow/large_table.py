"""A large table is coded in batches: what does the coding is fitted on a sample, and no more vectors are held at once
than the sample's."""

from collections.abc import Sequence
from hashlib import blake2b
from heapq import nsmallest

from nlp.coding.coder import Coder
from nlp.protocols import Encoder
from nlp.records import Vectors
from nlp.themes.centres import Centre, centre_of, nearest
from service.steps import Steps
from service.workflow.definitions import leaf_definitions
from service.workflow.table_marks import DISCOVERY, Mark, Names, Request, Unit, by_discovery, name_discovered

LARGE = 200_000
"""Segments. Up to so many are coded with all their vectors in memory."""
SAMPLE = 50_000
TEXTS_AT_ONCE = 20_000
ANYWHERE = -1.0
READING, FINDING = "Reading for meaning", "Finding themes"


def mark_in_batches(
    units: Sequence[Unit], request: Request, names: Names, encoder: Encoder, steps: Steps
) -> list[Mark]:
    """The marks of the codebook and of discovery, in the order of the units.

    Themes are discovered in a sample. Another segment goes into the one whose centre it is closest to: where there is
    no codebook whichever that is, else only where it comes as close as the theme's own.
    """
    sample = _sample(units, request.seed)
    vectors = encoder.encode([unit.text for unit in sample], progress=steps(READING))
    leaves = leaf_definitions(request.codebook)
    coder = Coder(leaves, encoder, seed=request.seed) if leaves else None
    marks = _by_codebook(coder, sample, vectors)
    found = by_discovery(sample, vectors, marks, request, names, progress=steps(FINDING))
    name_discovered(sample, vectors, found, names, encoder)
    centres = _centres(found, vectors, place_all=coder is None)
    marks, progress = [], steps("Coding")
    for start in range(0, len(units), TEXTS_AT_ONCE):
        batch = units[start : start + TEXTS_AT_ONCE]
        vectors = encoder.encode([unit.text for unit in batch])
        covered = _by_codebook(coder, batch, vectors)
        marks += [Mark(start + one.unit, one.key, one.score, one.coder) for one in covered]
        marks += [
            Mark(start + one.unit, one.key, one.score, one.coder) for one in _by_centre(centres, vectors, covered)
        ]
        progress(start + len(batch), len(units))
    return marks


def _sample(units: Sequence[Unit], seed: int) -> list[Unit]:
    """Some of the different texts, the same ones in whichever order the rows come."""

    def place(text: str) -> bytes:
        return blake2b(f"{seed} {text}".encode("utf-8", "surrogatepass"), digest_size=8).digest()

    first = {unit.text: unit for unit in reversed(units)}
    return [first[text] for text in nsmallest(SAMPLE, first, key=place)]


def _by_codebook(coder: Coder | None, units: Sequence[Unit], vectors: Vectors) -> list[Mark]:
    if coder is None:
        return []
    suggested = coder.code([unit.text for unit in units], vectors)
    return [Mark(one.text, one.theme, one.confidence, coder.name) for one in suggested]


def _centres(found: Sequence[Mark], vectors: Vectors, *, place_all: bool) -> list[Centre]:
    members: dict[str, list[int]] = {}
    for mark in found:
        members.setdefault(mark.key, []).append(mark.unit)
    centres = [centre_of(key, vectors[numbers]) for key, numbers in members.items()]
    return [Centre(one.key, one.direction, ANYWHERE) for one in centres] if place_all else centres


def _by_centre(centres: Sequence[Centre], vectors: Vectors, covered: Sequence[Mark]) -> list[Mark]:
    seen = {mark.unit for mark in covered}
    left = [number for number in range(len(vectors)) if number not in seen]
    return [Mark(left[one.text], one.theme, one.confidence, DISCOVERY) for one in nearest(vectors[left], centres)]
