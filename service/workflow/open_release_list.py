"""What is gone through before an open release is signed: the machine's part, and what each approver states."""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from corpus.records import Account
from corpus.release.open.checking import has_held_words, is_whole, quotes_in, tells_small_counts, words_in
from corpus.release.reading import reading
from corpus.store import open_releases
from corpus.store.open_releases import SIGNATURES_NEEDED, Check, OpenRelease
from nlp.deidentify import Masker
from service.workspace import Workspace


def statements(path: Path) -> list[Check]:
    """What each approver states of a release's file before they sign it."""
    items = (
        "I have read every quote and sentence: nobody can be recognised in them.",
        f"{who_decided(path)} The forum knows that they go out.",
        "Decisions and actions stand as they are here, and each action’s owner is a body or a post.",
    )
    return [Check(position, item, is_for_people=True, is_met=False) for position, item in enumerate(items, start=11)]


def who_decided(path: Path) -> str:
    """How many of a release's themes a forum decided on, and what the others rest on, in words."""
    sql = "SELECT count(*), count(*) FILTER (WHERE adopted LIKE 'By the forum%') FROM themes"
    with reading(path) as file:
        themes, decided = file.execute(sql).fetchone()
    own = "the programme’s own, from its codebook, and are shown as such."
    if not decided:
        return f"No forum decided on any of these themes: they are {own}"
    if decided == themes:
        return "A forum decided on each of these themes."
    return f"A forum decided on {decided} of these {themes} themes; the others are {own}"


def machine_checks(workspace: Workspace, release: OpenRelease) -> list[Check]:
    """The machine's items, as they stand at this moment."""
    path = workspace.settings.open_releases_path / release.file
    found = [
        ("The file is whole, and the one that was drafted.", is_whole(path, release.sha256), ""),
    ]
    if found[0][1]:
        found += _of_the_file(workspace, release, path)
    else:
        found += [(item, False, "The file could not be read.") for item in _ITEMS]
    return [
        Check(position, item, is_for_people=False, is_met=is_met, note=note)
        for position, (item, is_met, note) in enumerate(found, start=1)
    ]


@dataclass(frozen=True, slots=True)
class DraftWaits:
    """A draft's number and what it waits for, in words; `is_yours` where that is the account's own signature."""

    number: int
    words: str
    is_yours: bool = False


def what_a_draft_waits_for(corpus: Database, programme_id: int, account: Account) -> DraftWaits | None:
    """What a programme's draft waits for, as this account is told; None where there is none."""
    drafts = [one for one in open_releases.open_releases(corpus, programme_id) if one.state == "draft"]
    if not drafts:
        return None
    (draft,) = drafts
    unmet = [check for check in open_releases.checks(corpus, draft.id) if not (check.is_for_people or check.is_met)]
    signed = {one.account_id for one in open_releases.signatures(corpus, draft.id)}
    left = SIGNATURES_NEEDED - len(signed)
    if unmet:
        return DraftWaits(draft.number, "Chorus found something in it: make another draft.")
    if left > 0 and "approver" in account.roles and account.id not in signed:
        return DraftWaits(draft.number, "It waits for your signature.", is_yours=True)
    words = "It is signed, and can be published." if left <= 0 else "It waits for an approver’s signature."
    return DraftWaits(draft.number, words)


_ITEMS = (
    "Everybody whose words are in it agrees to that, and no document waits to be signed off.",
    "Every quote is what somebody said, letter by letter.",
    "No count tells of fewer than 8 people.",
    "Nothing in it is held for the safeguarding lead.",
    "Nothing in it would be masked today.",
    "Every withdrawal has been carried out.",
)


def _of_the_file(workspace: Workspace, release: OpenRelease, path: Path) -> list[tuple[str, bool, str]]:
    corpus = workspace.corpus
    gone = open_releases.sources_gone(corpus, release.id)
    quotes, words = quotes_in(path), words_in(path)
    said = open_releases.source_texts(corpus, release.id)
    counts = json.loads(open_releases.counts_of(corpus, release.id))
    masked = sum(Masker({}).mask(text).text != text for text in words)
    with workspace.ledger() as ledger:
        unfinished = sum(not one.is_finished for one in ledger.withdrawals())
    results = (
        (gone == 0, f"{gone} that may be shown no longer" if gone else f"{len(said)} pieces of what people said"),
        (set(quotes) <= said, f"{len(quotes)} quotes"),
        (not tells_small_counts(path, counts), ""),
        (not has_held_words(path), ""),
        (masked == 0, f"{masked} to look at" if masked else ""),
        (unfinished == 0, f"{unfinished} under way" if unfinished else ""),
    )
    return [(item, *result) for item, result in zip(_ITEMS, results, strict=True)]
