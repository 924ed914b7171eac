"""Summaries of themes: how easy they are to read, that each sentence rests on something, how often people are told to
differ, and how far quotes are spread over events and kinds of people. Of the sample, and of 10,334 real comments.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.texts import CODEBOOK, PHASE1
from corpus.records import Quote, SummaryLine
from corpus.store import codebook, quotes, summaries
from corpus.store.connect import corpus_at
from nlp.summary.glossary import MEANINGS
from nlp.summary.reading_age import OLDEST, long_words, reading_age_of, without_quotes

Row = dict[str, str | float]
Theme = tuple[list[SummaryLine], list[Quote], list[Quote]]
"""A theme's summary, what it quotes, and all that was said of it."""


def measure() -> list[Row]:
    """A row a programme."""
    with tempfile.TemporaryDirectory() as home:
        _chorus(home, "demo")
        sample = _measured("the sample", Path(home))
    with tempfile.TemporaryDirectory() as home:
        _chorus(home, "add-programme", "Patients", "--codebook", str(CODEBOOK))
        _chorus(
            home, "add-event", "P1", "--kind", "survey", "--date", "2020-01-01", "--engagement-model", "consultation"
        )
        _chorus(home, "add-account", "Bench", "--role", "staff", "--password", "a-long-enough-password")
        told = ("--event", "P1", "--answers", "feedback", "--consent", "3", "--signed-off-by", "Bench")
        _chorus(home, "ingest", str(PHASE1), *told)
        return [sample, _measured("phase1", Path(home))]


def _measured(name: str, home: Path) -> Row:
    with corpus_at(home / "corpus.db") as corpus:
        themes: list[Theme] = []
        for theme in codebook.themes(corpus, 1):
            if lines := summaries.summary(corpus, theme.id):
                cited = [line.segment_ids[0] for line in lines if line.kind in ("view", "quote", "example")]
                known = quotes.quotes_by_id(corpus, cited)
                themes.append(
                    (lines, [known[one] for one in cited], quotes.quotes_for_theme(corpus, theme.id, limit=-1))
                )
    own = [_own(lines) for lines, _, _ in themes]
    ages = sorted(age for texts in own if (age := reading_age_of(texts)) is not None)
    every = [line for lines, _, _ in themes for line in lines]
    return {
        "programme": name,
        "summaries": len(themes),
        "sentences": len(every),
        "with evidence, %": _share([bool(line.segment_ids) for line in every]),
        "reading age, median": ages[len(ages) // 2],
        "youngest": ages[0],
        "oldest": ages[-1],
        f"at most {OLDEST}, %": _share([age <= OLDEST for age in ages]),
        "long words not explained": len({one.casefold() for texts in own for one in _long(texts)}),
        "words told, %": _share([any(line.kind == "said" for line in lines) for lines, _, _ in themes]),
        "points told, %": _share([any(line.kind == "point" for line in lines) for lines, _, _ in themes]),
        "disagreement told, %": _share([any(line.kind == "apart" for line in lines) for lines, _, _ in themes]),
        "quotes a summary": round(sum(len(said) for _, said, _ in themes) / len(themes), 2),
        "as many events as could be, %": _spread(themes, "event_id"),
        "as many roles as could be, %": _spread(themes, "role"),
        "a person quoted twice": sum(_twice(said) for _, said, _ in themes),
    }


def _own(lines: Sequence[SummaryLine]) -> list[str]:
    """What Chorus says itself, without anybody's words."""
    return [without_quotes(line.text) for line in lines if line.kind not in ("view", "quote", "example")]


def _spread(themes: Sequence[Theme], what: str) -> float:
    """Of the different events (or roles) that so many quotes could have come from, the share that they come from."""
    heard = sum(len({getattr(one, what) for one in said}) for _, said, _ in themes)
    could = sum(min(len(said), len({getattr(one, what) for one in every})) for _, said, every in themes)
    return round(100 * heard / max(1, could), 1)


def _twice(said: Sequence[Quote]) -> int:
    return len(said) - len({(one.event_id, one.speaker) for one in said})


def _long(texts: Sequence[str]) -> list[str]:
    return long_words(" ".join(texts), known=tuple(MEANINGS) + tuple(f"{word}s" for word in MEANINGS))


def _share(values: Sequence[bool]) -> float:
    return round(100 * sum(values) / max(1, len(values)), 1)


def _chorus(home: str, *arguments: str) -> None:
    command = [sys.executable, "-m", "service.cli", *arguments]
    subprocess.run(command, env=os.environ | {"CHORUS_HOME": home}, check=True, capture_output=True)
