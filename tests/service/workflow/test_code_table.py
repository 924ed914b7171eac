from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import readers
from corpus.errors import MissingColumn
from corpus.readers.records import Table
from corpus.records import NewTheme
from nlp.errors import TooLittleText
from nlp.protocols import Encoder
from service.workflow.code_table import CodedTable, code_table
from service.workflow.table_marks import Request

pytestmark = pytest.mark.xdist_group("bertopic")  # which takes two seconds to import

WAITED, COLD = "We waited for months at the {}.", "The food in the {} was cold."
PLACES = ["clinic", "school", "hospital", "centre", "office", "library", "surgery", "college"]
CODEBOOK = (
    NewTheme("care", "Care"),
    NewTheme("waiting", "Waiting", examples=tuple(WAITED.format(place) for place in PLACES[:4]), parent="care"),
    NewTheme("food", "Food", examples=tuple(COLD.format(place) for place in PLACES[:4]), parent="care"),
)
TEXTS = [
    WAITED.format("clinic"),
    "",
    "n/a",
    f"{COLD.format('clinic')} {'so ' * 30}. {WAITED.format('school')}",
    "zebras",
]


def _table(texts: list[str], **columns: list[str]) -> Table:
    return Table(("text", *columns), tuple(zip(texts, *columns.values(), strict=True)))


def _assert_accounted_for(coded: CodedTable, ids: list[str]) -> None:
    assert list(dict.fromkeys(row.row_id for row in coded.coded)) == ids
    assert coded.rows == len(ids) == coded.blank + coded.non_answers + coded.with_theme + coded.without_theme
    bare = [row for row in coded.coded if not row.theme_id]
    assert len(bare) == coded.blank + coded.non_answers + coded.without_theme
    assert all(row.score is None and not row.primary for row in bare)
    primaries = Counter((row.row_id, row.segment) for row in coded.coded if row.primary)
    assert set(primaries) == {(row.row_id, row.segment) for row in coded.coded if row.theme_id}


@pytest.mark.parametrize("column", ["answer", "Text"])
def test_a_column_that_is_not_there_is_named_with_those_that_are(word_encoder: Encoder, column: str) -> None:
    table = _table(["a"], code=["b"])
    for request in (Request(column), Request("text", id=column), Request("text", learn_from=("code", column))):
        with pytest.raises(MissingColumn, match=f"no column “{column}”. The columns are: text, code"):
            code_table(table, request, word_encoder)


def test_every_row_comes_out_with_its_themes(word_encoder: Encoder) -> None:
    coded = code_table(_table(TEXTS), Request("text", codebook=CODEBOOK), word_encoder)
    _assert_accounted_for(coded, ["1", "2", "3", "4", "5"])
    assert [(row.row_id, row.theme_id, row.coder) for row in coded.coded] == [
        ("1", "waiting", "framework"),
        ("2", "", "blank"),
        ("3", "", "non-answer"),
        ("4", "food", "framework"),
        ("4", "waiting", "framework"),
        ("5", "", "no theme"),
    ]
    first = coded.coded[0]
    assert (first.theme, first.parent, first.primary, first.segment) == ("Waiting", "Care", True, TEXTS[0])
    assert (coded.blank, coded.non_answers, coded.with_theme, coded.without_theme) == (1, 1, 2, 1)


def test_rows_are_known_by_the_column_that_names_them(word_encoder: Encoder) -> None:
    table = _table(["zebras", "zebras", ""], id=["a", "b", "a"])
    coded = code_table(table, Request("text", id="id", codebook=CODEBOOK), word_encoder)
    assert [row.row_id for row in coded.coded] == ["a", "b", "a"]
    assert coded.duplicates == 1


def test_a_table_without_rows_is_coded(word_encoder: Encoder) -> None:
    for request in (Request("text"), Request("text", codebook=CODEBOOK)):
        coded = code_table(Table(("text",), ()), request, word_encoder)
        assert (coded.coded, coded.rows) == ((), 0)


def _taught() -> tuple[list[str], list[str]]:
    """Eight rows coded by hand of each code, then two that are not."""
    texts = [*(WAITED.format(place) for place in PLACES), *(COLD.format(place) for place in PLACES)]
    return [*texts, WAITED.format("dentist"), COLD.format("canteen")], [
        *["Waiting"] * 8,
        *["Cold food; Care"] * 8,
        "",
        "",
    ]


def test_codes_are_learned_from_a_column(word_encoder: Encoder) -> None:
    texts, codes = _taught()
    coded = code_table(_table(texts, codes=codes), Request("text", learn_from=("codes",)), word_encoder)
    _assert_accounted_for(coded, [str(number) for number in range(1, 19)])
    by_people = [row for row in coded.coded if row.coder == "person"]
    assert Counter(row.theme for row in by_people) == {"Waiting": 8, "Cold food": 8, "Care": 8}
    assert {row.score for row in by_people} == {1.0}
    assert {(row.row_id, row.theme_id) for row in coded.coded if row.coder == "learned"} == {
        ("17", "waiting"),
        ("18", "cold-food"),
        ("18", "care"),
    }
    assert coded.taught == 16


@pytest.mark.parametrize("one", ["1", "1.0", "x", "TRUE", "yes"])
def test_codes_are_learned_from_a_column_of_ones_for_each(word_encoder: Encoder, one: str) -> None:
    texts, codes = _taught()
    columns = {
        "Waiting": [one if code == "Waiting" else "" for code in codes],
        "Cold food": [one if "food" in code else "0" for code in codes],
        "Never": [""] * 18,
    }
    coded = code_table(_table(texts, **columns), Request("text", learn_from=tuple(columns)), word_encoder)
    assert Counter(row.theme for row in coded.coded if row.coder == "person") == {"Waiting": 8, "Cold food": 8}
    assert {(row.row_id, row.theme) for row in coded.coded if row.coder == "learned"} == {
        ("17", "Waiting"),
        ("18", "Cold food"),
    }


def test_people_s_codes_are_the_codebooks_where_it_has_them(word_encoder: Encoder) -> None:
    texts, codes = _taught()
    themes = (*CODEBOOK[:2], NewTheme("F", "Cold Food", parent="care"), NewTheme("zebra", "zebras", parent="care"))
    table = _table([*texts, "zebras"], codes=[*codes, ""])
    coded = code_table(table, Request("text", learn_from=("codes",), codebook=themes), word_encoder)
    assert {row.theme_id for row in coded.coded if row.coder == "person"} == {"waiting", "F", "care"}
    assert {row.theme for row in coded.coded if row.theme_id == "F"} == {"Cold Food"}
    assert {(row.row_id, row.theme_id) for row in coded.coded if row.coder == "framework"} <= {("19", "zebra")}


def test_what_a_codebook_has_for_an_example_may_still_be_no_answer(word_encoder: Encoder) -> None:
    """“Nothing” stands in surveys' codebooks for a happy answer to “What could we do better?”."""
    happy = NewTheme("happy", "All good", examples=("Nothing", "It was all good."))
    coded = code_table(_table(["Nothing.", "It was all good."]), Request("text", codebook=(happy,)), word_encoder)
    assert [(row.theme_id, row.coder) for row in coded.coded] == [("", "non-answer"), ("happy", "framework")]


def test_what_people_gave_a_code_is_an_answer_and_the_rest_is_not(word_encoder: Encoder) -> None:
    texts, codes = _taught()
    table = _table([*texts, "Nothing", "nothing"], codes=[*codes, "Waiting", ""])
    coded = code_table(table, Request("text", learn_from=("codes",)), word_encoder)
    assert [(row.theme_id, row.coder) for row in coded.coded[-2:]] == [("waiting", "person"), ("", "non-answer")]


def test_codes_too_rare_to_learn_are_named(word_encoder: Encoder) -> None:
    texts, codes = _taught()
    coded = code_table(
        _table(texts, codes=["Rare; Waiting", *codes[1:]]), Request("text", learn_from=("codes",)), word_encoder
    )
    assert coded.too_rare == ("Rare",)


def test_one_code_alone_can_be_learned(word_encoder: Encoder) -> None:
    texts, codes = _taught()
    table = _table([*texts[:8], WAITED.format("dentist"), "zebras"], codes=[*codes[:8], "", ""])
    coded = code_table(table, Request("text", learn_from=("codes",)), word_encoder)
    assert [(row.row_id, row.theme) for row in coded.coded if row.coder == "learned"] == [("9", "Waiting")]


def test_a_rare_code_is_predicted_where_the_codebook_defines_it(word_encoder: Encoder) -> None:
    texts, codes = _taught()
    shut = NewTheme("shut", "Shut", examples=("The doors are shut.", "It was shut again.", "Shut all day."))
    table = _table([*texts[:17], "Shut on Sunday.", "It was shut again."], codes=[*codes[:17], "Shut", ""])
    coded = code_table(table, Request("text", learn_from=("codes",), codebook=(shut,)), word_encoder)
    assert coded.too_rare == ()
    assert [(row.theme_id, row.coder) for row in coded.coded if row.row_id == "19"] == [("shut", "learned")]


def test_too_few_codes_are_said_plainly(word_encoder: Encoder) -> None:
    with pytest.raises(TooLittleText, match="Code more rows by hand"):
        code_table(_table(["a", "b"], codes=["x", ""]), Request("text", learn_from=("codes",)), word_encoder)


def test_without_a_codebook_every_text_is_placed(word_encoder: Encoder) -> None:
    texts = [text.format(place) for place in PLACES for text in (WAITED, COLD)]
    coded = code_table(_table(texts), Request("text", themes=2), word_encoder)
    assert {row.coder for row in coded.coded} == {"discovery"}
    assert (coded.with_theme, len({row.theme_id for row in coded.coded})) == (16, 2)
    of_waiting = {row.theme_id for row in coded.coded if "waited" in row.segment}
    assert len(of_waiting) == 1
    assert code_table(_table(texts), Request("text", themes=2), word_encoder) == coded


@pytest.mark.parametrize("request_", [Request("text", themes=0), Request("text")], ids=["no discovery", "numbers"])
def test_texts_that_no_theme_can_be_made_of_come_out_without_one(word_encoder: Encoder, request_: Request) -> None:
    coded = code_table(_table([str(10**6 + number) for number in range(20)]), request_, word_encoder)
    assert {row.coder for row in coded.coded} == {"no theme"}
    assert coded.without_theme == 20


CELLS = st.sampled_from([*TEXTS, "Nothing", "  ", WAITED.format("hub"), "Food. " * 40, "等待"])


@settings(max_examples=8)
@given(texts=st.lists(CELLS, max_size=8))
def test_all_rows_are_always_accounted_for(word_encoder: Encoder, texts: list[str]) -> None:
    coded = code_table(_table(texts), Request("text", codebook=CODEBOOK), word_encoder)
    _assert_accounted_for(coded, [str(number) for number in range(1, len(texts) + 1)])


def test_real_rows_are_all_accounted_for(real_texts: Path, word_encoder: Encoder) -> None:
    path = real_texts / "nhs_feedback" / "phase2_NEAS.csv"
    table = readers.read(path.name, path.read_bytes())
    assert isinstance(table, Table)
    some = Table(table.columns, table.rows[:300])
    coded = code_table(some, Request("FFT answer", themes=0), word_encoder)
    _assert_accounted_for(coded, [str(number) for number in range(1, 301)])
    assert coded.non_answers == sum(row.coder == "non-answer" for row in coded.coded) >= 100
