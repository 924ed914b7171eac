"""Labels that no transcriber would give a speaker whose name is known, where a document labels its speakers.

Either they say that it is not known ("YP?", "ALL"), or a meeting program took them from somebody's device ("iPhone di
Fatima").
"""

from collections import Counter

from corpus.readers.candidates import Candidate, Key
from corpus.readers.company import NEARLY_ALL, Guess, Labelling
from corpus.readers.label_words import CLAUSE, CONNECTORS, HANGING
from corpus.readers.labels import Shape

_MOST_WORDS = 5
_VERB_ENDINGS = ("ing", "ed")


def unnamed_of(labelling: Labelling, accepted: Counter[Key]) -> Counter[Key]:
    """The labels for whom nobody could name, in a document that names others."""
    if accepted.total() < 2:
        return Counter()
    return Counter(
        one.key
        for guess, one in labelling.inline
        if one.shape is Shape.UNKNOWN
        and one.key not in accepted
        and one.key[1] == "colon"
        and (not guess.runs_on or "?" in one.label or one.label.isupper())
    )


def display_names_of(labelling: Labelling, accepted: Counter[Key]) -> Counter[Key]:
    """The names that captions begin with and that are not written as names are, where most captions carry a label.

    Where some captions carry none, a sentence may go on from one to the next, so a name is doubted after a word that
    wants another, and if it is a single word in lower case.
    """
    cues = [guess for guess in labelling.guesses if guess.line.opens_cue]
    labelled = sum(guess.candidate is not None and guess.candidate.key in accepted for guess in cues)
    if 2 * labelled <= len(cues):
        return Counter()
    named = [
        (guess, one) for guess in cues if (one := guess.candidate) and one.key not in accepted and _is_display_name(one)
    ]
    are_all_labelled = labelled + len(named) >= NEARLY_ALL * len(cues)
    return Counter(one.key for guess, one in named if are_all_labelled or not _is_doubtful(guess, one))


def _is_display_name(candidate: Candidate) -> bool:
    if candidate.shape not in {Shape.PHRASE, Shape.UNKNOWN} or candidate.key[1] != "colon":
        return False
    words = candidate.label.partition("(")[0].split()
    plain = [word.casefold().strip("'’,") for word in words]
    return (
        0 < len(words) <= _MOST_WORDS
        and not (CLAUSE | (HANGING - CONNECTORS)).intersection(plain)
        and plain[-1] not in HANGING
        and not any(word.islower() and len(word) > 4 and word.endswith(_VERB_ENDINGS) for word in words)
    )


def _is_doubtful(guess: Guess, candidate: Candidate) -> bool:
    return guess.hangs or (candidate.label.islower() and " " not in candidate.label)
