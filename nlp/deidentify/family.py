"""What a family has that few have: twins, and many children; together with a school it tells who is meant."""

import re
from collections.abc import Iterator

from nlp.deidentify.numbers import COUNT
from nlp.records import Identifier

_MANY = r"(?:[3-9]|1[0-2]|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CHILDREN = r"(?:siblings|brothers|sisters|kids|children|boys|girls|sons|daughters)"
_GROUPS = "(?:class|group|year|session|school)"
_FEW_HAVE = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<said>(?:identical )?(?:twins?|triplets?|quads|quadruplets?|quintuplets?))\b"
        r"(?! (?:bed|room|track|tub|site|set|pack|city|town|engine|aim))",
        r"\b(?P<said>(?:identical )?(?:two |three )?(?:sets of )?(?:twins?|triplets?) of "
        rf"{COUNT})\b",
        r"\b(?P<said>(?:two|three|several) sets of twins)\b",
        r"\b(?:mum|mom|mam|mother|dad|father|parent|nan|nana|gran|grandma|grandad|grandmother|carer|guardian|auntie) "
        rf"(?:of|to|for) (?P<said>{_MANY})\b(?! (?:years|months|weeks|days|people))",
        rf"\b(?P<said>only (?:girl|boy|son|daughter|sister|brother|lad|one) of {_MANY})\b",
        rf"(?<![\w\-])(?<!ear )(?P<said>(?:[4-9]|1[0-2]|four|five|six|seven|eight|nine|ten|eleven|twelve) {_CHILDREN}"
        rf"(?: and (?:the |a )?(?:{COUNT}|a) (?:boys?|girls?|sons?|brothers?|sisters?))?)\b"
        rf"(?! (?:in (?:my|the|our|his|her|each|every) {_GROUPS}|at the|were|who|on the|from|said|out))",
        r"\b(?:there(?:[’']s| is| are| were| was)?|theres|all|the) "
        r"(?P<said>(?:[5-9]|1[0-2]|five|six|seven|eight|nine|ten) of us)\b"
        r"(?=,? (?:in (?:a|the|one|two|our) |at home|living|share|sharing|kids|plus|under))",
        r"\b(?P<said>(?:second |third |next )?(?:youngest|oldest|eldest|middle|second|third|last|one)(?: one| child)? "
        rf"of (?:us )?{_MANY}(?: {_CHILDREN})?)\b(?! (?:us|them|the|my|our|people|in)\b)",
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
