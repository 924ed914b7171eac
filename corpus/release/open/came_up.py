"""What came up at each event, for whoever has its code: which themes, and never how many people.

Of an event of fewer than 8 people nothing is told. What was told of an event stays, until 8 people more or fewer were
there: else a theme that goes with one who withdraws would tell what they had said.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from corpus.release.disclosure import FEWEST_SHOWN
from corpus.release.earlier import FEWEST_CHANGED
from corpus.release.finish import put_rows

Groups = dict[str, dict[str, Any]]
"""By what an event is known by: its `people`, and the keys of the `themes` that came up."""

_PEOPLE_AT_EVENTS = """SELECT events.code, count(contributors.id) FROM events
LEFT JOIN contributors ON contributors.event_id = events.id WHERE programme_id = ? GROUP BY events.id"""
_SAID_AT = """WITH RECURSIVE family (theme_id, member) AS (
    SELECT id, id FROM themes WHERE programme_id = :programme
    UNION SELECT family.theme_id, themes.id FROM family JOIN themes ON themes.parent_id = family.member)
SELECT DISTINCT events.code, themes.key FROM family JOIN themes ON themes.id = family.theme_id
JOIN codings ON codings.theme_id = family.member AND codings.state <> 'rejected'
JOIN segments ON segments.id = codings.segment_id JOIN turns ON turns.id = segments.turn_id
JOIN contributors ON contributors.id = turns.contributor_id JOIN events ON events.id = contributors.event_id
WHERE events.programme_id = :programme"""


def kept_groups(
    corpus: Database, programme_id: int, known_by: Callable[[str], str], earlier: Sequence[Mapping[str, Any]]
) -> Groups:
    """Each event's people and themes, as they were published where too few have come or gone since."""
    found: Groups = {}
    for code, people in corpus.execute(_PEOPLE_AT_EVENTS, [programme_id]):
        found[known_by(code)] = {"people": people, "themes": []}
    for code, key in corpus.execute(_SAID_AT, {"programme": programme_id}):
        found[known_by(code)]["themes"].append(key)
    for known in found:
        before = next((one[known] for one in reversed(earlier) if known in one), None)
        if before and abs(before["people"] - found[known]["people"]) < FEWEST_CHANGED:
            found[known] = before
    return found


def put_groups(release: sqlite3.Connection, groups: Groups, counted: Mapping[str, int]) -> None:
    """Puts in the themes of events of 8 people and more, of those that have counts; `counted` has their numbers."""
    large = {known: one for known, one in groups.items() if one["people"] >= FEWEST_SHOWN}
    rows = [(known, counted[key]) for known, one in large.items() for key in one["themes"] if key in counted]
    put_rows(release, "said_by_groups", ("event_code_hash", "theme_id"), sorted(rows))
    put_rows(release, "small_groups", ("event_code_hash",), sorted((known,) for known in groups.keys() - large.keys()))
