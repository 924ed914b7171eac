"""A codebook's themes as a coder takes them."""

from collections.abc import Iterable, Sequence

from corpus.records import NewTheme, Theme
from nlp.records import ThemeDefinition


def leaf_definitions(themes: Sequence[NewTheme]) -> list[ThemeDefinition]:
    """The themes without children: one that has children is coded through them."""
    parents = {theme.parent for theme in themes}
    return [_definition(theme, theme.parent) for theme in themes if theme.key not in parents]


def stored_leaf_definitions(themes: Sequence[Theme]) -> list[ThemeDefinition]:
    """The same for themes that are kept in a programme's codebook."""
    parents = {theme.parent_id for theme in themes}
    return stored_definitions([theme for theme in themes if theme.id not in parents], above=themes)


def stored_definitions(themes: Iterable[Theme], *, above: Iterable[Theme]) -> list[ThemeDefinition]:
    """Each of these themes; `above` has those that they may stand under."""
    keys = {theme.id: theme.key for theme in above}
    return [_definition(theme, keys.get(theme.parent_id or 0)) for theme in themes]


def _definition(theme: NewTheme | Theme, parent: str | None) -> ThemeDefinition:
    return ThemeDefinition(
        key=theme.key,
        name=theme.name,
        definition=theme.definition,
        includes=theme.includes,
        excludes=theme.excludes,
        examples=theme.examples,
        parent=parent,
    )
