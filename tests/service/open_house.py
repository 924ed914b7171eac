"""A programme with enough in it for an open release, and the way to publish one."""

from corpus.deciding import Rule
from corpus.records import Coding, NewContributor, NewEvent, NewSegment, NewTheme, NewTurn, Programme
from corpus.store import codebook, codings, decisions, documents, events, open_releases, people, unsigned, votes
from corpus.store.actions import ActionStep
from corpus.store.open_releases import OpenRelease
from corpus.store.programmes import add_programme
from corpus.store.theme_proposals import NewProposal
from service.workflow import accounts, acting, deciding, open_release
from service.workflow.deciding import GivenVote
from service.workflow.proposing import propose
from service.workspace import Workspace

SLUG = "wellbeing"


def begin(workspace: Workspace) -> Programme:
    """The programme, two approvers and somebody of staff."""
    programme = add_programme(workspace.corpus, name="Wellbeing", slug=SLUG)
    codebook.put_codebook(workspace.corpus, programme.id, [NewTheme("waiting", "Waiting")], reason="first")
    for name, roles in (("Ada", ["approver"]), ("Ben", ["approver", "staff"]), ("Sam", ["staff"])):
        people.put_account(workspace.corpus, name=name, roles=roles, password_hash="x")  # type: ignore[arg-type]
    return programme


def hold_event(workspace: Workspace, programme: Programme, code: str, how_many: int = 10) -> None:
    """An event at which everybody said that they were waiting, each in words of their own, and all may be quoted."""
    corpus = workspace.corpus
    place = NewEvent(code, code, "survey", "2026-01-10", "North", "x", "x", "co-production")
    event = events.add_event(corpus, programme.id, place)
    document, _ = documents.add_document(corpus, event.id, format="csv", fingerprint=f"{programme.id} {code}")
    texts = [f"We were waiting and waiting for help, all of {n} weeks, at {code}." for n in range(12, 12 + how_many)]
    documents.store_turns(
        corpus,
        document,
        contributors=[NewContributor(str(n), f"Person {n}", "young person", consent=3) for n, _ in enumerate(texts)],
        turns=[
            NewTurn(text, "contributor", str(n), f"Person {n}", (NewSegment(0, len(text)),))
            for n, text in enumerate(texts)
        ],
        blank=0,
    )
    documents.set_state(corpus, document.id, "ready")
    unsigned.sign(corpus, document.id, by="Sam", changed=0)
    coder = codings.coder_id(corpus, "model", "test")
    theme = codebook.themes(corpus, programme.id)[0].id
    coded = [Coding(one.id, theme, 0.5, True) for one in codings.segments_to_code(corpus, programme.id)]
    codings.replace_suggestions(corpus, programme.id, coder, coded)


STATED = (11, 12, 13)
"""The positions of what an approver states."""


def sign(workspace: Workspace, release: OpenRelease, name: str) -> None:
    """Somebody states all there is to state, and signs."""
    account = people.account_named(workspace.corpus, name)
    open_release.sign(workspace, release, account, release.sha256, stated=STATED)


def publish(workspace: Workspace, programme: Programme) -> OpenRelease:
    """Drafts, goes through, signs and publishes."""
    release = open_release.draft(workspace, programme)
    for name in ("Ada", "Ben"):
        sign(workspace, release, name)
    open_release.publish(workspace, release)
    return open_releases.open_release(workspace.corpus, release.id)


def somebody_quoted(workspace: Workspace, release: OpenRelease) -> tuple[str, str]:
    """The event's and the contributor's code of somebody whose words are in a release."""
    sql = """SELECT events.code, contributors.code FROM open_release_sources JOIN segments ON segments.id = segment_id
    JOIN turns ON turns.id = turn_id JOIN contributors ON contributors.id = contributor_id
    JOIN events ON events.id = event_id WHERE release_id = ? LIMIT 1"""
    event, code = workspace.corpus.execute(sql, [release.id]).fetchone()
    return event, code


def decide(workspace: Workspace, programme: Programme) -> None:
    """A decision on the theme, that one did not agree with, and what is done about it."""
    theme = codebook.themes(workspace.corpus, programme.id)[0]
    decisions.put_rule(workspace.corpus, programme.id, Rule({"young people": 2}, "more than half"))
    members = [accounts.put_code(workspace, programme.id, "young people", f"VOTE-{n}") for n in range(3)]
    proposal = propose(workspace, programme, NewProposal("adopt", theme.id))
    for member, vote in zip(members, ("for", "for", "against"), strict=True):
        objection = "I would call it being left alone." if vote == "against" else ""
        deciding.vote(workspace, member, proposal.id, GivenVote(vote, objection))
    (objection_made,) = votes.objections(workspace.corpus, proposal.id)
    deciding.answer_objection(workspace, programme, objection_made.id, "It is what most people said.")
    deciding.let_stand(workspace, members[2], proposal.id, stands=True)
    decision = deciding.close(workspace, programme, proposal.id)
    step = ActionStep("under way", "", "2026-03-01")
    acting.add(workspace, decision, words="Send a letter each month.", owner="School nursing team", step=step)
