"""Captions: Teams' voices, Zoom's names in the text, SubRip, and files that are a little wrong."""

import pytest

from corpus.readers import read
from corpus.readers.records import Transcript


def spoken(name: str, text: str) -> list[tuple[str | None, str, float | None]]:
    transcript = read(name, text.encode())
    assert isinstance(transcript, Transcript)
    return [(turn.speaker, turn.text, turn.started_at) for turn in transcript.turns]


TEAMS = """WEBVTT
Kind: captions

NOTE made by Teams
on a Tuesday

STYLE
::cue { color: lime }

7c41f0d2-93ab/9-0
00:00:03.120 --> 00:00:11.313 align:start
<v Jane Smith>Hello &amp; welcome.</v>

7c41f0d2-93ab/9-1
00:00:12.000 --> 00:00:13.000
<v Jane Smith>Tom: that's <i>you</i>,
isn't it?</v>

00:00:14.000 --> 00:00:16.000
<v.loud Tom Bright>Yes.</v> <v Jane Smith>Good.</v>
"""


def test_teams_voices() -> None:
    # the title block's "Kind: captions" is part of the file's heading and never said
    assert spoken("talk.vtt", TEAMS) == [
        ("Jane Smith", "Hello & welcome. Tom: that's you, isn't it?", 3.12),
        ("Tom Bright", "Yes.", 14.0),
        ("Jane Smith", "Good.", 14.0),
    ]


ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:02.000
Jane Smith: Hello.

2
00:00:02.000 --> 00:00:03.000
And welcome.

3
00:00:03.000 --> 00:00:04.000
Tom Bright: Hi.

4
01:00:04.500 --> 01:00:05.000
Jane Smith: So there are three things: food,

5
01:00:05.000 --> 01:00:06.000
Jane Smith: sleep.
""".replace("\n", "\r\n")
ZOOMED = [
    ("Jane Smith", "Hello. And welcome.", 1.0),
    ("Tom Bright", "Hi.", 3.0),
    ("Jane Smith", "So there are three things: food, sleep.", 3604.5),
]


@pytest.mark.parametrize("name", ["talk.vtt", "talk.txt", "TALK.VTT"])
def test_zoom_names_in_the_text(name: str) -> None:
    assert spoken(name, ZOOM) == ZOOMED


@pytest.mark.parametrize("name", ["talk.srt", "talk.txt"])
def test_subrip(name: str) -> None:
    text = ZOOM.removeprefix("WEBVTT\r\n\r\n").replace("-->", " --> ").replace(".000", ",000").replace(".500", ",500")
    assert spoken(name, text) == ZOOMED


def test_a_cue_with_several_speakers_and_no_blank_lines() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nYP1: Hi\nYP2: Hello.\n2\n00:00:03,000 --> 00:00:04,000\nthere.\n"
    assert spoken("talk.srt", text) == [("YP1", "Hi", 1.0), ("YP2", "Hello. there.", 1.0)]


def test_a_number_that_was_said_is_kept() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nYP1: How many?\nYP2:\n40\n\n2\n00:00:03,000 --> 00:00:04,000\n41\n"
    assert spoken("talk.srt", text) == [("YP1", "How many?", 1.0), ("YP2", "40 41", 1.0)]


def test_captions_that_name_nobody_keep_their_sentences() -> None:
    cues = ["00:01.000 --> 00:02.000\nWe went", "00:02.000 --> 00:03.000\nhome.", "00:03.000 --> 00:04.000\nThen"]
    text = "\n\n".join(["WEBVTT", *cues])
    assert [(speaker, said.replace("\n", " ")) for speaker, said, _ in spoken("talk.vtt", text)] == [
        (None, "We went home. Then")
    ]


def test_text_without_any_times_is_still_read() -> None:
    assert spoken("talk.srt", "YP1: Hello.\nYP2: Hi.") == [("YP1", "Hello.", None), ("YP2", "Hi.", None)]


def captions(*cues: str) -> str:
    timed = (f"00:00:{at:02}.000 --> 00:00:{at:02}.900\n{cue}" for at, cue in enumerate(cues))
    return "\n\n".join(["WEBVTT", *timed])


@pytest.mark.parametrize(
    "label",
    [
        "iPhone di Fatima",
        "Mum's iPad",
        "fatima",
        "samsung SM-A515F",
        "iPad de la sala 2",
        "sam (he/him)",
        "07700 900417",
    ],
)
@pytest.mark.parametrize("before", ["Hi there.", "hi and so I went to"])
def test_a_display_name_in_lower_case_is_a_speaker(label: str, before: str) -> None:
    text = captions("Jane Smith: Hello.", f"Tom Bright: {before}", f"{label}: can you hear", "Jane Smith: Yes we can.")
    assert [(speaker, said) for speaker, said, _ in spoken("talk.vtt", text)] == [
        ("Jane Smith", "Hello."),
        ("Tom Bright", before),
        (label, "can you hear"),
        ("Jane Smith", "Yes we can."),
    ]


def test_a_display_name_is_a_speaker_where_most_captions_are_labelled() -> None:
    labelled = ["Jane Smith: Hello.", "Tom Bright: Hi.", "And so.", "Jane Smith: Right.", "Tom Bright: Bye."]
    text = captions(*labelled, "iPhone di Fatima: can you hear", "me", "Jane Smith: Yes.")
    assert ("iPhone di Fatima", "can you hear me", 5.0) in spoken("talk.vtt", text)


@pytest.mark.parametrize(
    "cues",
    [
        ["and what helps us", "food: that is what"],
        ["and I went to the", "corner shop: it was shut"],
        ["and we", "went out walking: it was great"],
        ["and then", "what my mum said: no"],
        ["and then", "big red bus club for nobody: it was shut"],
        ["and then|corner shop: it was shut"],
    ],
)
def test_a_sentence_that_runs_over_captions_is_no_speaker(cues: list[str]) -> None:
    labelled = ["Jane Smith: Hello.", "Tom Bright: Hi.", "Jane Smith: So.", "Tom Bright: Yes.", "Jane Smith: Well,"]
    text = captions(*labelled, *(cue.replace("|", "\n") for cue in cues))
    assert {speaker for speaker, _, _ in spoken("talk.vtt", text)} == {"Jane Smith", "Tom Bright"}


def test_where_few_captions_are_labelled_lower_case_words_are_speech() -> None:
    text = captions("Jane Smith: Hello.", "Tom Bright: Hi.", "Jane Smith: So", *["we went"] * 5, "corner shop: shut")
    assert {speaker for speaker, _, _ in spoken("talk.vtt", text)} == {"Jane Smith", "Tom Bright"}


@pytest.mark.parametrize("mark", ["- ", "-", "\u2013 ", ">> ", "&gt;&gt; "])
def test_a_mark_before_the_label_is_no_part_of_it(mark: str) -> None:
    cues = [f"{mark}Interviewer: How was it?", f"{mark}YP1: Long.\n{mark}Interviewer: And then?", "- two, - three"]
    text = captions(*cues).removeprefix("WEBVTT\n\n").replace(".", ",")
    found = [(speaker, said) for speaker, said, _ in spoken("talk.srt", f"1\n{text}")]
    assert found == [("Interviewer", "How was it?"), ("YP1", "Long,"), ("Interviewer", "And then? - two, - three")]
