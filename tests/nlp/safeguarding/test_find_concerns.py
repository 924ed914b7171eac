import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.safeguarding import CONCERN_KINDS, examples, find_concerns


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("i cut myself last week and i dont know who to tell", "harm to self"),
        ("I don’t want to be alive anymore.", "harm to self"),
        ("It would be easier for everyone if I wasn't around.", "harm to self"),
        ("My dad hits me when he's been drinking.", "abuse"),
        ("[name 1] hits me when nobody is in.", "abuse"),
        ("They beat me up every day after school.", "harm from others"),
        ("He said he'd kill me if I told anyone.", "threat"),
        ("There's no food at home most nights.", "neglect"),
        ("A man I met online asked me for nudes.", "exploitation"),
    ],
)
def test_a_disclosure_is_found_with_its_kind_and_a_reason(text: str, kind: str) -> None:
    found = find_concerns(text)
    assert kind in {concern.kind for concern in found}
    assert all(concern.reason.endswith(".") and 1 <= concern.strength <= 3 for concern in found)


@pytest.mark.parametrize(
    "text",
    [
        "I nearly died laughing at the drama workshop.",
        "I could die of boredom.",
        "I'm not suicidal, I just get worried about exams.",
        "I've never hurt myself and I never would.",
        "If somebody felt like ending their life they would not know which number to ring.",
        "The posters should say what to do if you feel suicidal.",
        "He said the film about the girl who takes her own life should not be shown in class.",
        "Young people who self-harm wait too long for an appointment.",
        "My mum's going to kill me when she sees my grades.",
        "My brother always beats me at FIFA.",
        "",
    ],
)
def test_what_is_denied_supposed_general_or_a_way_of_speaking_is_let_by(text: str) -> None:
    assert find_concerns(text) == []


def test_a_figure_of_speech_hides_no_disclosure_beside_it() -> None:
    text = "I nearly died laughing. Then my dad hits me for it."
    (concern,) = find_concerns(text)
    assert text[concern.start : concern.end] == "my dad hits me"


def test_the_past_and_somebody_else_are_disclosures_too() -> None:
    assert find_concerns("I used to self harm when I was in year 8.")
    assert find_concerns("My best friend tried to take her own life last month.")


def test_a_very_long_line_is_read_in_time_that_grows_with_it() -> None:
    assert len(find_concerns("my dad hits me and " * 2000)) == 2000


@given(st.text(max_size=200))
def test_spans_lie_in_the_text_whatever_it_holds(text: str) -> None:
    for concern in find_concerns(text + " My dad hits me. İ"):
        assert 0 <= concern.start < concern.end <= len(text) + 20


def test_of_the_sentences_that_rules_were_written_for_none_of_the_explicit_is_lost() -> None:
    first = [one for one in examples()[:401] if one.said == "explicit"]
    missed = [one.text for one in first if not find_concerns(one.text)]
    assert len(missed) <= 0.03 * len(first)


def test_written_sentences_have_known_kinds_and_stand_once() -> None:
    assert {one.kind for one in examples()} == set(CONCERN_KINDS)
    assert len({one.text for one in examples()}) == len(examples())
