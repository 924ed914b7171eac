"""Names, keywords and definitions of themes, when somebody's words may no longer be in them."""

from collections.abc import Collection, Sequence
from itertools import count

from sqlite_utils import Database

from corpus.consent import allows
from corpus.records import NewTheme, Theme
from corpus.store import codebook, codings, erasing, taking_back
from corpus.store.contributors import levels_of_segments
from corpus.store.open_releases import end_all
from nlp.themes.still_said import StillSaid
from service.workflow.forum_sentences import drop_quoting, take_out_of_rewrites
from service.workflow.theme_names import NEAR, OPENING, UNNAMED, definition_of

WORDS_OF_A_NAME = 2
WORDS_OF_A_QUOTE = 3
"""Fewer words than this are quoted by chance."""
WORDS_GONE = "Words in it may be shown no longer."


def take_out_of_names(corpus: Database, programme_id: int, gone: Sequence[str], segments: Collection[int]) -> None:
    """Has no theme called by what only one person said, in the texts `gone` of these segments.

    What others said who agreed to it stays. Themes of a codebook that was written beforehand are nobody's words.
    Nor does a sentence that a forum wrote repeat it.
    """
    agreed = levels_of_segments(corpus, programme_id)
    left = [
        one.text
        for one in codings.segments_to_code(corpus, programme_id)
        if one.id not in segments and allows(agreed[one.id], "theme names")
    ]
    said = StillSaid(gone, left)
    every = codebook.themes_ever(corpus, programme_id)
    taken = {theme.name for theme in every}
    forums = {name for name in taking_back.names_decided(corpus, programme_id) if not _is_quoted(name, gone, left)}
    for theme in every:
        if theme.origin == "framework":
            continue
        mended = _mended(theme, said, taken, forums)
        taken.add(mended.name)
        erasing.put_theme_words(corpus, programme_id, [mended])
        if theme.status == "adopted" and (mended.name, mended.definition) != (theme.name, theme.definition):
            end_all(corpus, programme_id, because=WORDS_GONE)
        if mended.name != theme.name:
            taking_back.rename_everywhere(corpus, programme_id, theme.name, mended.name)
    for name in taking_back.former_names(corpus, programme_id):
        if not said.phrase(name):
            taking_back.rename_everywhere(corpus, programme_id, name, UNNAMED)
    take_back_quotes(corpus, programme_id, gone)
    if take_out_of_rewrites(corpus, programme_id, gone):
        end_all(corpus, programme_id, because=WORDS_GONE)


def take_back_quotes(corpus: Database, programme_id: int, gone: Sequence[str]) -> None:
    """Has nothing that people wrote in the programme, a forum's sentences too, quote one of these texts whole."""
    whole = [text for text in gone if len(text.split()) >= WORDS_OF_A_QUOTE]
    drop_quoting(corpus, programme_id, whole)
    if taking_back.take_back(corpus, programme_id, whole):
        end_all(corpus, programme_id, because=WORDS_GONE)


def _is_quoted(name: str, gone: Sequence[str], left: Sequence[str]) -> bool:
    """Whether a name is what was said in these texts, word for word, and in no other."""
    words = name.casefold()
    return any(words in text.casefold() for text in gone) and not any(words in text.casefold() for text in left)


def _mended(theme: Theme, said: StillSaid, taken: Collection[str], forums: Collection[str]) -> NewTheme:
    """The theme under words that may stay; a name that a forum agreed on is the forum's."""
    keywords = tuple(word for word in theme.keywords if said.word(word))
    may_stay = theme.name in forums or said.phrase(theme.name)
    name = theme.name if may_stay else _new_name(keywords, taken)
    definition = theme.definition
    if definition.startswith(OPENING):
        definition = definition_of(keywords, definition.partition(NEAR)[2].removesuffix(".") or None)
    return NewTheme(theme.key, name, definition, keywords=keywords)


def _new_name(keywords: Sequence[str], taken: Collection[str]) -> str:
    """The first keywords that are left, or a number."""
    if len(keywords) >= WORDS_OF_A_NAME:
        name = " and ".join(keywords[:WORDS_OF_A_NAME])
        if (name := name[0].upper() + name[1:]) not in taken:
            return name
    return next(name for number in count(1) if (name := f"{UNNAMED} {number}") not in taken)
