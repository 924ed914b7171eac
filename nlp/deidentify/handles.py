"""Names that people go by online, and addresses that are read out."""

import re
from collections.abc import Iterator

from nlp.deidentify.lists import is_common
from nlp.records import Identifier

_PLACES = (
    r"insta|instagram|snap|snapchat|tiktok|tik tok|discord|username|user name|user|gamertag|gamer tag|xbox|psn"
    r"|twitch"
    r"|twitter|ig|fortnite|minecraft|facebook|fb|whatsapp|messenger|yolo|bereal|spotify|wattpad|tumblr|pinterest|x|youtube|reddit|roblox|steam|handle|tag|bluesky|threads|telegram|kik"
)
_MARKED = re.compile(
    r"(?<![\w.@/])(?:@[A-Za-z_][\w.\-]*\w(?:#\d+)?|u/[\w\-]+|[A-Za-z][\w.]{2,}#\d{3,5}\b|[A-Za-z][A-Za-z0-9.]*_[\w.]*\w)"
)
_AFTER_A_PLACE = re.compile(
    rf"\b(?:{_PLACES})(?:[’']?s| is| as| name is| name's|:|,)? (?:called |@)?(?P<name>[A-Za-z][\w.\-]*\w)",
    re.IGNORECASE,
)
_AS = re.compile(rf"\b(?P<name>[A-Za-z][\w.\-]{{3,}}\w) (?:on|is my) (?:{_PLACES})\b", re.IGNORECASE)
_MIXED = re.compile(r"(?=.*\d)(?=.*[A-Za-z]{3})[\w.\-]{6,}|\w+\.\w+\.\w+|\w+_\w+")
_SPOKEN_PART = r"[a-z0-9]+(?: (?:dot|underscore|dash|hyphen) [a-z0-9]+)*"
_SPOKEN = re.compile(
    rf"\b(?P<name>{_SPOKEN_PART}) at [a-z0-9]+(?: (?:dot|dash) [a-z0-9]+)* dot "
    r"(?:com|net|org|uk|co|ac|sch|gov|me|io|info|edu)(?: dot uk)?\b",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    rf"\b(?:{_PLACES}|online|follow|following|dm|dms|dm'd|add m[ey]|spam|finsta"
    r"|socials|account|play as|go by|go as|post as|write as|blog"
    r"|gamer|stream|streams|channel|server|profile|handles|name on|screenname|screen name|login|log in)\b",
    re.IGNORECASE,
)
_SHAPED = re.compile(
    r"(?<![\w.@/\-])(?=[\w.\-]*[A-Za-z])(?:[A-Za-z]+(?:[._\-]?[A-Za-z]+)*[._\-]?\d+[A-Za-z]*(?:[._]\w+)*"
    r"|[A-Za-z]\w*(?:\.[a-z_]\w*)+|\w+_\w*\w|[A-Za-z]+\d[A-Za-z]\w*)(?![\w@])"
)
_NO_HANDLE = re.compile(
    r"(?i)(?:year|yr|y|ks|gcse|covid|ps|mp|tier|ward|a|m|b|e|n|w|sw|se)-?\d+|.*\d(?:st|nd|rd|th|am|pm|s|k|m)|\d+\w?"
)
_WRITTEN = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")


def find_handles(text: str) -> Iterator[Identifier]:
    """Handles and spoken or written e-mail addresses; they may overlap."""
    for match in _WRITTEN.finditer(text):
        yield Identifier(match.start(), match.end(), "email", 0.9)
    for match in _SPOKEN.finditer(text):
        yield Identifier(match.start(), match.end(), "email", 0.8)
    for match in _MARKED.finditer(text):
        yield Identifier(match.start(), match.end(), "handle", 0.7)
    if _ONLINE.search(text):
        for match in _SHAPED.finditer(text):
            if (
                len(match[0]) > 4
                and not _NO_HANDLE.fullmatch(match[0])
                and not match[0].endswith((".uk", ".com", ".org"))
            ):
                yield Identifier(match.start(), match.end(), "handle", 0.5)
    for pattern in (_AFTER_A_PLACE, _AS):
        for match in pattern.finditer(text):
            name = match["name"]
            if _MIXED.fullmatch(name) and not is_common(name):
                yield Identifier(match.start("name"), match.end("name"), "handle", 0.6)
