"""Answers that answer nothing: counted, and never coded."""

import re

_NON_ANSWERS = frozenset(
    {
        "", "na", "n a", "none", "nil", "nothing", "no", "nope", "nah", "null", "blank", "idk", "dunno",
        "did not answer", "not answered", "not applicable", "no comment", "no comments", "no answer",
        "nothing to add", "nothing else", "nothing really", "no thanks", "no thank you", "not sure",
        "dont know", "i dont know", "prefer not to say", "not that i can think of", "cant think of anything",
    }
)  # fmt: skip


def is_non_answer(text: str) -> bool:
    """Whether a written answer, taken whole, says nothing that could be coded: “n/a”, “-”, “did not answer”."""
    words = re.sub(r"[\W_]+", " ", text.lower().replace("'", "").replace("’", ""))
    return words.strip() in _NON_ANSWERS
