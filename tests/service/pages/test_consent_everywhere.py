"""Every place that shows or publishes what somebody said, walked for words of contributors on every level."""

import csv
import io
import sqlite3
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from corpus.consent import ANALYSIS, LEVELS, NOTHING, PARAPHRASE, allows
from corpus.records import ACCOUNT_ROLES, NewTheme, Programme
from corpus.store import card_sorts, codebook, events, people, summaries
from corpus.store.contributors import levels_of_segments
from corpus.store.releases import current_releases
from corpus.store.search import search_quotes
from nlp.themes.co_sorting import FEWEST_SORTERS
from service.passwords import hash_password
from service.workflow import accounts, intake, taking_in
from service.workflow.analysis import analyse
from service.workflow.earlier_themes import discovered_themes
from service.workflow.publication import publish
from service.workspace import Workspace
from tests import taken_in

pytestmark = pytest.mark.xdist_group("bertopic")

WORD = dict(zip(LEVELS, ("pelican", "walrus", "badger", "ferret", "lobster"), strict=True))
PASSWORD = "correct horse battery"
PLACES = ["Kirby", "Holton", "Marsh", "Denby"]
WAITED = "The waiting list is far too long {} my friends."
BUS = "the bus timetable from {} makes buses useless {}"
ODD = "Nobody ever told me never to eat purple {} grass alone."
HELD, HELD_WORD = "My dad hits me when the quokka is out.", "quokka"
FROM_THE_VAULT = {"documents.confirm"}
"""For staff who take the document in; it shows what is in the vault."""


@dataclass(frozen=True)
class Walked:
    app: Flask
    workspace: Workspace
    programme: Programme
    browsers: dict[str, Any]
    release: sqlite3.Connection


@pytest.fixture
def walked(app: Any, programme: Any, event: Any, word_encoder: Any, request: pytest.FixtureRequest) -> Any:
    workspace = request.getfixturevalue("workspace")
    waiting = NewTheme("waiting", "Waiting lists", examples=(WAITED, "A waiting list of months.", "Waiting, waiting."))
    codebook.put_codebook(workspace.corpus, programme.id, [waiting], reason="test")
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["Person", "Agreed", "Answer"])
    for level in LEVELS:
        said = [WAITED, ODD, *(BUS.format(place, "{}") for place in PLACES)]
        rows.writerows([f"P{level}", level, text.format(WORD[level])] for text in (*said, HELD))
    document = intake.receive(workspace, event.id, "answers.csv", file.getvalue().encode()).document
    intake.read_document(workspace, document.id)
    columns = intake.ColumnDecision(("Answer",), "Person", consent_columns={"level": "Agreed"})
    intake.confirm_columns(workspace, document.id, columns)
    taken_in.take_in(workspace, document.id)
    analyse(workspace, programme.id, word_encoder)
    workspace.corpus.execute("UPDATE themes SET status = 'adopted'")
    workspace.corpus.conn.commit()
    _sort(workspace, programme)
    release = publish(workspace, programme.id)
    published = sqlite3.connect(workspace.settings.releases_path / release.file)
    browsers = {"forum": request.getfixturevalue("member"), "nobody": request.getfixturevalue("visitor")}
    for role in ACCOUNT_ROLES:
        people.put_account(workspace.corpus, name=role, roles=[role], password_hash=hash_password(PASSWORD))
        browsers[role] = type(browsers["nobody"])(app).sign_in(role)
    yield Walked(app, workspace, programme, browsers, published)
    published.close()


def _sort(workspace: Workspace, programme: Programme) -> None:
    """A card sort that is open and one that is closed, of everything that was said, on whatever level."""
    corpus = workspace.corpus
    said = [(segment_id, None) for (segment_id,) in corpus.execute("SELECT id FROM segments")]
    for _ in range(2):
        sort_id = card_sorts.add_sort(corpus, programme.id, said)
        card_sorts.open_sort(corpus, sort_id)
    sql = "SELECT id FROM sort_cards WHERE sort_id = ?"
    first_card, *cards = (card_id for (card_id,) in corpus.execute(sql, [sort_id]).fetchall())
    for number in range(FEWEST_SORTERS):
        member = accounts.put_code(workspace, programme.id, "citizens", f"SORT{number}")
        one = card_sorts.add_pile(corpus, sort_id, member.id)
        card_sorts.put_card(corpus, first_card, member.id, one)
        other = card_sorts.add_pile(corpus, sort_id, member.id)
        for place, card_id in enumerate(cards):
            card_sorts.put_card(corpus, card_id, member.id, (other, one)[place % 2])
    card_sorts.close_sort(corpus, sort_id)


def _levels_in(text: str) -> set[int]:
    return {level for level, word in WORD.items() if word in text.lower()}


def _pages(walked: Walked, browser: Any) -> str:
    """Every page that a browser may open, whatever its address is made of."""
    corpus = walked.workspace.corpus
    many = {
        "slug": [walked.programme.slug],
        "code": [event.code for event in events.events(corpus, walked.programme.id)],
        "theme_id": [theme.id for theme in codebook.themes(corpus, walked.programme.id)],
        **{name: [id_ for (id_,) in corpus.execute(f"SELECT id FROM {table}")]
           for name, table in (("document_id", "documents"), ("segment_id", "segments"), ("job_id", "jobs"),
                               ("sort_id", "card_sorts"))},
    }  # fmt: skip
    pages = []
    with walked.app.test_request_context():
        adapter = walked.app.url_map.bind("localhost")
        rules = [rule for rule in walked.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        addresses = []
        for rule in rules:
            if rule.endpoint in FROM_THE_VAULT or not rule.arguments <= set(many):
                continue
            own = [name for name in rule.arguments if name != "slug"]
            values = [{name: value} for name in own for value in many[name]] if len(own) == 1 else [
                {name: many[name][0] for name in own}]  # fmt: skip
            addresses += [adapter.build(rule.endpoint, {"slug": walked.programme.slug, **one}
                          if "slug" in rule.arguments else one) for one in values]  # fmt: skip
    for address in addresses:
        pages.append(browser.get(address).text)
    pages += [browser.get(f"/p/{walked.programme.slug}/search?q={word}").text.split("</form>")[-1]
              for word in ("waiting", "bus", "grass")]  # fmt: skip
    return "\n".join(pages)


def test_each_role_reads_what_people_agreed_to_and_only_the_lead_what_is_held(walked: Walked) -> None:
    analysed = {level for level in LEVELS if allows(level, "analysis")}
    quoted = {level for level in LEVELS if allows(level, "quotes")}
    read = {role: _pages(walked, browser) for role, browser in walked.browsers.items()}
    assert {role: _levels_in(pages) for role, pages in read.items()} == {
        **dict.fromkeys(["staff", "analyst", "safeguarding lead", "approver"], analysed),
        "forum": quoted,
        "administrator": set(),
        "nobody": set(),
    }
    assert [role for role, pages in read.items() if HELD_WORD in pages] == ["safeguarding lead"]
    assert "In people’s own words" in read["forum"]


def test_summaries_quote_and_rest_on_those_who_agreed(walked: Walked) -> None:
    corpus = walked.workspace.corpus
    levels = levels_of_segments(corpus, walked.programme.id)
    lines = [
        line for theme in codebook.themes(corpus, walked.programme.id) for line in summaries.summary(corpus, theme.id)
    ]
    assert {levels[segment] for line in lines for segment in line.segment_ids} == {2, 3, 4}
    assert _levels_in(" ".join(line.text for line in lines)) == {3, 4}
    assert "4 people talked about this, at one event." in [line.text for line in lines]


def test_themes_are_named_after_those_who_agreed(walked: Walked) -> None:
    found = discovered_themes(walked.workspace.corpus, walked.programme.id)
    assert found
    words = " ".join([word for theme in found for word in (theme.name, theme.definition, *theme.keywords)])
    assert not _levels_in(words) & {NOTHING, ANALYSIS}


def test_the_release_holds_what_may_be_analysed_with_the_level(walked: Walked) -> None:
    assert _levels_in("\n".join(walked.release.iterdump())) == {1, 2, 3, 4}
    levels = walked.release.execute("SELECT consent FROM contributors ORDER BY 1").fetchall()
    assert levels == [(1,), (2,), (3,), (4,)]


def test_nobody_who_agreed_to_nothing_is_in_the_corpus(walked: Walked) -> None:
    corpus = walked.workspace.corpus
    assert search_quotes(corpus, walked.programme.id, WORD[NOTHING]) == []
    assert len(search_quotes(corpus, walked.programme.id, WORD[ANALYSIS])) == 6
    walked.workspace.corpus.conn.commit()
    for file in walked.workspace.settings.home.rglob("*.db"):
        assert WORD[NOTHING].encode() not in file.read_bytes().lower()


def test_who_agrees_to_less_is_quoted_named_and_published_no_more_at_once(walked: Walked) -> None:
    """Before any work that follows from it is done; on the page for one person, and by confirming the document anew."""
    corpus, slug = walked.workspace.corpus, walked.programme.slug
    corpus.execute("UPDATE themes SET name = name || ' ' || ?, keywords = '[]', origin = 'discovered'", [WORD[3]])
    corpus.conn.commit()

    def served() -> tuple[set[int], set[int], set[int]]:
        """Whose words are quoted in summaries, and in names of themes, and which levels releases tell of."""
        lines = corpus.execute("SELECT text FROM summary_lines").fetchall()
        names = corpus.execute("SELECT name, definition, keywords FROM themes").fetchall()
        files = [walked.workspace.settings.releases_path / one.file for one in current_releases(corpus).values()]
        told = {
            level for file in files for (level,) in sqlite3.connect(file).execute("SELECT consent FROM contributors")
        }
        return _levels_in(str(lines)), _levels_in(str(names)), told

    assert served() == ({3, 4}, {3}, {1, 2, 3, 4})
    staff, people_page = walked.browsers["staff"], f"/p/{slug}/events/FG1/people"
    for code, level in (("1-5", 2), ("1-4", 1)):
        assert staff.post(f"{people_page}/{code}", {"consent": str(level)}).status_code == 302
        assert served()[2] == set()
        publish(walked.workspace, walked.programme.id)
    assert served() == (set(), set(), {1, 2})
    assert list(walked.workspace.settings.releases_path.glob("*.db")) == [
        walked.workspace.settings.releases_path / f"{slug}-3.db"
    ]
    assert _levels_in(_pages(walked, walked.browsers["forum"])) == set()
    intake.confirm_columns(walked.workspace, 1, intake.ColumnDecision(("Answer",), "Person", consent=ANALYSIS))
    taking_in.take_in(walked.workspace, 1)
    assert served() == (set(), set(), set())


def test_a_theme_that_nobody_lent_words_to_has_a_name_without_any(
    workspace: Any, programme: Any, event: Any, word_encoder: Any
) -> None:
    places = [*PLACES, "Ashton", "Selby"]
    dogs = [f"walking a dog near {place} calms my dog" for place in places]
    answers = "\n".join(["Answer", *(BUS.format(place, "here") for place in places), *dogs])
    document = intake.receive(workspace, event.id, "answers.csv", answers.encode()).document
    intake.read_document(workspace, document.id)

    def analysed(level: int) -> list[Any]:
        intake.confirm_columns(workspace, document.id, intake.ColumnDecision(("Answer",), consent=level))
        taken_in.take_in(workspace, document.id)
        analyse(workspace, programme.id, word_encoder, anew=True)
        return discovered_themes(workspace.corpus, programme.id)

    found = analysed(ANALYSIS)
    assert {theme.name for theme in found} == {"Something people raised 1", "Something people raised 2"}
    assert {(theme.keywords, theme.definition) for theme in found} == {((), "Found in what people said.")}
    assert not any(summaries.summary(workspace.corpus, theme.id) for theme in found)
    agreed = analysed(PARAPHRASE)
    assert all(theme.keywords and "Something" not in theme.name for theme in agreed)
    kinds = [{line.kind for line in summaries.summary(workspace.corpus, theme.id)} for theme in agreed]
    assert kinds == [{"counted", "said"}] * 2
