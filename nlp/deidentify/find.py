"""Brings the ways of finding identifiers together."""

import importlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from nlp.deidentify.headers import find_headers
from nlp.deidentify.known import Known
from nlp.deidentify.names import find_names
from nlp.deidentify.pipeline import trained_pipeline
from nlp.deidentify.places import find_places, find_venues
from nlp.deidentify.roster import Roster
from nlp.deidentify.tokens import Token, tokenise
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
    found = [
        *roster.find(text, tokens),
        *find_headers(text),
        *find_places(text),
        *find_venues(tokens),
        *find_names(tokens, known),
    ]
    if trained_pipeline() or _MAY_HAVE_A_FORM.search(text):
        found += _formats().find(text)
    return without_overlaps(found)


def without_overlaps(identifiers: Iterable[Identifier]) -> list[Identifier]:
    """One identifier for each stretch: the longest says what kind it is, and what only overlaps it is taken in."""
    kept: list[Identifier] = []
    for identifier in sorted(identifiers, key=lambda found: (found.start, -found.end, -found.score)):
        if not kept or identifier.start >= kept[-1].end:
            kept.append(identifier)
            continue
        kept[-1] = _joined(kept[-1], identifier)
    return kept


def _joined(one: Identifier, other: Identifier) -> Identifier:
    chief = max(one, other, key=lambda found: (found.end - found.start, found.score))
    return Identifier(min(one.start, other.start), max(one.end, other.end), chief.kind, chief.score)


def _formats() -> "Formats":
    module = importlib.import_module("nlp.deidentify.formats")  # presidio and spaCy take seconds: only when needed
    built: Formats = module.formats()
    return built
