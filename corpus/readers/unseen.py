"""What stands in a text and cannot be seen: taken out, so that it can neither hide a name nor turn a page round.

Gone are zero-width spaces and joints, soft hyphens, tags, and the controls that turn the direction of what follows.
The two joiners stay (Persian and Indian scripts and emoji are written with them), and the two direction marks, which
turn nothing but themselves. A surrogate without its other half, which no database takes, becomes the sign for what
could not be read.
"""

import re

_UNSEEN = re.compile("[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]")
_HALVES = re.compile("[\ud800-\udfff]")


def seen(text: str) -> str:
    """The text that a person sees."""
    return _HALVES.sub("\ufffd", _UNSEEN.sub("", text))
