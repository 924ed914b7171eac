"""What a programme's segments are coded with. Themes that were made one are coded each with the words it had before,
and counted as one: so nobody is lost by joining."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from corpus.records import Decision, Segment, Theme
from corpus.store import codebook
from corpus.store.merged_themes import merged_into, part_of
from nlp.records import SuggestedCoding, ThemeDefinition
from service.workflow.definitions import stored_definitions
from service.workflow.joined_meanings import without_meaning


@dataclass(frozen=True, slots=True)
class CodedWith:
    """The definitions that a coder goes by, with the theme's id each, by key.

    `joined` says, by the key of one that was made part of another, which theme it is counted as.
    """

    leaves: tuple[ThemeDefinition, ...]
    ids: Mapping[str, int]
    joined: Mapping[str, str]

    def counted(self, key: str) -> str:
        """The key of the theme in use that what is coded with this one belongs to."""
        return self.joined.get(key, key)


def coded_with(corpus: Database, programme_id: int) -> CodedWith:
    """What the programme is coded with: all its themes that were not discovered, and what was made part of any."""
    ever = {theme.id: theme for theme in codebook.themes_ever(corpus, programme_id)}
    in_use = {theme.id: theme for theme in codebook.themes(corpus, programme_id)}
    merged = {gone: kept for gone, kept in merged_into(corpus, programme_id).items() if not _is_discovered(ever[gone])}
    home = {gone: in_use[part_of(merged, gone)] for gone in merged if part_of(merged, gone) in in_use}
    themes = {id_: theme for id_, theme in in_use.items() if not _is_discovered(theme)}
    parents = {theme.parent_id for theme in themes.values()} - {theme.id for theme in home.values()}
    coded = [theme for theme in themes.values() if theme.id not in parents] + [ever[gone] for gone in home]
    as_were = [_as_before(theme, [ever[gone] for gone, kept in merged.items() if kept == theme.id]) for theme in coded]
    # Where it stood before it was joined: what a coder learns hangs on the order, too.
    as_were.sort(key=lambda theme: (theme.parent_id is not None, theme.name))
    return CodedWith(
        tuple(stored_definitions(as_were, above=themes.values())),
        {theme.key: theme.id for theme in coded},
        {ever[gone].key: theme.key for gone, theme in home.items()},
    )


def as_one(
    coded: CodedWith, made: Iterable[SuggestedCoding], segments: Sequence[Segment], decided: Iterable[Decision]
) -> list[SuggestedCoding]:
    """What was coded with parts as codings of the theme that they are part of: one a segment, as sure as the surest.

    What people said does not belong to a part does not come back by way of it.
    """
    refused = {(one.segment_id, one.theme_id) for one in decided if one.state == "rejected"}
    found: dict[tuple[int, str], SuggestedCoding] = {}
    for one in made:
        if one.theme in coded.joined and (segments[one.text].id, coded.ids[one.theme]) in refused:
            continue
        at = (one.text, coded.counted(one.theme))
        other = found.get(at, one)
        found[at] = SuggestedCoding(
            *at, max(one.confidence, other.confidence), is_primary=one.is_primary or other.is_primary
        )
    return list(found.values())


def _is_discovered(theme: Theme) -> bool:
    return theme.origin == "discovered"


def _as_before(theme: Theme, parts: Sequence[Theme]) -> Theme:
    """A theme without the words that it took over from its parts: those are coded with by the parts."""
    if not parts:
        return theme
    taken = {text for part in parts for text in (part.name, *part.includes)}
    meaning = theme.definition
    for part in reversed(parts):
        meaning = without_meaning(meaning, part.definition) if part.definition else meaning
    return replace(
        theme,
        includes=tuple(text for text in theme.includes if text not in taken),
        definition=meaning,
    )
