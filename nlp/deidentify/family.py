"""What a family has that few have: twins, and many children; together with a school it tells who is meant."""

import re
from collections.abc import Iterator

from nlp.deidentify.numbers import COUNT
from nlp.records import Identifier

_MANY = r"(?:[3-9]|1[0-2]|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CHILDREN = r"(?:siblings|brothers|sisters|kids|children|boys|girls|sons|daughters)"
_FEW_HAVE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<said>(?:identical )?(?:twins?|triplets?|quads|quadruplets?|quintuplets?))\b"
        r"(?! (?:bed|room|track|tub|site|set|pack|city|town|engine|aim))",
        r"\b(?P<said>(?:youngest|oldest|eldest|middle|second|third|one)(?: one| child)? of (?:us )?"
        rf"{_MANY}(?: {_CHILDREN})?)\b(?! (?:us|them|the|my|our|people|in)\b)",
        r"\b(?:have|has|had|having|got|ve|raising|raised|(?:mum|dad) (?:of|to)|(?:mother|father) of|we[’']?re|with)"
        rf" (?:got )?(?P<said>{_MANY} (?:{_CHILDREN}(?: and (?:the |a )?(?:{COUNT}|a) (?:boys?|girls?|sons?))"
        "?"
        r"|under (?:five|ten|\d+))(?: in an? [\w-]+[ -]bed(?:room)?(?:ed)?)?)\b",
        rf"\b(?P<said>{_MANY} of us (?:kids|children|siblings|brothers|sisters))\b",
        r"\b(?P<said>identical)\b(?=[,.] so| twins?)",
    )
]


def find_family(text: str) -> Iterator[Identifier]:
    """Such words; they may overlap."""
    for pattern in _FEW_HAVE:
        for match in pattern.finditer(text):
            yield Identifier(match.start("said"), match.end("said"), "family", 0.6)
