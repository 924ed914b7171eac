"""What a theme means that was made of several: all that they meant, one after the other."""

from collections.abc import Iterable

from corpus.records import NewTheme, Theme
from service.workflow.theme_names import OPENING

_ENDS = (".", "!", "?", "…")


def meanings_together(themes: Iterable[Theme | NewTheme]) -> str:
    """Each theme's definition once; those that a discovery made up say what was said, not what is meant, and are left
    out."""
    meant = dict.fromkeys(" ".join(theme.definition.split()) for theme in themes if not _is_made_up(theme))
    together = ""
    for one in filter(None, meant):
        together += (" " if together.endswith(_ENDS) else "; ") + one if together else one
    return together


def without_meaning(definition: str, part: str) -> str:
    """A definition put together without that of one part; as it is where nothing else would be left."""
    before, found, after = definition.rpartition(" ".join(part.split()))
    left = " ".join(f"{before.rstrip().removesuffix(';')} {after.lstrip().removeprefix(';')}".split())
    return left if found and left else definition


def _is_made_up(theme: Theme | NewTheme) -> bool:
    return theme.origin == "discovered" and theme.definition.startswith(OPENING)
