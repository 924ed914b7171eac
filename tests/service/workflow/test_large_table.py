"""A table that is coded in batches, with what counts as large made small."""

from collections import defaultdict

import pytest

from corpus.readers.records import Table
from corpus.records import NewTheme
from nlp.protocols import Encoder
from service.workflow import code_table as whole
from service.workflow import large_table
from service.workflow.code_table import CodedTable, code_table
from service.workflow.table_marks import Request

pytestmark = pytest.mark.xdist_group("bertopic")  # which takes two seconds to import

PLACES = ("school", "home", "work", "town", "college", "church", "market", "hospital", "stations", "libraries")
BUS = [f"the bus timetable from {place} makes buses useless" for place in PLACES]
DOG = [f"walking a dog near {place} calms my dog" for place in PLACES]
WAITED = "The waiting list is far too long."
TEXTS = [text for pair in zip(BUS, DOG, strict=True) for text in pair] + ["", "n/a", WAITED]
CODEBOOK = (NewTheme("waiting", "Waiting lists", examples=(WAITED, "A waiting list of months.", "Waiting, waiting.")),)


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "LARGE", 10)
    monkeypatch.setattr(large_table, "SAMPLE", 16)
    monkeypatch.setattr(large_table, "TEXTS_AT_ONCE", 7)


def _coded(texts: list[str], encoder: Encoder, **options: object) -> CodedTable:
    table = Table(("text",), tuple((text,) for text in texts))
    return code_table(table, Request("text", **options), encoder)  # type: ignore[arg-type]


def _groups(coded: CodedTable) -> set[frozenset[str]]:
    groups = defaultdict(set)
    for row in coded.coded:
        if row.theme_id:
            groups[row.theme_id].add(row.segment)
    return {frozenset(group) for group in groups.values()}


def test_texts_outside_the_sample_go_into_the_themes_found_in_it(word_encoder: Encoder) -> None:
    coded = _coded([*BUS, *DOG, "", "n/a"], word_encoder, themes=2)
    assert _groups(coded) == {frozenset(BUS), frozenset(DOG)}
    assert (coded.rows, coded.with_theme, coded.blank, coded.non_answers) == (22, 20, 1, 1)
    assert len({row.theme for row in coded.coded if row.theme}) == 2


def test_what_the_codebook_covers_is_not_discovered_again(word_encoder: Encoder) -> None:
    coded = _coded(TEXTS, word_encoder, codebook=CODEBOOK)
    assert [row.theme_id for row in coded.coded if row.segment == WAITED] == ["waiting"]
    assert [row.row_id for row in coded.coded] == [str(row) for row in range(1, len(TEXTS) + 1)]


def test_the_order_of_the_rows_changes_nothing(word_encoder: Encoder) -> None:
    one, other = (_coded(texts, word_encoder, themes=2) for texts in ([*BUS, *DOG], [*DOG, *BUS][::-1]))
    assert {(row.segment, row.theme) for row in one.coded} == {(row.segment, row.theme) for row in other.coded}


def test_progress_is_told_to_its_end(word_encoder: Encoder) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    table = Table(("text",), tuple((text,) for text in [*BUS, *DOG]))
    code_table(
        table, Request("text", themes=2), word_encoder, lambda step: lambda *at: told.setdefault(step, []).append(at)
    )
    assert told["Coding"] == [(7, 20), (14, 20), (20, 20)]
    assert told["Reading for meaning"][-1] == (16, 16)
