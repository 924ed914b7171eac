import pytest

from nlp.placeholders import without_placeholders


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(laughs) Very cold.", "Very cold."),
        ("It was, (long pause) fine.", "It was, fine."),
        ("(both crying) [name 1] never came.", "never came."),
        ("Young person 3 said so at [school 1].", "said so at ."),
        ("(an educational psychologist) I wait.", "(an educational psychologist) I wait."),
        ("(cryptic, I know)", "(cryptic, I know)"),
    ],
)
def test_what_nobody_said_is_left_out(text: str, said: str) -> None:
    assert " ".join(without_placeholders(text).split()) == said
