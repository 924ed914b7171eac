"""How long the take-away takes, in processor seconds: python -m benchmarks.take_away HOME

HOME is a data folder with one programme whose open release is published, as “chorus demo” makes one. Its release is
written as it is, and with every theme, quote and count in it four times.
"""

import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.release.open.take_away.tables import OpenTables, Table, read_tables
from corpus.store.programmes import programmes
from service.settings import Settings
from service.workflow import take_away
from service.workspace import open_workspace

TIMES = (1, 4)
TRIES = 3
_IDS = ("id", "theme_id", "parent_id")


def main(home: Path) -> None:
    """Prints a line for each size and format."""
    with open_workspace(Settings(home=home)) as workspace:
        (programme,) = programmes(workspace.corpus)
        release = take_away.published(workspace, programme)
        taken = read_tables(workspace.settings.open_releases_path / release.file, release.sha256)
    for times in TIMES:
        grown = _grown(taken, times)
        for kind in take_away.FORMATS:
            best = min(_seconds(grown, kind) for _ in range(TRIES))
            print(f"{len(grown.tables['themes'].rows)} themes as {kind}: {best:.2f} s")


def _seconds(taken: OpenTables, kind: take_away.Format) -> float:
    with TemporaryDirectory() as folder:
        began = time.process_time()
        take_away.write(Path(folder), "any", taken, [kind])
        return time.process_time() - began


def _grown(taken: OpenTables, times: int) -> OpenTables:
    names = {name for name in taken.tables if name in ("themes", "quotes", "summaries") or name.startswith("theme_by")}
    return replace(taken, tables=taken.tables | {name: _repeated(taken.tables[name], times) for name in names})


def _repeated(table: Table, times: int) -> Table:
    is_id = [column.name in _IDS for column in table.columns]
    rows = (
        tuple(
            cell + 1000 * number if own and isinstance(cell, int) else cell
            for own, cell in zip(is_id, row, strict=True)
        )
        for number in range(times)
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
