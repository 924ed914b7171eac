"""Builds the analysis release: a new, complete SQLite file of one programme's de-identified data."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from corpus.release import coded, decided, said
from corpus.release.counts import count
from corpus.release.datasette.metadata import dictionary
from corpus.release.finish import check, put_rows, seal
from corpus.release.groups import count_groups
from corpus.store.analyses import last_analysis
from corpus.store.connect import copying
from corpus.store.programmes import programme_by_id
from corpus.store.releases import next_number
from corpus.store.rows import now

_HERE = Path(__file__).parent
DEIDENTIFICATION = (
    "Names, contact details and other identifiers were masked by rules and a small tagger before anything was stored."
    " A person went through what was masked and what was doubtful, and signed each document off; nobody has checked"
    " every line. Contributors have pseudonyms. Somebody who was there may still recognise what was said."
)
_SIGNED_OFF = """SELECT count(*) FROM sign_offs JOIN documents ON documents.id = document_id
JOIN events ON events.id = event_id WHERE programme_id = ? AND state = 'ready' AND signed_by NOT LIKE 'nobody:%'"""


Heard = Callable[[int, int], None]
"""Called with (done, total) as parts of the work are done. It may raise, and nothing is left then."""
PARTS = 7
SEARCHED = {"segments": ["text"], "themes": ["name", "definition", "keywords"]}
"""Columns that are searched in full, by their table."""


def _unheard(_done: int, _total: int) -> None:
    """The Heard of somebody who does not listen."""


def build_release(corpus: Database, programme_id: int, path: Path, heard: Heard = _unheard) -> str:
    """Writes the programme's next release to `path`, which shows up whole or not at all; its SHA-256.

    Raises NotFound for a programme that does not exist, IncompleteRelease where the file does not pass its checks.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=f".{path.stem}-") as folder:
        draft, finished = Path(folder, "draft.db"), Path(folder, "finished.db")
        with closing(sqlite3.connect(draft, isolation_level=None)) as release:
            # Nobody reads the draft: if it is cut off, it is thrown away.
            release.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536")
            release.executescript((_HERE / "schema.sql").read_text("utf-8"))
            put_rows(release, "data_dictionary", ("table_name", "column_name", "description", "licence"), dictionary())
            _fill(draft, corpus, programme_id)
            heard(1, PARTS)
            for done, part in enumerate(_parts(release, finished), start=1):
                part()
                heard(done + 1, PARTS)
        check(finished)
        heard(PARTS, PARTS)
        sha256 = seal(finished)
        finished.replace(path)
    return sha256


def _parts(release: sqlite3.Connection, finished: Path) -> list[Callable[[], object]]:
    """What is done one after another, with nothing of the corpus held; the check of the file comes after them."""
    return [
        lambda: release.executescript((_HERE / "indexes.sql").read_text("utf-8")),
        lambda: count(release),
        lambda: count_groups(release),
        lambda: [
            Database(release).table(table).enable_fts(columns, tokenize="porter unicode61")
            for table, columns in SEARCHED.items()
        ],
        lambda: release.executescript("ANALYZE").execute("VACUUM INTO ?", [str(finished)]),
    ]


def _fill(draft: Path, corpus: Database, programme_id: int) -> None:
    """Takes one moment of the corpus, whoever writes to it meanwhile: they wait until it has been copied."""
    with copying(corpus, draft) as moment, moment.atomic():
        _describe(moment, programme_id)
        for table, sql in {**said.QUERIES, **coded.QUERIES, **decided.QUERIES}.items():
            columns = ", ".join(f'"{name}"' for name in _columns(moment, sql))
            moment.execute(f"INSERT INTO other.{table} ({columns}) {sql}", {"programme": programme_id})


def _columns(corpus: Database, sql: str) -> list[str]:
    """What a query gives, without asking it."""
    return [column[0] for column in corpus.execute(f"SELECT * FROM ({sql}) LIMIT 0", {"programme": 0}).description]


def _describe(corpus: Database, programme_id: int) -> None:
    programme = programme_by_id(corpus, programme_id)
    versions = "SELECT coalesce(max(number), 0) FROM codebook_versions WHERE programme_id = ?"
    analysis = last_analysis(corpus, programme_id)
    told = {
        "number": next_number(corpus, programme_id),
        "programme": programme.name,
        "description": programme.description,
        "published_at": now(),
        "deidentification": DEIDENTIFICATION,
        "codebook_version": corpus.execute(versions, [programme_id]).fetchone()[0],
        "made_with": f"Chorus {version('chorus')}",
        "model": analysis.model if analysis else "none",
        "documents_signed_off": corpus.execute(_SIGNED_OFF, [programme_id]).fetchone()[0],
    }
    put_rows(corpus.conn, "other.release", told, [tuple(told.values())])
