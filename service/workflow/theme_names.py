"""Names and definitions of discovered themes, from what their people said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from nlp.protocols import Encoder
from nlp.records import DiscoveredTheme, ThemeDefinition
from nlp.themes.names import Group, ThemeName, name_themes

OPENING = "Found in what people said."
"""What a definition begins with that no person wrote."""
NEAR = " Near to: "
WORDS_TOLD = 4
UNNAMED = "Something people raised"
"""What a theme is called, with a number, that none of its people agreed to have named after what they said."""


@dataclass(frozen=True, slots=True)
class NamedTheme:
    """A discovered theme with its name in people's words, and a definition that quotes nobody.

    A quote would stay here when its speaker's words are taken out again; the theme's summary has quotes that go.
    """

    theme: DiscoveredTheme
    definition: str


def in_peoples_words(
    themes: Sequence[DiscoveredTheme],
    groups: Sequence[Group],
    encoder: Encoder,
    *,
    framework: Sequence[ThemeDefinition] = (),
    taken: Sequence[str] = (),
) -> list[NamedTheme]:
    """The themes, in their order, each called by a phrase that its group said and unlike any name that is `taken`.

    One whose group may not be named after is called by a number.
    """
    named = iter(name_themes([group for group in groups if group.texts], encoder, framework=framework, taken=taken))
    numbers = (name for number in count(1) if (name := f"{UNNAMED} {number}") not in taken)
    names = [next(named) if group.texts else ThemeName(next(numbers), (), ()) for group in groups]
    near = {theme.key: theme.name for theme in framework}
    return [
        NamedTheme(
            replace(theme, name=one.name, keywords=one.keywords),
            definition_of(one.keywords, near.get(one.nearest or "")),
        )
        for theme, one in zip(themes, names, strict=True)
    ]


def definition_of(keywords: Sequence[str], near: str | None) -> str:
    """“Found in what people said. They used words like: bus, late. Near to: Getting there.”"""
    words = f" They used words like: {', '.join(keywords[:WORDS_TOLD])}." if keywords else ""
    return f"{OPENING}{words}" + (f"{NEAR}{near}." if near else "")
