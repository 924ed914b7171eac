import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.agreements import TURNS_BACK, Spoken, agreements, is_agreement

WAITED = "I waited a whole year to be seen."


def _said(person: int | None, *texts: str, first: int = 0) -> Spoken:
    segments = tuple((first + place, text) for place, text in enumerate(texts)) if person is not None else ()
    return Spoken(person, " ".join(texts), segments)


@pytest.mark.parametrize(
    "text",
    ["Yeah.", "yeah, same", "Same.", "I agree.", "Exactly!", "Me too", "Me too, honestly.", "Yeah yeah yeah",
     "(nods) Yes", "100%", "That’s true.", "Um, yeah, I agree with that.", "What she said.", "Me neither.",
     "Same here, to be honest"],
)  # fmt: skip
def test_these_only_agree(text: str) -> None:
    assert is_agreement(text)


@pytest.mark.parametrize(
    "text",
    ["", "No.", "Yeah, but it was fine.", "I don't agree.", "Yeah?", "Same school.", "Yeah I waited a year.",
     "Not true", "Exactly two weeks.", "It is the same every time", "I agree it should be at school", "Okay.",
     "yes yes yes yes yes yes yes", "(laughs)", "Um.", "Thank you."],
)  # fmt: skip
def test_these_say_something_else_or_nothing(text: str) -> None:
    assert not is_agreement(text)


@given(st.text(max_size=40))
def test_any_text_is_told(text: str) -> None:
    assert is_agreement(text) in (True, False)
    assert not is_agreement(text + "?")


def test_everybody_who_agrees_agrees_with_who_said_it() -> None:
    turns = [_said(1, WAITED, first=10), _said(2, "Yeah.", first=11), _said(3, "Same.", first=12)]
    assert agreements(turns) == {11: 10, 12: 10}


def test_it_is_the_last_thing_of_substance_that_somebody_else_said() -> None:
    turns = [
        _said(1, "The school knew about it.", WAITED, first=1),
        _said(2, "Ha.", first=3),
        _said(1, "Exactly.", first=4),
        _said(3, "I agree.", first=5),
    ]
    assert agreements(turns) == {5: 2}, "neither one's own words nor a word without substance is agreed with"


@pytest.mark.parametrize(
    "between",
    [
        _said(None, "Does anybody else feel like that?"),
        _said(None, "So what I hear is that it takes very long."),
        _said(4, "Did you ever ask them why?", first=7),
    ],
)
def test_an_answer_to_a_question_or_a_facilitator_agrees_with_nobody(between: Spoken) -> None:
    assert agreements([_said(1, WAITED, first=1), between, _said(2, "Yeah.", first=9)]) == {}


def test_a_facilitators_nod_is_looked_past() -> None:
    turns = [_said(1, WAITED, first=1), _said(None, "Thank you."), _said(2, "Same.", first=2)]
    assert agreements(turns) == {2: 1}


def test_nothing_is_looked_for_further_back() -> None:
    nods = [_said(3 + n, "Hm.", first=20 + n) for n in range(TURNS_BACK)]
    assert agreements([_said(1, WAITED, first=1), *nods[1:], _said(2, "Same.", first=2)]) == {2: 1}
    assert agreements([_said(1, WAITED, first=1), *nods, _said(2, "Same.", first=2)]) == {}


def test_what_is_said_in_several_segments_is_more_than_an_agreement() -> None:
    assert agreements([_said(1, WAITED, first=1), _said(2, "Yeah.", "Same.", first=2)]) == {}
    assert agreements([]) == {}
    assert agreements([_said(2, "Yeah.", first=2)]) == {}


TURNS = st.lists(
    st.builds(
        lambda person, texts: (person, texts),
        st.one_of(st.none(), st.integers(1, 3)),
        st.lists(
            st.sampled_from(["Yeah.", "Same", WAITED, "Hm.", "Why is that, do you think?"]), min_size=1, max_size=2
        ),
    ),
    max_size=12,
)


@given(TURNS)
def test_nobody_agrees_with_themselves_nor_with_an_agreement_nor_with_what_came_later(
    said: list[tuple[int | None, list[str]]],
) -> None:
    turns = [_said(person, *texts, first=10 * place) for place, (person, texts) in enumerate(said)]
    text_of = {number: text for turn in turns for number, text in turn.segments}
    for agreeing, with_ in agreements(turns).items():
        assert with_ < agreeing
        assert turns[with_ // 10].person != turns[agreeing // 10].person
        assert is_agreement(text_of[agreeing])
        assert not is_agreement(text_of[with_])
