"""Whether a text may speak for others: one sentence that says by itself what it is about, and politely."""

import re

from nlp.placeholders import without_placeholders

_LEANS = re.compile(
    r"\W*(?:(?:um|uh|er|erm|oh|well|like|just|honestly|really|also|plus|then|or|nor|and|but|so|because|cos|cause|as|"
    r"which|who|yeah|yes|yep|no|nope|nah|nothing|none|ok|okay|same|true|exactly|agreed?|maybe|sorry)\b"
    r"(?! (?:staff|one|longer|enough)\b)|"
    r"(?:it|its|it's|that|that's|thats|this|these|those|they|they're|them|he|she|he's|she's|his|her|their)\b)",
    re.IGNORECASE,
)
"""It goes on from what was said before, or points to what only that tells."""
_RUDE = re.compile(
    r"\b(?:f+u+c+k|sh[i*]t|bullsh|crap\b|arse|piss|bloody|bollocks|bitch|bastard|wank|dick\b|twat|cunt|wtf)|\w\*{2,}",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[.!?;]\s+\w|\n|\b(?:but|although|though|however|except)\b", re.IGNORECASE)
_STANDS_FOR_A_NAME = re.compile(r"\bx{3,}\b|\*", re.IGNORECASE)


def stands_alone(text: str) -> bool:
    """Whether somebody who reads only this knows what it says: no “Yeah, that.”, no mask, no question, no swearing."""
    own = text.strip().replace("’", "'")
    return not (
        _LEANS.match(own)
        or _RUDE.search(own)
        or _SEVERAL.search(own)
        or _STANDS_FOR_A_NAME.search(own)
        or own.endswith("?")
        or without_placeholders(own) != own
    )
