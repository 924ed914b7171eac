"""presidio-research's invented sentences: Chorus beside stock presidio, each without a trained pipeline.

Stock presidio is its AnalyzerEngine with all the recognisers that it loads by itself, handed a blank spaCy pipeline so
that nothing is downloaded. Half of the sentences, chosen by a hash of the text, may be looked at while rules are
written; the other half is for judging.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.predefined_recognizers import EmailRecognizer

from benchmarks.texts import DATA
from nlp.deidentify import find_identifiers
from nlp.deidentify.formats import LocalNlpEngine, OfflineEmailRecognizer
from nlp.records import Span

Row = dict[str, str | float]
Finder = Callable[[str], Sequence[Span]]
FILE = DATA.parent / "pii_sentences" / "synth_dataset_v2.json"
POINTING = frozenset(
    {
        *("PERSON", "STREET_ADDRESS", "PHONE_NUMBER", "EMAIL_ADDRESS", "DOMAIN_NAME", "IP_ADDRESS", "ZIP_CODE"),
        *("US_SSN", "CREDIT_CARD", "IBAN_CODE", "US_DRIVER_LICENSE", "AGE"),
    }
)
"""The kinds that point to a person; cities, countries, firms, titles, nationalities and dates stay in Chorus."""


@dataclass(frozen=True)
class Sentence:
    """A sentence with the stretches that point to somebody, by kind."""

    text: str
    spans: tuple[tuple[str, Span], ...]

    @property
    def is_judged(self) -> bool:
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


def sentences() -> list[Sentence]:
    """All of the set, in order."""
    read = []
    for one in json.loads(FILE.read_text(encoding="utf-8")):
        spans = [(span["entity_type"], Span(span["start_position"], span["end_position"])) for span in one["spans"]]
        pointing = tuple((kind, span) for kind, span in spans if kind in POINTING)
        read.append(Sentence(one["full_text"], pointing))
    return read


def measure() -> list[Row]:
    """A row for each finder and kind, on each half, with the processor's time a sentence."""
    finders: dict[str, Finder] = {"Chorus": find_identifiers, "presidio": stock_presidio()}
    halves = {half: [one for one in sentences() if one.is_judged == (half == "judged")] for half in ("open", "judged")}
    return [row for half, part in halves.items() for row in _rows(half, part, finders)]


def stock_presidio() -> Finder:
    """presidio as it comes, but that it neither downloads a model nor dials out."""
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=LocalNlpEngine(spacy.blank("en")))
    registry.recognizers = [one for one in registry.recognizers if not isinstance(one, EmailRecognizer)]
    registry.recognizers.append(OfflineEmailRecognizer())
    engine = AnalyzerEngine(registry=registry, nlp_engine=LocalNlpEngine(spacy.blank("en")))

    def find(text: str) -> Sequence[Span]:
        return [Span(one.start, one.end) for one in engine.analyze(text, language="en")]

    return find


def _rows(half: str, part: Sequence[Sentence], finders: dict[str, Finder]) -> list[Row]:
    columns: dict[str, dict[str, str | float]] = {name: _figures(part, find) for name, find in finders.items()}
    return [
        {"half": half, "what": what, **{name: figures[what] for name, figures in columns.items()}}
        for what in columns["Chorus"]
    ]


def _figures(part: Sequence[Sentence], find: Finder) -> dict[str, str | float]:
    find(part[0].text)
    started = time.process_time()
    found = [find(one.text) for one in part]
    seconds = time.process_time() - started
    there: dict[str, list[bool]] = {kind: [] for kind in sorted(POINTING)}
    right: list[bool] = []
    for one, spans in zip(part, found, strict=True):
        covered = _letters(one.text, spans)
        for kind, span in one.spans:
            there[kind].append(_letters(one.text, [span]) <= covered)
        marked = _letters(one.text, [span for _, span in one.spans])
        right += [2 * len(_letters(one.text, [span]) & marked) >= len(_letters(one.text, [span])) for span in spans]
    every = [hit for hits in there.values() for hit in hits]
    return {
        f"recall, all {len(every)}, %": _percent(every),
        **{f"recall, {kind} ({len(hits)}), %": _percent(hits) for kind, hits in there.items() if hits},
        "precision, %": _percent(right),
        f"processor ms a sentence ({len(part)})": round(1000 * seconds / len(part), 2),
    }


def _letters(text: str, spans: Sequence[Span]) -> set[int]:
    return {match.start() + span.start for span in spans for match in re.finditer(r"\w", text[span.start : span.end])}


def _percent(hits: Sequence[bool]) -> float:
    return round(100 * sum(hits) / len(hits), 1) if hits else 0.0
