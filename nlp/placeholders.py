"""What stands for a masked identifier in a text, and how a text reads without it."""

import re

_PLACEHOLDER = re.compile(r"\[[^\[\]]{1,40}\]|\b[A-Z]\w+(?: [a-z]+)* \d+\b")


def without_placeholders(text: str) -> str:
    """A masked text without what stands for names and places: “[school 1]”, “Young person 3”.

    They are our words, not the speaker's: nobody spoke of school because a school's name was masked.
    """
    return _PLACEHOLDER.sub(" ", text)
