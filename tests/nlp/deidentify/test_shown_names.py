"""Names that are words too, that nobody knows or that have no capital, and places beside them, by what shows them."""

import pytest

from nlp.deidentify import find_identifiers
from nlp.deidentify.lists import is_common, is_word
from nlp.deidentify.unknown import is_typed_wrong, is_unknown

# {braces} stand around what must be found.
MASKED = [
    "{Hope} hasn't slept since the letter.",
    "{Christian} won't go in and I can't carry him.",
    "{Grace} is my middle one and she's the worry.",
    "{Melody} sings, that is how we know.",
    "{May}, that's my mum, was there.",
    "{Destiny} and {Success} are siblings.",
    "We lost {Patience} to the private sector.",
    "I wish {Autumn} would come back.",
    "I said to my {Bill}, I said no.",
    "We named her {Sunday} because of the day.",
    "{Quillon} in my class bites himself.",
    "I spoke to a {Gavin}, then I got cut off.",
    "I'm with the {Okafors} now.",
    "My tutor goes {LEAH} GET DOWN in front of everyone.",
    "It was {Big Tone} and me.",
    "{A.J.} came back last week.",
    "Pandit {Vishnu} blessed him.",
    "They wrote {Zee} on it.",
    "if {lily} hadnt picked up id not be here",
    "{will} got me through it, him and {max}",
    "so i goes to {mark}, help me",
    "me and {dougie} against the world, i swear",
    "there were three of us, me, {lex} and {bez}",
    "i ring my sister {grace} every night",
    "nobody believes {shay} hes always in trouble, i know",
    "i only like the one with the tattoos, {gaz}",
    "i swear {mercy} is the only girl who prays",
    "the counsellor is called miss {pryce} but she only does tuesdays",
    "everyone loves {ruby} and i do too",
    "thing is {talomun} aint a liar, i believe her",
    "They did what {Drarizan} said.",
    "It was for {Mercy}, and she knows.",
    "i was there when {hope} got excluded and he wasnt even in it",
    "{CJ} said he'd come.",
    "{jade} and {amber} were at lunch",
    "{Tolland Met} let me start again.",
    "The councillor for {Upper Garrow} has asked twice.",
    "They said that the {Garrow} hasn't had one.",
    "He's been at the {Willows} since March.",
    "I went to the {Coltman UTC}.",
    "im at {bishop ridley} now",
    "she works nights at {princess margarets}",
    "my lad got put on the {rowan unit}",
    "i live w my nan in {quarry close}",
    "My two are {8 and 11}.",
    "He came to me at {three}, with a bag.",
    "She's just gone {fourteen}, and she's wasting away.",
    "I'm a mum of {four}.",
    "I'm the {only girl of five}.",
    "i play as {MoonRat2210} on fortnite",
    "ig is {sadboi.tolly} by the way",
    "I turn {sixteen} on {9 November}.",
]
KEPT = [
    "Joy, that's what they wrote on the wall, Joy and Hope and Peace.",
    "Hope and Trust came up at every table.",
    "Will there be food? May I bring my sister?",
    "Mark my words. Chase them up. Drew a picture.",
    "Summer holidays are long. Ginger tea helps. Ruby red lipstick.",
    "Paramedics were kind. Porridge was cold. Definately late.",
    "They sent us to Tier 3 and then to Section 17.",
    "i can hope, i can pray, i can bill my dad lol",
    "ngl its bare peak innit, fam just leave it",
    "my dad doesnt and my mum wont",
    "i recieved a leter from teh clinic",
    "Are you between 15 and 19 years old?",
    "I came from Asmara, then Khartoum, then Kabul.",
    "He used to work for Intermap Technologies.",
    "There were twenty-eight children in the class.",
]


def parts_of(marked: str) -> tuple[str, list[str]]:
    """The sentence without its braces, and what stood between them."""
    expected = [piece.partition("}")[0] for piece in marked.split("{")[1:]]
    return marked.replace("{", "").replace("}", ""), expected


@pytest.mark.parametrize("marked", MASKED)
def test_what_is_shown_is_found_exactly(marked: str) -> None:
    text, expected = parts_of(marked)
    assert [text[found.start : found.end] for found in find_identifiers(text)] == expected


@pytest.mark.parametrize("text", KEPT)
def test_what_nothing_shows_stands(text: str) -> None:
    assert [text[found.start : found.end] for found in find_identifiers(text)] == []


def test_a_word_that_only_its_capital_shows_is_doubtful() -> None:
    (found,) = find_identifiers("Then they gave it to Spindle.")
    assert found.is_doubtful


@pytest.mark.parametrize("word", ["paramedics", "porridge", "colour", "hoodie", "timekeeper"])
def test_words_are_known_though_few_are_common(word: str) -> None:
    assert not is_unknown(word)


def test_the_dictionary_has_what_is_not_common() -> None:
    assert is_word("nightie")
    assert not is_common("quillon")
    assert not is_word("quillon")


@pytest.mark.parametrize(("word", "wrong"), [("recieved", True), ("definately", True), ("ottoline", False)])
def test_a_slip_of_the_keys_is_told(word: str, wrong: bool) -> None:
    assert is_typed_wrong(word, 5) is wrong
