"""Codes a programme: every segment against the codebook, then discovery for what the codebook does not cover."""

from collections.abc import Callable

from corpus.records import Coding
from corpus.store import codebook, codings, jobs
from corpus.store.vectors import forget_unused_vectors
from nlp.protocols import Encoder, Progress, unheard
from service.workflow.agreeing import attach_agreements
from service.workflow.discovery import discover_uncovered, keep_discovered
from service.workflow.encoding import CachedEncoder, as_encoded
from service.workflow.intake import PUBLISH
from service.workflow.summarising import summarise
from service.workflow.taught_coder import taught_coder
from service.workspace import Workspace

Steps = Callable[[str], Progress]
"""Gives the Progress of a step by its name."""


def unwatched(_step: str) -> Progress:
    """The Steps of somebody who does not look."""
    return unheard


def analyse(workspace: Workspace, programme_id: int, encoder: Encoder, steps: Steps = unwatched) -> None:
    """Suggests codings, discovers themes and writes summaries anew, and queues publication.

    What people confirmed or rejected stays, and teaches the coder. Themes, codings and summaries are written
    together, after all is worked out, so that a run that is cancelled or cut off leaves the last good state.
    """
    corpus = workspace.corpus
    cached = CachedEncoder(corpus, encoder)
    segments = codings.segments_to_code(corpus, programme_id)
    texts = [as_encoded(segment.text) for segment in segments]
    rows = cached.encode(texts, progress=steps("Reading for meaning"))
    finding = steps("Finding themes")
    finding(0, 2)
    framework = [theme for theme in codebook.themes(corpus, programme_id) if theme.origin != "discovered"]
    coder = taught_coder(corpus, programme_id, framework, cached)
    suggested = coder.code(texts, rows) if coder and texts else []
    finding(1, 2)
    found = discover_uncovered(corpus, programme_id, segments, rows, {one.text for one in suggested})
    finding(2, 2)
    signed = codings.coder_id(corpus, "model", f"{encoder.name}, codebook and discovery")
    number_of = {segment.id: number for number, segment in enumerate(segments)}
    writing = steps("Writing summaries")
    writing(0, 0)  # the last moment to cancel: from here on it is quick, and whoever writes waits for it
    with corpus.atomic():
        ids = {theme.key: theme.id for theme in framework} | keep_discovered(corpus, programme_id, found.themes)
        made = [
            Coding(segments[one.text].id, ids[one.theme], round(one.confidence, 4), one.is_primary)
            for one in (*suggested, *found.codings)
        ]
        codings.replace_suggestions(corpus, programme_id, signed, made)
        attach_agreements(corpus, programme_id)
        summarise(corpus, programme_id, rows, number_of, writing)
        jobs.add_job(corpus, kind=PUBLISH, programme_id=programme_id)
    if len(codings.segments_to_code(corpus, programme_id)) != len(segments):
        forget_unused_vectors(corpus, as_encoded)  # something was removed meanwhile, and its vectors were made again
