"""Codebooks in: YAML, CSV or XLSX, with names, definitions, parents and examples under the headings people use."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from corpus.errors import InvalidCodebook, UnreadableFile
from corpus.readers.limits import UPLOADED, Limits, check_size, check_total
from corpus.readers.unseen import seen
from corpus.readers.xlsx import counted
from corpus.records import NewTheme

_HEADINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("key", ("key", "id", "code id")),
    ("parent", ("parent", "category", "parent theme", "group")),
    ("name", ("name", "theme", "sub-category", "subcategory", "code", "label")),
    ("definition", ("definition", "description", "sub-category description", "subcategory description", "meaning")),
    ("includes", ("includes", "include", "inclusion")),
    ("excludes", ("excludes", "exclude", "exclusion")),
)
# An example in a cell stands in quotation marks, or on a line or between semicolons of its own.
_QUOTED = re.compile(r"[‘“\"'](?=\S)(.+?)(?<=\S)[’”\"'](?=[\s,.;]|$)", re.DOTALL)


def read_codebook(name: str, data: bytes, limits: Limits = UPLOADED) -> list[NewTheme]:
    """A codebook file's themes, parents first. Raises InvalidCodebook or UnreadableFile, which name the file.

    Where the file may come from anybody, `corpus.sandbox.read_codebook` does the same in a process of its own.
    """
    readers: dict[str, Callable[[bytes], list[NewTheme]]] = {
        ".yaml": _from_yaml,
        ".yml": _from_yaml,
        ".csv": _from_csv,
        ".xlsx": lambda data: _from_xlsx(counted(name, data, limits)),
    }
    check_size(name, data, limits)
    reader = readers.get(PurePath(name).suffix.lower())
    if reader is None:
        raise InvalidCodebook(f"“{name}” is not a kind of codebook that can be read. Use .yaml, .csv or .xlsx.")
    try:
        themes = _with_parents([_seen(theme) for theme in reader(data)])
    except InvalidCodebook as error:
        raise InvalidCodebook(f"“{name}”: {error}") from error
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:
        raise InvalidCodebook(f"“{name}” cannot be read as a codebook ({type(error).__name__}).") from error
    if not themes:
        raise InvalidCodebook(f"“{name}” has no themes in it.")
    check_total(name, sum(map(_length, themes)), limits)
    return themes


def _seen(theme: NewTheme) -> NewTheme:
    """A theme without characters that cannot be seen. Raises InvalidCodebook where its name has no others."""
    if not seen(theme.name).strip():
        raise InvalidCodebook("one of its themes has a name in which there is nothing to be seen.")
    return replace(
        theme,
        key=seen(theme.key),
        name=seen(theme.name),
        definition=seen(theme.definition),
        includes=tuple(map(seen, theme.includes)),
        excludes=tuple(map(seen, theme.excludes)),
        examples=tuple(map(seen, theme.examples)),
        parent=seen(theme.parent) if theme.parent else None,
    )


def _length(theme: NewTheme) -> int:
    return sum(map(len, _texts(theme)))


def _texts(theme: NewTheme) -> tuple[str, ...]:
    lists = (*theme.includes, *theme.excludes, *theme.examples)
    return theme.key, theme.name, theme.definition, theme.parent or "", *lists


def key_of(name: str) -> str:
    """A theme's name as a key: lower-case words, in whatever script, and hyphens."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")[:80] or "theme"


def _from_yaml(data: bytes) -> list[NewTheme]:
    import yaml

    try:
        content = yaml.safe_load(data)
    except yaml.YAMLError as error:
        raise InvalidCodebook(f"it is not valid YAML ({str(error).splitlines()[0]}).") from error
    entries = content.get("themes") if isinstance(content, dict) else content
    if not isinstance(entries, list):
        raise InvalidCodebook("it needs a list called “themes”.")
    return [_from_entry(number, entry) for number, entry in enumerate(entries, start=1)]


def _from_entry(number: int, entry: Any) -> NewTheme:
    if not isinstance(entry, dict) or not str(entry.get("name") or "").strip():
        raise InvalidCodebook(f"theme {number} has no name.")
    name = str(entry["name"]).strip()
    return NewTheme(
        key=str(entry.get("key") or key_of(name)),
        name=name,
        definition=str(entry.get("definition") or "").strip(),
        includes=_list(number, entry, "includes"),
        excludes=_list(number, entry, "excludes"),
        examples=_list(number, entry, "examples"),
        parent=str(entry["parent"]) if entry.get("parent") else None,
    )


def _list(number: int, entry: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = entry.get(field) or []
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidCodebook(
            f"theme {number}: “{field}” has to be a list of texts (put quotes round a text with “: ”)."
        )
    return tuple(item.strip() for item in value if item.strip())


def _from_csv(data: bytes) -> list[NewTheme]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    return _from_rows(list(csv.reader(io.StringIO(text, newline=""))))


def _from_xlsx(workbook_file: io.BytesIO) -> list[NewTheme]:
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(workbook_file)
    sheets = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
    readable = [sheet for sheet in sheets if _headings(sheet[0] if sheet else ()).get("definition") is not None]
    for sheet in [*readable, *sheets]:
        if "name" in _headings(sheet[0] if sheet else ()):
            return _from_rows([[str(cell) for cell in row] for row in sheet])
    raise InvalidCodebook("no sheet has a first row with the heading “name”.")


def _headings(row: Sequence[Any]) -> dict[str, int]:
    """The column of each field, by its heading."""
    titles = [str(cell).strip().lower() for cell in row]
    found: dict[str, int] = {}
    for field, names in _HEADINGS:
        for name in names:
            if name in titles and titles.index(name) not in found.values():
                found[field] = titles.index(name)
                break
    return found


def _from_rows(rows: Sequence[Sequence[str]]) -> list[NewTheme]:
    columns = _headings(rows[0]) if rows else {}
    if "name" not in columns:
        raise InvalidCodebook("its first row needs the heading “name”.")
    examples = [index for index, cell in enumerate(rows[0]) if "example" in str(cell).lower()]

    def cell(row: Sequence[str], field: str) -> str:
        index = columns.get(field, len(row))
        return row[index].strip() if index < len(row) else ""

    return [
        NewTheme(
            key=cell(row, "key") or key_of(cell(row, "name")),
            name=cell(row, "name"),
            definition=cell(row, "definition"),
            includes=_split(cell(row, "includes")),
            excludes=_split(cell(row, "excludes")),
            examples=_examples([row[index] for index in examples if index < len(row)]),
            parent=cell(row, "parent") or None,
        )
        for row in rows[1:]
        if cell(row, "name")
    ]


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;\n]", text) if part.strip())


def _examples(cells: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in cells:
        quoted = [" ".join(match.split()).strip(" ,.") for match in _QUOTED.findall(text)]
        found.update(dict.fromkeys(example for example in (quoted or _split(text)) if len(example) > 2))
    return tuple(found)


def _with_parents(themes: Sequence[NewTheme]) -> list[NewTheme]:
    """Every parent is a theme: one named but not defined is added. Raises InvalidCodebook for two with one key."""
    by_key: dict[str, NewTheme] = {}
    for theme in themes:
        if theme.key in by_key:
            raise InvalidCodebook(f"there are two themes with the key “{theme.key}”. Give each its own name.")
        by_key[theme.key] = theme
    key_by_name = {key_of(theme.name): theme.key for theme in reversed(themes)}
    parents: dict[str, NewTheme] = {}
    children = []
    for theme in themes:
        if theme.parent is None:
            parents[theme.key] = theme
            continue
        named = key_of(theme.parent)
        key = theme.parent if theme.parent in by_key else key_by_name.get(named, named)
        if key == theme.key:
            parents[key] = _replaced_parent(theme, None)
            continue
        if key not in by_key:
            by_key[key] = parents[key] = NewTheme(key=key, name=theme.parent)
        children.append(_replaced_parent(theme, key))
    return [*parents.values(), *children]


def _replaced_parent(theme: NewTheme, parent: str | None) -> NewTheme:
    return replace(theme, parent=parent)
