"""Codes what is new in a programme, without looking for themes anew: in seconds, however much was said before."""

import numpy as np

from corpus.records import Coding, Segment, Theme
from corpus.store import analyses, codebook, codings, jobs
from corpus.store.agreements import replace_agreements
from nlp.protocols import Encoder
from nlp.records import SuggestedCoding, Vectors
from nlp.themes.centres import Centre, nearest
from service.steps import Steps, unwatched
from service.workflow.agreeing import agreements_in
from service.workflow.analysis import analyse, coder_name
from service.workflow.codebook_coder import code_in_batches, warm_coder
from service.workflow.due import whole_is_due
from service.workflow.encoding import CachedEncoder, as_encoded
from service.workflow.intake import SUMMARISE
from service.workflow.joined_themes import as_one, coded_with
from service.workflow.rare_voices import note_said_once
from service.workflow.rights_guard import RightsGuard
from service.workflow.summarising import keep_summaries, summarise
from service.workspace import Workspace


def code_new(workspace: Workspace, programme_id: int, encoder: Encoder, steps: Steps = unwatched) -> None:
    """Suggests codings for the segments that no analysis has seen, and queues the summaries.

    Each is coded against the codebook, and what that does not cover goes into the discovered theme it is closest to,
    if it comes close. Analyses whole where that has become due. What was coded before stays as it is.
    """
    if whole_is_due(workspace, programme_id, encoder.name):
        analyse(workspace, programme_id, encoder, steps)
        return
    corpus = workspace.corpus
    guard = RightsGuard(corpus, programme_id)
    segments = analyses.segments_since(corpus, programme_id)
    if not segments:
        return
    cached = CachedEncoder(corpus, encoder)
    texts = [as_encoded(segment.text) for segment in segments]
    rows = cached.encode(texts, progress=steps("Reading for meaning"))
    themes = codebook.themes(corpus, programme_id)
    coded = coded_with(corpus, programme_id)
    coder = warm_coder(corpus, programme_id, coded, cached)
    by_parts = code_in_batches(coder, texts, rows, steps("Coding against the codebook"))
    suggested = as_one(coded, by_parts, segments, codings.decisions(corpus, programme_id))
    found = _in_known_themes(workspace, themes, encoder.name, rows, suggested)
    signed = codings.coder_id(corpus, "model", coder_name(encoder))
    ids = [segment.id for segment in segments]
    documents = analyses.documents_of(corpus, ids)
    agreed = agreements_in(corpus, programme_id, documents)
    with corpus.atomic():
        guard.check()
        codings.add_suggestions(corpus, signed, _codings(segments, themes, [*suggested, *found]))
        replace_agreements(corpus, programme_id, agreed, documents)
        analyses.keep_analysed(corpus, ids)
        jobs.add_job(corpus, kind=SUMMARISE, programme_id=programme_id)


def summarise_anew(workspace: Workspace, programme_id: int, encoder: Encoder, steps: Steps = unwatched) -> None:
    """Writes every theme's summary from the codings that there are, lists what was said once, queues publication."""
    corpus = workspace.corpus
    guard = RightsGuard(corpus, programme_id)
    segments = codings.segments_to_code(corpus, programme_id)
    cached = CachedEncoder(corpus, encoder)
    rows = cached.encode([as_encoded(segment.text) for segment in segments], progress=steps("Reading for meaning"))
    number_of = {segment.id: number for number, segment in enumerate(segments)}
    decided = codings.decisions(corpus, programme_id)
    written = summarise(corpus, programme_id, rows, number_of, steps("Writing summaries"))
    keep_summaries(corpus, programme_id, written, guard, decided)
    note_said_once(corpus, programme_id, segments, rows)


def _in_known_themes(
    workspace: Workspace, themes: list[Theme], model: str, rows: Vectors, covered: list[SuggestedCoding]
) -> list[SuggestedCoding]:
    """What the codebook does not cover, in the discovered themes that there are."""
    if not themes:
        return []
    key = {theme.id: theme.key for theme in themes}
    centres = [
        Centre(key[one.theme_id], np.frombuffer(one.direction, dtype=np.float32), one.reach)
        for one in analyses.theme_centres(workspace.corpus, themes[0].programme_id, model)
        if one.theme_id in key
    ]
    seen = {one.text for one in covered}
    left = [number for number in range(len(rows)) if number not in seen]
    return [
        SuggestedCoding(left[one.text], one.theme, one.confidence, one.is_primary)
        for one in nearest(rows[left], centres)
    ]


def _codings(segments: list[Segment], themes: list[Theme], made: list[SuggestedCoding]) -> list[Coding]:
    ids = {theme.key: theme.id for theme in themes}
    return [Coding(segments[one.text].id, ids[one.theme], round(one.confidence, 4), one.is_primary) for one in made]
