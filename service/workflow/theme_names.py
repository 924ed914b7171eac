"""Names and definitions of discovered themes, from what their people said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.protocols import Encoder
from nlp.records import DiscoveredTheme, ThemeDefinition
from nlp.themes.names import Group, name_themes

OPENING = "Found in what people said."
"""What a definition begins with that no person wrote."""
WORDS_TOLD = 4


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
    """The themes, in their order, each called by a phrase that its group said and unlike any name that is `taken`."""
    names = name_themes(groups, encoder, framework=framework, taken=taken)
    near = {theme.key: theme.name for theme in framework}
    return [
        NamedTheme(
            replace(theme, name=named.name, keywords=named.keywords or theme.keywords),
            _definition(named.keywords, near.get(named.nearest or "")),
        )
        for theme, named in zip(themes, names, strict=True)
    ]


def _definition(keywords: Sequence[str], near: str | None) -> str:
    """“Found in what people said. They used words like: bus, late. Near to: Getting there.”"""
    words = f" They used words like: {', '.join(keywords[:WORDS_TOLD])}." if keywords else ""
    return f"{OPENING}{words}" + (f" Near to: {near}." if near else "")
