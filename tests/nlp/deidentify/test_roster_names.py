import pytest

from nlp.deidentify.roster import name_in


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Kai Mensah", ("Kai", "Mensah")),
        ("Mensah, Kai (NHS)", ("Kai", "Mensah")),
        ("Dr Amara Obi", ("Amara", "Obi")),
        ("Facilitator Dionne", ("Dionne",)),
        ("Kai Mensah - youth worker", ("Kai", "Mensah")),
        ("Tia-Mae Joseph:", ("Tia-Mae", "Joseph")),
        ("KAI", ("KAI",)),
        ("Kai M.", ("Kai",)),
    ],
)
def test_the_name_in_a_label(label: str, name: tuple[str, ...]) -> None:
    assert name_in(label) == name


@pytest.mark.parametrize(
    "label",
    [
        *("YP1", "P3", "R1 (17, she/her)", "Facilitator", "GP", "Parent 2", "Chair", "Int", "Prof 1", "VCS 1", ""),
        *("Speaker 12", "Delegate 4", "R8 (CAMHS practitioner)"),
    ],
)
def test_a_code_or_a_role_is_no_name(label: str) -> None:
    assert name_in(label) == ()
