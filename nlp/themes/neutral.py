"""Clauses as nobody's in particular: “I did not feel safe” becomes “not feeling safe”.

Only rules that keep the meaning: the subject goes, its verb takes -ing; what was done to “me” is “being” done.
"""

from nlp.themes.inflect import gerund, participle, verb_forms
from nlp.themes.tags import Clause

SPEAKERS = frozenset({"i", "we", "you", "they", "he", "she"})
TO_ME = frozenset({"me", "us"})
UNSURE = frozenset(["would", "should", "may", "might", "must", "will", "shall", "ought"])
Words = list[tuple[str, str]]
"""Words with their tags."""


def neutral(clause: Clause) -> list[Clause]:
    """The clause with each “I waited” as “waiting” and “treated me” as “being treated”, where there is one."""
    words = list(zip(clause.words, clause.tags, strict=True))
    made = [_from_subject(words, place) for place, (word, _) in enumerate(words) if word.lower() in SPEAKERS]
    starts: list[Words] = [one for one in made if one]
    starts += [words[place:] for place in _elided(words)]
    found = []
    for one in starts:
        passive = _done_to_me(_in_gerund(one))
        found.append(Clause(tuple(word for word, _ in passive), "".join(tag for _, tag in passive)))
    return found


def _from_subject(words: Words, place: int) -> Words:
    """What follows a subject, its helping verbs taken into “not” and “being able to”; nothing where a rule is unsure:
    “they would listen” is not “listening”."""
    helping, rest = _split(words[place + 1 :], "mrx")
    said = {word.lower() for word, _ in helping}
    is_not = any(tag == "x" for _, tag in helping)
    if not rest or said & UNSURE:
        return []
    if rest[0][1] == "b":
        return _after_be(rest, is_not, is_speaker=words[place][1] == "P")
    if rest[0][1] not in "ve":
        return []
    if said & {"can", "could"}:
        lemma = verb_forms().get(rest[0][0].lower(), (rest[0][0].lower(), "v"))[0]
        rest = [("being", "g"), ("able", "a"), ("to", "t"), (lemma, "v"), *rest[1:]]
    return _negated(is_not, rest)


def _after_be(words: Words, is_not: bool, *, is_speaker: bool) -> Words:
    """“was waiting” as “waiting”, “was treated” as “being treated”, “was worried” as “being worried”."""
    _, rest = _split(words, "b")
    degree, rest = _split(rest, "rx")
    is_not |= any(tag == "x" for _, tag in degree)
    if rest and rest[0][1] == "g":
        return _negated(is_not, rest)
    if rest and rest[0][1] in ("ea" if is_speaker else "e"):
        return _negated(is_not, [("being", "g"), *(one for one in degree if one[1] == "r"), *rest])
    return []


def _split(words: Words, tags: str) -> tuple[Words, Words]:
    """The first words that have one of the tags, and the rest."""
    size = next((place for place, (_, tag) in enumerate(words) if tag not in tags), len(words))
    return words[:size], words[size:]


def _negated(is_not: bool, words: Words) -> Words:
    return [("not", "x"), *words] if is_not else words


def _elided(words: Words) -> list[int]:
    """Where a verb in the past stands without its subject, after a noun, or has “me” after it: “(staff) explained”,
    “(it) made me feel better”."""
    places = [place for place, (word, tag) in enumerate(words) if tag in "eg" and word.lower() in verb_forms()]
    return [place for place in places if _is_free(words, place)]


def _is_free(words: Words, place: int) -> bool:
    before = words[place - 1][1] if place else "c"
    has_me = place + 1 < len(words) and words[place + 1][0].lower() in TO_ME
    return before in "cn" or (before == "r" and place == 1) or (before in "hw" and has_me)


def _in_gerund(words: Words) -> Words:
    """The first verb with -ing."""
    first = 1 if words and words[0][1] == "x" else 0
    if first < len(words) and words[first][1] in "ve":
        word = words[first][0].lower()
        lemma = verb_forms().get(word, ("", ""))[0]
        if not lemma:
            return []
        words = [*words[:first], (gerund(lemma), "g"), *words[first + 1 :]]
    return words


def _done_to_me(words: Words) -> Words:
    """“treating me with respect” as “being treated with respect”, “listening to me” as “being listened to”."""
    first = 1 if words and words[0][1] == "x" else 0
    if len(words) < first + 2 or words[first][1] != "g":
        return words
    lemma = verb_forms().get(words[first][0].lower(), ("", ""))[0]
    if not lemma or lemma in ("let", "have", "give"):
        return words
    done = [*words[:first], ("being", "g"), (participle(lemma), "e")]
    after = words[first + 1 :]
    if after[0][0].lower() in TO_ME and (len(after) == 1 or after[1][1] in "ierwcpa."):
        return done + after[1:]
    if after[0][0].lower() in TO_ME and lemma == "make" and after[1][1] == "v":
        return [*done, ("to", "t"), *after[1:]]
    if len(after) > 1 and after[0][1] in "ipt" and after[1][0].lower() in TO_ME:
        return [*done, (after[0][0], "p"), *after[2:]]
    return words
