"""Changing what somebody agreed to, after their document was taken in."""

from corpus.consent import LEVELS, NOTHING, GivenBy, allows
from corpus.records import Contributor, Event, Programme, Release
from corpus.store import contributors, documents, erasing, jobs
from corpus.store.rights import raise_rights_version
from service.errors import InvalidChoice
from service.workflow.agreeing_to_less import BECAUSE, forget_names, withdraw_releases
from service.workflow.intake import SUMMARISE, TAKE_IN
from service.workflow.summarising import recount_all
from service.workflow.withdrawal import erase, remove_files, scrub
from service.workspace import Workspace

_THEIRS = """SELECT segments.id FROM segments JOIN turns ON turns.id = segments.turn_id
    JOIN contributors ON contributors.id = turns.contributor_id
    WHERE contributors.event_id = ? AND contributors.code = ?"""


def change_consent(
    workspace: Workspace, programme: Programme, event: Event, code: str, agreed: tuple[int, GivenBy | None]
) -> None:
    """Keeps a contributor's new level and who gave it, and has done what follows. Raises NotFound, InvalidChoice.

    What they no longer agree to goes at once: their words from the corpus and the releases (level 0), from names of
    themes (below 2), from quotes (below 3). A release that says they agreed to more is withdrawn.
    What they newly agree to comes with the work that this queues.
    """
    level, given_by = agreed
    if level not in LEVELS:
        raise InvalidChoice("Choose what they agreed to.")
    corpus = workspace.corpus
    one = contributors.contributor(corpus, event.id, code)
    held: list[Release] = []
    with corpus.atomic():
        if level == NOTHING and one.consent != NOTHING:
            erase(workspace, programme, event, one, is_listed=True)
        contributors.put_consent(corpus, one.document_id, code, level, given_by)
        if level < one.consent:
            held = withdraw_releases(workspace, event, one.document_id, because=BECAUSE)
        if level != one.consent:
            raise_rights_version(corpus, programme.id)
            _follow(workspace, programme, event, one, level)
    if level < one.consent:
        remove_files(workspace, held)
        scrub(workspace)


def _follow(workspace: Workspace, programme: Programme, event: Event, one: Contributor, level: int) -> None:
    corpus = workspace.corpus
    if one.consent == NOTHING:
        documents.set_state(corpus, one.document_id, "confirmed")
        jobs.add_job(corpus, kind=TAKE_IN, programme_id=programme.id, subject_id=one.document_id)
    elif level != NOTHING:
        rests_on = not allows(level, "summaries")
        if rests_on:
            forget_names(workspace, event, [one.code])
        if not allows(level, "quotes"):
            erasing.unquote(corpus, _THEIRS, [event.id, one.code], rests_on=rests_on)
            recount_all(corpus, programme.id)
        jobs.add_job(corpus, kind=SUMMARISE, programme_id=programme.id)
