"""The phrases that could name each group: said in it by several people, and in words that others use less."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from nlp.deidentify.ordinary import KEPT
from nlp.themes.inflect import stem
from nlp.themes.lexicon import CLOSED, DEGREE, SOMEBODY_IN_PARTICULAR, WEAK
from nlp.themes.phrases import Phrase
from nlp.themes.proper import Spelling
from nlp.themes.said import Said

MOST_CANDIDATES = 50
"""A group; more would only take longer to encode."""
FEWEST_USERS = 3
"""A name has no word that fewer people of a group use; a small group has few who use any."""
LESS_CLEAR = DEGREE | SOMEBODY_IN_PARTICULAR | KEPT | {word for word, tag in CLOSED.items() if tag == "u"}
"""Words that make a name longer, or tie it to one occasion."""
FORM = {"doing": 0.3, "nobody": 0.3, "how": 0.1, "thing": 0.15}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase as it would be shown, how well it reads, how many people said it, the share of people that use all its
    words, and how particular these words are to the group."""

    text: str
    stems: frozenset[str]
    form: float
    people: int
    support: float
    particular: float


def candidates(
    texts: Sequence[Said], people: Sequence[Hashable], weight: Mapping[str, float], spelling: Spelling
) -> list[Candidate]:
    """The best by their words alone. `weight` says how particular to the group each stem is (`particular`)."""
    said: defaultdict[str, set[Hashable]] = defaultdict(set)
    users = _users(texts, people)
    everybody = len(set(people))
    fewest = min(FEWEST_USERS, max(1, everybody // 10))
    forms: defaultdict[str, Counter[Phrase]] = defaultdict(Counter)
    for text, person in zip(texts, people, strict=True):
        for phrase in text.phrases:
            said[phrase.key].add(person)
            forms[phrase.key][phrase] += 1
    found = []
    for key in sorted(said):
        phrase = min(forms[key], key=lambda one: (-forms[key][one], one.words, one.kind))
        stems = phrase.stems
        if not stems or not all(spelling.is_fit(word) for word in phrase.words):
            continue
        if any(len(users.get(one, ())) < fewest for one in phrase.open_stems):
            continue
        everyone = [users[one] for one in stems if one in users]
        support = len(set.intersection(*everyone)) / everybody if everyone else 0.0
        strength = _strength(weight, stems)
        found.append(Candidate(spelling.shown(phrase.words), stems, _form(phrase), len(said[key]), support, strength))
    found.sort(key=lambda one: (-round(by_words(one), 9), one.text))
    return found[:MOST_CANDIDATES]


def particular(shares: Sequence[Mapping[str, float]], own: int) -> dict[str, float]:
    """How much each stem says for the group and against the others: its share of people times its log odds
    (class-based TF-IDF, Grootendorst 2022, by people instead of uses)."""
    return {
        word: share * log((share + 0.002) / (_elsewhere(word, shares, own) + 0.002))
        for word, share in shares[own].items()
    }


def stem_shares(texts: Sequence[Said], people: Sequence[Hashable]) -> dict[str, float]:
    """The share of the people that use each stem."""
    everybody = max(len(set(people)), 1)
    return {word: len(who) / everybody for word, who in _users(texts, people).items()}


def by_words(one: Candidate) -> float:
    """How good a name is before anything is known of its meaning."""
    often = min(log(one.people) / log(10), 1)
    return 0.5 * sqrt(max(0.0, min(one.particular, 2)) / 2) + 0.4 * often + 0.2 * sqrt(one.support) + one.form


def _strength(weight: Mapping[str, float], stems: Collection[str]) -> float:
    """A second word that is particular to the group adds to the first, and one that is not takes away."""
    weights = [weight.get(one, 0.0) for one in sorted(stems)]
    return sqrt(sum(one**2 for one in weights if one > 0)) + 0.5 * sum(one for one in weights if one < 0)


def _form(phrase: Phrase) -> float:
    words = [word.lower() for word in phrase.words]
    length = {2: -0.05, 3: 0.05, 4: 0.1, 5: 0.1, 6: 0.05}.get(len(words), 0.0)
    said = 0.1 if phrase.is_as_said else 0.0
    weak = 0.15 if phrase.kind == "doing" and stem(words[0]) in WEAK else 0.0
    return FORM[phrase.kind] - weak + length + said - 0.1 * sum(word in LESS_CLEAR for word in words)


def _users(texts: Sequence[Said], people: Sequence[Hashable]) -> dict[str, set[Hashable]]:
    users: defaultdict[str, set[Hashable]] = defaultdict(set)
    for text, person in zip(texts, people, strict=True):
        for word in text.stems:
            users[word].add(person)
    return users


def _elsewhere(word: str, shares: Sequence[Mapping[str, float]], own: int) -> float:
    others = [one.get(word, 0.0) for number, one in enumerate(shares) if number != own]
    return sum(others) / max(len(others), 1)
