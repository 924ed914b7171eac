"""A programme with enough said in it for a card sort, and members who sort it."""

from collections.abc import Callable

from corpus.consent import QUOTE
from corpus.records import Coding, Constituency, ForumMember, NewContributor, NewSegment, NewTheme, NewTurn
from corpus.store import card_sorts, codebook, codings, documents, people
from corpus.store.card_sorts import Card, CardSort
from corpus.store.programmes import programme_by_id
from service.workflow import card_sorting
from service.workspace import Workspace

THEMES = ("waiting", "buses", "school")
EACH = 14


def said(number: int) -> str:
    """What the person of that number said, in words of their own."""
    return f"The bus{number} was late and the rain{number} never stopped at the gate{number}."


def fill(workspace: Workspace, programme_id: int, event_id: int) -> None:
    """One thing each by many people: as many of each theme, and a few of none."""
    corpus = workspace.corpus
    themes = [NewTheme(key, key.capitalize(), f"About {key}.") for key in THEMES]
    codebook.put_codebook(corpus, programme_id, themes, reason="test")
    document, _ = documents.add_document(corpus, event_id, format="txt", fingerprint="sortable")
    numbers = range(EACH * (len(THEMES) + 1))
    texts = {str(number): said(number) for number in numbers}
    documents.store_turns(
        corpus,
        document,
        contributors=[NewContributor(one, f"Person {one}", "young person", consent=QUOTE) for one in texts],
        turns=[
            NewTurn(text, "contributor", one, f"Person {one}", (NewSegment(0, len(text)),))
            for one, text in texts.items()
        ],
        blank=0,
    )
    by_key = {theme.key: theme.id for theme in codebook.themes(corpus, programme_id)}
    found = codings.segments_to_code(corpus, programme_id)
    made = [
        Coding(one.id, by_key[THEMES[place % 4]], 0.8, is_primary=True)
        for place, one in enumerate(found)
        if place % 4 < len(THEMES)
    ]
    codings.replace_suggestions(corpus, programme_id, codings.coder_id(corpus, "model", "m"), made)


def opened(workspace: Workspace, programme_id: int) -> CardSort:
    """A card sort of what was filled in, open."""
    programme = programme_by_id(workspace.corpus, programme_id)
    sort = card_sorting.start(workspace, programme)
    card_sorting.open_to_members(workspace, programme, sort.id)
    return card_sorts.sort_by_id(workspace.corpus, sort.id)


def sorted_by(
    workspace: Workspace, sort: CardSort, constituency: Constituency, count: int, pile_of: Callable[[Card], str]
) -> list[ForumMember]:
    """Members who put every card in the pile of that name."""
    members = [
        people.add_forum_member(
            workspace.corpus,
            programme_id=sort.programme_id,
            constituency=constituency,
            code_hash=f"{sort.id} {constituency} {number}",
        )
        for number in range(count)
    ]
    for member in members:
        for card in card_sorts.cards(workspace.corpus, sort.id):
            card_sorting.place_in_new(workspace, member, sort.id, card.id, pile_of(card))
    return members
