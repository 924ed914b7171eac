"""Summaries of a programme's themes, each sentence resting on segments."""

from collections.abc import Iterator, Mapping, Sequence

from sqlite_utils import Database

from corpus.consent import allows
from corpus.records import Decision, Quote, SummaryLine, Theme
from corpus.store import agreements, codebook, codings, contributors, jobs, quotes, summaries, voices
from corpus.store.voices import Voices
from nlp.agreements import Spoken
from nlp.protocols import Progress, unheard
from nlp.records import Vectors
from nlp.summary import TOLD_ANEW, Heard, Said, UsualWords, counted, disagreements, plain_summary
from service.workflow.intake import PUBLISH
from service.workflow.rights_guard import RightsGuard

Written = Mapping[int, list[SummaryLine]]
"""Summaries by theme id."""


def summarise(
    corpus: Database, programme_id: int, rows: Vectors, number_of: Mapping[int, int], progress: Progress = unheard
) -> Written:
    """Each theme's summary, worked out anew. `number_of` gives a segment's row in `rows` by the segment's id.

    What is counted is everybody; all sentences rest only on people who agreed to that.
    """
    themes = codebook.themes(corpus, programme_id)
    writer = _Writer(corpus, programme_id, rows, number_of)
    heard = heard_by_theme(corpus, programme_id)
    written: dict[int, list[SummaryLine]] = {}
    for done, theme in enumerate(themes, start=1):
        written[theme.id] = writer.summary(theme.id, heard.get(theme.id, Heard()))
        progress(done, len(themes))
    return written


def keep_summaries(
    corpus: Database, programme_id: int, written: Written, guard: RightsGuard, decided: Sequence[Decision]
) -> None:
    """Writes summaries down, and queues publication. They are worked out before, so that nobody else waits for that.

    `decided` is what people had decided then; what they decided since holds for the summaries. Raises Overtaken.
    """
    with corpus.atomic():
        guard.check()
        summaries.replace_summaries(corpus, written)
        if codings.decisions(corpus, programme_id) != list(decided):
            recount_all(corpus, programme_id)
        jobs.add_job(corpus, kind=PUBLISH, programme_id=programme_id)


def recount(corpus: Database, theme: Theme) -> None:
    """Has the summaries of a theme, and of those it is part of, say no more than what still stands.

    For when a person has decided on a coding: the sentences are written anew at the next analysis.
    """
    for one in _and_above(corpus, theme):
        said = voices.theme_voices(corpus, one.id)
        roles, places, models = (
            voices.theme_people_across(corpus, one.id, across) for across in ("role", "locality", "engagement_model")
        )
        heard = _heard(said, roles, places, models)
        summaries.correct_summary(corpus, one.id, counted=counted(heard), told_anew=TOLD_ANEW)


def recount_all(corpus: Database, programme_id: int) -> None:
    """The same for every theme of a programme: for when somebody's words have gone."""
    heard = heard_by_theme(corpus, programme_id)
    for theme in codebook.themes_ever(corpus, programme_id):
        said = counted(heard.get(theme.id, Heard()))
        summaries.correct_summary(corpus, theme.id, counted=said, told_anew=TOLD_ANEW)


def heard_by_theme(corpus: Database, programme_id: int) -> dict[int, Heard]:
    """Who spoke of each theme, with those who only agreed, by the theme's id."""
    roles, places, models = (
        voices.people_across(corpus, programme_id, across) for across in ("role", "locality", "engagement_model")
    )
    return {
        theme: _heard(said, roles.get(theme, {}), places.get(theme, {}), models.get(theme, {}))
        for theme, said in voices.voices_by_theme(corpus, programme_id).items()
    }


def _heard(said: Voices, roles: Mapping[str, int], places: Mapping[str, int], models: Mapping[str, int]) -> Heard:
    return Heard(said.people, said.events, roles, places, models)


def _and_above(corpus: Database, theme: Theme) -> Iterator[Theme]:
    seen = {theme.id}
    yield theme
    while theme.parent_id and theme.parent_id not in seen:
        seen.add(theme.parent_id)
        theme = codebook.theme_by_id(corpus, theme.parent_id)
        yield theme


class _Writer:
    """What the summaries of a programme's themes are all made with."""

    def __init__(self, corpus: Database, programme_id: int, rows: Vectors, number_of: Mapping[int, int]) -> None:
        self._corpus, self._rows, self._number_of = corpus, rows, number_of
        self._agreed = contributors.levels_of_segments(corpus, programme_id)
        self._usual = UsualWords(
            [(one.contributor_id or 0, one.text) for one in codings.segments_to_code(corpus, programme_id)]
        )
        self._against = [pair for pair in _against(corpus, programme_id) if all(map(self._may_rest_on, pair))]

    def summary(self, theme_id: int, heard: Heard) -> list[SummaryLine]:
        own = [
            one
            for one in quotes.quotes_for_theme(self._corpus, theme_id, limit=-1)
            if self._may_rest_on(one.segment_id)
        ]
        here = {one.segment_id for one in own}
        pairs = [pair for pair in self._against if not here.isdisjoint(pair)]
        beside = quotes.quotes_by_id(self._corpus, {segment for pair in pairs for segment in pair} - here)
        every = [*own, *beside.values()]
        number = {one.segment_id: place for place, one in enumerate(every)}
        lines = plain_summary(
            self._said(every, here),
            self._rows[[self._number_of[one.segment_id] for one in every]],
            heard=heard,
            usual=self._usual,
            against=[(number[one], number[other]) for one, other in pairs],
        )
        return [SummaryLine(line.text, tuple(every[n].segment_id for n in line.evidence), line.kind) for line in lines]

    def _said(self, every: Sequence[Quote], here: set[int]) -> list[Said]:
        # Two events may share a name, as monthly forums do.
        people = {(one.event_id, one.speaker): number for number, one in enumerate(every)}
        return [
            Said(
                one.text,
                people[one.event_id, one.speaker],
                one.role,
                str(one.event_id),
                one.confidence or 0.0,
                may_be_quoted=allows(self._agreed[one.segment_id], "quotes"),
                is_beside=one.segment_id not in here,
            )
            for one in every
        ]

    def _may_rest_on(self, segment_id: int) -> bool:
        return segment_id in self._number_of and allows(self._agreed[segment_id], "summaries")


def _against(corpus: Database, programme_id: int) -> list[tuple[int, int]]:
    """The ids of segments in conversations, the first of which disagrees with the second."""
    return [
        pair
        for turns in agreements.conversations(corpus, programme_id)
        for pair in disagreements([Spoken(turn.contributor_id, turn.text, turn.segments) for turn in turns])
    ]
