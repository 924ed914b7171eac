"""The facts that a data protection impact assessment asks for, from the running system: what is held, why, where, who
sees it, and for how long. The judgement is for people: nothing here says that it is proportionate, or lawful."""

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.consent import USES, WORDS, asked_for
from corpus.records import HOLD_STATES
from corpus.store import destructions, programmes, releases, unsigned
from corpus.store.contributors import contributors
from corpus.store.documents import ids_in_programme
from corpus.store.events import events
from corpus.store.holds import count_holds
from service.who_may import PAGES, SITES, Rule
from service.workflow.retention import clocks, due
from service.workspace import Workspace

_NAMES = ("name", "before masking")
_HELD = ("held", "identity")
"""Words of what rules say is read, in service/who_may.py."""
FOR_YOU = "To be filled in by you."


def facts(workspace: Workspace) -> dict[str, Any]:
    """The facts, as JSON can hold them."""
    clock = clocks(workspace)
    with workspace.vault() as vault:
        uploads = len(vault.documents_held())
    waiting = sum(
        len(unsigned.unsigned_documents(workspace.corpus, one.id)) for one in programmes.programmes(workspace.corpus)
    )
    every = [one for programme in programmes.programmes(workspace.corpus) for one in _releases(workspace, programme.id)]
    documents = sum(len(ids_in_programme(workspace.corpus, one.id)) for one in programmes.programmes(workspace.corpus))
    held = [count_holds(workspace.corpus, one.id) for one in programmes.programmes(workspace.corpus)]
    return {
        "zones": [
            {
                "zone": "vault",
                "what": "uploaded files, their names, real names, words that wait to be signed off, and what was"
                " decided of their masking",
                "why": "to take a document in again as people confirm it, and to find who withdraws",
                "where": str(workspace.settings.vault_path.resolve()),
                "protection": "encrypted (Fernet); the key lies in a file of its own; every look is written down",
                "who sees it": _who(rule.roles for rule in PAGES.values() if _reads(rule, _NAMES)),
                "days kept": clock["vault"],
                "documents": uploads,
                "documents that wait to be signed off": waiting,
            },
            {
                "zone": "safeguarding records",
                "what": "words that may be a disclosure, why they are held, what a lead decided and noted, "
                "and who asked for a real name, why, and who agreed",
                "why": "so that a disclosure is read by somebody who can act on it, and by nobody else before",
                "where": f"{workspace.settings.vault_path.resolve()}, in the vault",
                "protection": "as the vault; a real name asks for two people, and opens for half an hour",
                "who sees it": _who(rule.roles for rule in PAGES.values() if _reads(rule, _HELD)),
                "days kept": f"{clock['vault'] or 'no clock'}, as the uploaded file; longer while any is held",
                **{f"turns {state}": sum(one[state] for one in held) for state in HOLD_STATES},
            },
            {
                "zone": "corpus",
                "what": "masked words, codings, codebooks, forum answers, accounts with hashed passwords",
                "why": "to code and count what people said, and to trace each theme back to it",
                "where": str(workspace.settings.corpus_path.resolve()),
                "protection": "file permissions and the disk's encryption; not encrypted by Chorus",
                "who sees it": _who(
                    rule.roles for rule in PAGES.values() if rule.reads and not _reads(rule, _NAMES + _HELD)
                ),
                "days kept": clock["corpus"],
                "documents": documents,
            },
            {
                "zone": "analysis release",
                "what": "masked words of those who agreed to analysis, codings, counts",
                "why": "for analysts to query; nobody's name is in the file",
                "where": str(workspace.settings.releases_path.resolve()),
                "protection": "file permissions and the disk's encryption; not encrypted by Chorus",
                "who sees it": _who([SITES["analysis"].roles]),
                "days kept": clock["releases"],
                "releases": sum(one.withdrawn_at is None for one in every),
                "withdrawn": sum(one.withdrawn_at is not None for one in every),
            },
        ],
        "consent": [{"use": USES[use], "asks for": WORDS[asked_for(use)]} for use in USES],
        "programmes": [_programme(workspace, one.id, one.name) for one in programmes.programmes(workspace.corpus)],
        "withdrawals": _withdrawals(workspace),
        "due now": len(due(workspace)),
        "destroyed so far": len(destructions.destructions(workspace.corpus)),
        "leaves the machine": "nothing",
        "lawful basis": FOR_YOU,
        "necessity and proportionality": FOR_YOU,
        "risks and measures": FOR_YOU,
        "consulted": FOR_YOU,
    }


def as_markdown(told: Mapping[str, Any], level: int = 1) -> str:
    """The same facts to be read."""
    lines = ["# Facts for the data protection impact assessment", ""] if level == 1 else []
    for name, value in told.items():
        if isinstance(value, list):
            lines += [f"## {name.capitalize()}", ""]
            for one in value:
                lines += [*(f"- **{field}**: {said}" for field, said in one.items()), ""]
        else:
            lines += [f"**{name.capitalize()}**: {value}", ""]
    return "\n".join(lines)


def _releases(workspace: Workspace, programme_id: int) -> list[Any]:
    return list(releases.releases(workspace.corpus, programme_id))


def _withdrawals(workspace: Workspace) -> int:
    if not workspace.settings.ledger_path.exists():
        return 0
    with workspace.ledger() as ledger:
        return len(ledger.withdrawals())


def _programme(workspace: Workspace, programme_id: int, name: str) -> dict[str, Any]:
    people = [
        one for event in events(workspace.corpus, programme_id) for one in contributors(workspace.corpus, event.id)
    ]
    levels = {WORDS[level]: sum(one.consent == level for one in people) for level in WORDS}
    bands = {
        band or "not known": sum(one.age_band == band for one in people) for band in {one.age_band for one in people}
    }
    return {
        "programme": name,
        "contributors": len(people),
        **{f"agreed to {words}": count for words, count in levels.items()},
        **{f"age {band}": count for band, count in sorted(bands.items())},
    }


def _reads(rule: Rule, words: Iterable[str]) -> bool:
    return any(word in rule.reads for word in words)


def _who(roles: Iterable[frozenset[str] | None]) -> str:
    return ", ".join(sorted({role for some in roles if some for role in some}))
