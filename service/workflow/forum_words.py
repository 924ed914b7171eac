"""What forum members write: masked, and looked at by the safeguarding rules, before anybody else can read it.

What may be a disclosure is held: its words are sealed in the vault for the safeguarding lead, and the corpus has none.
The lead sees the constituency and the words, and nobody else sees either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from corpus.records import ForumMember
from corpus.store import held_writing
from corpus.store.held_writing import WritingKind
from nlp.deidentify import Masker
from nlp.safeguarding import find_concerns
from service.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReadWords:
    """Masked words, and whether they may be a disclosure."""

    text: str
    is_concern: bool


_ONE_AT_A_TIME = Lock()  # the first loads what masks: when a room answers at once, each would


def read_words(*texts: str) -> list[ReadWords]:
    """One for each of some texts that were written together, in order."""
    with _ONE_AT_A_TIME:
        masked = Masker({}).mask_all([text.strip() for text in texts])
        return [ReadWords(one.text, bool(find_concerns(one.text))) for one in masked]


def hold(workspace: Workspace, member: ForumMember, kind: WritingKind, subject_id: int, texts: Sequence[str]) -> None:
    """Seals what may be a disclosure, for the safeguarding lead; what is still waiting of theirs on it gives way."""
    hold_with(workspace, member, kind, subject_id, {"texts": list(texts)})


def hold_with(
    workspace: Workspace, member: ForumMember, kind: WritingKind, subject_id: int, value: Mapping[str, object]
) -> None:
    """The same for texts with what else is to be known of them when they are released.

    Of what somebody proposes each is a piece of its own: a second idea says nothing of the first.
    """
    corpus = workspace.corpus
    # Within a transaction that reads first, SQLite does not wait for another that writes: the words would be lost.
    before = held_writing.last_held(corpus, member.id, kind, subject_id) if kind != "proposal" else None
    if before is None or before.state != "waiting":
        writing_id = held_writing.hold_writing(corpus, member.programme_id, member.id, kind, subject_id)
    else:
        writing_id = before.id
    with workspace.vault() as vault:
        vault.seal_writing(writing_id, dict(value) | {"decisions": []})
