"""Words that say nothing about what a theme is about, and what counts as a word."""

import re
from collections.abc import Iterable
from functools import cache

WORD_PATTERN = r"(?u)\b[^\W\d_][\w'’]+\b"
_WORD = re.compile(WORD_PATTERN)

_SPOKEN = """
yeah yes yep no nope ok okay um uh er erm hmm mm oh ah haha lol like just really actually basically literally innit
know mean think thing things stuff got get gets getting going go goes went gonna wanna gotta kind kinda sort lot lots
say says said saying tell told want wants wanted need needs needed thank thanks good great nice bad fine well right
dont don't doesnt doesn't didnt didn't cant can't couldnt couldn't wont won't wouldnt wouldn't isnt isn't wasnt wasn't
arent aren't im i'm ive i've id i'd ill i'll its it's thats that's theres there's theyre they're youre you're weve we've
he's she's hes shes whats what's cos cause bc coz ur people person one ones way bit maybe probably obviously even
laughs laugh funny real shall read hear heard remember ask asks asked
answer called
facilitator contributor professional respondent
handle mr mrs ms miss mate somebody anybody everybody nobody
name names let lets let's make makes made come comes came look looks looking did does doing done been being
year years day days time times week weeks sure honest honestly sorry point true
"""


def says_something(texts: Iterable[str]) -> bool:
    """Whether any of the texts has a word that is not in every text anyway."""
    return any(not stop_words().issuperset(_WORD.findall(text.lower())) for text in texts)


@cache
def stop_words() -> frozenset[str]:
    """Words that are in every text: scikit-learn's list, and what people say while they think."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS) | frozenset(_SPOKEN.split())
