"""Nothing is published openly but what two approvers signed, and it goes with the words in it."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from corpus.errors import CorpusError, NotSigned
from corpus.records import Account, Programme, SummaryLine
from corpus.store import events, open_releases, people
from corpus.store.connect import corpus_at
from corpus.store.forum_summaries import add_forum_summary
from corpus.store.programmes import add_programme
from service.settings import Settings
from service.workflow import open_release, removal, safeguarding
from service.workflow.consents import change_consent
from service.workflow.open_release_contents import contents_of
from service.workflow.open_release_list import what_a_draft_waits_for, who_decided
from service.workflow.sweeping import sweep
from service.workflow.withdrawal import withdraw
from service.workspace import Workspace, open_workspace
from tests.service import open_house


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(Settings(home=tmp_path)) as workspace:
        programme = open_house.begin(workspace)
        for code in ("FG1", "FG2"):
            open_house.hold_event(workspace, programme, code)
        yield workspace


def _programme(workspace: Workspace) -> Programme:
    return Programme(1, "wellbeing", "Wellbeing")


def _account(workspace: Workspace, name: str) -> Account:
    return people.account_named(workspace.corpus, name)


def test_a_draft_is_checked_signed_by_two_and_published(workspace: Workspace) -> None:
    release = open_release.draft(workspace, _programme(workspace))
    checks = open_releases.checks(workspace.corpus, release.id)
    assert [check.is_met for check in checks] == [True] * 7 + [False] * 3
    open_house.sign(workspace, release, "Ada")
    for again in ("Ada", "Sam"):
        with pytest.raises(NotSigned):
            open_house.sign(workspace, release, again)
    with pytest.raises(NotSigned):
        open_release.sign(workspace, release, _account(workspace, "Ben"), "0" * 64, stated=open_house.STATED)
    with pytest.raises(NotSigned):
        open_release.publish(workspace, release)
    open_house.sign(workspace, release, "Ben")
    open_release.publish(workspace, release)
    assert open_releases.last_open_releases(workspace.corpus)["wellbeing"].state == "published"


@pytest.mark.parametrize("stated", [(), (11, 12), (1, 11, 12), (12, 13, 99)])
def test_nobody_signs_on_what_another_stated(workspace: Workspace, stated: tuple[int, ...]) -> None:
    release = open_release.draft(workspace, _programme(workspace))
    open_house.sign(workspace, release, "Ada")
    with pytest.raises(NotSigned, match="Tick each statement"):
        open_release.sign(workspace, release, _account(workspace, "Ben"), release.sha256, stated=stated)
    people_s = [check for check in open_releases.checks(workspace.corpus, release.id) if check.is_for_people]
    assert {check.said_by for check in people_s} == {("Ada",)}
    open_house.sign(workspace, release, "Ben")
    people_s = [check for check in open_releases.checks(workspace.corpus, release.id) if check.is_for_people]
    assert {check.said_by for check in people_s} == {("Ada", "Ben")}


def test_the_statement_tells_what_a_forum_decided(workspace: Workspace) -> None:
    path = open_release.file_of(workspace, open_release.draft(workspace, _programme(workspace)))
    assert who_decided(path).startswith("No forum decided on any of these themes")
    open_house.decide(workspace, _programme(workspace))
    path = open_release.file_of(workspace, open_release.draft(workspace, _programme(workspace)))
    assert who_decided(path) == "A forum decided on each of these themes."
    with sqlite3.connect(path) as file:
        columns = "parent_id, people, counted, definition, includes, excludes, origin"
        file.execute(f"INSERT INTO themes SELECT 99, 'Other', {columns}, 'With the codebook' FROM themes LIMIT 1")
    file.close()
    assert who_decided(path) == (
        "A forum decided on 1 of these 2 themes; the others are the programme’s own, from its codebook,"
        " and are shown as such."
    )


def test_the_overview_says_what_a_draft_waits_for(workspace: Workspace) -> None:
    corpus, programme = workspace.corpus, _programme(workspace)
    people_here = {name: _account(workspace, name) for name in ("Ada", "Ben", "Sam")}

    def told() -> list[str]:
        found = [what_a_draft_waits_for(corpus, programme.id, account) for account in people_here.values()]
        return [one.words for one in filter(None, found)]

    assert told() == []
    release = open_release.draft(workspace, programme)
    yours, another = "It waits for your signature.", "It waits for an approver’s signature."
    assert told() == [yours, yours, another]
    open_house.sign(workspace, release, "Ada")
    assert told() == [another, yours, another]
    open_house.sign(workspace, release, "Ben")
    assert set(told()) == {"It is signed, and can be published."}
    open_release.publish(workspace, release)
    assert told() == []


def test_who_signs_sees_what_of_a_forums_words_is_left_out(workspace: Workspace) -> None:
    open_house.decide(workspace, _programme(workspace))
    (segment,) = workspace.corpus.execute("SELECT min(id) FROM segments").fetchone()
    own = [SummaryLine("We wait too long.", (segment,)), SummaryLine("Half of us gave up.", (segment,))]
    add_forum_summary(workspace.corpus, 1, "citizens", own, is_by_staff=False)
    contents = contents_of(workspace, open_release.draft(workspace, _programme(workspace)))
    assert contents
    (theme,) = contents.themes
    assert theme.summary == ((own[0].text, "citizens"),)
    assert theme.left_out == (own[1].text,)


def test_a_file_that_was_changed_after_it_was_signed_is_not_published(workspace: Workspace) -> None:
    release = open_release.draft(workspace, _programme(workspace))
    for name in ("Ada", "Ben"):
        open_house.sign(workspace, release, name)
    with sqlite3.connect(open_release.file_of(workspace, release)) as file:
        file.execute("UPDATE quotes SET quote = 'nobody said this'")
    file.close()
    with pytest.raises(NotSigned):
        open_release.publish(workspace, release)


def test_an_approver_who_is_one_no_longer_has_not_signed(workspace: Workspace) -> None:
    release = open_release.draft(workspace, _programme(workspace))
    for name in ("Ada", "Ben"):
        open_house.sign(workspace, release, name)
    people.put_account(workspace.corpus, name="Ada", roles=["analyst"], password_hash="x")
    with pytest.raises(NotSigned):
        open_release.publish(workspace, release)


def _withdraws(workspace: Workspace, event: str, code: str) -> None:
    withdraw(workspace, _programme(workspace), event, code, by="Sam")


def _agrees_to_less(workspace: Workspace, event: str, code: str) -> None:
    place = events.event_by_code(workspace.corpus, 1, event)
    change_consent(workspace, _programme(workspace), place, code, (2, "the contributor"))


def _is_held(workspace: Workspace, event: str, code: str) -> None:
    sql = """SELECT turns.id FROM turns JOIN contributors ON contributors.id = contributor_id JOIN events
    ON events.id = event_id WHERE events.code = ? AND contributors.code = ?"""
    (turn,) = workspace.corpus.execute(sql, [event, code]).fetchone()
    safeguarding.hold_now(workspace, _programme(workspace), _account(workspace, "Sam"), turn)


def _is_removed(workspace: Workspace, event: str, code: str) -> None:
    removal.remove_document(workspace, 1 if event == "FG1" else 2)


@pytest.mark.parametrize("happens", [_withdraws, _agrees_to_less, _is_held, _is_removed])
def test_a_release_goes_at_once_with_words_in_it(
    workspace: Workspace, happens: Callable[[Workspace, str, str], None]
) -> None:
    release = open_house.publish(workspace, _programme(workspace))
    path = open_release.file_of(workspace, release)
    quoted = open_house.somebody_quoted(workspace, release)
    happens(workspace, *quoted)
    now = open_releases.open_release(workspace.corpus, release.id)
    assert (now.state, path.exists()) == ("recalled", False)
    assert now.ended_because == "Words in it may be shown no longer."
    with pytest.raises(NotSigned):
        open_release.publish(workspace, now)


def test_a_draft_goes_with_them_too_and_one_nobody_is_quoted_in_stays(workspace: Workspace) -> None:
    release = open_house.publish(workspace, _programme(workspace))
    sql = """SELECT events.code, contributors.code FROM contributors JOIN events ON events.id = event_id
    WHERE contributors.id NOT IN (SELECT contributor_id FROM turns JOIN segments ON turn_id = turns.id
        JOIN open_release_sources ON segment_id = segments.id) LIMIT 1"""
    unquoted = workspace.corpus.execute(sql).fetchone()
    draft = open_release.draft(workspace, _programme(workspace))
    _withdraws(workspace, *unquoted)
    assert {one.state for one in open_releases.open_releases(workspace.corpus, 1)} == {"published", "draft"}
    _is_removed(workspace, "FG1", "")
    assert [open_releases.open_release(workspace.corpus, one.id).state for one in (release, draft)] == [
        "recalled",
        "thrown away",
    ]
    assert list(workspace.settings.open_releases_path.iterdir()) == []


def test_sweeping_leaves_what_is_published_and_nothing_else(workspace: Workspace) -> None:
    release = open_house.publish(workspace, _programme(workspace))
    folder = workspace.settings.open_releases_path
    (folder / "wellbeing-7.db").write_bytes(b"half")
    sweep(workspace)
    assert [path.name for path in folder.iterdir()] == [release.file]


class Publishing(RuleBasedStateMachine):
    """Whatever is done in whatever order, what two signed is published, byte for byte, and each stated all of it."""

    drafts = Bundle("drafts")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.corpus_is = corpus_at(Path(self.folder.name, "corpus.db"))
        self.corpus = self.corpus_is.__enter__()
        self.is_whole: dict[int, bool] = {}
        self.signed: dict[int, set[int]] = {}
        self.roles: dict[int, bool] = {}

    def teardown(self) -> None:
        self.corpus_is.__exit__(None, None, None)
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        add_programme(self.corpus, name="P")
        for number in range(1, 5):
            roles = ["approver"] if number < 4 else ["staff"]
            people.put_account(self.corpus, name=f"N{number}", roles=roles, password_hash="x")  # type: ignore[arg-type]
            self.roles[number] = number < 4

    @rule(target=drafts)
    def draft(self) -> int:
        number = open_releases.next_number(self.corpus, 1)
        new = open_releases.Draft(f"{number}.db", f"sum {number}", {}, {})
        release = open_releases.add_draft(self.corpus, 1, new)
        items = [open_releases.Check(n, f"item {n}", n > 1, n == 1) for n in (1, 2, 3)]
        open_releases.put_checks(self.corpus, release.id, items)
        self.is_whole[release.id], self.signed[release.id] = True, set()
        return release.id

    @rule(release=drafts, is_met=st.booleans())
    def machine_looks(self, release: int, is_met: bool) -> None:
        try:
            open_releases.put_checks(self.corpus, release, [open_releases.Check(1, "item 1", False, is_met)])
        except CorpusError:
            return
        self.is_whole[release] = is_met

    @rule(
        release=drafts,
        who=st.integers(1, 4),
        is_right=st.integers(0, 3),
        stated=st.one_of(st.just({2, 3}), st.sets(st.integers(0, 4))),
    )
    def sign(self, release: int, who: int, is_right: int, stated: set[int]) -> None:
        try:
            sha256 = f"sum {release}" if is_right else "another sum"
            open_releases.sign(self.corpus, release, account_id=who, sha256=sha256, stated=stated)
        except CorpusError:
            return
        assert is_right
        assert self.roles[who]
        assert self.is_whole[release]
        assert stated == {2, 3}
        self.signed[release].add(who)

    @rule(release=drafts, who=st.sampled_from([(1, 2), (2, 3), (1, 4)]))
    def go_the_right_way(self, release: int, who: tuple[int, int]) -> None:
        self.machine_looks(release, True)
        for each in who:
            self.sign(release, each, 1, {2, 3})
        self.publish(release)

    @rule(who=st.integers(1, 4), is_approver=st.booleans())
    def change_roles(self, who: int, is_approver: bool) -> None:
        role = "approver" if is_approver else "analyst"
        people.put_account(self.corpus, name=f"N{who}", roles=[role], password_hash="x")  # type: ignore[list-item]
        self.roles[who] = is_approver

    @rule(release=drafts)
    def publish(self, release: int) -> None:
        before = open_releases.open_release(self.corpus, release).state
        try:
            open_releases.publish(self.corpus, release)
        except CorpusError:
            return
        if before != "published":
            assert before == "draft"
            assert self.is_whole[release]
            assert sum(self.roles[who] for who in self.signed[release]) >= 2

    @rule(release=drafts, state=st.sampled_from(["recalled", "thrown away", "draft", "published"]))
    def end(self, release: int, state: str) -> None:
        before = open_releases.open_release(self.corpus, release).state
        try:
            open_releases.end(self.corpus, release, state, because="test")  # type: ignore[arg-type]
        except CorpusError:
            return
        if state == "published" and before != "published":
            assert sum(self.roles[who] for who in self.signed[release]) >= 2

    @rule(
        release=drafts,
        sql=st.sampled_from(
            [
                "UPDATE open_releases SET state = 'published', published_at = 'now' WHERE id = ?",
                "UPDATE open_releases SET sha256 = 'another sum' WHERE id = ?",
                "UPDATE open_release_signatures SET sha256 = 'another sum' WHERE release_id = ?",
                "DELETE FROM open_release_checks WHERE release_id = ?",
                "DELETE FROM open_release_statements WHERE release_id = ?",
                "UPDATE open_release_statements SET account_id = account_id % 3 + 1 WHERE release_id = ?",
                "INSERT INTO open_releases SELECT id + 100, programme_id, number + 100, file || 'x', sha256,"
                " 'published', counts, drafted_at, 'now', NULL, '' FROM open_releases WHERE id = ?",
            ]
        ),
    )
    def try_it_in_sql(self, release: int, sql: str) -> None:
        try:
            with self.corpus.atomic():
                self.corpus.execute(sql, [release])
        except sqlite3.IntegrityError:
            return
        assert "SET state" in sql or not self.signed[release]

    @invariant()
    def nothing_is_published_that_two_did_not_sign(self) -> None:
        for one in open_releases.open_releases(self.corpus, 1) if self.roles else ():
            if one.published_at:
                signed = {each.account_id for each in open_releases.signatures(self.corpus, one.id)}
                sums = {each.sha256 for each in open_releases.signatures(self.corpus, one.id)}
                assert len(signed) >= 2
                assert sums == {one.sha256}


Publishing.TestCase.settings = hypothesis_settings(max_examples=25, stateful_step_count=30, deadline=None)
test_there_is_no_other_way_to_publish = Publishing.TestCase
