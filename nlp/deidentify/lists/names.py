"""Given names and surnames of many cultures, from Faker's locales and from our own lists."""

import functools
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.deidentify.lists.vocabulary import is_common, plain
from nlp.deidentify.lists.words_too import WORDS_TOO
from nlp.deidentify.lists.written import GIVEN

_PERSONS = "faker.providers.person"


@dataclass(frozen=True, slots=True)
class Names:
    """Names in lower case without accents."""

    given: frozenset[str]
    family: frozenset[str]

    def is_given(self, word: str) -> bool:
        """Whether people have `word`, in lower case, or each of its parts, as a given name, be it a word as well."""
        bare = plain(word)
        return bare in self.given or ("-" in bare and all(part in self.given for part in bare.split("-")))

    def is_family(self, word: str) -> bool:
        """The same of surnames."""
        bare = plain(word)
        return bare in self.family or ("-" in bare and all(part in self.family for part in bare.split("-")))

    def is_only_given(self, word: str) -> bool:
        """Whether `word` is a given name and no English word."""
        return plain(word) not in WORDS_TOO and self.is_given(word)

    def is_only_family(self, word: str) -> bool:
        """Whether `word` is a surname and no English word."""
        return plain(word) not in WORDS_TOO and self.is_family(word)


@functools.cache
def names() -> Names:
    """The lists of this process, read at their first use: a sixth of a second."""
    given, family = set(map(plain, GIVEN)), set[str]()
    for module in pkgutil.iter_modules(importlib.import_module(_PERSONS).__path__):
        provider = importlib.import_module(f"{_PERSONS}.{module.name}").Provider
        given.update(_listed(provider, "first_name"))
        family.update(_listed(provider, "last_name"))
    given.update(name for name in _nicknames() if len(name) > 2 and not is_common(name))
    return Names(frozenset(given), frozenset(family))


def _nicknames() -> Iterator[str]:
    import nicknames

    for name, _, other in nicknames.name_triplets():
        yield from (name, other)


def _listed(provider: type, prefix: str) -> Iterator[str]:
    """What the provider's lists whose names begin with `prefix` hold in Latin letters."""
    for attribute in dir(provider):
        listed = getattr(provider, attribute) if attribute.startswith(prefix) else ()
        if isinstance(listed, (tuple, list, dict, frozenset, set)):
            yield from (
                bare for name in listed if isinstance(name, str) and (bare := plain(name)).isascii() and len(bare) > 1
            )


@functools.cache
def countries() -> frozenset[str]:
    """The countries of the world, in lower case."""
    provider = importlib.import_module("faker.providers.address.en").Provider
    return frozenset(plain(country) for country in provider.countries)
