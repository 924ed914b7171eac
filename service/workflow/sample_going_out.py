"""The sample's open release: what its forum wrote itself, checked and signed by its two approvers, for anybody."""

from corpus.records import ForumMember, Programme, Theme
from corpus.store import open_releases, people, quotes
from service.errors import NotReady
from service.workflow import open_release
from service.workflow.rewriting import Written, may_be_cited, rewrite
from service.workflow.sample import APPROVERS
from service.workspace import Workspace

OWN_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("We want help while it is still small.", ("while it's still small", "dont wait til someone is properly ill")),
    ("Too often you have to get worse before anybody helps.", ("HE HAS TO GET WORSE FIRST", "not bad enough")),
    (
        "Somebody should check in with you when you move up to a new school.",
        ("checked in on me in like Year 7", "Year 6 to 7 transition group"),
    ),
    ("Some of us could not say when it began, because it came so slowly.", ("bad came really slow",)),
)
"""What the sample's young people wrote of one theme, each sentence with words out of what it rests on."""


def write_in_own_words(workspace: Workspace, member: ForumMember, theme: Theme) -> None:
    """A forum's own summary of a theme, of those sentences whose evidence is in the theme."""
    may = may_be_cited(workspace.corpus, theme)
    said = {one.segment_id: one.text for one in quotes.may_be_quoted(workspace.corpus, sorted(may))}
    found = [
        (text, tuple(segment for segment, words in said.items() if any(part in words for part in parts)))
        for text, parts in OWN_WORDS
    ]
    written = [Written(text, segments) for text, segments in found if segments]
    if written:
        rewrite(workspace, member, theme, written)


def publish_openly(workspace: Workspace, programme: Programme) -> None:
    """Drafts, checks, signs and publishes the sample's open release. Raises NotReady where a check says no."""
    corpus = workspace.corpus
    release = open_release.draft(workspace, programme)
    listed = open_releases.checks(corpus, release.id)
    for check in listed:
        if not check.is_for_people and not check.is_met:
            raise NotReady(f"The sample's open release cannot go out: {check.item}")
    stated = [check.position for check in listed if check.is_for_people]
    for name in APPROVERS:
        account = people.account_named(corpus, name)
        open_release.sign(workspace, release, account, release.sha256, stated=stated)
    open_release.publish(workspace, release)
