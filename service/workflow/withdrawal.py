"""Withdrawing: one person's words go, from every file there is, and stay away.

The ledger is written first, so that a withdrawal that is cut off is finished at the next start. The corpus comes next,
whose pages and releases people read; then the vault.
"""

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import suppress

from corpus.errors import NotFound
from corpus.ledger import Ledger, Withdrawal
from corpus.readers.records import Table, Transcript
from corpus.records import Contributor, Document, Event, Programme, Release
from corpus.store import contributors, documents, erasing, events, jobs, programmes, releases, vectors
from corpus.store.rights import raise_rights_version
from corpus.store.unsigned import sign_off_of
from service.workflow.agreeing_to_less import forget_names, withdraw_releases
from service.workflow.as_turns import pieces_at
from service.workflow.break_glass import GLASS
from service.workflow.encoding import as_encoded
from service.workflow.holding import DECISIONS, HELD, PROPOSED_DECISIONS
from service.workflow.intake import ANALYSE, decisions_of, put_decisions, put_reading, reading_of
from service.workflow.open_release import remove_ended
from service.workflow.summarising import recount_all
from service.workflow.unsigned import forget_words_but, have_signed_anew
from service.workflow.what_remains import as_file, fingerprints, is_said, without
from service.workflow.who_spoke import places_of
from service.workspace import Workspace

BECAUSE = "Somebody withdrew what they had said."


def withdraw(workspace: Workspace, programme: Programme, event_code: str, code: str, *, by: str) -> None:
    """Takes a contributor's words out of vault, corpus and releases, and keeps them out. Raises NotFound."""
    event = events.event_by_code(workspace.corpus, programme.id, event_code)
    one = contributors.contributor(workspace.corpus, event.id, code)
    document = documents.document_by_id(workspace.corpus, one.document_id)
    with workspace.ledger() as ledger:
        reading = _reading(workspace, document)
        own = fingerprints(ledger, programme.slug, event.code, reading) if reading else []
        pieces = [own[place] for place in _places(workspace, document, reading, code)]
        fingerprint = ledger.fingerprint(programme.slug, event.code, code)
        entry = ledger.add(programme.slug, event.code, fingerprint, pieces, by=by)
        erase(workspace, programme, event, one)
        _take_out_of_vault(workspace, document, code)
        _drop_what_waits(workspace, document)
        scrub(workspace)
        ledger.finish(entry)
    workspace.record("withdraw", f"contributor {code} of event {event.id}")


def erase(
    workspace: Workspace, programme: Programme, event: Event, one: Contributor, *, is_listed: bool = False
) -> None:
    """Takes a contributor's words out of the corpus and the releases, and has the programme analysed and published.

    With `is_listed` they stay in the list of those who agreed to nothing.
    """
    corpus = workspace.corpus
    with corpus.atomic():
        raise_rights_version(corpus, programme.id)
        forget_names(workspace, event, [one.code])
        erasing.silence(corpus, event.id, one)
        erasing.forget_contributor(corpus, one)
        if is_listed:
            contributors.leave_out(corpus, one)
        recount_all(corpus, programme.id)
        held = withdraw_releases(workspace, event, one.document_id, because=BECAUSE)
        if sign_off_of(corpus, one.document_id):
            jobs.add_job(corpus, kind=ANALYSE, programme_id=programme.id)
    vectors.forget_unused_vectors(corpus, as_encoded)
    remove_files(workspace, held)


def remove_files(workspace: Workspace, held: Iterable[Release]) -> None:
    """Removes the files of releases that were withdrawn, and of open ones that have ended with somebody's words."""
    remove_ended(workspace)
    for release in held:
        (workspace.settings.releases_path / release.file).unlink(missing_ok=True)


def remove_file_of(workspace: Workspace, release_id: int) -> None:
    """Removes the file of one release that was withdrawn."""
    remove_files(workspace, [one for one in _withdrawn_releases(workspace) if one.id == release_id])


def scrub(workspace: Workspace) -> None:
    """Rewrites the corpus, where nobody else is at it; what was deleted has been overwritten in any case."""
    with suppress(sqlite3.OperationalError):
        erasing.scrub(workspace.corpus)


def replay(workspace: Workspace, *, all_of_it: bool) -> int:
    """Sees to it that nobody in the ledger is there, and says how many were.

    After a restore `all_of_it` is gone through; at any other start, the withdrawals that were cut off.
    """
    found = 0
    with workspace.ledger() as ledger:
        for entry in ledger.withdrawals():
            if entry.is_finished and not all_of_it:
                continue
            found += _replay(workspace, ledger, entry)
            ledger.finish(entry.id)
    remove_files(workspace, _withdrawn_releases(workspace))
    if found:
        scrub(workspace)
    return found


def _replay(workspace: Workspace, ledger: Ledger, entry: Withdrawal) -> int:
    corpus = workspace.corpus
    try:
        programme = programmes.programme_by_slug(corpus, entry.programme)
        event = events.event_by_code(corpus, programme.id, entry.event)
    except NotFound:
        return 0
    found: list[Contributor] = []
    for document in documents.documents(corpus, event.id):
        reading = _reading(workspace, document)
        own = fingerprints(ledger, programme.slug, event.code, reading) if reading else []
        places = [
            place for place, piece in enumerate(own) if reading and piece in entry.pieces and is_said(reading, place)
        ]
        for code in _codes_at(workspace, document, places):
            found += [one for one in contributors.contributors(corpus, event.id) if one.code == code]
            _take_out_of_vault(workspace, document, code)
        if places and (left := _reading(workspace, document)):
            _rewrite(workspace, document, left, [place for place in places if is_said(left, place)])
        if reading is None or not entry.is_finished:
            found += [
                one
                for one in contributors.contributors(corpus, event.id)
                if one.document_id == document.id
                and ledger.fingerprint(programme.slug, event.code, one.code) == entry.contributor
            ]
    for one in {one.code: one for one in found}.values():
        erase(workspace, programme, event, one)
        _drop_what_waits(workspace, documents.document_by_id(corpus, one.document_id))
    return len({one.code for one in found})


def _withdrawn_releases(workspace: Workspace) -> list[Release]:
    corpus = workspace.corpus
    every = (one for programme in programmes.programmes(corpus) for one in releases.releases(corpus, programme.id))
    return [one for one in every if one.withdrawn_at]


def _take_out_of_vault(workspace: Workspace, document: Document, code: str) -> None:
    """Rewrites what the vault holds of a document without one person: the reading, the file, and the originals."""
    reading = _reading(workspace, document)
    if reading is None:
        return
    places = _places(workspace, document, reading, code)
    decisions = decisions_of(workspace, document.id)
    left = without(reading, places, person=decisions.columns.contributor)
    with workspace.vault() as vault:
        vault.drop_parts(PROPOSED_DECISIONS, document.id, pieces_at(reading, decisions.columns, places))
    _rewrite(workspace, document, left, ())
    if isinstance(reading, Transcript) and isinstance(left, Transcript):
        labels = {reading.turns[place].speaker or "": left.turns[place].speaker or "" for place in places}
        put_decisions(workspace, document.id, decisions.without_names(labels))


def _drop_what_waits(workspace: Workspace, document: Document) -> None:
    """Takes the words of turns that are no more out of what is held, and out of what waits to be signed off."""
    turns = documents.turns(workspace.corpus, document.id)
    there = [turn.position for turn in turns]
    with workspace.vault() as vault:
        for kind in (HELD, DECISIONS):
            vault.drop_parts_but(kind, document.id, there)
        vault.drop_parts_but(GLASS, document.id, [turn.contributor_id for turn in turns if turn.contributor_id])
    have_signed_anew(workspace, document)
    with workspace.vault() as vault:
        vault.scrub()


def _rewrite(workspace: Workspace, document: Document, reading: Transcript | Table, places: Collection[int]) -> None:
    left = without(reading, places)
    ending, data = as_file(left)
    put_reading(workspace, document.id, left)
    remaining = data.decode("utf-8", "surrogatepass")
    with workspace.vault() as vault:
        vault.seal("bytes", document.id, data)
        vault.seal("name", document.id, f"{document.title}{ending}".encode())
        with suppress(NotFound):
            originals = vault.unseal_value("originals", document.id, reason="withdrawal")
            # Several people's numbers go by one placeholder: what somebody still says is what stays.
            still = [pair for pair in originals if pair[1] in remaining]
            vault.seal_value("originals", document.id, still)
        forget_words_but(vault, document.id, [remaining])
        vault.scrub()


def _reading(workspace: Workspace, document: Document) -> Transcript | Table | None:
    try:
        return reading_of(workspace, document.id, reason="withdrawal")
    except NotFound:
        return None


def _places(workspace: Workspace, document: Document, reading: Transcript | Table | None, code: str) -> list[int]:
    """The turns, or rows, of one person in which anything is said."""
    if reading is None:
        return []
    try:
        decisions = decisions_of(workspace, document.id)
    except NotFound:
        return []
    own = places_of(document.number, reading, decisions).get(code, [])
    return [place for place in own if is_said(reading, place)]


def _codes_at(workspace: Workspace, document: Document, places: Collection[int]) -> list[str]:
    """Whose turns or rows these are; nobody's, as long as nobody has said who spoke."""
    reading = _reading(workspace, document) if places else None
    if reading is None:
        return []
    try:
        decisions = decisions_of(workspace, document.id)
    except NotFound:
        return []
    whose = places_of(document.number, reading, decisions)
    return [code for code, own in whose.items() if not set(own).isdisjoint(places)]
