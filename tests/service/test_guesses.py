from pathlib import Path
from typing import Any

import pytest
import yaml

import service
from corpus import readers
from corpus.readers.records import SpokenTurn, Table, Transcript
from service.workflow.guesses import guess_age_band, guess_columns, guess_role, guess_speakers

SAMPLE = sorted((Path(service.__file__).parent / "starter" / "sample").glob("*/event.yaml"))


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("YP1", "young person"),
        ("YP 12", "young person"),
        ("Parent 2", "parent or carer"),
        ("Mum of two", "parent or carer"),
        ("Carers' centre lead", "voluntary or community sector"),
        ("R6 (imam)", "faith group"),
        ("Smith, Jane (NHS)", "professional"),
        ("Head of year", "professional"),
        ("GP", "professional"),
        ("Resident 3", "citizen"),
        ("P3", None),
        ("Ahead", None),
        ("", None),
    ],
)
def test_roles_are_read_from_labels(label: str, role: str | None) -> None:
    assert guess_role(label) == role


@pytest.mark.parametrize(
    ("label", "band"),
    [
        ("R1 (17, she/her)", "16-17"),
        ("R3 (9)", "under 11"),
        ("Leo, aged 13", "11-13"),
        ("Mo 14 yrs", "14-15"),
        ("R7 (25)", "18-25"),
        ("R7 (42)", "26 and over"),
        ("YP1", None),
        ("P3", None),
    ],
)
def test_ages_are_read_from_labels(label: str, band: str | None) -> None:
    assert guess_age_band(label) == band


def spoken(*turns: tuple[str | None, str]) -> Transcript:
    return Transcript(tuple(SpokenTurn(speaker, text) for speaker, text in turns))


@pytest.mark.parametrize("label", ["Facilitator", "Facilitator 2", "Int", "INTERVIEWER", "Chair", "Moderator", "Host"])
def test_facilitators_are_known_by_their_labels(label: str) -> None:
    guesses = guess_speakers(spoken((label, "Welcome."), ("Amara", "Hello.")))
    assert [guess.part for guess in guesses] == ["facilitator", "contributor"]


def test_whoever_mostly_asks_is_a_facilitator() -> None:
    turns = [("Dionne", "And how was that? Tell us."), ("Kai", "Fine. Long.")] * 5
    assert [guess.part for guess in guess_speakers(spoken(*turns))] == ["facilitator", "contributor"]


def test_whoever_sits_beside_a_participant_is_a_facilitator() -> None:
    guesses = guess_speakers(spoken(("Dan", "Go on."), ("Participant", "I was saying.")))
    assert [guess.part for guess in guesses] == ["facilitator", "contributor"]


def test_speech_without_a_name_is_context_unless_there_is_nothing_else() -> None:
    assert guess_speakers(spoken((None, "Recorded in March."), ("YP1", "Hi.")))[0].part == "facilitator"
    assert guess_speakers(spoken((None, "I just wanted help.")))[0].part == "contributor"


@pytest.mark.parametrize(
    ("label", "audience", "role"),
    [
        ("Amara", "young people", "young person"),
        ("Amara", "parents and carers", "parent or carer"),
        ("Amara", "young people and parents", None),
        ("Amara", "mixed", None),
        ("R5 (45)", "young people", None),
        ("GP", "young people", "professional"),
    ],
)
def test_the_audience_stands_in_for_a_label(label: str, audience: str, role: str | None) -> None:
    guesses = guess_speakers(spoken(("Int", "Welcome."), (label, "Hello.")), audience=audience)
    assert guesses[1].role == role


def test_every_turn_is_counted_and_one_is_shown() -> None:
    guess = guess_speakers(spoken(("YP1", "Yeah."), ("YP1", "I waited for eleven months."), ("YP1", "So.")))[0]
    assert (guess.turns, guess.example) == (3, "I waited for eleven months.")


def table(**columns: list[str]) -> Table:
    return Table(tuple(columns), tuple(zip(*columns.values(), strict=True)))


@pytest.mark.parametrize(
    ("name", "cells", "use"),
    [
        ("Comments", ["they were kind and they listened to me", "too long a wait for somebody so small"], "answer"),
        ("What would you change?", ["waiting lists", "more staff"], "answer"),
        ("Respondent ID", ["1", "2"], "person"),
        ("Comment ID", ["NEAS PTS 1 Q1", "NEAS PTS 2 Q1"], "leave out"),
        ("I am a", ["parent", "young person"], "role"),
        ("Age group", ["14-15", "16-17"], "age band"),
        ("Which area do you live in", ["North", "South"], "locality"),
        ("Full name", ["Jo Bloggs", "Al Smith"], "leave out"),
        ("Home_postcode", ["E1 1AA", "E2 2BB"], "leave out"),
        ("Submitted", ["2026-03-01", "2026-03-02"], "leave out"),
        ("Rating", ["4", "5"], "other attribute"),
        ("Consent", ["yes", "yes"], "consent"),
        ("Notes", ["", ""], "leave out"),
    ],
)
def test_columns_are_known_by_heading_and_content(name: str, cells: list[str], use: str) -> None:
    assert guess_columns(table(**{name: cells}))[0].use == use


def test_there_is_one_column_for_each_thing_that_a_person_has_once() -> None:
    guesses = guess_columns(table(Role=["a", "b"], **{"Your role": ["c", "d"]}))
    assert [guess.use for guess in guesses] == ["role", "other attribute"]


@pytest.mark.parametrize("description", SAMPLE, ids=lambda path: path.parent.name)
def test_the_sample_programme_is_guessed_as_it_was_written(description: Path) -> None:
    event: dict[str, Any] = yaml.safe_load(description.read_text(encoding="utf-8"))
    for document in event["documents"]:
        file = description.parent / document["file"]
        reading = readers.read(file.name, file.read_bytes())
        if isinstance(reading, Table):
            guessed = [guess.name for guess in guess_columns(reading) if guess.use == "answer"]
            assert guessed == document["columns"]["answers"]
        else:
            for guess in guess_speakers(reading, audience=event["audience"]):
                if guess.label:
                    written = document["speakers"][guess.label]
                    assert guess.part == written["part"], guess.label
                    assert guess.role in (written.get("role"), None), guess.label
