"""Brings the ways of finding identifiers together."""

import importlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nlp.deidentify.ages import find_ages
from nlp.deidentify.births import find_births
from nlp.deidentify.careless_places import find_careless_places
from nlp.deidentify.family import find_family
from nlp.deidentify.handles import find_handles
from nlp.deidentify.headers import find_headers
from nlp.deidentify.institutions import find_institutions
from nlp.deidentify.known import Known
from nlp.deidentify.names import find_names
from nlp.deidentify.numbers import find_read_out
from nlp.deidentify.pipeline import trained_pipeline
from nlp.deidentify.places import find_places
from nlp.deidentify.roster import Roster
from nlp.deidentify.tagger import find_by_context
from nlp.deidentify.tokens import Token, tokenise, trusts_capitals
from nlp.deidentify.venues import find_venues
from nlp.records import Identifier

if TYPE_CHECKING:
    from nlp.deidentify.formats import Formats

_MAY_HAVE_A_FORM = re.compile(r"@|\d|\w\.\w|\b(?:insta|snap|tiktok|discord|username)", re.IGNORECASE)


def find_identifiers(text: str, roster: Iterable[str] = ()) -> list[Identifier]:
    """What in `text` names or points to somebody, in order and without overlaps.

    `roster` has the labels of the people who spoke ("Kai Mensah", "Mensah, Kai (NHS)"); codes and roles in it count
    for nothing.
    """
    tokens = tokenise(text)
    known = Known()
    known.casing.read(tokens)
    return find_all(text, tokens, Roster(tuple(roster)), known)


def find_all(text: str, tokens: list[Token], roster: Roster, known: Known) -> list[Identifier]:
    """The same with what is already known of the document."""
    return widened(find_by_rules(text, tokens, roster, known), find_by_context(tokens))


def find_by_rules(text: str, tokens: list[Token], roster: Roster, known: Known) -> list[Identifier]:
    """The same without the tagger, which learns from text that the rules have read."""
    ways: list[tuple[str, Iterable[Identifier]]] = [
        ("somebody of this event", roster.find(text, tokens)),
        ("in a line of who was there", find_headers(text)),
        (
            "a word beside it says what it is",
            (*find_places(text), *find_institutions(text), *find_careless_places(text)),
        ),
        ("where somebody says they are or go", find_venues(tokens, known.casing, capitals=trusts_capitals(tokens))),
        ("a list of names, or the words around it", find_names(tokens, known)),
        ("somebody's age", find_ages(text)),
        ("few families have it", find_family(text)),
        ("a day beside a birth", find_births(text)),
        ("it is written or read out like one", (*find_handles(text), *find_read_out(text))),
    ]
    if trained_pipeline() or _MAY_HAVE_A_FORM.search(text):
        ways.append(("it is written or read out like one", _formats().find(text)))
    return without_overlaps(replace(one, why=why) for why, found in ways for one in found)


def without_overlaps(identifiers: Iterable[Identifier]) -> list[Identifier]:
    """One identifier for each stretch: the longest says what kind it is, and what only overlaps it is taken in."""
    kept: list[Identifier] = []
    for identifier in sorted(identifiers, key=lambda found: (found.start, -found.end, -found.score)):
        if not kept or identifier.start >= kept[-1].end:
            kept.append(identifier)
            continue
        kept[-1] = _joined(kept[-1], identifier)
    return kept


def widened(identifiers: Sequence[Identifier], more: Iterable[Identifier]) -> list[Identifier]:
    """`identifiers` with those of `more` that lie apart from them; one that overlaps only widens what is there."""
    found = list(identifiers)
    for one in more:
        met = [other for other in found if other.start < one.end and one.start < other.end]
        if met:
            whole = replace(met[0], start=min(met[0].start, one.start), end=max(met[-1].end, one.end))
            found = [whole if other is met[0] else other for other in found if other is met[0] or other not in met]
        else:
            found.append(one)
    return sorted(found, key=lambda identifier: identifier.start)


def _joined(one: Identifier, other: Identifier) -> Identifier:
    chief = max(one, other, key=lambda found: (found.end - found.start, found.score))
    return replace(chief, start=min(one.start, other.start), end=max(one.end, other.end))


def _formats() -> "Formats":
    module = importlib.import_module("nlp.deidentify.formats")  # presidio and spaCy take seconds: only when needed
    built: Formats = module.formats()
    return built
