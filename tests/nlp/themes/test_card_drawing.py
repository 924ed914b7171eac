from collections import Counter
from collections.abc import Sequence

from nlp.themes.card_drawing import CARDS, MOST_THEMES, OF_NO_THEME, Excerpt, draw, draw_another

WORDS = ["bus", "clinic", "school", "phone", "waiting", "teacher", "garden"]
WORDS += ["money", "evening", "mother", "letter", "doctor", "bedroom", "football"]


def _said(themes: int, each: int) -> list[Excerpt]:
    """Texts that share no two words, of four events, two roles and many people; every seventh fits no theme."""
    return [
        Excerpt(
            number,
            f"{WORDS[number % 14]}{number} and {WORDS[number // 14 % 14]}{number}",
            None if number % 7 == 6 else number % themes,
            event=number % 4,
            role=("young person", "professional")[number % 3 == 0],
            person=number % 50,
            confidence=0.5,
        )
        for number in range(themes * each)
    ]


def _spread(values: Sequence[object]) -> int:
    counts = Counter(values).values()
    return max(counts) - min(counts)


def test_cards_are_spread_over_themes_events_and_people() -> None:
    drawn = draw(_said(5, 60))
    assert len(drawn) == CARDS
    assert Counter(one.theme for one in drawn)[None] == OF_NO_THEME
    assert _spread([one.theme for one in drawn if one.theme is not None]) <= 1
    assert _spread([one.event for one in drawn]) <= 2
    assert len({one.person for one in drawn}) == CARDS


def test_of_many_themes_a_few_have_enough_cards_each_to_say_something() -> None:
    drawn = draw(_said(30, 40))
    assert len(drawn) == CARDS
    by_theme = Counter(one.theme for one in drawn if one.theme is not None)
    assert len(by_theme) == MOST_THEMES
    assert min(by_theme.values()) >= 4


def test_what_is_said_in_the_same_words_is_drawn_once() -> None:
    again = [Excerpt(1000 + n, "The clinic never answers its telephone", 1, n, None, n) for n in range(20)]
    drawn = draw([*_said(5, 60), *again])
    assert len([one for one in drawn if one.number >= 1000]) == 1


def test_the_order_of_what_is_offered_changes_nothing() -> None:
    offered = _said(5, 60)
    assert draw(offered[::-1]) == draw(offered)


def test_where_there_is_less_it_draws_what_there_is() -> None:
    assert len(draw(_said(3, 4))) == 12
    assert draw([]) == []


def test_another_card_is_of_the_same_theme_as_long_as_there_is_one() -> None:
    offered = _said(5, 60)
    drawn = draw(offered)
    another = draw_another(offered, drawn, drawn[0].theme)
    assert another is not None
    assert another.theme == drawn[0].theme
    assert another not in drawn
    only = [one for one in offered if one.theme != drawn[0].theme]
    assert draw_another([*only, *drawn], drawn, drawn[0].theme) in only
    assert draw_another(drawn, drawn, drawn[0].theme) is None
