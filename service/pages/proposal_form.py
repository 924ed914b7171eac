"""A proposal as staff fill it in: one form for each kind, and the quotes that can be chosen for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from sqlite_utils import Database
from werkzeug.datastructures import MultiDict

from corpus.deciding import PROPOSAL_KINDS, PROPOSAL_SOURCES, ProposalKind, ProposalSource
from corpus.records import CONSTITUENCIES, Quote, Theme
from corpus.store import quotes, search
from corpus.store.theme_proposals import NewProposal, Part
from service.workflow.joined_meanings import meanings_together

QUOTES_OFFERED = 12
QUOTES_TICKED = 4
PARTS_OFFERED = 4
KIND_WORDS: dict[ProposalKind, str] = {
    "adopt": "Adopt it as a theme",
    "change": "Give it another name or meaning",
    "merge": "Make it one theme with others",
    "split": "Split it into several themes",
    "reject": "Take it out of the themes",
    "new theme": "A new theme",
}


@dataclass(frozen=True, slots=True)
class ProposalForm:
    """What was sent, and what can be chosen: `offered` are quotes, `themes` those that it could be merged with."""

    kind: ProposalKind
    theme: Theme | None
    values: "MultiDict[str, str]"
    offered: Sequence[Quote]
    themes: Sequence[Theme]

    @property
    def chosen(self) -> set[int]:
        """The ids of the quotes that are ticked: to begin with those it came with, or the first few of a theme's."""
        if "began" not in self.values and self.theme:
            return {quote.segment_id for quote in self.offered[:QUOTES_TICKED]}
        return set(_numbers(self.values.getlist("evidence")))

    @property
    def merged(self) -> set[int]:
        """The ids of the themes that are ticked."""
        return set(_numbers(self.values.getlist("merged")))


def kind_asked(text: str | None) -> ProposalKind | None:
    """The kind that an address or form names."""
    return next((kind for kind in PROPOSAL_KINDS if kind == text), None)


def quotes_offered(
    corpus: Database, programme_id: int, theme: Theme | None, values: "MultiDict[str, str]"
) -> list[Quote]:
    """Quotes to choose from, of people who may be quoted: the theme's; or what a search finds, and those ticked."""
    if theme:
        return quotes.varied_quotes(corpus, theme.id, limit=QUOTES_OFFERED)
    found = [one.segment_id for one in search.search_quotes(corpus, programme_id, values.get("words", ""), limit=50)]
    ticked = [one for one in _numbers(values.getlist("evidence")) if one not in found]
    offered = quotes.may_be_quoted(corpus, [*ticked, *found])
    return offered[: QUOTES_OFFERED + len(ticked)]


def as_proposal(kind: ProposalKind, theme: Theme | None, values: "MultiDict[str, str]") -> NewProposal:
    """The proposal that a form holds."""
    source = next((one for one in PROPOSAL_SOURCES if one == values.get("source")), "staff")
    constituency = next((one for one in CONSTITUENCIES if one == values.get("constituency")), None)
    return NewProposal(
        kind,
        theme.id if theme else None,
        name=values.get("name", ""),
        definition=values.get("definition", ""),
        reason=values.get("reason", ""),
        source=cast(ProposalSource, source),
        constituency=constituency,
        parts=_parts(kind, values),
        evidence=tuple(_numbers(values.getlist("evidence"))),
    )


def with_meanings(form: ProposalForm) -> ProposalForm:
    """With the meanings of all the themes that are made one, where that is asked for or the form only begins."""
    is_asked = form.values.get("find") == "meanings" or "began" not in form.values
    if form.kind != "merge" or not form.theme or not form.merged or not is_asked:
        return form
    values = MultiDict(form.values)
    values["definition"] = meanings_together([form.theme, *(one for one in form.themes if one.id in form.merged)])
    return replace(form, values=values)


def _parts(kind: ProposalKind, values: "MultiDict[str, str]") -> tuple[Part, ...]:
    if kind == "merge":
        return tuple(Part("", "", theme_id) for theme_id in _numbers(values.getlist("merged")))
    numbers = range(1, PARTS_OFFERED + 1)
    return tuple(Part(values.get(f"part_{n}", ""), values.get(f"meaning_{n}", "")) for n in numbers)


def _numbers(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) < 12]
