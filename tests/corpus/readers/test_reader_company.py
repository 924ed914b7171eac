"""Who speaks but once: a speaker to be told from words that stand where a sentence was cut in two."""

from collections.abc import Sequence

import pytest

from corpus.readers import read
from corpus.readers.records import Transcript

WIDE = "Facilitator: Who was it that came to see you on the day after you had told the school"
FULL = ["Jane Smith: Hello.", "Tom Bright: Hi.", "Jane Smith: Welcome."]
FIRST = ["Jane: Hello.", "Tom: Hi.", "Jane: Welcome.", "Tom: Thanks."]
CODES = ["Facilitator: Who helps?", "YP1: My nan.", "Facilitator: Go on."]
LOOSE = ["Jane Smith: so what I wanted", "Tom Bright: yeah go on", "Jane Smith: was that they", "never rang us"]


def speakers(lines: Sequence[str], name: str) -> list[str | None]:
    transcript = read(name, (captions(lines) if name.endswith(".vtt") else "\n".join(lines)).encode())
    assert isinstance(transcript, Transcript)
    return list(transcript.speakers)


def captions(lines: Sequence[str]) -> str:
    """A caption for each line, a second after the one before; a bar breaks the line within a caption."""
    cues = [
        f"{at}\n00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\n{line}"
        for at, line in enumerate(lines)
    ]
    return "\n\n".join(["WEBVTT", *cues]).replace("|", "\n")


SPOKEN_ONCE = {
    "every caption is labelled": ([*FULL, "Jane Smith: So I think we", "Amira Khan: Sorry, can I"], "Amira Khan"),
    "everyone speaks once": (["Jane Smith: hello there", "Tom Bright: hi", "Amira Khan: hi both"], "Amira Khan"),
    "only turns are labelled": (
        [*FULL, "So we had some time", "and then we", "Amira Khan: Sorry, can I"],
        "Amira Khan",
    ),
    "after a word that wants another": (
        [*FULL, "And I wanted", "to ask you about the", "Amira Khan: Sorry!", "Am I late?"],
        "Amira Khan",
    ),
    "first names, one to a caption": ([*FIRST, "Jane: So I think we", "Leo: No"], "Leo"),
    "first names, turns labelled": ([*FIRST, "I was thinking", "of all the things we", "did there", "Leo: No"], "Leo"),
    "no full stops at all": ([*LOOSE, "so I went to the", "Amira Khan: can I say", "Tom Bright: go on"], "Amira Khan"),
    "three names": ([*FULL, "And then we", "Maria de Souza: Sorry, can I"], "Maria de Souza"),
    "a title": ([*FULL, "And then we", "Dr Amira Khan: Sorry, can I"], "Dr Amira Khan"),
    "surname first": ([*FULL, "And then we", "Khan, Amira (NHS): Sorry, can I"], "Khan, Amira (NHS)"),
    "a name beside codes": ([*CODES, "And then we", "Amira Khan: Sorry, can I"], "Amira Khan"),
    "a code": ([*CODES, "And then we had the", "YP2: Sorry, can I"], "YP2"),
    "a role": ([*CODES, "And then we", "Parent: Sorry, can I"], "Parent"),
    "cut short": ([*CODES, "And then we met the —", "Amira Khan: Sorry, can I"], "Amira Khan"),
    "another script": ([*FULL, "And then we", "李 明: 你好"], "李 明"),
}


@pytest.mark.parametrize(("lines", "speaker"), SPOKEN_ONCE.values(), ids=SPOKEN_ONCE.keys())
def test_whoever_speaks_once_in_captions_is_a_speaker(lines: Sequence[str], speaker: str) -> None:
    assert speaker in speakers(lines, "talk.vtt")


@pytest.mark.parametrize(
    "lines",
    [
        ["Jane Smith: I think that", "Amira Khan: Yes it is."],
        ["Jane Smith: I think that they", "Amira Khan: Yes it is.", "Jane Smith: Right."],
        ["Jane: I think that they", "Amira: Yes it is.", "Jane: Right."],
        ["YP1: I think that they never came", "Amira Khan: Yes they did.", "YP1: Right."],
        ["Int\tWho was it?", "P1\tIt was the nurse who came", "Amira\tIt was not", "P1\tIt was.", "Int\tRight."],
        ["P1:It was the nurse who came", "Amira:It was not", "P1:It was.", "P2:Right."],
        ["Chair - Welcome to all", "P1 - Hi.", "P1 - It was the nurse who came here", "Amira - Yes", "P1 - Bye."],
    ],
)
def test_whoever_speaks_once_in_text_is_a_speaker(lines: Sequence[str]) -> None:
    assert {"Amira Khan", "Amira"} & set(speakers(lines, "talk.txt"))


def test_times_on_the_lines_part_them() -> None:
    lines = [*(f"[00:00:0{at}] {line}" for at, line in enumerate(FIRST)), "[00:00:08] Leo: Because I went to"]
    assert speakers([*lines, "[00:00:09] Amira: No"], "talk.txt") == ["Jane", "Tom", "Leo", "Amira"]


NO_LABELS = {
    "a list": [*FULL, "So as I told them", "There are three things: food, sleep and mates."],
    "a lower-case list": [*FULL, "So as I told them", "there are three things: food, sleep and mates."],
    "reported speech": [*FULL, "And then my nan", "She said to me: don't."],
    "a first name beside codes": [*CODES, "And there was one who", "Brenda: she was lovely"],
    "a first name beside full names": [*FULL, "and there is a nurse called", "Brenda: she was lovely"],
    "a place after a word that wants it": [*FIRST, "and then we all went to", "London: it was great"],
    "a role in lower case": [*CODES, "and then there is my", "mum: she works nights"],
    "within a caption": [*CODES, "it was the nurse you know|Brenda Khan: she was lovely"],
    "within a caption, after a comma": [*FULL, "it was the nurse,|Brenda Khan: she was lovely"],
    "a place where turns end in full stops": [*FULL * 5, "we went by bus to", "New Street Station: it was shut."],
    "five words and more": [*FULL, "and so we did", "Big Red Bus Club Three Night: it was great"],
    "a field of a form": [*FULL, "and so we did", "Location: it was the town hall"],
    "no labels at all": ["We went home.", "London: it was great.", "And then", "we left", "for good."],
    "no labels, unfinished": ["We went to", "New Street Station: it was shut", "and then", "we left", "for good"],
}


@pytest.mark.parametrize("lines", NO_LABELS.values(), ids=NO_LABELS.keys())
def test_words_where_a_sentence_was_cut_are_no_speaker(lines: Sequence[str]) -> None:
    assert set(speakers(lines, "talk.vtt")) <= {"Jane Smith", "Tom Bright", "Jane", "Tom", "Facilitator", "YP1", None}


@pytest.mark.parametrize(
    "end",
    [
        "it was the nurse and also the one who always sits with us at lunch, you know who\nBrenda: she was",
        "it was the nurse and also the one who always sits with us at lunch, you know who\nBrenda Khan: she was",
        "it was the nurse and also the one who always sits with us at lunch, and it was my\nMum: she was",
        "and after that we would go and take the bus the three of us all together out to\nNew Street: it was",
        "and after that we would go and take the bus the three of us all together out to\nLondon: it was",
        "and after that we would go and take the bus the three of us and we said that the\nMain Thing: it was",
        "and after that we would go and take the bus the three of us and as I said\nthere are three things: it was",
    ],
)
def test_a_name_where_a_line_is_wrapped_is_no_speaker(end: str) -> None:
    text = f"{WIDE}\nabout it?\nYP1: Well,\n{end} lovely, and then we went off.\nFacilitator: Right."
    assert speakers(text.splitlines(), "talk.txt") == ["Facilitator", "YP1"]


def test_a_name_in_full_where_a_wrapped_line_ends_a_turn_is_a_speaker() -> None:
    lines = ["Tom Bright: I do not know that", "Jane Smith: Who was it that came to see you on the day after you told"]
    text = [*lines, "them all about it and what did they say to you when you said that it was so bad for you", *lines]
    assert "Amira Khan" in speakers([*text, "all of them and then", text[2], "Amira Khan: It was me"], "talk.txt")


def test_a_heading_that_comes_once_is_set_like_the_others() -> None:
    lines = ["00:03 Jane Smith", "hello all", "00:09 Tom Bright", "hi", "00:12 Jane Smith", "so"]
    assert speakers(lines, "talk.txt") == ["Jane Smith", "Tom Bright"]
    assert speakers([*lines, "We stopped then", "Tea 10:30"], "talk.txt") == ["Jane Smith", "Tom Bright"]
