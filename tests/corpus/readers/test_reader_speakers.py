"""Who speaks: the conventions of transcribers and meeting programs, and sentences that only look like them."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers import read
from corpus.readers.labels import Shape, shape_of
from corpus.readers.records import SpokenTurn, Transcript

Turns = list[tuple[str | None, str]]


def turns(text: str, name: str = "talk.txt") -> tuple[SpokenTurn, ...]:
    transcript = read(name, text.encode())
    assert isinstance(transcript, Transcript)
    return transcript.turns


def spoken(text: str, name: str = "talk.txt") -> Turns:
    return [(turn.speaker, turn.text) for turn in turns(text, name)]


CONVENTIONS: dict[str, tuple[str, Turns]] = {
    "colon": (
        "Facilitator: Who helps?\nYP1: My nan.\nShe listens.\nFacilitator: Thanks.",
        [("Facilitator", "Who helps?"), ("YP1", "My nan.\nShe listens."), ("Facilitator", "Thanks.")],
    ),
    "dash": (
        "Chair - Welcome.\n\nP3 - It's far.\n\nP3 \u2013 Too far - really.\n\nChair \u2014 Right.",
        [("Chair", "Welcome."), ("P3", "It's far."), ("P3", "Too far - really."), ("Chair", "Right.")],
    ),
    "time before": (
        "[00:01:02] Int: Hello.\n[00:01:05] P1: Hi.\n00:01:09 Int: So.",
        [("Int", "Hello."), ("P1", "Hi."), ("Int", "So.")],
    ),
    "time within": (
        "Speaker 1 (00:03): Hello.\nSpeaker 2 [00:07]: Hi.",
        [("Speaker 1", "Hello."), ("Speaker 2", "Hi.")],
    ),
    "brackets": (
        "R1 (17, she/her): That's mad.\nR2 (parent): It is.\nR1 (17, she/her): Yes.",
        [("R1 (17, she/her)", "That's mad."), ("R2 (parent)", "It is."), ("R1 (17, she/her)", "Yes.")],
    ),
    "Teams download": (
        "Smith, Jane (NHS)   0:03\nHello all.\nTom\tBright\t0:09\nHi.\nAlso hi.\nSmith, Jane (NHS)   1:02:11\nSo.",
        [("Smith, Jane (NHS)", "Hello all."), ("Tom\tBright", "Hi.\nAlso hi."), ("Smith, Jane (NHS)", "So.")],
    ),
    "old Teams download": (
        "0:0:0.0 --> 0:0:2.480\nSmith, Jane\nHello all.\n0:0:3.1 --> 0:0:4.2\nTom Bright\nHi.",
        [("Smith, Jane", "Hello all."), ("Tom Bright", "Hi.")],
    ),
    "Zoom text": (
        "[Jane Smith] 10:02:03\nHello all.\n\n[Tom Bright] 10:02:09\nHi.",
        [("Jane Smith", "Hello all."), ("Tom Bright", "Hi.")],
    ),
    "Zoom text in a line": (
        "00:01:02 Jane Smith: Hello all.\n00:01:04 Tom Bright: Hi.\n00:01:09 Tom Bright: Yes.",
        [("Jane Smith", "Hello all."), ("Tom Bright", "Hi. Yes.")],
    ),
    "time above": (
        "00:00:03 Speaker 1\nHello all.\n\n00:00:09 Speaker 2\nHi.",
        [("Speaker 1", "Hello all."), ("Speaker 2", "Hi.")],
    ),
    "label alone": ("Facilitator:\nWho helps?\nYP1:\nMy nan.", [("Facilitator", "Who helps?"), ("YP1", "My nan.")]),
    "no space": ("P1:Hello\nP2:Hi\nP1:Bye", [("P1", "Hello"), ("P2", "Hi"), ("P1", "Bye")]),
    "tab": ("Int\tHello.\nP1\tHi.\nInt\tSo.", [("Int", "Hello."), ("P1", "Hi."), ("Int", "So.")]),
    "initials": ("I: Hello?\nR: Hi.\nI: So.\nR: Yes.", [("I", "Hello?"), ("R", "Hi."), ("I", "So."), ("R", "Yes.")]),
    "code of a group": ("FG2-P4: Hello.\nFG2-P1: Hi.", [("FG2-P4", "Hello."), ("FG2-P1", "Hi.")]),
    "one-off names": (
        "Jane: Hello.\nTom: Hi.\nJane: So.\nTom: Yes.\nAmira: Sorry I'm late.",
        [("Jane", "Hello."), ("Tom", "Hi."), ("Jane", "So."), ("Tom", "Yes."), ("Amira", "Sorry I'm late.")],
    ),
    "long roles": (
        "Head of year: One.\nCarers' centre lead: Two.\nHead of year: Three.\nCarers' centre lead: Four.",
        [
            ("Head of year", "One."),
            ("Carers' centre lead", "Two."),
            ("Head of year", "Three."),
            ("Carers' centre lead", "Four."),
        ],
    ),
    "other scripts": (
        "Łucja: Hej.\n李明: 你好。\nŁucja: So.\n李明: 好。",
        [("Łucja", "Hej."), ("李明", "你好。"), ("Łucja", "So."), ("李明", "好。")],
    ),
    "preamble": (
        "Youth forum\n3 May 2026\nVenue: Town hall\n\nFacilitator: Hello.\nYP1: Hi.",
        [
            (None, "Youth forum"),
            (None, "3 May 2026"),
            (None, "Venue: Town hall"),
            ("Facilitator", "Hello."),
            ("YP1", "Hi."),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CONVENTIONS.values(), ids=CONVENTIONS.keys())
def test_conventions(text: str, expected: Turns) -> None:
    assert spoken(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "There are three things: food, sleep and mates.",
        "I said to him: no.",
        "She goes: what?",
        "At 10:30 we had a break.",
        "10:30 was too early.",
        "https://example.org/help: try that.",
        "Honestly: no.",
        "So: that was that.",
        "My mum - she works nights - was asleep.",
        "Monday - nothing.",
        "Well-being is a big word.",
        "The main point: nobody rang.",
        "Question 3: who helps?",
        "What helped me: running, drawing.",
        '"Help": that\'s all it said.',
        "Yes: and no.",
    ],
)
def test_sentences_are_no_speakers(line: str) -> None:
    text = f"Facilitator: Go on.\nYP1: It was like this.\n{line}\nFacilitator: Thanks.\nYP1: Fine."
    assert [speaker for speaker, _ in spoken(text)] == ["Facilitator", "YP1", "Facilitator", "YP1"]
    assert spoken(text)[1][1].endswith(line)


@pytest.mark.parametrize(
    "label",
    ["YP?", "YP3?", "Jane?", "?", "??", "[?]", "Unknown", "ALL", "All", "Everyone", "Several", "Group", "M1", "F2"],
)
@pytest.mark.parametrize("name", ["talk.txt", "talk.srt"])
def test_somebody_the_transcriber_could_not_name_is_a_speaker(label: str, name: str) -> None:
    long = "So it went on and on.\nAnd it never came to what you might call an end.\n" * 6
    for last in ("nobody did.", "nobody"):
        text = f"Facilitator: Who helps?\nYP1: My nan.\nYP3: {last}\n{label}: its all fake\nFacilitator: Right.\n{long}"
        if name == "talk.srt":
            text = captions(text)
            if last == "nobody" and label in {"All", "Everyone", "Several", "Group", "Unknown"}:
                continue  # a sentence may go on so from one caption to the next
        found = [turn for turn in turns(text, name) if "fake" in turn.text]
        assert [(turn.speaker, turn.text) for turn in found] == [(label.strip("[]"), "its all fake")]


def captions(text: str) -> str:
    lines = enumerate(text.splitlines())
    return "\n\n".join(f"{at + 1}\n00:00:{at:02},000 --> 00:00:{at:02},900\n{line}" for at, line in lines)


def test_those_nobody_could_name_have_headings_too() -> None:
    text = "Jane Smith   0:03\nHello all.\nALL   0:09\nHi.\nJane Smith   0:12\nSo."
    assert [speaker for speaker, _ in spoken(text)] == ["Jane Smith", "ALL", "Jane Smith"]


def test_where_nobody_is_labelled_words_for_many_are_speech() -> None:
    assert spoken("We asked them what helps.\nAll: family and friends.")[0][0] is None


@pytest.mark.parametrize(
    "note",
    [
        "Note: everyone went quiet here",
        "NOTE: the tape stops here.",
        "Comment: the tape stops here.",
        "[Note: the tape stops here]",
        "(Transcriber's note: the tape stops here)",
        "[00:01:02] Note: the tape stops here.",
    ],
)
def test_a_note_is_nobodys(note: str) -> None:
    text = f"Facilitator: Go on.\nYP3: nobody did\n{note}\nFacilitator: Thanks.\nYP3: Fine."
    assert spoken(text) == [
        ("Facilitator", "Go on."),
        ("YP3", "nobody did"),
        (None, note),
        ("Facilitator", "Thanks."),
        ("YP3", "Fine."),
    ]


def test_a_note_that_was_said_is_speech() -> None:
    wide = "Facilitator: Who was it that came to see you on the day after you had told the school about"
    end = "YP1: It was the nurse who came and she wrote a thing down for my mum and it was a very long"
    assert [speaker for speaker, _ in spoken(f"{wide}\n{end}\nNote: it went on and on.\nFacilitator: Right.")] == [
        "Facilitator",
        "YP1",
        "Facilitator",
    ]


TEAMS_HEAD = "Weekly call-20260312_180112-Meeting Recording\n{}\n24m 3s\n\nJane Smith started transcription"


@pytest.mark.parametrize(
    "when", ["March 12, 2026, 6:01PM", "Jan 12, 2026, 6:01\u202fPM", "12 March 2026, 18:01", "12/03/2026, 18:01:22"]
)
@pytest.mark.parametrize("heading", ["{name}   {at}", "{at} {name}"])
def test_what_teams_writes_at_head_and_foot_is_nobodys(when: str, heading: str) -> None:
    said = "".join(
        f"\n\n{heading.format(name=name, at=at)}\n{words}"
        for name, at, words in [
            ("Jane Smith", "0:03", "Hello."),
            ("Tom Bright", "0:09", "Hi."),
            ("Jane Smith", "0:12", "So."),
        ]
    )
    head = TEAMS_HEAD.format(when)
    foot = f"Jane Smith stopped transcription\n{when}\n1h 24m 3s"
    found = spoken(f"{head}{said}\n\n{foot}")
    assert [speaker for speaker, _ in found] == [None, "Jane Smith", "Tom Bright", "Jane Smith", None]
    assert found[0][1].split() == head.split()
    assert found[-1][1].split() == foot.split()


def test_a_span_under_a_speakers_heading_was_said() -> None:
    text = "Jane Smith   0:03\nHow long?\nTom Bright   0:09\n24m 3s\nJane Smith   0:12\nOh."
    assert [speaker for speaker, _ in spoken(text)] == ["Jane Smith", "Tom Bright", "Jane Smith"]


def test_a_speakers_name_within_speech_is_no_label() -> None:
    text = "Facilitator: Who helps?\nMum: I do.\nFacilitator: And then?\nMum - she means Nan - is there too.\nMum: Yes."
    assert [speaker for speaker, _ in spoken(text)] == ["Facilitator", "Mum", "Facilitator", "Mum"]


def test_a_text_without_speakers_keeps_each_paragraph_apart() -> None:
    text = "Notes from the day\n\nThere are three things: food, sleep and mates.\n\nWe stopped at 10:30."
    assert [speaker for speaker, _ in spoken(text)] == [None] * 3


def test_wrapped_lines_flow_and_a_name_within_the_flow_is_no_label() -> None:
    text = (
        "Facilitator: Who was it that came to see you on the day after you had told the school\n"
        "about it?\n"
        "YP1: It was the nurse and also the one who always sits with us at lunch, you know who\n"
        "Brenda: she was lovely, and then we went off and had a walk around the field and that\n"
        "was it.\n"
    )
    assert [speaker for speaker, _ in spoken(text)] == ["Facilitator", "YP1"]
    assert "know who Brenda: she" in spoken(text)[1][1]
    assert "\n" not in "".join(said for _, said in spoken(text))


def test_times_are_taken_from_labels_and_from_lines_of_their_own() -> None:
    text = "[00:01:02] Int: Hello.\n00:01:30\nP1: Hi.\nInt (0:02:00): So.\nP1: Yes."
    assert [turn.started_at for turn in turns(text)] == [62.0, 90.0, 120.0, None]


def test_a_meeting_program_speaks_for_nobody() -> None:
    said = "Jane Smith   0:03\nHello.\n\nTom Bright   0:08\nHi."
    text = f"Jane Smith started transcription\n\n{said}\n\nJane Smith stopped transcription"
    assert [speaker for speaker, _ in spoken(text)] == [None, "Jane Smith", "Tom Bright", None]


def test_an_agenda_is_no_transcript() -> None:
    text = "Welcome    10:00\nTalk    10:30\nLunch    12:30\nClose    15:00\n"
    assert {speaker for speaker, _ in spoken(text)} == {None}


@pytest.mark.parametrize(
    "lines",
    [
        ("[00:01:02] Int: How was it?", "[00:01:09] YP1: Good"),
        ("00:01:02 Int: How was it?", "00:01:09 YP1: Good"),
        ("(0:01:02) Int: How was it?", "(0:01:09) YP1: Good"),
        ("00:01:02 - Int: How was it?", "00:01:09 - YP1: Good"),
        ("10:02:03 AM Int: How was it?", "10:02:09 AM YP1: Good"),
        ("[00:01:02] Int:How was it?", "[00:01:09] YP1:Good"),
        ("[00:01:02]\tInt\tHow was it?", "[00:01:09]\tYP1\tGood", "[00:01:12]\tInt\tGo on"),
        ("[00:01:02] Int: How was it?", "[00:01:09] YP1: Good", "[00:01:12] Int: Go on", "[00:01:15] YP1: Really Good"),
    ],
)
def test_a_short_reply_after_a_time_is_a_turn(lines: Sequence[str]) -> None:
    found = turns("\n".join(lines))
    assert [turn.speaker for turn in found] == (["Int", "YP1"] * 2)[: len(lines)]
    assert (found[0].text, found[1].text) == ("How was it?", "Good")
    assert found[0].started_at is not None


def test_a_short_reply_before_a_time_is_a_turn() -> None:
    text = "Int: How was it? [00:01:02]\nYP1: Good [00:01:09]\nInt: Well   00:01:12\nYP1: Fine 00:01:15"
    assert [speaker for speaker, _ in spoken(text)] == ["Int", "YP1", "Int", "YP1"]


def test_a_heading_may_end_in_a_colon() -> None:
    text = "Jane Smith:   0:03\nHello\nTom Bright:   0:09\nHi\nSpeaker 3: 0:12\nYes"
    assert [turn.speaker for turn in turns(text)] == ["Jane Smith", "Tom Bright", "Speaker 3"]
    assert spoken("00:03 Speaker 1:\nHello\n00:09 Speaker 2:\nHi") == [("Speaker 1", "Hello"), ("Speaker 2", "Hi")]


@pytest.mark.parametrize(
    ("label", "shape"),
    [
        ("YP1", Shape.CODE),
        ("P 3", Shape.CODE),
        ("R1 (17, she/her)", Shape.CODE),
        ("Young person 2", Shape.ROLE),
        ("PARENT 1", Shape.ROLE),
        ("Smith, Jane (NHS)", Shape.NAME),
        ("Dr. Anne O'Neil", Shape.NAME),
        ("Maria de la Cruz", Shape.NAME),
        ("Head of year", Shape.NAME),
        ("my other half", Shape.NONE),
        ("jane", Shape.PHRASE),
        ("I said", Shape.NONE),
        ("What we did. Then", Shape.NONE),
        ("Note", Shape.NONE),
        ("", Shape.NONE),
        ("(laughs)", Shape.NONE),
        ("Q3", Shape.NONE),
        ("YP?", Shape.UNKNOWN),
        ("Jane Smith?", Shape.UNKNOWN),
        ("??", Shape.UNKNOWN),
        ("ALL", Shape.UNKNOWN),
        ("Several voices", Shape.UNKNOWN),
        ("Group", Shape.UNKNOWN),
        ("all", Shape.NONE),
        ("Why?", Shape.NONE),
        ("Is it? Jane?", Shape.NONE),
        ("YP1: Good", Shape.NONE),
        ("李明：好", Shape.NONE),
    ],
)
def test_shapes(label: str, shape: Shape) -> None:
    assert shape_of(label) is shape


_words = (
    "Facilitator YP1 P3 Jane Smith Int I said no so There are three things help https://a.uk 10:30 0:03 [00:01:02] "
    "0:05.000 WEBVTT NOTE Note - – : :: ; . ? (NHS) (17, she/her) 1 2 3 été 李明 -- two- and Dr. started transcription"
)
_word = st.sampled_from(_words.split())
_space = st.sampled_from([" ", " ", " ", ": ", ":", "   ", "\t", " - "])
_line = st.lists(st.tuples(_word, _space), max_size=12).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
_text = st.lists(_line, min_size=1, max_size=25).map("\n".join)
_time = re.compile(r"\d+(?:[:.]\d+)*")


@settings(max_examples=200, deadline=None)
@given(text=_text.filter(lambda text: text.strip() and "-->" not in text))
def test_nothing_said_is_lost_or_made_up(text: str) -> None:
    """Every word is in a turn, but for labels and times; and no turn has a word that the file has not."""
    if text.lstrip().startswith("WEBVTT"):
        return
    words = Counter(re.findall(r"\w+", text))
    found = turns(text)
    kept = Counter(re.findall(r"\w+", " ".join(turn.text for turn in found)))
    assert not kept - words
    labels = set(re.findall(r"\w+", " ".join(turn.speaker or "" for turn in found)))
    lost = {word for word in words - kept if not word.isdigit()}
    assert lost <= labels | _labels_without_speech(text)


def _labels_without_speech(text: str) -> set[str]:
    """A label on a line of its own, with no speech to follow, makes no turn."""
    return {word for line in text.splitlines() if len(line) < 120 for word in re.findall(r"\w+", line.split(":")[0])}
