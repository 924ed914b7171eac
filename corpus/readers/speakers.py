"""Who speaks on each line, decided over the document as a whole.

Any one line that looks labelled may be a sentence ("There are three things: ..."), so what counts is the label's shape,
how it is set off, and how often it comes back.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.asides import is_note, is_remark
from corpus.readers.candidates import Candidate, Key, is_set_as_heading
from corpus.readers.company import Guess, Labelling, company_of, guesses_of
from corpus.readers.labels import Shape, shape_of
from corpus.readers.lines import Line
from corpus.readers.strangers import display_names_of, unnamed_of
from corpus.readers.times import ARROW, is_time, seconds

_OFTEN = 3
_NAMES = {Shape.NAME, Shape.UNKNOWN}


def name_speakers(lines: Sequence[Line]) -> list[Line]:
    """The same words, each line with its label taken off and its speaker named where the document names one.

    Lines that hold a time alone give their time to the line after. Where the file itself marks who speaks (voices in
    captions, a column of a table), its marks stand and nothing else is taken for a label.
    """
    marked = any(line.speaker is not None for line in lines)
    timed = list(_take_times(_name_after_spans(lines)))
    if marked or any(line.speaker is not None for line in timed):
        return list(_set_apart(timed))
    guesses = list(guesses_of(timed))
    accepted = _speakers_among(guesses)
    return list(_set_apart(_labelled(guess, accepted) for guess in guesses))


def _labelled(guess: Guess, accepted: set[Key]) -> Line:
    line, candidate = guess.line, guess.candidate
    if candidate is None or candidate.key not in accepted:
        is_aside = accepted and not guess.runs_on and is_note(line.text)
        return replace(line, starts=True) if is_aside else line
    started_at = line.started_at if candidate.started_at is None else candidate.started_at
    return replace(line, text=candidate.said, speaker=candidate.label, started_at=started_at, starts=True)


def _set_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with a meeting program's own remarks marked as nobody's; right under a label, they were said."""
    is_under_label = False
    for line in lines:
        is_aside = line.speaker is None and not is_under_label and is_remark(line.text)
        yield replace(line, is_aside=True, follows="paragraph") if is_aside else line
        is_under_label = line.speaker is not None and not line.text


def _name_after_spans(lines: Sequence[Line]) -> Iterator[Line]:
    """Old Teams documents: a span of time, a name, then speech, each on its line."""
    names = _names_after_spans(lines)
    for index, line in enumerate(lines):
        yield replace(line, text="", speaker=line.text, starts=True) if index in names else line


def _names_after_spans(lines: Sequence[Line]) -> set[int]:
    """Where a name follows a span of time, if that holds for nearly every span in the document."""
    after = [index + 1 for index, line in enumerate(lines[:-2]) if len(line.text) < 60 and ARROW.fullmatch(line.text)]
    named = {index for index in after if shape_of(lines[index].text) not in {Shape.NONE, Shape.PHRASE}}
    return named if after and len(named) >= 0.9 * len(after) else set()


def _take_times(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines without those that hold a time alone, whose time goes to the line that follows."""
    waiting: float | None = None
    for line in lines:
        if line.speaker is None and is_time(line.text):
            waiting = seconds(line.text)
        else:
            yield line if waiting is None or line.started_at is not None else replace(line, started_at=waiting)
            waiting = None


def _speakers_among(guesses: Sequence[Guess]) -> set[Key]:
    """The keys of the candidates that the document uses for its speakers.

    A document labels in one way: by headings where these account for more lines, else within the line.
    """
    headings = _accepted_headings(guesses)
    inline = _accepted_inline(guesses)
    if headings and headings.total() >= inline.total():
        names = {name for name, _ in headings}
        return set(headings) | {key for key in inline if key[0] in names}
    return set(inline)


def _accepted_headings(guesses: Sequence[Guess]) -> Counter[Key]:
    """Headings that have speech beneath them and are set off clearly, come back, or are set like those that do."""
    seen = [
        candidate
        for guess, after in pairwise(guesses)
        if (candidate := guess.candidate) and candidate.is_heading and not is_set_as_heading(after.line.text)
    ]
    counts = Counter(candidate.key for candidate in seen)
    sure = [candidate for candidate in seen if _is_clear(candidate) or counts[candidate.key] > 1]
    styles = Counter(candidate.style for candidate in sure)
    names = [candidate for candidate in seen if candidate.shape in _NAMES and styles[candidate.style] > 1]
    return Counter({candidate.key: counts[candidate.key] for candidate in (*sure, *names)})


def _is_clear(candidate: Candidate) -> bool:
    return candidate.is_code_or_role or (candidate.style == "heading" and candidate.shape is Shape.NAME)


def _accepted_inline(guesses: Sequence[Guess]) -> Counter[Key]:
    """Labels within the line: first those sure in themselves, then those that keep them company, then strangers."""
    seen = [(guess, one) for guess in guesses if (one := guess.candidate) and not one.is_heading]
    counts = Counter(candidate.key for _, candidate in seen)
    sure = Counter(candidate.key for guess, candidate in seen if _is_sure(guess, candidate, counts[candidate.key]))
    labelling = Labelling(guesses, seen, sure)
    accepted = sure + company_of(labelling)
    accepted += unnamed_of(labelling, accepted)
    return accepted + display_names_of(labelling, accepted)


def _is_sure(guess: Guess, candidate: Candidate, count: int) -> bool:
    """Whether a label can be trusted for its shape, its setting and how often it comes back."""
    sure = candidate.is_code_or_role and len(candidate.name) > 1
    if candidate.style == "colon":
        # "... and I told my | mum: she said ..." may be speech; nobody breaks a line before "YP1:" and goes on
        is_speech = guess.runs_on and candidate.shape is Shape.ROLE
        return (sure and not is_speech) or count >= (_OFTEN if candidate.shape is Shape.PHRASE else 2)
    if candidate.shape is Shape.PHRASE:
        return False
    if candidate.style == "tight":
        return sure or count >= 2
    return candidate.shape is Shape.CODE or count >= (2 if sure else _OFTEN)
