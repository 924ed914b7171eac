"""Card sorts of the sample: one that its forum has sorted, with what came of it, and one that is open."""

import random
from collections.abc import Mapping

from corpus.records import CONSTITUENCIES, Constituency, Programme
from corpus.store import card_sorts, codebook
from corpus.store.card_sorts import Card, CardSort
from service.errors import NotReady
from service.workflow import accounts, card_sorting
from service.workflow.card_sorting import close, open_to_members
from service.workspace import Workspace

SORTERS: Mapping[Constituency, int] = {"young people": 5, "citizens": 4, "professionals": 4}
ASTRAY = 0.15
"""Share of cards that somebody sees otherwise than most of their constituency."""
SEED = 7
FAITH = ("faith", "church", "mosque", "pastor", "imam", "pray", "god")
PILES: Mapping[Constituency, Mapping[str, str]] = {
    "young people": {
        "waiting-and-access": "You wait until it is too late",
        "crisis-prevention": "You wait until it is too late",
        "support-in-school": "School",
        "confidentiality": "Who finds out",
        "environment-of-services": "A place where you want to go",
        "information": "Nobody tells you",
        "family-and-carers": "Home",
        "culture-faith-language": "My language",
    },
    "citizens": {
        "waiting-and-access": "Waiting until it is an emergency",
        "crisis-prevention": "Waiting until it is an emergency",
        "support-in-school": "School",
        "confidentiality": "Who finds out",
        "environment-of-services": "Places that welcome you",
        "information": "How you find help",
        "family-and-carers": "Family and where we come from",
        "culture-faith-language": "Family and where we come from",
    },
    "professionals": {
        "waiting-and-access": "Access",
        "crisis-prevention": "Crisis",
        "support-in-school": "School",
        "confidentiality": "Confidentiality",
        "environment-of-services": "Places that welcome you",
        "information": "How you find help",
        "family-and-carers": "Family and carers",
        "culture-faith-language": "Language and culture",
    },
}
"""What each constituency calls the pile that it puts cards of a theme in; invented, as the sample is."""


def sort_sample(workspace: Workspace, programme: Programme) -> None:
    """A card sort that is closed and one that is open; once, and not where there is too little to draw from."""
    if card_sorts.card_sorts(workspace.corpus, programme.id):
        return
    try:
        with workspace.corpus.atomic():
            sorted_one = card_sorting.start(workspace, programme)
            open_to_members(workspace, programme, sorted_one.id)
            _sort(workspace, programme, sorted_one)
            close(workspace, programme, sorted_one.id)
            open_to_members(workspace, programme, card_sorting.start(workspace, programme).id)
    except NotReady:
        return


def _sort(workspace: Workspace, programme: Programme, sort: CardSort) -> None:
    keys = {theme.id: theme.key for theme in codebook.themes_ever(workspace.corpus, programme.id)}
    cards, astray = card_sorts.cards(workspace.corpus, sort.id), random.Random(SEED)  # noqa: S311 (an invented forum)
    for constituency in CONSTITUENCIES:
        for code in accounts.make_codes(workspace, programme.id, constituency, SORTERS[constituency]):
            member = accounts.sign_in_with_code(workspace, code)
            for card in cards:
                pile = _pile(constituency, keys.get(card.theme_id or 0, ""), card)
                if not pile:
                    card_sorting.place(workspace, member, sort.id, card.id, None)
                    continue
                if astray.random() < ASTRAY:
                    pile = astray.choice(sorted(set(PILES[constituency].values())))
                card_sorting.place_in_new(workspace, member, sort.id, card.id, pile)


def _pile(constituency: Constituency, key: str, card: Card) -> str:
    """What the pile is called that a card goes in; '' where it is left out."""
    words = card.quote.text.casefold()
    if key == "culture-faith-language" and constituency != "citizens" and any(word in words for word in FAITH):
        return "Faith"
    return PILES[constituency].get(key, "")
