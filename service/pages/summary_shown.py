"""A theme's summary as a page shows it: a forum's words where there are any, Chorus's own beside, counts and quotes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.consent import allows
from corpus.records import Quote, SummaryLine, Theme
from corpus.store import contributors, forum_summaries, quotes, summaries
from corpus.store.forum_summaries import ForumSummary
from nlp.summary.glossary import explained

QUOTES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, those of the quotes it rests on that the reader may see, on how many it rests in all, and whose words
    stand for it: what one of several said, or where it is told that people differed, each side."""

    text: str
    evidence: tuple[Quote, ...]
    cited: int
    views: tuple[Quote, ...] = ()
    has_changed: bool = False


@dataclass(frozen=True, slots=True)
class SummaryShown:
    """`own` is what Chorus wrote of what people said; `forum` the version that holds, `earlier` those before it."""

    counted: tuple[Sentence, ...]
    own: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    forum: ForumSummary | None
    sentences: tuple[Sentence, ...]
    earlier: tuple[ForumSummary, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is not a sentence to show."""
        return not (self.counted or self.sentences)


def summary_shown(corpus: Database, theme: Theme, *, only_quotable: bool) -> SummaryShown:
    """The summary of a theme; with `only_quotable`, only quotes of people who agreed to being quoted.

    Then that two people did not agree stands there only with what each of them said: nobody could tell about what.
    """
    lines = summaries.summary(corpus, theme.id)
    versions = forum_summaries.forum_summaries(corpus, theme.id)
    known = _known(corpus, theme, lines, versions, only_quotable=only_quotable)
    counted = tuple(_sentence(line, known) for line in lines if line.kind == "counted")
    told = tuple(_with_views(lines, known))
    own = tuple(one for one, is_bare in told if not (only_quotable and is_bare))
    forum = versions[0] if versions else None
    sentences = tuple(
        Sentence(line.text, _evidence(line.segment_ids, known), line.cited, has_changed=line.has_changed)
        for line in (forum.lines if forum else ())
    )
    said = tuple(known[line.segment_ids[0]] for line in lines if line.kind == "quote" and line.segment_ids[0] in known)
    return SummaryShown(counted, own, said, forum, sentences if forum else own, tuple(versions[1:]))


def words_of(shown: SummaryShown, quotes_too: Iterable[Quote] = ()) -> dict[str, str]:
    """The hard words of a summary, and of quotes beside it, with what they mean."""
    told = [one.text for one in (*shown.counted, *shown.sentences)]
    views = [view for one in shown.sentences for view in one.views]
    return explained([*told, *(quote.text for quote in (*views, *quotes_too))])


def quotes_beside(corpus: Database, theme: Theme, shown: SummaryShown) -> list[Quote]:
    """The summary's quotes and others of people not quoted yet, at most QUOTES_SHOWN; only of who agreed to it."""
    found = list(shown.quotes)
    views = [view for one in shown.sentences for view in one.views]
    heard = {(one.event_id, one.speaker) for one in (*found, *views)}
    for quote in quotes.varied_quotes(corpus, theme.id, limit=2 * QUOTES_SHOWN):
        if (quote.event_id, quote.speaker) not in heard:
            found.append(quote)
            heard.add((quote.event_id, quote.speaker))
    return found[:QUOTES_SHOWN]


def _known(
    corpus: Database,
    theme: Theme,
    lines: Iterable[SummaryLine],
    versions: Sequence[ForumSummary],
    *,
    only_quotable: bool,
) -> dict[int, Quote]:
    ids = {segment for line in lines for segment in line.segment_ids}
    ids |= {segment for version in versions for line in version.lines for segment in line.segment_ids}
    if only_quotable:
        agreed = contributors.levels_of_segments(corpus, theme.programme_id)
        ids = {segment for segment in ids if allows(agreed[segment], "quotes")}
    return quotes.quotes_by_id(corpus, ids)


def _with_views(lines: Sequence[SummaryLine], known: dict[int, Quote]) -> Iterable[tuple[Sentence, bool]]:
    """The sentences; whether one says that people did not agree, and neither about what nor what both said."""
    for place, line in enumerate(lines):
        if line.kind in ("said", "others"):
            yield _sentence(line, known), False
        elif line.kind == "point":
            examples = [after for after in lines[place + 1 : place + 2] if after.kind == "example"]
            yield _sentence(line, known, examples), False
        elif line.kind == "apart":
            views = [after for after in lines[place + 1 : place + 3] if after.kind == "view"]
            shown = _sentence(line, known, views)
            yield shown, "“" not in line.text and len(shown.views) < 2


def _sentence(line: SummaryLine, known: dict[int, Quote], views: Sequence[SummaryLine] = ()) -> Sentence:
    said = tuple(known[view.segment_ids[0]] for view in views if view.segment_ids[0] in known)
    return Sentence(line.text, _evidence(line.segment_ids, known), len(line.segment_ids), said)


def _evidence(segment_ids: Iterable[int], known: dict[int, Quote]) -> tuple[Quote, ...]:
    return tuple(known[segment] for segment in segment_ids if segment in known)
