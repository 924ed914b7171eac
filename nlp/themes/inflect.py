"""The forms of verbs, and what unites the forms of a word."""

from functools import cache, lru_cache

from nlp.themes.lexicon import DOUBLED, IRREGULAR, NOT_ADVERBS, VERBS

VOWELS = frozenset("aeiou")


def gerund(lemma: str) -> str:
    """“wait” gives “waiting”, “make” gives “making”, “stop” gives “stopping”."""
    if lemma == "be":
        return "being"
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return f"{lemma[:-1]}ing"
    return f"{lemma}{lemma[-1]}ing" if lemma in DOUBLED else f"{lemma}ing"


def participle(lemma: str) -> str:
    """“treat” gives “treated”, “tell” gives “told”, “give” gives “given”."""
    return IRREGULAR[lemma].split()[1] if lemma in IRREGULAR else _regular_past(lemma)


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Every form of every verb known: its lemma, and v as it is, g with -ing or e past."""
    forms: dict[str, tuple[str, str]] = {}
    for lemma in sorted(VERBS | IRREGULAR.keys()):
        past = IRREGULAR[lemma].split() if lemma in IRREGULAR else [_regular_past(lemma)]
        for form in past:
            forms.setdefault(form, (lemma, "e"))
        forms[gerund(lemma)] = (lemma, "g")
        forms[_third_person(lemma)] = forms[lemma] = (lemma, "v")
    return forms


@lru_cache(maxsize=2**16)
def stem(word: str) -> str:
    """What the forms of a word have in common: “waiting”, “waited” and “waits” are one."""
    word = word.lower().removesuffix("'s")
    if word in verb_forms():
        return verb_forms()[word][0]
    for ending, kept in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + kept
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word.removesuffix("ly") if word.endswith("ly") and len(word) > 6 and word not in NOT_ADVERBS else word


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return f"{lemma[:-1]}ied"
    return f"{lemma}{lemma[-1]}ed" if lemma in DOUBLED else f"{lemma}ed"


def _third_person(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{lemma}s"
