"""Who may do what: the one table, for every page, every site and every command. What is not in it, nobody may do.

A person may do what any of their roles may.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.records import ACCOUNT_ROLES, AccountRole

Role = AccountRole | Literal["forum"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may; None is anybody, signed in or not.

    `reads` and `does` are what the audit says of somebody who was shown a page, or sent something to it.
    """

    roles: frozenset[Role] | None
    reads: str = ""
    does: str = ""

    def allows(self, roles: Iterable[Role]) -> bool:
        """Whether somebody with these roles may."""
        return self.roles is None or not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Command:
    """Who may run a command: whoever owns the folder that it works in, on the machine, or anybody who can log on."""

    is_for_anybody: bool = False
    does: str = ""


def _for(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


ANYBODY = Rule(None)
_STAFF = _for("staff")
_FORUM = _for("forum")
_ADMINISTRATORS = _for("administrator")
_LEADS = _for("safeguarding lead")
_CODERS = _for("staff", "analyst")
# What people said, and what came of it: an approver has to be able to follow a quote to where it was said.
_READERS = _CODERS | _for("safeguarding lead", "approver")
_OPENERS = _for("staff", "approver")
_ACCOUNTS = _for(*ACCOUNT_ROLES)

PAGES: Mapping[str, Rule] = {
    "static": ANYBODY,
    "health.show": ANYBODY,
    "about.show": ANYBODY,
    "account.sign_in": ANYBODY,
    "account.sign_in_with_code": ANYBODY,
    "account.sign_out": ANYBODY,
    "account.second_step": ANYBODY,  # for whoever's password was right a moment ago
    "single_sign_on.begin": ANYBODY,
    "single_sign_on.end": ANYBODY,
    "own_account.accept": ANYBODY,  # for whoever has the link
    "own_account.show": Rule(_ACCOUNTS),
    "own_account.change_password": Rule(_ACCOUNTS, does="change own password"),
    "own_account.end_others": Rule(_ACCOUNTS, does="end own other sessions"),
    "own_account.add_second_step": Rule(_ACCOUNTS, does="add second step"),
    "own_account.drop_second_step": Rule(_ACCOUNTS, does="drop second step"),
    "accounts.index": Rule(_ADMINISTRATORS, reads="read accounts"),
    "accounts.invite": Rule(_ADMINISTRATORS, does="invite"),
    "accounts.change": Rule(_ADMINISTRATORS, does="change account"),
    "programmes.index": ANYBODY,  # it is where everybody starts
    "programmes.new": Rule(_STAFF, does="begin programme"),
    "programmes.overview": Rule(_READERS),
    "programmes.analyse": Rule(_STAFF, does="ask for analysis"),
    "programmes.look_anew": Rule(_STAFF, does="ask for new themes"),
    "programmes.publish": Rule(_STAFF, does="ask for publication"),
    "open_releases.index": Rule(_OPENERS),
    "open_releases.show": Rule(_OPENERS, reads="read quotes"),
    "open_releases.draft": Rule(_OPENERS, does="draft open release"),
    "open_releases.sign": Rule(_for("approver"), does="sign open release"),
    "open_releases.publish": Rule(_OPENERS, does="publish open release"),
    "open_releases.recall": Rule(_OPENERS, does="recall open release"),
    "take_away.show": ANYBODY,
    "take_away.file": ANYBODY,
    "published.index": ANYBODY,
    "published.show": ANYBODY,
    "published.show_theme": ANYBODY,
    "became.enter": ANYBODY,
    "became.found": ANYBODY,
    "progress.show": Rule(_READERS),
    "progress.stop": Rule(_STAFF, does="cancel work"),
    "progress.resume": Rule(_STAFF, does="start work again"),
    "events.index": Rule(_READERS),
    "events.new": Rule(_STAFF, does="add event"),
    "events.detail": Rule(_READERS),
    "documents.upload": Rule(_STAFF, does="upload"),
    "documents.confirm": Rule(_STAFF, reads="read before masking", does="confirm document"),
    "sign_off.show": Rule(_STAFF, reads="read before masking"),
    "sign_off.decide": Rule(_STAFF, does="decide masking"),
    "sign_off.sign": Rule(_STAFF, does="sign off"),
    "documents.remove": Rule(_STAFF, does="remove document"),
    "retention.index": Rule(_STAFF),
    "retention.destroy": Rule(_STAFF, does="destroy what is due"),
    "people.index": Rule(_STAFF, reads="read names of contributors"),
    "people.change": Rule(_STAFF, does="change consent"),
    "people.withdraw": Rule(_STAFF, does="withdraw contributor"),
    "document_reading.read": Rule(_READERS, reads="read document"),
    "data_rows.page": Rule(_READERS),  # it only sends on
    "search.results": Rule(_READERS, reads="search"),
    "themes.index": Rule(_READERS),
    "themes.detail": Rule(_READERS, reads="read quotes"),
    "themes.unthemed": Rule(_READERS, reads="read quotes"),
    "checking.review": Rule(_CODERS, reads="read quotes"),
    "checking.segment": Rule(_CODERS, reads="read quotes"),
    "checking.save": Rule(_CODERS, does="decide codings"),
    "checking.decide": Rule(_CODERS, does="decide codings"),
    "said_once.index": Rule(_CODERS, reads="read quotes"),
    "said_once.decide": Rule(_CODERS, does="decide said once"),
    "safeguarding.queue": Rule(_LEADS, reads="read what is held"),
    "safeguarding.decide": Rule(_LEADS, does="decide what is held"),
    "safeguarding.decide_unsigned": Rule(_LEADS, does="decide what is held"),
    "safeguarding.hold": Rule(_READERS, does="pass on to safeguarding lead"),
    "safeguarding.ask": Rule(_LEADS, does="ask for identity"),
    "safeguarding.identities": Rule(_LEADS | _for("approver"), reads="read requests for identity"),
    "safeguarding.agree": Rule(_LEADS | _for("approver"), does="agree to identity"),
    "safeguarding.identity": Rule(_LEADS | _for("approver"), does="read identity"),
    "forum.home": Rule(_FORUM),
    "forum.theme": Rule(_FORUM, reads="read quotes"),
    "rewriting.forum": Rule(_FORUM, reads="read quotes", does="write summary"),
    "rewriting.staff": Rule(_STAFF, reads="read quotes", does="write summary for forum"),
    "rewriting.ease": Rule(_FORUM | _STAFF),
    "forum.answer": Rule(_FORUM, does="answer theme"),
    "forum_proposals.index": Rule(_FORUM),
    "forum_proposals.show": Rule(_FORUM, reads="read quotes"),
    "forum_proposals.cast": Rule(_FORUM, does="vote"),
    "forum_proposals.stand": Rule(_FORUM, does="let objection stand"),
    "forum_sorts.index": Rule(_FORUM),
    "forum_sorts.show": Rule(_FORUM, reads="read quotes"),
    "forum_sorts.place": Rule(_FORUM, does="sort a card"),
    "forum_sorts.piles": Rule(_FORUM, reads="read quotes"),
    "forum_sorts.change": Rule(_FORUM, does="change a pile"),
    "forum_sorts.shared": Rule(_FORUM, reads="read quotes"),
    "forum_proposals.take_back": Rule(_FORUM, does="take own proposal back"),
    "forum_decisions.index": Rule(_FORUM, reads="read quotes"),
    "missed.ask": Rule(_FORUM),
    "missed.look": Rule(_FORUM, does="look for what was missed"),
    "missed.propose": Rule(_FORUM, does="propose"),
    "theme_ideas.new": Rule(_FORUM, does="propose"),
    "ranking.show": Rule(_FORUM),
    "ranking.order": Rule(_FORUM),
    "ranking.save": Rule(_FORUM, does="rank themes"),
    "ranking.staff": Rule(_READERS),
    "proposals.index": Rule(_READERS),
    "proposals.show": Rule(_READERS, reads="read quotes"),
    "proposals.new": Rule(_STAFF, reads="read quotes", does="propose"),
    "proposals.close": Rule(_STAFF, does="close vote"),
    "proposals.take_back": Rule(_STAFF, does="take proposal back"),
    "proposals.answer": Rule(_STAFF, does="answer objection"),
    "proposals.rule": Rule(_STAFF, does="set rule for deciding"),
    "card_sorts.index": Rule(_READERS),
    "card_sorts.show": Rule(_READERS, reads="read quotes"),
    "card_sorts.start": Rule(_STAFF, does="draw card sort"),
    "card_sorts.swap": Rule(_STAFF, does="swap a card"),
    "card_sorts.move": Rule(_STAFF, does="open or close card sort"),
    "decisions.index": Rule(_READERS, reads="read quotes"),
    "actions.add": Rule(_STAFF, does="add action"),
    "actions.change": Rule(_STAFF, does="update action"),
    "held_writing.queue": Rule(_LEADS, reads="read what is held"),
    "held_writing.settle": Rule(_LEADS, does="decide what is held"),
    "forum_codes.show": Rule(_STAFF, does="make forum codes"),
    "forum_codes.replace": Rule(_STAFF, does="replace lost forum card"),
    "meetings.index": Rule(_STAFF),
    "meetings.new": Rule(_STAFF, does="open meeting"),
    "meetings.show": Rule(_STAFF),
    "meetings.now": Rule(_STAFF),
    "meetings.lead": Rule(_STAFF, does="lead meeting"),
    # For whoever has the code on the screen, or took a seat with it: they tell the audit themselves.
    "in_meeting.enter": ANYBODY,
    "in_meeting.join": ANYBODY,
    "in_meeting.room": ANYBODY,
    "in_meeting.now": ANYBODY,
    "in_meeting.give": ANYBODY,
    "in_meeting.put_in_order": ANYBODY,
}
"""By the endpoint's name."""

SITES: Mapping[str, Rule] = {"analysis": Rule(_CODERS | _for("approver"), reads="read data"), "open": ANYBODY}
"""The Datasette sites. All paths of one are under one rule: what must not be seen is not in its files."""

COMMANDS: Mapping[str, Command] = {
    "serve": Command(),
    "worker": Command(),
    "demo": Command(does="load sample"),
    "status": Command(),
    "add-programme": Command(does="begin programme"),
    "add-event": Command(does="add event"),
    "add-account": Command(does="put account"),
    "ingest": Command(does="upload"),
    "sign-off": Command(does="sign off"),
    "analyse": Command(does="analyse"),
    "publish": Command(does="publish"),
    "retention": Command(does="look at what is due"),
    "dpia": Command(does="export facts of what is held"),
    "backup": Command(does="back up"),
    "restore": Command(),
    "withdraw": Command(does="withdraw contributor"),
    "code": Command(is_for_anybody=True),  # it reads and writes the files it is given, and nothing of Chorus
    "open-release draft": Command(does="draft open release"),
    "open-release list": Command(),
    "open-release recall": Command(does="recall open release"),
    "export": Command(does="take open release away"),
    "audit verify": Command(does="verify audit"),
}
"""No role on the pages gives anybody a command: they are the operator's, whose files they work on."""
