"""The words that rules share, each written <so> in a rule, and how a rule is made."""

import re
from dataclasses import dataclass

from nlp.safeguarding.records import ConcernKind

_KIN = (
    "(?:step|foster|god|grand|half)?[ -]?(?:mum|mums|mummy|mom|mam|ma|mother|dad|dads|daddy|da|father|parents?|brothers?|sisters?"
    "|sons?|daughters?|child|kids?|children|lad|boy|girl|baby|pa|ma)|uncles?|aunt(?:s|ie|y)?|cousins?|nephews?|nieces?"
    "|twin|nan|nana|nanny|gran|granny|grandad|granddad|grandpa|family|carers?|guardian|husband|wife|partner|ex"
    "|boyfriends?|girlfriends?|bf|gf|fianc[eé]e?|relatives?|siblings?"
)
_PEER = (
    "friends?|best friend|mates?|bestie|classmates?|pupils?|students?|lads?|boys?|girls?|young (?:person|people|man|men|woman"
    "|women|lady)|youngsters?|teenagers?|teens?|kids?|child|children|little ones?|one"
)
_ADULT = (
    "man|men|woman|women|guy|guys|bloke|neighbours?|teachers?|coach(?:es)?|tutor|boss|manager|landlord|staff member"
    "|members? of staff|staff|youth worker|leader|priest|imam|pastor|driver|stranger|adults?|person"
)
_AGE = "young|little|big|older|younger|eldest|youngest|best|own|new|other|year \\w+s?|wee|close"
WORDS = {
    "kin": rf"(?:(?:my|our|her|his|their|the|your|me) (?:(?:{_AGE}|mum'?s|mam'?s|dad'?s|mate'?s|friend'?s) ){{0,2}})?(?:{_KIN})",
    "mine": rf"(?:(?:my|our|me) (?:(?:{_AGE}) ){{0,2}}(?:{_KIN}|{_PEER})|mum|mam|mom|dad|nan|\[[^\]]{{1,40}}\])",
    "peer": rf"(?:(?:a|an|my|our|the|some|one of (?:my|our|the)|three|two|a (?:group|gang|load) of|these|those|that|this|this one"
    rf"|another|\d+) (?:(?:{_AGE}) )?(?:{_PEER}|year \w+s)|(?:boys|girls|lads|kids|people|pupils) in my (?:year|class|form))",
    "adult": rf"(?:(?:a|an|my|our|the|some|this|that|one of the|one of my) (?:(?:old|older|grown|random) )?(?:{_ADULT}))",
    "they": r"(?:he|she|they|someone|somebody|some ?one|everyone|everybody|people|(?:the |this )?(?:older|bigger) (?:ones|boys"
    r"|girls|kids|lads|guys))",
    "name": r"(?:\[[^\]]{1,40}\]|(?:young person|parent or carer|respondent|contributor|professional) \d+)",
    "i": r"(?:i|i've|i'd|i'm|im|ive|i'll)",
    # Words in between, as long as none of them turns the sentence round.
    "few": r"(?:(?!(?:never|not|hardly|without|if|nobody|no)\b|\w+n't\b|dont\b|didnt\b|isnt\b|wasnt\b)[\w'\[\]-]+ ){0,3}?",
    "some": r"(?:(?!(?:never|not|hardly|nobody)\b|\w+n't\b|dont\b|didnt\b|isnt\b|wasnt\b)[\w'\[\]-]+,? ){0,6}?",
    "be": r"(?:am|is|are|was|were|be|been|being|gets?|got|getting|getting|gotten|'s|'re|'m)",
    "self": r"(?:my ?self|him ?self|her ?self|them ?sel(?:f|ves)|our ?selves|me sel[fn])",
    "not": r"(?:not|never|no longer|(?:do|does|did|can|could|wo|is|was|ai|have|has|are|would|should)(?:n't|nt| not)|cannot)",
    "hits": r"(?:hits?|hitting|beats?|beat|beating|beaten|punch(?:es|ed|ing)?|slap(?:s|ped|ping)?|kick(?:s|ed|ing)?|smack(?:s|ed"
    r"|ing)?|strangl(?:es?|ed|ing)|chok(?:es?|ed|ing)|shak(?:es?|en|ing)|shook|burn(?:s|t|ed|ing)?|push(?:es|ed|ing)?"
    r"|shov(?:es?|ed|ing)|throttl(?:es?|ed|ing)|batter(?:s|ed|ing)?|whack(?:s|ed|ing)?|belt(?:s|ed)?|thump(?:s|ed|ing)?"
    r"|drag(?:s|ged|ging)?|attack(?:s|ed|ing)?|jump(?:s|ed)|assault(?:s|ed|ing)?|stab(?:s|bed|bing)?|hurt(?:s|ing)?"
    r"|harm(?:s|ed|ing)?|abus(?:es?|ed|ing)|bash(?:es|ed|ing)?|bit|bites?|spits?(?: at| on)?|spat(?: at| on)?"
    r"|pinn(?:s|ed)|trip(?:s|ped)? up|headbutt(?:s|ed)?|leather(?:s|ed)?|bullied|grab(?:s|bed|bing)?)",
    "hit": r"(?:hit|beaten|beat|punched|slapped|kicked|smacked|strangled|choked|shaken|burnt|burned|pushed around|shoved"
    r"|battered|whacked|thumped|dragged|attacked|jumped|assaulted|stabbed|hurt by|harmed by|abused|bashed|bitten|spat at"
    r"|spat on|molested|raped|groped|mugged|threatened|bullied|headbutted)",
    "victim": rf"(?:me|us|him|her|them|each other|one another|you|(?:my|our|his|her|their|the) (?:(?:{_AGE}) )*(?:{_KIN}|{_PEER}"
    rf"|kids|head|face|arm|arms)|\[[^\]]{{1,40}}\]|mum|mam|mom|dad)",
    "hurt": r"(?:kill|hurt|stab|shoot|harm|attack|beat|murder|burn|batter|get|find|rape|poison|bash|jump|smash|cut|end)",
    "said": r"(?:say|says|said|saying|tells?|told|telling|threaten(?:s|ed|ing)?|swears?|swore|texted|messaged|keeps? saying"
    r"|kept saying|promised)",
    "sex": r"(?:nudes?|naked|sex|sexual\w*|private parts?|underwear|bra|(?:pics?|photos?|pictures?|videos?|selfies?) of (?:my|me|her|his"
    r"|them)(?: body)?|without (?:my|her|his) clothes)",
    "weapon": r"(?:knife|knives|blade|weapon|machete|gun|axe|hammer|acid|screwdriver|bat|shank)",
}
_TOKEN = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that is a sign of a concern, and how strong a sign."""

    kind: ConcernKind
    strength: int
    reason: str
    pattern: re.Pattern[str]


def rules(kind: ConcernKind, strength: int, reason: str, *patterns: str) -> Rule:
    """One rule of several patterns; <so> stands for shared words."""
    return Rule(kind, strength, reason, compiled("|".join(f"(?:{pattern})" for pattern in patterns)))


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its shared words put in, which begins and ends with whole words."""
    return re.compile(rf"(?<![\w'])(?:{_TOKEN.sub(lambda found: WORDS[found[1]], pattern)})(?!\w)")
