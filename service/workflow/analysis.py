"""Codes a programme: every segment against the codebook, then discovery for what the codebook does not cover."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from sqlite_utils import Database

from corpus.records import Analysis, Coding, ThemeCentre
from corpus.store import analyses, codebook, codings
from corpus.store.agreements import replace_agreements
from corpus.store.vectors import forget_unused_vectors
from nlp.protocols import Encoder, Progress
from nlp.records import SuggestedCoding, Vectors
from nlp.themes.centres import centre_of
from nlp.themes.discover import PROGRESS_TOLD
from service.errors import Cancelled
from service.steps import Steps, unwatched
from service.workflow.agreeing import agreements_in
from service.workflow.codebook_coder import code_in_batches, fingerprint, warm_coder
from service.workflow.discovery import Read, discover_uncovered, keep_discovered
from service.workflow.encoding import CachedEncoder, as_encoded
from service.workflow.joined_themes import as_one, coded_with
from service.workflow.rare_voices import note_said_once
from service.workflow.rights_guard import RightsGuard
from service.workflow.summarising import keep_summaries, summarise
from service.workspace import Workspace


def coder_name(encoder: Encoder) -> str:
    """What a model's codings are signed with."""
    return f"{encoder.name}, codebook and discovery"


def analyse(
    workspace: Workspace, programme_id: int, encoder: Encoder, steps: Steps = unwatched, *, anew: bool = False
) -> None:
    """Suggests codings, discovers themes and writes summaries anew, and queues publication.

    With `anew`, discovered themes are looked for as if there were none yet, however little was said since.
    What people confirmed or rejected stays, and teaches the coder. Themes and codings are written together, after all
    is worked out, so that a run that is cancelled leaves the last good state. Summaries follow in a second transaction,
    so that nobody waits while they are worked out; a run that is cut off between the two is run again.
    """
    corpus = workspace.corpus
    guard = RightsGuard(corpus, programme_id)
    cached = CachedEncoder(corpus, encoder)
    segments = codings.segments_to_code(corpus, programme_id)
    texts = [as_encoded(segment.text) for segment in segments]
    decisions = analyses.count_decisions(corpus, programme_id)
    rows = cached.encode(texts, progress=steps("Reading for meaning"))
    coded = coded_with(corpus, programme_id)
    coder = warm_coder(corpus, programme_id, coded, cached)
    by_parts = code_in_batches(coder, texts, rows, steps("Coding against the codebook"))
    suggested = as_one(coded, by_parts, segments, codings.decisions(corpus, programme_id))
    finding = steps("Finding themes")
    finding(0, PROGRESS_TOLD)
    read = Read(segments, rows, encoder, finding)
    found = discover_uncovered(corpus, programme_id, read, {one.text for one in suggested}, anew=anew)
    finding(PROGRESS_TOLD, PROGRESS_TOLD)
    signed = codings.coder_id(corpus, "model", coder_name(encoder))
    number_of = {segment.id: number for number, segment in enumerate(segments)}
    writing = steps("Writing summaries")
    writing(0, 0)
    agreed = agreements_in(corpus, programme_id)
    writing(0, 0)  # the last moment to cancel
    with corpus.atomic():
        guard.check()
        ids = {theme.key: theme.id for theme in codebook.themes(corpus, programme_id)}
        ids |= keep_discovered(corpus, programme_id, found)
        made = [
            Coding(segments[one.text].id, ids[one.theme], round(one.confidence, 4), one.is_primary)
            for one in (*suggested, *found.codings)
        ]
        codings.replace_suggestions(corpus, programme_id, signed, made)
        replace_agreements(corpus, programme_id, agreed)
        analyses.keep_analysis(
            corpus,
            programme_id,
            Analysis(encoder.name, fingerprint(coded), len(segments), decisions),
            segments=number_of,
            centres=_centres(encoder, found.codings, rows, ids),
        )
    decided = codings.decisions(corpus, programme_id)
    written = summarise(corpus, programme_id, rows, number_of, _to_its_end(writing))
    keep_summaries(corpus, programme_id, written, guard, decided)
    note_said_once(corpus, programme_id, segments, rows)
    _forget_what_was_removed(corpus, programme_id, len(segments))


def _to_its_end(progress: Progress) -> Progress:
    """A Progress that tells how far it is, and is not cancelled any more."""

    def report(done: int, total: int) -> None:
        with suppress(Cancelled):
            progress(done, total)

    return report


def _centres(
    encoder: Encoder, found: Sequence[SuggestedCoding], rows: Vectors, ids: Mapping[str, int]
) -> list[ThemeCentre]:
    """Where the discovered themes lie, for what is said next."""
    members: dict[str, list[int]] = {}
    for one in found:
        members.setdefault(one.theme, []).append(one.text)
    centres = [centre_of(key, rows[texts]) for key, texts in members.items()]
    return [ThemeCentre(ids[centre.key], encoder.name, centre.direction.tobytes(), centre.reach) for centre in centres]


def _forget_what_was_removed(corpus: Database, programme_id: int, segments: int) -> None:
    """Where something was removed while we worked, its vectors were made again."""
    if analyses.count_segments(corpus, programme_id) != segments:
        forget_unused_vectors(corpus, as_encoded)
