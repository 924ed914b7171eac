"""What an agreed proposal does to the codebook."""

from dataclasses import replace

from sqlite_utils import Database

from corpus.errors import NotFound
from corpus.records import NewTheme
from corpus.store import codebook, codebook_changes, theme_proposals
from corpus.store.theme_proposals import Proposal
from service.errors import NotReady
from service.workflow.joined_meanings import meanings_together

CODED_ANEW = frozenset({"change", "merge", "split", "new theme"})
"""Kinds of proposals after which the programme has to be coded again."""


def carry_out(corpus: Database, proposal: Proposal) -> int:
    """Changes the codebook as proposed; the id of the theme that it is about, or that came of it.

    Raises NotReady where a theme that it is about went out of use since.
    """
    if proposal.theme_id is None:
        return _add(corpus, proposal, 0, NewTheme("", proposal.name, proposal.definition), None)
    theme_id = proposal.theme_id
    for one in (theme_id, *(part.theme_id for part in proposal.parts if part.theme_id)):
        _check_in_use(corpus, one)
    if proposal.kind == "reject":
        theme_proposals.keep_members(corpus, proposal.id, theme_id)
        codebook_changes.set_status(corpus, theme_id, "retired")
        return theme_id
    codebook_changes.set_status(corpus, theme_id, "adopted")
    if proposal.kind == "merge":
        proposal = _with_all_meanings(corpus, proposal)
        if proposal.name and codebook.theme_by_id(corpus, theme_id).origin != "discovered":  # named in people's words
            codebook_changes.add_included(corpus, theme_id, proposal.theme_name)
    if proposal.kind in ("change", "merge"):
        codebook_changes.set_words(corpus, theme_id, name=proposal.name, definition=proposal.definition)
    for number, part in enumerate(proposal.parts, start=1):
        if part.theme_id:
            codebook_changes.merge_into(corpus, theme_id, part.theme_id)
        else:
            made = _add(corpus, proposal, number, NewTheme("", part.name, part.definition), theme_id)
            theme_proposals.set_part_theme(corpus, proposal.id, number - 1, made)
    return theme_id


def _with_all_meanings(corpus: Database, proposal: Proposal) -> Proposal:
    """With what all the themes meant, where nothing else was proposed; kept with it, so that it is found by whoever
    takes words of theirs back."""
    if proposal.definition:
        return proposal
    ids = [proposal.theme_id, *(part.theme_id for part in proposal.parts)]
    definition = meanings_together(codebook.theme_by_id(corpus, one) for one in ids if one)
    theme_proposals.set_definition(corpus, proposal.id, definition)
    return replace(proposal, definition=definition)


def _add(corpus: Database, proposal: Proposal, number: int, theme: NewTheme, parent_id: int | None) -> int:
    key = f"forum-{proposal.id}" + (f"-{number}" if number else "")
    new = NewTheme(key, theme.name, theme.definition, origin="forum", status="adopted")
    theme_id = codebook_changes.add_theme(corpus, proposal.programme_id, new, parent_id=parent_id)
    if not number:
        codebook_changes.code_as_forum(corpus, theme_id, proposal.evidence)
    return theme_id


def _check_in_use(corpus: Database, theme_id: int) -> None:
    try:
        theme = codebook.theme_by_id(corpus, theme_id)
    except NotFound as error:
        raise NotReady(_GONE) from error
    if theme.status == "retired":
        raise NotReady(_GONE)


_GONE = "A theme that this proposal is about went out of use since. Take the proposal back, with that as the reason."
