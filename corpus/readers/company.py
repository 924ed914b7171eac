"""Labels that come but once: a speaker in the company of others, or words that stand where a sentence was cut in two.

Whoever speaks once has no second label to be known by, and to take that one label for speech gives one person's words
to another. So it counts, even after a line that breaks off, unless two things say that a sentence goes on across the
break (`_doubts`). A label wrongly taken is seen when staff confirm the speakers; one wrongly passed over is not.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.asides import is_remark
from corpus.readers.candidates import Candidate, Key, candidate_of
from corpus.readers.label_words import HANGING
from corpus.readers.labels import Shape
from corpus.readers.lines import SENTENCE_END, Line

_FINISHED = (*SENTENCE_END, ")", "]", "-", "–", "—")  # a dash: somebody was cut short
_MOST_WORDS = 4  # of a label after an unfinished line
NEARLY_ALL = 0.9  # of a document's lines
_MANY = 10  # labels: enough to show a habit
_SHAPES = (Shape.CODE, Shape.ROLE, Shape.NAME, Shape.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Guess:
    """A line, the label it might carry, and how it hangs on the line before."""

    line: Line
    candidate: Candidate | None
    after_label: bool = False  # the line before might carry one too
    runs_on: bool = False  # the line before is unfinished, and nothing but the break parts the two
    hangs: bool = False  # ... and ends in a word that wants another: "my", "called"
    is_wrapped: bool = False  # ... and the break is the page's, or stands within a caption


@dataclass(frozen=True, slots=True)
class Labelling:
    """How a document labels within its lines: the lines that might carry a label, and the labels sure in themselves."""

    guesses: Sequence[Guess]
    inline: Sequence[tuple[Guess, Candidate]]
    sure: Counter[Key]

    @property
    def is_established(self) -> bool:
        """Whether the document labels its speakers at all, whoever else may be among them."""
        return self.sure.total() > 1


def guesses_of(lines: Sequence[Line]) -> Iterator[Guess]:
    """Each line with the label it might carry. A line that gives its own time runs on from nothing."""
    before, after_label = Line(""), False
    for line in lines:
        candidate = None if is_remark(line.text) else candidate_of(line.text)
        is_timed = candidate is not None and candidate.started_at is not None
        runs_on = line.follows == "flow" and bool(before.text) and not before.text.endswith(_FINISHED) and not is_timed
        yield Guess(
            line,
            candidate,
            after_label=after_label,
            runs_on=runs_on,
            hangs=runs_on and _hangs(before.text),
            is_wrapped=runs_on and (line.started_at is None or line.started_at == before.started_at),
        )
        before, after_label = line, candidate is not None


def company_of(labelling: Labelling) -> Counter[Key]:
    """The labels that are not sure in themselves, but that the rest of the document speaks for."""
    once = [pair for pair in labelling.inline if pair[1].key not in labelling.sure]
    is_dense = _is_dense(labelling)
    free = Counter(one.key for guess, one in once if not guess.runs_on and _is_free(one, labelling, is_dense=is_dense))
    rest = [(guess, one) for guess, one in once if one.key not in free and one.shape in _SHAPES]
    forms = {_form(one) for _, one in labelling.inline if one.key in labelling.sure or one.key in free}
    usual, habit = _usual_styles(labelling), _habit(labelling)
    return free + Counter(
        one.key
        for guess, one in rest
        if (one.key[1] in usual and (guess.after_label or not guess.runs_on))
        or (
            guess.runs_on
            and labelling.is_established
            and _is_well_formed(one)
            and _doubts(guess, one, forms) + habit < 2
        )
    )


def _is_free(candidate: Candidate, labelling: Labelling, *, is_dense: bool) -> bool:
    """Whether a name at a fresh start is a speaker: most starts carry a label, or it has a surname."""
    if candidate.shape is not Shape.NAME or candidate.style != "colon":
        return False
    return is_dense or (labelling.is_established and " " in candidate.name)


def _is_dense(labelling: Labelling) -> bool:
    """Whether at least half of the places where somebody might begin to speak carry a label."""
    sure, guesses = labelling.sure, labelling.guesses
    starts = sum(guess.line.follows != "flow" if sure else not guess.runs_on for guess in guesses)
    return 2 * max(sure.total(), len(labelling.inline)) >= starts


def _usual_styles(labelling: Labelling) -> set[str]:
    """The styles in which nearly every line is labelled, so that one without a label would be the exception."""
    shaped = Counter(one.key[1] for _, one in labelling.inline if one.shape in _SHAPES)
    sure = Counter(style for (_, style), count in labelling.sure.items() for _ in range(count))
    enough = NEARLY_ALL * len(labelling.guesses)
    return {style for style, count in shaped.items() if count >= enough and (style == "colon" or sure[style] > 1)}


def _doubts(guess: Guess, candidate: Candidate, forms: set[str]) -> int:
    """How many things say that a sentence goes on from the line before, and that these words are part of it."""
    return sum(
        (
            guess.hangs,
            guess.is_wrapped,
            candidate.label[:1].islower(),
            _form(candidate) == "one name",
            _form(candidate) not in forms,
        )
    )


def _habit(labelling: Labelling) -> int:
    """1 where the sure labels show that turns here end in a full stop, -1 where they show that turns need not."""
    sure = [guess for guess, one in labelling.inline if one.key in labelling.sure]
    running_on = sum(guess.runs_on for guess in sure)
    if 20 * running_on > len(sure):
        return -1
    return int(running_on == 0 and len(sure) >= _MANY)


def _form(candidate: Candidate) -> str:
    if candidate.is_code_or_role:
        return "code or role"
    return "full name" if " " in candidate.name else "one name"


def _is_well_formed(candidate: Candidate) -> bool:
    return candidate.style == "colon" and len(candidate.name.partition("(")[0].split()) <= _MOST_WORDS


def _hangs(text: str) -> bool:
    """Whether a line ends where no turn does: in a comma, or a word that wants another."""
    return text.endswith((",", ";")) or text.rpartition(" ")[2].casefold() in HANGING
