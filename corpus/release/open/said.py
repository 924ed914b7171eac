"""People's words for the open release, with the consent that each use asks for; and the codebook."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence

from sqlite_utils import Database

from corpus.consent import asked_for
from corpus.records import SummaryLine, Theme
from corpus.release.finish import put_rows
from corpus.release.open.sentences import Told, as_published, level_of, may_stay, together, who_wrote
from corpus.store.forum_summaries import summary_that_holds
from corpus.store.quotes import TOO_SHORT_ALONE, varied_quotes

MayShow = Callable[[Sequence[str]], list[bool]]
QUOTES_OF_A_THEME = 8
LONGEST_QUOTE = 600
_SUMMARY = ("theme_id", "position", "text", "engagement_models", "written_by")


def put_quotes(
    release: sqlite3.Connection, corpus: Database, numbers: Mapping[int, int], known: tuple[Told, MayShow]
) -> dict[int, int]:
    """Puts in what people who agreed to it said of each theme; the segments, with the level that was asked for."""
    told, may_show = known
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
            role = one.role if one.role in told.roles else ""
            rows.append((number, one.text, role, one.engagement_model if one.engagement_model in told.models else ""))
    put_rows(release, "quotes", ("theme_id", "quote", "role", "engagement_model"), rows)
    return asked


def put_summaries(
    release: sqlite3.Connection, corpus: Database, numbers: Mapping[int, int], known: tuple[Told, MayShow]
) -> dict[int, int]:
    """Puts in the summaries of themes that a forum agreed on, in its own words where it wrote any; the segments that
    they rest on, as for quotes.

    A sentence is left out where it counts people, or where what it rests on may not be used for it any more.
    """
    told, may_show = known
    asked: dict[int, int] = {}
    for theme_id, number in numbers.items():
        rows: list[tuple[str, str, str]] = []
        for lines in together(summary_that_holds(corpus, theme_id)):
            if all(may_show([line.text for line in lines])) and all(may_stay(corpus, line) for line in lines):
                rows += _published(corpus, theme_id, lines, told)
                for line in lines:
                    asked |= {one: max(level_of(line), asked.get(one, 0)) for one in line.segment_ids}
        put_rows(release, "summaries", _SUMMARY, [(number, place, *row) for place, row in enumerate(rows, start=1)])
    return asked


def _published(corpus: Database, theme_id: int, lines: Sequence[SummaryLine], told: Told) -> list[tuple[str, str, str]]:
    """Lines that belong together: their words, how those they rest on were heard, and who wrote it. A point is one."""
    rows = [(*as_published(corpus, line, told), who_wrote(corpus, theme_id, line)) for line in lines]
    return [(" ".join(text for text, *_ in rows), *rows[0][1:])] if lines[0].kind == "point" else rows


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
