import pytest

from nlp.themes.naming import shared_words, theme_name


@pytest.mark.parametrize(
    ("keywords", "name"),
    [
        (["bus", "late", "stop"], "Bus"),
        (["2019", "bus"], "Bus"),
        (["dog", "dogs", "dog walks", "park"], "Dog"),
        ([], "Theme 1"),
        (["123"], "Theme 1"),
    ],
)
def test_a_theme_is_called_by_its_first_word(keywords: list[str], name: str) -> None:
    assert theme_name(keywords, taken=[]) == name


def test_a_name_is_unlike_all_that_are_taken() -> None:
    keywords = ["bus", "buses", "late", "stop", "cold", "driver"]
    taken: list[str] = []
    for _ in range(6):
        taken.append(theme_name(keywords, taken=taken))
    assert taken == [
        "Bus",
        "Bus and buses",
        "Bus, buses and late",
        "Bus, buses, late and stop",
        "Theme 5",
        "Theme 6",
    ]


def test_shared_words_come_in_the_order_of_how_many_use_them() -> None:
    texts = ["the bus is late", "a bus stop", "Bus, late again", "late bus"]
    keywords = {"stop": 9.0, "late": 1.0, "bus": 0.5}
    assert shared_words(keywords, texts) == ("bus", "late")


def test_one_text_said_often_is_one_text() -> None:
    assert shared_words({"bus": 1.0}, ["bus now", "BUS now"]) == ()
    assert shared_words({"bus": 1.0}, ["bus now", "bus then"]) == ("bus",)


@pytest.mark.parametrize("keywords", [{}, {"tram": 1.0}, {"bus": 1.0}])
def test_words_that_less_than_half_use_hold_nothing_together(keywords: dict[str, float]) -> None:
    assert shared_words(keywords, ["bus", "bus stop", "dog", "cat", "hat"]) == ()


def test_a_word_is_found_at_its_beginning_only() -> None:
    assert shared_words({"art": 1.0}, ["party", "start", "heart"]) == ()
    assert shared_words({"art": 1.0}, ["arts", "artist", "heart"]) == ("art",)
