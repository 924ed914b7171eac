from sqlite_utils import Database

from corpus.records import NewTheme, ThemeStability
from corpus.store import codebook, discoveries, programmes


def test_the_reason_and_what_is_known_of_each_theme_are_kept(db: Database) -> None:
    programme = programmes.add_programme(db, name="P").id
    assert discoveries.discovery_reason(db, programme) == ""
    codebook.put_codebook(db, programme, [NewTheme("a", "A"), NewTheme("b", "B")], reason="test")
    first, second = (theme.id for theme in codebook.themes(db, programme))
    discoveries.keep_discovery(db, programme, "Two, because.", {first: ThemeStability(9, 10, is_firm=True)})
    discoveries.keep_discovery(db, programme, "Two still.", {})
    assert discoveries.discovery_reason(db, programme) == "Two still."
    assert discoveries.theme_stability(db, first) == ThemeStability(9, 10, is_firm=True)
    assert discoveries.theme_stability(db, second) is None
