"""Changing what somebody agreed to, after their document was taken in."""

from collections.abc import Iterable

from corpus.consent import LEVELS, NOTHING, GivenBy, allows
from corpus.records import Contributor, Document, Event, NewContributor, Programme, Release
from corpus.store import contributors, documents, erasing, jobs, unsigned
from corpus.store.rights import raise_rights_version
from corpus.store.unsigned import sign_off_of
from service.errors import InvalidChoice
from service.workflow.agreeing_to_less import BECAUSE, forget_names, forget_quotes, withdraw_releases
from service.workflow.intake import SUMMARISE, TAKE_IN
from service.workflow.summarising import recount_all
from service.workflow.unsigned import have_signed_anew
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
    if agreed[0] not in LEVELS:
        raise InvalidChoice("Choose what they agreed to.")
    one = contributors.contributor(workspace.corpus, event.id, code)
    with workspace.corpus.atomic():
        held = _change(workspace, programme, event, one, agreed)
    if agreed[0] != one.consent and NOTHING in (agreed[0], one.consent):
        have_signed_anew(workspace, documents.document_by_id(workspace.corpus, one.document_id))
    if agreed[0] < one.consent:
        remove_files(workspace, held)
        scrub(workspace)


def agree_to_less(
    workspace: Workspace, programme: Programme, event: Event, document: Document, people: Iterable[NewContributor]
) -> list[Release]:
    """For when a document was confirmed again: who agrees to less now is heeded before somebody signs it off anew.

    To be called in the transaction that keeps the unsigned text. Whoever calls this removes the releases' files.
    """
    known = contributors.contributors(workspace.corpus, event.id)
    before = {one.code: one for one in known if one.document_id == document.id}
    held: list[Release] = []
    for one in people:
        if one.code in before and one.consent < before[one.code].consent:
            held += _change(workspace, programme, event, before[one.code], (one.consent, one.consent_by))
    return held


def _change(
    workspace: Workspace, programme: Programme, event: Event, one: Contributor, agreed: tuple[int, GivenBy | None]
) -> list[Release]:
    """Keeps a level, with what follows of it; the releases that were withdrawn."""
    corpus, (level, given_by) = workspace.corpus, agreed
    is_signed = sign_off_of(corpus, one.document_id) is not None
    if is_signed and level == NOTHING and one.consent != NOTHING:
        erase(workspace, programme, event, one, is_listed=True)
    contributors.put_consent(corpus, one.document_id, one.code, level, given_by)
    is_less = level < one.consent
    held = withdraw_releases(workspace, event, one.document_id, because=BECAUSE) if is_less else []
    if level != one.consent:
        raise_rights_version(corpus, programme.id)
        if is_signed:
            _follow(workspace, programme, event, one, level)
    return held


def _follow(workspace: Workspace, programme: Programme, event: Event, one: Contributor, level: int) -> None:
    corpus = workspace.corpus
    if one.consent == NOTHING:
        unsigned.drop_unsigned(corpus, one.document_id)
        documents.set_state(corpus, one.document_id, "confirmed")
        jobs.add_job(corpus, kind=TAKE_IN, programme_id=programme.id, subject_id=one.document_id)
    elif level != NOTHING:
        rests_on = not allows(level, "summaries")
        if rests_on:
            forget_names(workspace, event, [one.code])
        if not allows(level, "quotes"):
            if allows(one.consent, "quotes"):
                forget_quotes(workspace, event, one.code)
            erasing.unquote(corpus, _THEIRS, [event.id, one.code], rests_on=rests_on)
            recount_all(corpus, programme.id)
        jobs.add_job(corpus, kind=SUMMARISE, programme_id=programme.id)
