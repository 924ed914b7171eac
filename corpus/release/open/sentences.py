"""A sentence of a summary as anybody may read it: without counts, and without what would tell of few people."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpus.consent import asked_for
from corpus.records import ENGAGEMENT_MODELS, SummaryLine
from corpus.release.disclosure import FEWEST_SHOWN
from corpus.release.open.counts import Line
from corpus.store.forum_summaries import forum_summary
from corpus.store.summaries import without_count

CHORUS, NOT_TOLD = "Chorus", "not told"
# A sentence that counts people would tell what the counts hide.
_COUNTS = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|most)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"‘].*?[”\"’]", re.DOTALL)
_SPEAKER = re.compile(r"^[^“]* said: (?=“)")
_SENTENCE = re.compile(r"\S.*?[.!?](?=\s|$)", re.DOTALL)
_WHERE_IT_RESTS = """SELECT coalesce(role, ''), engagement_model, coalesce(contributors.consent, 1)
FROM segments JOIN turns ON turns.id = turn_id LEFT JOIN contributors ON contributors.id = contributor_id
JOIN documents ON documents.id = document_id JOIN events ON events.id = documents.event_id
WHERE segments.id IN (SELECT value FROM json_each(?))"""


@dataclass(frozen=True, slots=True)
class Told:
    """The roles and the engagement models that may be told of somebody's words: many were heard in them."""

    roles: frozenset[str]
    models: frozenset[str]


def told_of(everybody: Line) -> Told:
    """What may be told, by what is published of everybody who was heard.

    A role, where it is counted openly. An engagement model, where 8 people or more were heard in it: that the others
    are small leaves each of them three numbers at least, as there are no more than three models.
    """
    counts = everybody.published.table.counts
    models = {model for model in ENGAGEMENT_MODELS if counts.get(("engagement_model", model), 0) >= FEWEST_SHOWN}
    roles = {role for role, people in everybody.split("role").items() if isinstance(people, int)}
    return Told(frozenset(roles), frozenset(models))


def together(lines: Sequence[SummaryLine]) -> list[list[SummaryLine]]:
    """A summary's sentences; a point with the words for it, and what people did not see alike with both sides', as
    one."""
    found: list[list[SummaryLine]] = []
    for line in lines:
        if line.kind in ("view", "example") and found:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def level_of(line: SummaryLine) -> int:
    """The consent that a sentence asks for, of everybody whom it rests on."""
    return asked_for("quotes" if _QUOTED.search(line.text) else "summaries")


def may_stay(corpus: Database, line: SummaryLine) -> bool:
    """Whether a sentence counts nobody, and whoever it rests on agrees to it."""
    # Of what people did not see alike, only that is published; that there were two sides is no count. Of what several
    # said it is not published how many they were.
    is_count = line.kind in ("counted", "others") or (
        line.kind not in ("apart", "point") and _COUNTS.search(_QUOTED.sub("", line.text))
    )
    found = _rests_on(corpus, line)
    return not is_count and len(found) == len(line.segment_ids) and all(level >= level_of(line) for *_, level in found)


def as_published(corpus: Database, line: SummaryLine, told: Told) -> tuple[str, str]:
    """A sentence as anybody may read it, and how those it rests on were heard."""
    found = _rests_on(corpus, line)
    heard = {model for _, model, _ in found}
    models = [model for model in ENGAGEMENT_MODELS if model in heard & told.models]
    text, is_of_few = line.text, not {role for role, *_ in found} <= told.roles
    if line.kind == "apart":
        text = " ".join(one for one in _SENTENCE.findall(text) if not re.search(r"\d", one))
        text = "Two people did not agree." if is_of_few and "“" not in text else text
    elif line.kind == "point":
        text = without_count(text)
    elif line.kind in ("quote", "view") and is_of_few:
        text = _SPEAKER.sub("Somebody said: ", text)
    return text, ", ".join(models if heard <= told.models else [*models, NOT_TOLD])


def who_wrote(corpus: Database, theme_id: int, line: SummaryLine) -> str:
    """Whose forum wrote a sentence of the theme's summary, or for whose forum staff did, or Chorus."""
    forum = forum_summary(corpus, theme_id) if line.kind == "said" else None
    if forum is None:
        return CHORUS
    return f"staff, for {forum.constituency}" if forum.is_by_staff else forum.constituency


def _rests_on(corpus: Database, line: SummaryLine) -> list[tuple[str, str, int]]:
    """Role, engagement model and consent of each segment's contributor."""
    return list(corpus.execute(_WHERE_IT_RESTS, [json.dumps(line.segment_ids)]))
