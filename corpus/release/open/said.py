"""People's words for the open release, with the consent that each use asks for; and the codebook."""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence

from sqlite_utils import Database

from corpus.consent import asked_for
from corpus.records import ENGAGEMENT_MODELS, SummaryLine, Theme
from corpus.release.disclosure import FEWEST_SHOWN
from corpus.release.finish import put_rows
from corpus.release.open.counts import Line
from corpus.store.forum_summaries import forum_summary, summary_that_holds
from corpus.store.quotes import TOO_SHORT_ALONE, varied_quotes

MayShow = Callable[[Sequence[str]], list[bool]]
QUOTES_OF_A_THEME = 8
LONGEST_QUOTE = 600
CHORUS, NOT_TOLD = "Chorus", "not told"
# A sentence that counts people would tell what the counts hide.
_COUNTS = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|most)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"‘].*?[”\"’]", re.DOTALL)


def put_quotes(
    release: sqlite3.Connection, corpus: Database, numbers: Mapping[int, int], known: tuple[Line, MayShow]
) -> dict[int, int]:
    """Puts in what people who agreed to it said of each theme; the segments, with the level that was asked for."""
    everybody, may_show = known
    roles = {role for role, people in everybody.split("role").items() if isinstance(people, int)}
    models = _models_of_many(everybody)
    asked: dict[int, int] = {}
    rows = []
    for theme_id, number in sorted(numbers.items(), key=lambda pair: pair[1]):
        found = [
            one
            for one in varied_quotes(corpus, theme_id, limit=3 * QUOTES_OF_A_THEME)
            if TOO_SHORT_ALONE <= len(one.text) <= LONGEST_QUOTE
        ]
        shown = [one for one, may in zip(found, may_show([one.text for one in found]), strict=True) if may]
        for one in sorted(shown[:QUOTES_OF_A_THEME], key=lambda quote: quote.text):
            asked[one.segment_id] = asked_for("quotes")
            role = one.role if one.role in roles else ""
            rows.append((number, one.text, role, one.engagement_model if one.engagement_model in models else ""))
    put_rows(release, "quotes", ("theme_id", "quote", "role", "engagement_model"), rows)
    return asked


def put_summaries(
    release: sqlite3.Connection, corpus: Database, numbers: Mapping[int, int], known: tuple[Line, MayShow]
) -> dict[int, int]:
    """Puts in the summaries of themes that a forum agreed on, in its own words where it wrote any; the segments that
    they rest on, as for quotes.

    A sentence is left out where it counts people, or where what it rests on may not be used for it any more.
    """
    everybody, may_show = known
    models = _models_of_many(everybody)
    asked: dict[int, int] = {}
    for theme_id, number in numbers.items():
        kept: list[SummaryLine] = []
        for lines in _together(summary_that_holds(corpus, theme_id)):
            if all(may_show([line.text for line in lines])) and all(_may_stay(corpus, line) for line in lines):
                kept += lines
        for line in kept:
            asked |= {one: max(_level(line), asked.get(one, 0)) for one in line.segment_ids}
        wrote = _forum_that_wrote(corpus, theme_id)
        rows = [
            (number, position, line.text, wrote if line.kind == "said" else CHORUS, _models(corpus, line, models))
            for position, line in enumerate(kept, start=1)
        ]
        put_rows(release, "summaries", ("theme_id", "position", "text", "written_by", "engagement_models"), rows)
    return asked


def _models_of_many(everybody: Line) -> set[str]:
    """The engagement models that may be told of somebody's words: those in which 8 people or more were heard.

    That the others are small leaves each of them three numbers at least: there are no more than three models.
    """
    counts = everybody.published.table.counts
    return {model for model in ENGAGEMENT_MODELS if counts.get(("engagement_model", model), 0) >= FEWEST_SHOWN}


def _forum_that_wrote(corpus: Database, theme_id: int) -> str:
    """Who wrote what a theme's summary says that people said."""
    forum = forum_summary(corpus, theme_id)
    if forum is None:
        return CHORUS
    return f"staff, for {forum.constituency}" if forum.is_by_staff else forum.constituency


def _models(corpus: Database, line: SummaryLine, told: set[str]) -> str:
    """How those were heard whom a sentence rests on."""
    sql = """SELECT DISTINCT engagement_model FROM segments JOIN turns ON turns.id = turn_id
    JOIN documents ON documents.id = document_id JOIN events ON events.id = event_id
    WHERE segments.id IN (SELECT value FROM json_each(?))"""
    heard = {model for (model,) in corpus.execute(sql, [json.dumps(line.segment_ids)])}
    names = [model for model in ENGAGEMENT_MODELS if model in heard & told]
    return ", ".join(names if heard <= told else [*names, NOT_TOLD])


def put_codebook(release: sqlite3.Connection, programme: str, version: int, themes: Sequence[Theme]) -> None:
    """Puts the codebook in as JSON, for other programs."""
    names = {theme.id: theme.name for theme in themes}
    listed = [
        {
            "name": theme.name,
            "parent": names.get(theme.parent_id or 0),
            "definition": theme.definition,
            "includes": theme.includes,
            "excludes": theme.excludes,
            "origin": theme.origin,
        }
        for theme in sorted(themes, key=lambda one: one.name)
    ]
    content = json.dumps({"programme": programme, "version": version, "themes": listed}, ensure_ascii=False, indent=1)
    put_rows(release, "codebook", ("version", "json"), [(version, content)])


def _together(lines: Sequence[SummaryLine]) -> list[list[SummaryLine]]:
    """A summary's sentences; those that say what people did not see alike, with what each side said, as one."""
    found: list[list[SummaryLine]] = []
    for line in lines:
        if line.kind == "view" and found:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _may_stay(corpus: Database, line: SummaryLine) -> bool:
    """Whether a sentence counts nobody, and whoever it rests on agrees to it."""
    is_count = line.kind == "counted" or _COUNTS.search(_QUOTED.sub("", line.text))
    return not is_count and all(_agreed(corpus, one) >= _level(line) for one in line.segment_ids)


def _level(line: SummaryLine) -> int:
    return asked_for("quotes" if _QUOTED.search(line.text) else "summaries")


def _agreed(corpus: Database, segment_id: int) -> int:
    sql = """SELECT coalesce(contributors.consent, 1) FROM segments JOIN turns ON turns.id = segments.turn_id
    LEFT JOIN contributors ON contributors.id = turns.contributor_id WHERE segments.id = ?"""
    row = corpus.execute(sql, [segment_id]).fetchone()
    return int(row[0]) if row else 0
