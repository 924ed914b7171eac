"""Summaries of a programme's themes, each sentence resting on segments."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlite_utils import Database

from corpus.consent import allows
from corpus.records import SummaryLine, Theme
from corpus.store import codebook, contributors, quotes, summaries, voices
from corpus.store.voices import Voices
from nlp.protocols import Progress
from nlp.records import Vectors
from nlp.summary import Said, plain_summary, who_spoke
from service.workflow.rights_guard import RightsGuard


def summarise(
    corpus: Database, programme_id: int, rows: Vectors, number_of: Mapping[int, int], progress: Progress
) -> None:
    """Writes each theme's summary anew. `number_of` gives a segment's row in `rows` by the segment's id.

    The first sentence counts everybody; it, and the others, rest only on people who agreed to that.
    """
    guard = RightsGuard(corpus, programme_id)
    themes = codebook.themes(corpus, programme_id)
    written: dict[int, list[SummaryLine]] = {}
    counted = voices.voices_by_theme(corpus, programme_id)
    agreed = contributors.levels_of_segments(corpus, programme_id)
    for done, theme in enumerate(themes, start=1):
        lines = _summary(corpus, theme.id, rows, number_of, agreed)
        said = counted.get(theme.id, Voices())  # with those who only agreed, whom no quote stands for
        first = [replace(line, text=who_spoke(said.people, said.events)) for line in lines[:1]]
        written[theme.id] = [*first, *lines[1:]]
        progress(done, len(themes))
    with corpus.atomic():
        guard.check()
        summaries.replace_summaries(corpus, written)


def recount(corpus: Database, theme: Theme) -> None:
    """Has the summaries of a theme, and of those it is part of, say no more than what still stands.

    For when a person has decided on a coding: the sentences are written anew at the next analysis.
    """
    for one in _and_above(corpus, theme):
        said = voices.theme_voices(corpus, one.id)
        summaries.correct_summary(corpus, one.id, counted=who_spoke(said.people, said.events))


def recount_all(corpus: Database, programme_id: int) -> None:
    """The same for every theme of a programme: for when somebody's words have gone."""
    counted = voices.voices_by_theme(corpus, programme_id)
    for theme in codebook.themes_ever(corpus, programme_id):
        said = counted.get(theme.id, Voices())
        summaries.correct_summary(corpus, theme.id, counted=who_spoke(said.people, said.events))


def _and_above(corpus: Database, theme: Theme) -> Iterator[Theme]:
    seen = {theme.id}
    yield theme
    while theme.parent_id and theme.parent_id not in seen:
        seen.add(theme.parent_id)
        theme = codebook.theme_by_id(corpus, theme.parent_id)
        yield theme


def _summary(
    corpus: Database, theme_id: int, rows: Vectors, number_of: Mapping[int, int], agreed: Mapping[int, int]
) -> list[SummaryLine]:
    said = [
        one
        for one in quotes.quotes_for_theme(corpus, theme_id, limit=-1)
        if one.segment_id in number_of and allows(agreed[one.segment_id], "summaries")
    ]
    people = {(one.event_id, one.speaker): number for number, one in enumerate(said)}
    lines = plain_summary(
        [
            # Two events may share a name, as monthly forums do.
            Said(
                one.text,
                people[one.event_id, one.speaker],
                one.role,
                str(one.event_id),
                one.confidence or 0.0,
                may_be_quoted=allows(agreed[one.segment_id], "quotes"),
            )
            for one in said
        ],
        rows[[number_of[one.segment_id] for one in said]],
    )
    return [SummaryLine(line.text, tuple(said[number].segment_id for number in line.evidence)) for line in lines]
