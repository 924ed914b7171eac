"""What a person decides of the masking goes before what the rules found."""

import pytest

from nlp.deidentify import Decided, Draft, Masker, decide, draft

TEXTS = [
    "My friend Zanele went to Hill Road School with Rose.",
    "Zanele rang. Rose rang too, from Zork Corner, and zork corner was cold.",
    "A rose is a rose.",
]


@pytest.fixture
def drafts() -> list[Draft]:
    return [draft(text, masked) for text, masked in zip(TEXTS, Masker({}).mask_all(TEXTS), strict=True)]


def _masked(drafts: list[Draft], decided: Decided) -> list[str]:
    return [one.masked for one in decide(drafts, decided)]


def test_without_a_decision_it_is_as_the_rules_have_it(drafts: list[Draft]) -> None:
    assert [one.masked for one in drafts] == [one.text for one in Masker({}).mask_all(TEXTS)]
    assert decide(drafts, Decided()) == drafts


def test_words_are_left_standing_everywhere(drafts: list[Draft]) -> None:
    first, second, _ = _masked(drafts, Decided({"zanele": ""}))
    assert first.startswith("My friend Zanele went to [school 1]")
    assert second.startswith("Zanele rang.")


def test_words_that_no_rule_saw_are_masked_however_they_are_written(drafts: list[Draft]) -> None:
    _, second, _ = _masked(drafts, Decided({"zork corner": "place"}))
    assert second.count("[place 1]") == 2
    assert "ork" not in second


def test_the_same_words_get_the_number_that_they_have(drafts: list[Draft]) -> None:
    """“Rose” is a name in one place by the rules, or in none: by hand it is the same one in all."""
    first, second, third = _masked(drafts, Decided({"rose": "name"}))
    number = second.split(" rang too")[0].split(". ")[1]
    assert first.endswith(f"with {number}.")
    assert third == f"A {number} is a {number}."


def test_a_place_goes_before_its_words(drafts: list[Draft]) -> None:
    start = TEXTS[1].index("Zanele")
    place = (1, start, start + len("Zanele"))
    first, second, _ = _masked(drafts, Decided({}, {place: ""}))
    assert "Zanele" not in first
    assert second.startswith("Zanele rang.")
    first, second, _ = _masked(drafts, Decided({"zanele": ""}, {place: "name"}))
    assert "Zanele" in first
    assert "Zanele" not in second


def test_a_place_of_words_that_were_added_can_be_left(drafts: list[Draft]) -> None:
    start = TEXTS[2].index("rose")
    _, _, third = _masked(drafts, Decided({"rose": "name"}, {(2, start, start + 4): ""}))
    assert third.startswith("A rose is a [name")


def test_what_is_masked_and_what_stands_for_it_go_together(drafts: list[Draft]) -> None:
    for one in decide(drafts, Decided({"zork corner": "place", "zanele": ""})):
        text = one.masked
        for replacement, words in one.replaced:
            assert replacement in text
            text = text.replace(replacement, words, 1)
        assert text == one.text


def test_another_kind_gets_its_own_word(drafts: list[Draft]) -> None:
    _, second, _ = _masked(drafts, Decided({"zanele": "user name"}))
    assert second.startswith("[user name] rang.")
