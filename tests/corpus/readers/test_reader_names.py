import pytest

from corpus.readers.names import plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Jane's Notes.TXT", "Jane's Notes.TXT"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.txt", "a.txt"),
        ("a\0b.txt", "ab.txt"),
        ("a\nb\tc.txt", "a b c.txt"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("a\u200b\ufeff.txt", "a.txt"),
        ("a" * 5_000 + ".docx", "a" * 94 + "….docx"),
        ("a" * 5_000, "a" * 99 + "…"),
        ("<b>.txt", "<b>.txt"),
        ("نکته\u200cها.txt", "نکته\u200cها.txt"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("", ""),
    ],
)
def test_a_name_is_kept_to_what_can_be_read(name: str, plain: str) -> None:
    assert plain_name(name) == plain
    assert len(plain) <= 100
