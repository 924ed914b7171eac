"""An open release as CSV files with a Data Package beside them, which says what each column holds.

The descriptor follows Data Package 2.0 (datapackage.org). No cell can be taken for a formula (see
`corpus.exchange.inert`).
"""

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

from corpus.exchange.inert import inert
from corpus.release.disclosure import HIDDEN
from corpus.release.open.datasette.metadata import LICENCE_NAME, LICENCE_URL
from corpus.release.open.take_away.tables import Cell, Column, OpenTables, Table

DESCRIPTOR = "datapackage.json"
CODEBOOK_FILE = "codebook.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_HOW_TO_READ = (
    "A count is of people, rounded to 5. * stands for 1 to 7 people, or for a count that is hidden so that nobody can"
    " work out another; a blank says that nothing is counted. Where a cell begins as a formula does, an apostrophe"
    " stands before it, so that no spreadsheet runs it."
)
_ZIPPED = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file knows: the same release makes the same file


def write_csv(folder: Path, taken: OpenTables, name: str) -> None:
    """Fills a folder that is there with a file for each table, the codebook, and the descriptor."""
    for table in taken.tables.values():
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([column.name for column in table.columns])
            writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    (folder / CODEBOOK_FILE).write_text(taken.codebook, encoding="utf-8")
    described = json.dumps(descriptor(taken, name), ensure_ascii=False, indent=2)
    (folder / DESCRIPTOR).write_text(f"{described}\n", encoding="utf-8")


def zip_folder(folder: Path, path: Path) -> None:
    """Packs a folder's files, in the order of their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.iterdir()):
            packed.writestr(zipfile.ZipInfo(file.name, _ZIPPED), file.read_bytes(), zipfile.ZIP_DEFLATED)


def descriptor(taken: OpenTables, name: str) -> dict[str, Any]:
    """The Data Package's descriptor."""
    number = taken.about["number"]
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": name,
        "title": f"{taken.text('programme')}: open release {number}",
        "description": "\n\n".join(
            text for text in (taken.text("description"), taken.text("disclosure_control"), _HOW_TO_READ) if text
        ),
        "version": f"{number}.0.0",
        "created": taken.text("drafted_at"),
        "licenses": [{"name": LICENCE_NAME, "path": LICENCE_URL, "title": taken.text("licence")}],
        "sources": [{"title": f"{taken.text('programme')}: what people said at its events, coded and decided on"}],
        "contributors": [{"title": taken.text("programme"), "roles": ["publisher"]}],
        "resources": [_resource(table) for table in taken.tables.values()] + [_CODEBOOK],
    }


_CODEBOOK = {
    "name": "codebook",
    "title": "codebook",
    "description": "The codebook, for machines: every adopted theme with its definition and its parent's name.",
    "path": CODEBOOK_FILE,
    "format": "json",
    "mediatype": "application/json",
    "encoding": "utf-8",
}


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": ["", HIDDEN] if any(column.is_count for column in table.columns) else [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": [one.column],
                "reference": {
                    "resource": "" if one.table == table.name else one.table,
                    "fields": [one.their_column],
                },
            }
            for one in table.references
        ]
    return {
        "name": table.name,
        "type": "table",
        "title": table.name.replace("_", " "),
        "description": table.means,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.kind == "integer":
        constraints["minimum"] = 0
    if column.name == "percentage":
        constraints["maximum"] = 100
    described = {"name": column.name, "type": column.kind, "description": column.means}
    return described | ({"constraints": constraints} if constraints else {})


def _cell(cell: Cell) -> str:
    return "" if cell is None else inert(str(cell))
