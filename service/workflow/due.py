"""When everything is analysed anew, and when it is enough to code what is new.

A whole analysis looks for themes in everything, so it takes longer the more was said. It is due

- where there was none yet, or staff ask for it;
- while a programme is small, where it takes seconds;
- where the codebook or the encoder is another;
- where segments have come, or gone, since the last one: a tenth of what there was then;
- where people have decided on enough codings since for a coder to learn from.

Otherwise the new segments alone are coded, with the codebook and the themes that there are.
"""

from corpus.store import analyses, jobs
from service.workflow.codebook_coder import fingerprint
from service.workflow.intake import ANALYSE, CODE
from service.workflow.joined_themes import coded_with
from service.workspace import Workspace

SMALL = 2000
"""Segments."""
GROWN = 0.1
DECISIONS = 50


def whole_is_due(workspace: Workspace, programme_id: int, model: str | None = None) -> bool:
    """Whether a programme has to be analysed whole. `model` is the encoder's name, where it is known."""
    corpus = workspace.corpus
    last = analyses.last_analysis(corpus, programme_id)
    segments = analyses.count_segments(corpus, programme_id)
    if last is None or segments <= SMALL or (model or last.model) != last.model:
        return True
    return (
        last.codebook != fingerprint(coded_with(corpus, programme_id))
        or abs(segments - last.segments) >= GROWN * last.segments
        or abs(analyses.count_decisions(corpus, programme_id) - last.decisions) >= DECISIONS
    )


def queue_coding(workspace: Workspace, programme_id: int) -> None:
    """Queues what has to be done with new segments."""
    kind = ANALYSE if whole_is_due(workspace, programme_id) else CODE
    jobs.add_job(workspace.corpus, kind=kind, programme_id=programme_id)
