"""Names and places that a title, a header line or a role beside them gives away."""

import pytest

from nlp.deidentify import Masker, find_identifiers

# {braces} stand around what must be found.
MASKED = [
    "Dr {Nordqvist} at the clinic rang us.",
    "Mrs {Clements} was off sick.",
    "it was some lady, dr {tremayne}, on the phone",
    "i told dr {osoba} everything",
    "then prof {haldane} came round",
    "miss {nelly} sits with me at lunch",
    "thanks miss {nelly}",
    "i only talk to miss {nelly}",
    "mr. {malik} opens the hall",
    "Imam {Idris} listened.",
    "our imam {zubair} lets us in",
    "sister {lorraine} runs the circle",
    "I went with coach {darnell} on Friday.",
    "Coach {Darnell} picks the team.",
    "Present: {Ruth Hollis} (facilitator), {Ben Bright}",
    "Attendees: {Ruth Hollis}, parent lead; {Ben Bright} and Dr {Amina Sesay}",
    "Present: {Ruth Hollis}, {Ben Bright} Typed up by {Ifeoma Dada}",
    "Interviewer: {Ruth Hollis} Date: 12 March",
    "Chair: Dr {S. Malik}, {Ruth Hollis}",
    "I saw Dr {S. Malik} again.",
    "my auntie {folake} cooks for us",
    "notes taken by {Ifeoma Dada} on the day",
    "Interviewer: {Leah Brook}",
    "Present:\n- {Ruth Hollis}\n- {Ben Bright}\n\nWe began late.",
    "I go to {Newham Sixth Form} now.",
    "My cousin is at {Hackney Sixth Form College}.",
    "Try {Well Street Surgery} first.",
    "I rang {Copper Mill Lane Practice} twice.",
    "It's by {Church Road Health Centre}, the big one.",
    "The temple on {Green Street} does food.",
    "We walked up {Mill Lane} and {Old Spring Road}.",
    "{Rose} from the homework club drove me.",
    "{May}, the youth worker, wrote it down.",
    "{Faith}, our keyworker.",
    "{Grace} at the front desk knows me.",
    "It was {Joy} at the library reception.",
    "{Hope} who runs the kitchen is kind.",
    "And {Tyrell} from the youth club drove me.",
]

KEPT = [
    "i miss it",
    "they make you miss netball practice",
    "you miss school and miss football and get told off",
    "i miss netball it was good",
    "dr appointment next week",
    "the dr referred me and the dr quicker than that",
    "ms teams is how we talk",
    "sister said no",
    "the nurse practitioner was nice",
    "my sister attends college",
    "coach said run, so the coach picks us",
    "we went by coach overnight to the sea",
    "sir please can we go",
    "Present: all",
    "Apologies: None",
    "Interviewer: How was it?",
    "It was typed up by hand.",
    "Run by London Youth",
    "Attendees: Housing Team, School Nurse",
    "a sixth form near me",
    "There are shops on the High Street.",
    "The Street is loud. My Road is too. Busy Road outside.",
    "May is when it starts, and in May the youth worker left.",
    "There is a Grace period at the school.",
    "We go back in May who knows why.",
    "They built a New Road and Faith at school matters.",
    "A Rose garden would be nice.",
    "Hope from the start, that is what we need.",
    "Last May, the youth worker, she left.",
    "Reception at the front desk was closed.",
    "Youth Forum-20260312_101500-Meeting Recording",
    "Young Voices Meeting Recording",
    "Dear Duty, is anybody there? Hello Colleague.",
]


def parts_of(marked: str) -> tuple[str, list[str]]:
    """The sentence without its braces, and what stood between them."""
    expected = [piece.partition("}")[0] for piece in marked.split("{")[1:]]
    return marked.replace("{", "").replace("}", ""), expected


@pytest.mark.parametrize("marked", MASKED)
def test_what_is_announced_is_found_exactly(marked: str) -> None:
    text, expected = parts_of(marked)
    assert [text[found.start : found.end] for found in find_identifiers(text)] == expected


@pytest.mark.parametrize("text", KEPT)
def test_what_only_looks_announced_stands(text: str) -> None:
    assert [text[found.start : found.end] for found in find_identifiers(text)] == []


def test_a_full_name_is_masked_wherever_it_or_its_given_name_stands() -> None:
    masked = Masker({}).mask_all(
        [
            "So bright in here. I hope ruth says it, and then Grace did.",
            "It says ben bright on the door, by the grace of God.",
            "Present: Ruth Hollis (facilitator), Ben Bright, Grace Dunmore",
        ]
    )
    assert [one.text for one in masked] == [
        "So bright in here. I hope [name 1] says it, and then [name 2] did.",
        "It says [name 3] on the door, by the grace of God.",
        "Present: [name 1] (facilitator), [name 3], [name 2]",
    ]
