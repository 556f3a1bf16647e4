"""Reads records from JSON: a list of objects, wherever in the file it is nested."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from directory.imports.limits import Limits
from directory.imports.records import Record
from directory.imports.troubles import BrokenJson, CellTooLong, FileTooLarge, JsonWithoutRows, TooManyColumns

_DEEPEST: Final = 4


def load(path: Path, *, encoding: str, limits: Limits) -> Any:
    """The parsed file; one value a line (JSON Lines) becomes a list. Raises :class:`BrokenJson`."""
    if path.stat().st_size > limits.json_megabytes << 20:
        raise FileTooLarge(limit=limits.json_megabytes)
    text = path.read_bytes().decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith(("{", "[")) for line in lines):
            return _json_lines(lines)
        raise BrokenJson(row=getattr(error, "lineno", 1)) from None


def table(data: Any, limits: Limits) -> tuple[list[str], list[Record]]:
    """Column names in order of appearance, and the records. Raises :class:`JsonWithoutRows`.

    What stands around the list once (``{"pref_name": …, "organizations": [ … ]}``) is repeated in each record.
    Records are numbered from 1. An empty list gives no records.
    """
    flat = [_flat(item) for item in _rows(data)]
    header = list(dict.fromkeys(name for item in flat for name in item))
    if len(header) > limits.columns:
        raise TooManyColumns(row=1, limit=limits.columns)
    for number, item in enumerate(flat, 1):
        if any(len(value) > limits.cell for value in item.values()):
            raise CellTooLong(row=number, limit=limits.cell)
    return header, [Record(number, [item.get(name, "") for name in header]) for number, item in enumerate(flat, 1)]


def _json_lines(lines: list[str]) -> list[Any]:
    values = []
    for number, line in enumerate(lines, 1):
        try:
            values.append(json.loads(line))
        except (json.JSONDecodeError, RecursionError):
            raise BrokenJson(row=number) from None
    return values


def _rows(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, list) and data and all(isinstance(item, list) for item in data):
        names = [_text(name) or f"列{place}" for place, name in enumerate(data[0], 1)]
        return [dict(zip(names, item, strict=False)) for item in data[1:]]
    found = list(_lists(data, {}, 0))
    if not found:
        raise JsonWithoutRows
    around, items = max(found, key=lambda pair: len(pair[1]))
    return [{**{name: value for name, value in around.items() if name not in item}, **item} for item in items]


def _lists(data: Any, around: dict[str, Any], depth: int) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Every list of objects, with the single values that stand around it."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list) and all(isinstance(item, dict) for item in data):
        yield around, data
    elif isinstance(data, dict):
        single = {name: value for name, value in data.items() if not isinstance(value, dict | list)}
        inner = [value for value in data.values() if isinstance(value, dict)]
        if len(inner) > 1 and len(inner) == len(data):
            yield around, [{"key": name, **value} for name, value in data.items()]
        for value in data.values():
            yield from _lists(value, {**around, **single}, depth + 1)


def _flat(item: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in item.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            flat |= _flat(value, f"{prefix}{name}.", depth + 1)
        else:
            flat[prefix + name] = _text(value)
    return flat


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return ("\n" if any(isinstance(item, dict) for item in value) else "、").join(map(_text, value))
    if isinstance(value, dict):
        return " ".join(text for text in map(_text, value.values()) if text)
    return str(value).replace("\x00", "�")
