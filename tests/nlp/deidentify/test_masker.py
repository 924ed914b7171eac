import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.deidentify import Masker

ROSTER = {
    "Kai Mensah": "Rowan",
    "Dionne Clarke": "Facilitator 1",
    "Grace Lindqvist (parent)": "Parent 1",
    "YP1": "YP1",
    "R1 (17, she/her)": "Reed",
    "Chair": "Chair",
}


@pytest.fixture
def masker() -> Masker:
    return Masker(ROSTER)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Kai, what do you think?", "Rowan, what do you think?"),
        ("kai's mum and KAI MENSAH", "Rowan's mum and Rowan"),
        ("I asked Dionne.", "I asked Facilitator 1."),
        ("Grace said yes, by the grace of God", "Parent 1 said yes, by the grace of God"),
        ("YP1 and R1 and the Chair spoke", "YP1 and R1 and the Chair spoke"),
        ("Kaiser rolls", "Kaiser rolls"),
    ],
)
def test_a_speaker_becomes_the_pseudonym(masker: Masker, text: str, masked: str) -> None:
    assert masker.mask(text).text == masked


def test_one_original_has_one_placeholder_in_all_texts(masker: Masker) -> None:
    masked = masker.mask_all(
        [
            "My brother Theo goes to Hartmoor Academy.",
            "Theo hates it. So does my mate Keira Osei.",
            "Everyone at Hartmoor knows Keira.",
            "I live on Elmgrove Road, elmgrove road by the shop.",
        ]
    )
    assert [one.text for one in masked] == [
        "My brother [name 1] goes to [school 1].",
        "[name 1] hates it. So does my mate [name 2].",
        "Everyone at [school 1] knows [name 2].",
        "I live on [place 1], [place 1] by the shop.",
    ]


def test_replaced_has_each_placeholder_with_its_original_in_order(masker: Masker) -> None:
    masked = masker.mask("Kai rang 07700 900142, then mr khan rang 020 7946 0381.")
    assert masked.text == "Rowan rang [phone number], then mr [name 1] rang [phone number]."
    assert masked.replaced == (
        ("Rowan", "Kai"),
        ("[phone number]", "07700 900142"),
        ("[name 1]", "khan"),
        ("[phone number]", "020 7946 0381"),
    )


def test_nicknames_and_slips_of_a_speaker_become_the_pseudonym() -> None:
    masker = Masker({"Oluwaseun Adeyemi": "Rowan", "Elizabeth Okonjo": "Parent 1"})
    assert masker.mask("Seun and Oluwasuen asked Liz, and Mrs Okonjoh nodded.").text == (
        "Rowan and Rowan asked Parent 1, and Mrs Parent 1 nodded."
    )


def test_a_place_is_known_again_by_its_short_name(masker: Masker) -> None:
    masked = masker.mask_all(["We go to the Larkspur Centre.", "They shut the Larkspur.", "larkspur centre was it"])
    assert [one.text for one in masked] == [
        "We go to the [centre 1].",
        "They shut the [centre 1].",
        "[centre 1] was it",
    ]


def test_what_was_found_and_what_is_doubtful_is_told_with_its_reason(masker: Masker) -> None:
    masked = masker.mask("Kai went past Ashdene. Hope was on the wall.")
    told = [(one.kind, one.is_doubtful, one.why) for one in masked.found]
    assert told == [("name", False, "somebody of this event"), ("place", True, "where somebody says they are or go")]
    assert len(masked.found) == len(masked.replaced)
    assert [(one.start, one.why) for one in masked.doubtful] == [(23, "a word that is also a name")]


def test_two_speakers_of_one_given_name_are_told_apart_only_by_the_full_name() -> None:
    masker = Masker({"Sam Adjei": "Ash", "Sam Boyle": "Birch"})
    assert masker.mask("Sam Adjei and Sam Boyle heard Sam").text == "Ash and Birch heard [name 1]"


def test_accents_do_not_matter() -> None:
    masker = Masker({"Lucía Ferreira": "Willow", "Zoe Brandt": "Hazel"})
    assert masker.mask("lucia and Zoë").text == "Willow and Hazel"


def test_progress_reaches_its_total(masker: Masker) -> None:
    heard: list[tuple[int, int]] = []
    masker.mask_all(["one", "two"], lambda done, total: heard.append((done, total)))
    assert heard == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_two_maskers_agree() -> None:
    texts = ["My brother Theo rang Dr Mistry.", "Theo said Kai was there."]
    assert Masker(ROSTER).mask_all(texts) == Masker(ROSTER).mask_all(texts)


PIECES = st.sampled_from(
    [
        *("Kai", "kai mensah", "my brother Theo", "Mr Dray", "12 Carrow Street", "SE15 4QN", "a.b@example.org"),
        *("07700 900142", "Hartmoor Academy", "@kezzy_x", "St Brannock's", "[name 1]", "in May", "Will you"),
        *("and", "said", ",", ".", "🎂", "\n"),
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_putting_the_originals_back_gives_the_text(text: str) -> None:
    masked = Masker(ROSTER).mask(text)
    rebuilt, rest = "", masked.text
    for placeholder, original in masked.replaced:
        before, rest = _split_at_replacement(rest, placeholder, text, rebuilt)
        rebuilt += before + original
    assert rebuilt + rest == text


def _split_at_replacement(rest: str, placeholder: str, text: str, rebuilt: str) -> tuple[str, str]:
    """Cuts at the first place where the text before still agrees with the original and the next word does not."""
    at = rest.find(placeholder)
    while text[len(rebuilt) + at :].startswith(placeholder):
        at = rest.find(placeholder, at + 1)
    return rest[:at], rest[at + len(placeholder) :]


@given(st.text(max_size=80))
def test_any_text_can_be_masked(text: str) -> None:
    masked = Masker(ROSTER).mask(text)
    assert all(placeholder in masked.text for placeholder, _ in masked.replaced)
