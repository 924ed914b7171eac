"""The people known to speak in a document, and every way their names may be written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from nlp.deidentify import ordinary, words
from nlp.deidentify.slips import Variants
from nlp.deidentify.tokens import Token
from nlp.records import Identifier

_NUMBERED = re.compile(r"\S+ ?#?\d+[a-z]?", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[{].*?(?:[)\]}]|$)|\s[-–—|]\s.*$|/.*$")


def name_in(label: str) -> tuple[str, ...]:
    """The words of the name in a speaker's label, given name first; empty if the label is a code or a role.

    >>> name_in("Mensah, Kai (NHS)")
    ('Kai', 'Mensah')
    >>> name_in("YP1")
    ()
    """
    plain = _ASIDE.sub(" ", unicodedata.normalize("NFC", label)).strip(" :.\t")
    if _NUMBERED.fullmatch(plain):
        return ()
    family, comma, given = plain.partition(",")
    ordered = f"{given} {family}" if comma and _name_words(given) and len(family.split()) <= 2 else family
    return tuple(_name_words(ordered))


def _name_words(text: str) -> list[str]:
    kept: list[str] = []
    parts = text.replace("’", "'").split()
    if _is_description(parts):
        parts = [word for word in parts[1:] if word[0].isupper()]
    for word in parts:
        bare = word.strip(".,:;'\"")
        lower = bare.casefold()
        is_code = any(character.isdigit() for character in bare) or len(bare) < 2 or (bare.isupper() and len(bare) == 2)
        if not is_code and lower not in words.LABEL_ROLES and (lower not in words.TITLES or kept):
            kept.append(bare.removesuffix("'s"))
    return kept


def _is_description(parts: list[str]) -> bool:
    """Whether a label says what somebody is, in sentence case: “Housing officer”, “Mum of Kai”."""
    return (
        parts[:1] != []
        and parts[0][0].isupper()
        and any(word[0].islower() and word.casefold() not in words.PARTICLES for word in parts[1:])
    )


@dataclass(frozen=True)
class Roster:
    """Finds the people of `labels` in text.

    `owner` has, for each written form in lower case, the label it belongs to, or "" if it belongs to several.
    """

    labels: tuple[str, ...] = ()
    owner: Mapping[str, str] = field(init=False)
    variants: Variants = field(init=False)
    _pattern: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        owner: dict[str, str] = {}
        for label in self.labels:
            for form in _forms(name_in(label)):
                key = written(form)
                owner[key] = label if owner.get(key, label) == label else ""
        object.__setattr__(self, "owner", owner)
        object.__setattr__(self, "variants", Variants({label: name_in(label) for label in self.labels}))
        object.__setattr__(self, "_pattern", compile_forms(owner))

    def find(self, text: str, tokens: list[Token]) -> list[Identifier]:
        """Where the people of the roster are named in `text`, whose tokens are `tokens`."""
        if self._pattern is None:
            return []
        matches = list(self._pattern.finditer(text))
        places = {token.start: at for at, token in enumerate(tokens)} if matches else {}
        named = [
            Identifier(match.start(), match.end(), "name", 1.0)
            for match in matches
            if written(match[0]) not in words.NAMES_THAT_ARE_WORDS
            or is_used_as_name(tokens, places.get(match.start(), 0))
        ]
        return [*named, *self.variants.find(tokens)]

    def owner_of(self, key: str) -> str:
        """The label of whoever is `written` so, or called so for short; "" if it is nobody or may be several."""
        owner = self.owner.get(key) or self.owner.get(key.split(maxsplit=1)[0]) or ""
        return owner if owner or key in self.owner else self.variants.owner.get(key, "")


def written(form: str) -> str:
    """The one spelling under which all ways of writing `form` are kept."""
    plain = unicodedata.normalize("NFKD", form.replace("’", "'"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(letters.casefold().replace(",", " , ").split())


def _forms(name: tuple[str, ...]) -> Iterator[str]:
    if not name:
        return
    given, family = name[0], name[-1]
    yield " ".join(name)
    yield given
    if len(name) > 1:
        yield family
        yield f"{given} {family}"
        yield f"{family}, {' '.join(name[:-1])}"


def compile_forms(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Matches any of the forms, accents or not, the longest first."""
    choices = [_spelled(form) for form in sorted(forms, key=lambda form: (-len(form), form))]
    if not choices:
        return None
    return re.compile(
        rf"(?<![\w@])(?:{'|'.join(choices)})(?![^\W_]|['’](?!s\b|ll\b|d\b|ve\b|re\b|m\b)\w)", re.IGNORECASE
    )


_ACCENTED: dict[str, str] = {}
for _code in range(0xC0, 0x250):
    _base = unicodedata.normalize("NFKD", chr(_code).casefold())[0]
    if _base.isascii() and _base.isalpha():
        _ACCENTED[_base] = _ACCENTED.get(_base, _base) + chr(_code)


def _spelled(form: str) -> str:
    parts: list[str] = []
    for character in form:
        if character == " ":
            parts.append(r"\s*" if parts and parts[-1] == "," else r"\s+")
        elif character == ",":
            parts[-1:] = [r"\s*", ","]
        elif character == "'":
            parts.append("['’]")
        else:
            parts.append(f"[{_ACCENTED[character]}]" if character in _ACCENTED else re.escape(character))
    return "".join(parts)


def is_used_as_name(tokens: list[Token], at: int) -> bool:
    """Whether a name that is also a word ("Will", "May", "Hope") is a name here."""
    token = tokens[at]
    previous = tokens[at - 1].lower if at else ""
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if previous in {"told", "asked", "tell", "telling"}:
        return True
    if not token.word[0].isupper() or previous in words.DETERMINERS:
        return False
    if previous in words.TITLES or following in words.SPEECH or (token.tail and following in words.POSSESSED):
        return True
    if token.starts_sentence:
        calls = following == "," and token.lower not in ordinary.FUNCTION_WORDS | words.MONTH_NAMES
        return calls or following in words.SPEECH | {"was", "did", "went", "got"}
    if token.lower in words.MONTH_NAMES and (
        previous in words.BEFORE_MONTHS or following.isdigit() or previous.isdigit()
    ):
        return False
    return previous not in words.COPULAS and not _is_faith(token.lower, following)


def _is_faith(word: str, following: str) -> bool:
    return word == "christian" and following in {
        "faith",
        "values",
        "school",
        "schools",
        "church",
        "community",
        "communities",
        "family",
        "families",
        "people",
        "group",
        "groups",
        "background",
        "kids",
        "parents",
        "and",
        "or",
        "youth",
        "union",
        "beliefs",
        "festival",
    }
