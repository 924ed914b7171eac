"""What keeps a sign from being a concern: it is denied, supposed, told of a film or a lesson, or a way of speaking."""

import re

FAR = 300
"""Characters beyond which nothing that is said changes how a sign is meant."""

_SENTENCE_ENDS = re.compile(r"[.!?\n]+(?:\s|$)")
_SUPPOSED = re.compile(
    r"\b(?:(?:if|when|whether|in case|unless|say) (?:you|your|someone|somebody|anyone|anybody|a|an|another|one|any|they|people|young people|kids|other)\b"
    r"|what (?:would|should|do|to|could) (?:you|we|i|one|they|do|a) ?(?:do|say)?|how (?:would|do|should|can|to) (?:you|we|i|one|people|teachers|staff|parents)\b|imagine\b|suppose\b|for example\b|such as\b|e\.g\.)"
)
_TOLD = re.compile(
    r"\b(?:film|movie|book|novel|story|song|lyrics?|show|series|episode|game|play|poem|poster|leaflet|flyer|advert|scenario|role ?play|case study|documentary|programme|drama|video|podcast|article|news"
    r"|training|lesson|assembly|workshop|session|talk|pshe|course|question|campaign|helpline|awareness|statistics|research|survey)\b"
)
_GENERAL = re.compile(
    r"\b(?:there should|should be|should know|we need|need more|needs? to be|more (?:support|help|training|awareness|posters|lessons)|too many|rates?|young people who|people who|children who|kids who|those who"
    r"|anyone who|someone who|support for|help for|services? for|signs of|victims of|survivors of|what to do)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|im|i've|ive|i'd|i'll|me|my|mine|myself|us|our|we|we're|we've)\b")
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:never|not|isn't|wasn't|ain't|nobody|no one|no-one|nor|neither|without|haven't|hasn't|hadn't|didn't|don't think(?: that)?|not that|not saying(?: that)?|n't want people to think(?: that)?|weren't|aren't"
    r"|pretend(?:s|ed|ing)?(?: that| to)?|joke[sd]?(?: that| about)?)(?: (?:ever|even|actually|really|been|being|like|once|saying|that|have|has|had))*)$"
)
_DENIED_AFTER = re.compile(
    r"^[^.!?]{0,30}(?:(?:they|he|she|i|we|it) (?:never (?:have|has|did|would|had)|haven't|hasn't|didn't|wouldn't|don't|doesn't)(?= ?(?:[.,;!?]|$))|(?:only|just) (?:joking|kidding|messing)|not really\b(?= ?[.,]|$)|(?:was|it's|is) a joke)"
)
_FIGURE = re.compile(
    r"\b(?:(?:die|dying|died) (?:of|from) (?:embarrassment|shame|boredom|laugh\w*|cringe|happiness|excitement|heat|hunger|thirst)|(?:die|died|dying) laughing|dead (?:serious|good|easy|proud|nice|boring|on)"
    r"|(?:kill|kills|killing|killed) (?:it|the (?:mood|vibe|time)|time|two birds)|shot? (?:my|him|her)self in the foot|(?:hit|hits) the (?:gym|roof|road|shops|nail|books|ground|spot|target|deck)"
    r"|beat(?:s|ing)? (?:my|him|her|your)self up (?:about|over)|smash(?:ed|ing)? (?:it|my (?:exams?|gcses|tests?))|joking|lol i'd|kick(?:ing)? myself (?:for|that|because)"
    r"|(?:kill|murder|killing) (?:me|him|her|us) if (?:i|he|she|they|we) (?:saw|see|sees|knew|know|find|found|got|get|told you about|was late|came|come|forgot|forget|fail|failed|broke|break|lost|lose|miss|missed|don't|didn't|was|am)"
    r"|(?:kill|murder|killing|kills) (?:me|us|him|her) (?:when|for) (?:i|he|she|they|we|this|that|being late|the)|killed (?:it|the|by the (?:price|cost|bill)))\b"
)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence that a stretch of text stands in, as far as they are near."""
    first, last = max(0, start - FAR), min(len(text), end + FAR)
    for mark in _SENTENCE_ENDS.finditer(text, first, last):
        if mark.end() <= start:
            first = mark.end()
        elif mark.start() >= end:
            last = mark.end()
            break
    return first, last


def is_meant(text: str, start: int, end: int) -> bool:
    """Whether what a rule found in a text (lower case) is told as something that happens, to the teller or somebody."""
    first, last = sentence_around(text, start, end)
    before, found, after = text[first:start], text[start:end], text[end:last]
    if _FIGURE.search(found + after[:30]) or _DENIED_AFTER.search(after):
        return False
    if _DENIED_BEFORE.search(before.rstrip()[-60:]) or _SUPPOSED.search(before):
        return False
    if _FIRST_PERSON.search(found):
        return True
    about = before[-90:]
    spoken_of = _TOLD.search(about) or _GENERAL.search(about) or _GENERAL.search(found)
    return not (spoken_of and not _FIRST_PERSON.search(before))
