"""The labelled set is what its header says; `python -m benchmarks identifiers` says how much is found."""

import re
from pathlib import Path

import pytest

from benchmarks.marked_speech import DIRECT, INDIRECT, JUDGED, STAYS, Item, Mark, entities, items

ITEMS = items()
MARKS = [mark for item in ITEMS for mark in item.marks if mark.kind != STAYS]


def test_it_is_as_large_as_it_should_be() -> None:
    assert len(ITEMS) >= 600
    assert len(MARKS) >= 1000
    assert {mark.kind for mark in MARKS} == DIRECT | INDIRECT
    assert len({mark.culture for mark in MARKS if mark.culture}) > 20


def test_what_it_is_judged_on_is_other_speech() -> None:
    judged = items(JUDGED)
    assert len(judged) >= 300
    assert not {item.turns for item in judged} & {item.turns for item in ITEMS}


def test_its_numbers_follow_each_other() -> None:
    assert [item.number for item in ITEMS] == [f"{number:03d}" for number in range(1, len(ITEMS) + 1)]


def test_every_mark_is_what_was_said_there() -> None:
    assert [
        mark
        for item in ITEMS
        for mark in item.marks
        if not item.turns[mark.turn][mark.start : mark.end] == mark.said == mark.said.strip()
    ] == []


@pytest.mark.parametrize("line", ["1 staff: x", "001 staff: {x|animal}", "001 staff: {Kai|name}", "001 staff: {Kai"])
def test_what_is_not_well_formed_is_refused(line: str, tmp_path: Path) -> None:
    file = tmp_path / "speech.txt"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=r"mark|item"):
        items(file)


def of_kind(kind: str) -> list[Mark]:
    return [mark for mark in MARKS if mark.kind == kind]


def test_its_nhs_numbers_are_never_given_out_and_have_a_right_check_digit() -> None:
    for mark in of_kind("NHS number"):
        digits = [int(digit) for digit in re.findall(r"\d", mark.said)]
        if digits:
            assert digits[:3] == [9, 9, 9]
            assert sum(digit * (10 - at) for at, digit in enumerate(digits)) % 11 == 0


def test_its_phone_numbers_are_those_kept_for_drama() -> None:
    ranges = r"(?:\+44 ?|0)7700 ?900|020 7946 0|01632 960|0113 496 0|0161 496 0|0808 157 0"
    written = [mark.said for mark in of_kind("phone number") if mark.said[-1].isdigit()]
    assert [said for said in written if not re.match(ranges, said)] == []


def test_its_addresses_lead_nowhere() -> None:
    for mark in (*of_kind("email"), *of_kind("web address")):
        assert re.search(r"(?:\.|@| dot )example\b|\bexample(?:\.| dot )(?:org|com|net)\b", mark.said), mark.said


def test_what_is_written_alike_is_one_entity() -> None:
    item = Item(
        "1", "staff", ("Kai and kai",), (Mark(0, 0, 3, "Kai", "name", "x"), Mark(0, 8, 11, "kai", "name", "x")), ()
    )
    assert [len(marks) for marks in entities(item)] == [2]
