"""What stands in a text and was not said: for masked identifiers, and by whoever wrote it down."""

import re

_PLACEHOLDER = re.compile(r"\[[^\[\]]{1,40}\]|\b[A-Z]\w+(?: [a-z]+)* \d+\b")


# “(laughs)”, “(long pause)”, “(both crying)”
_STAGE_DIRECTION = re.compile(
    r"\((?:\w+ )?(?:laugh|paus|sigh|cough|cry|cries|sob|nod|shrug|silence|crosstalk|inaudible|unclear)[\w ]{0,20}\)",
    re.IGNORECASE,
)


def without_placeholders(text: str) -> str:
    """A masked text without what stands for names and places, “[school 1]”, “Young person 3”, and without “(laughs)”.

    They are our words or the transcriber's, not the speaker's: nobody spoke of school because a school's name
    was masked.
    """
    return _STAGE_DIRECTION.sub(" ", _PLACEHOLDER.sub(" ", text))
