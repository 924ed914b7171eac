"""Presidio's recognisers for identifiers that have a form of their own, and some of ours.

Imported late: presidio and spaCy take a second.
"""

import functools
import re
from collections.abc import Iterable, Iterator

import spacy
import tldextract
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    IpRecognizer,
    NhsRecognizer,
    PhoneRecognizer,
    SpacyRecognizer,
    UkNinoRecognizer,
    UkPostcodeRecognizer,
    UrlRecognizer,
)
from spacy.language import Language

from nlp.deidentify.pipeline import trained_pipeline
from nlp.records import Identifier

KINDS = {
    "PHONE_NUMBER": "phone number",
    "EMAIL_ADDRESS": "email",
    "URL": "web address",
    "UK_NHS": "NHS number",
    "UK_NINO": "NI number",
    "UK_POSTCODE": "postcode",
    "IP_ADDRESS": "IP address",
    "CREDIT_CARD": "card number",
    "IBAN_CODE": "account number",
    "HANDLE": "handle",
    "DATE_OF_BIRTH": "date of birth",
    "PERSON": "name",
}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = r"(?:the )?\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|{_DAY}(?: of)? {_MONTH}(?:,? \d{{2,4}})?|{_MONTH} {_DAY}(?:,? \d{{4}})?)"
)
_BORN = r"(?:date of birth|d\.?o\.?b\.?|born|birthday)(?: is| was|'s|:|,)*(?: on)?[: ]{1,2}"
_TOP_LEVELS = frozenset(
    ["com", "org", "net", "uk", "io", "app", "info", "edu", "gov", "tv", "gg", "eu", "online", "site", "link", "london"]
)


class OfflineEmailRecognizer(EmailRecognizer):
    """E-mail addresses, checked against the public-suffix list that ships with tldextract: it never dials."""

    _extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    def validate_result(self, pattern_text: str) -> bool:
        return bool(self._extract(pattern_text).suffix)


class LocalNlpEngine(NlpEngine):
    """Hands presidio a spaCy pipeline that is already here."""

    def __init__(self, pipeline: Language) -> None:
        self.pipeline = pipeline

    def load(self) -> None:
        """Nothing to load, and nothing is ever downloaded."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        document = self.pipeline(text)
        starts = [token.idx for token in document]
        return NlpArtifacts(list(document.ents), document, starts, [token.lower_ for token in document], self, language)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **_: object
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        return bool(self.pipeline.vocab[word].is_stop)

    def is_punct(self, word: str, language: str) -> bool:
        return bool(self.pipeline.vocab[word].is_punct)

    def get_supported_entities(self) -> list[str]:
        return ["PERSON"] if self.knows_people else []

    def get_supported_languages(self) -> list[str]:
        return ["en"]

    @property
    def knows_people(self) -> bool:
        return bool({"ner", "entity_ruler"} & set(self.pipeline.pipe_names))


def installed_pipeline() -> Language:
    """The trained English pipeline that is installed; a blank one if none is."""
    if model := trained_pipeline():
        return spacy.load(model, exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])
    return spacy.blank("en")


class Formats:
    """Finds identifiers by their form, and people where the pipeline knows them."""

    def __init__(self, pipeline: Language) -> None:
        engine = LocalNlpEngine(pipeline)
        recognisers = _recognisers()
        if engine.knows_people:
            recognisers.append(SpacyRecognizer(supported_entities=["PERSON"]))
        self.knows_people = engine.knows_people
        self._analyzer = AnalyzerEngine(registry=RecognizerRegistry(recognisers), nlp_engine=engine)

    def find(self, text: str) -> list[Identifier]:
        results = self._analyzer.analyze(text, language="en", entities=list(KINDS))
        return [
            Identifier(result.start, result.end, KINDS[result.entity_type], result.score)
            for result in results
            if _is_credible(text, result)
        ]


@functools.cache
def formats() -> Formats:
    """The one for this process, built at its first use."""
    return Formats(installed_pipeline())


def _recognisers() -> list[EntityRecognizer]:
    postcodes = [Pattern(pattern.name, pattern.regex, 0.6) for pattern in UkPostcodeRecognizer.PATTERNS]
    return [
        PhoneRecognizer(supported_regions=("GB",), leniency=0),
        OfflineEmailRecognizer(),
        UrlRecognizer(),
        NhsRecognizer(),
        UkNinoRecognizer(),
        UkPostcodeRecognizer(patterns=postcodes),
        IpRecognizer(),
        CreditCardRecognizer(),
        IbanRecognizer(),
        _pattern("UK_NHS", r"(?<=nhs (?:number|no)(?: is|:|\.)? ?)\d{3}[ -]?\d{3}[ -]?\d{4}\b"),
        _pattern("HANDLE", r"(?<![\w.@])@[A-Za-z_][\w.]{1,29}\b"),
        _pattern(
            "HANDLE",
            r"(?<=\b(?:insta|instagram|snap|snapchat|tiktok|discord|username|user name|gamertag)(?: is|:|'s)? )"
            r"(?=[\w.]*[\d_.][\w])[a-z][\w.]{3,29}\b",
        ),
        _pattern("URL", r"(?i)\b(?:https?://|www\.)[^\s<>\"]+[\w/]"),
        _pattern("UK_NINO", r"(?i)\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b"),
        _pattern("DATE_OF_BIRTH", rf"(?<={_BORN}){_DATE}\b"),
    ]


def _pattern(entity: str, regex: str) -> PatternRecognizer:
    return PatternRecognizer(entity, patterns=[Pattern(entity.lower(), regex, 0.7)])


def _is_credible(text: str, result: RecognizerResult) -> bool:
    """Leaves out what has the form by accident: "good.It", "10-15 2019", "Y9 1st"."""
    found = text[result.start : result.end]
    if result.entity_type == "URL":
        return _is_web_address(found)
    if result.entity_type == "PHONE_NUMBER":
        digits = sum(character.isdigit() for character in found)
        return digits >= 10 or (digits >= 7 and found.lstrip("(").startswith(("0", "+")))
    if result.entity_type == "UK_POSTCODE":
        return re.search(r"\d(?:st|nd|rd|th)$", found) is None
    if result.entity_type == "IP_ADDRESS":
        return len(found) > 6
    return True


def _is_web_address(found: str) -> bool:
    lower = found.strip("\"'").lower()
    host = lower.partition("/")[0]
    return lower.startswith(("http", "www.")) or "/" in lower or host.rpartition(".")[2] in _TOP_LEVELS
