"""Reads a mapping file (``--mapping MAP.toml``): which column is what, where the headers do not say it themselves.

::

    kind = "groups"            # optional: refuse to be used for another kind
    encoding = "cp932"         # optional, found by itself otherwise; likewise delimiter, sheet, header, header_row
    header = false             # the file has no header row
    only = true                # use no columns but these
    ignore = ["備考"]

    [columns]
    name = "団体名"             # a header,
    phone = ["電話1", 7]        # several, or a column number counted from 1

    [constants]
    sector = "npo"             # the same for every row
"""

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from directory.imports.attributes import ATTRIBUTES
from directory.imports.models import ImportKind
from directory.imports.reading import Reading
from directory.imports.troubles import MappedKindDiffers, MappingNotToml, MappingNotUnderstood, UnknownAttribute


@dataclass(frozen=True, slots=True)
class MapFile:
    """A mapping file, checked."""

    columns: dict[str, list[str | int]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    only: bool = False
    reading: Reading = field(default_factory=Reading)
    text: str = ""
    """The file itself, so that an import can read it again after a stop."""


def load_map(path: Path, kind: ImportKind) -> MapFile:
    """Read and check a mapping file. Raises a :class:`MappingTrouble` that says what is wrong with it."""
    try:
        return parse_map(path.read_text(encoding="utf-8-sig"), kind)
    except UnicodeDecodeError:
        raise MappingNotToml(reason="UTF-8") from None


def parse_map(text: str, kind: ImportKind) -> MapFile:
    """Check the text of a mapping file. Raises a :class:`MappingTrouble`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingNotToml(reason=str(error)) from None
    if (mapped := data.pop("kind", kind.value)) != kind.value:
        raise MappedKindDiffers(mapped=mapped, kind=kind.value)
    columns = {name: _columns(name, value) for name, value in _section(data, "columns", kind).items()}
    constants = {name: _constant(name, value) for name, value in _section(data, "constants", kind).items()}
    ignore = data.pop("ignore", [])
    if not isinstance(ignore, list) or not all(isinstance(item, str) for item in ignore):
        raise MappingNotUnderstood(key="ignore")
    only = _typed(data, "only", bool, default=False)
    return MapFile(columns, constants, tuple(ignore), only, _reading(data), text)


def _section(data: dict[str, Any], name: str, kind: ImportKind) -> dict[str, Any]:
    section = data.pop(name, {})
    if not isinstance(section, dict):
        raise MappingNotUnderstood(key=name)
    for attribute in section:
        if attribute not in ATTRIBUTES[kind]:
            raise UnknownAttribute(attribute=attribute, attributes="、".join(ATTRIBUTES[kind]))
    return section


def _columns(name: str, value: Any) -> list[str | int]:
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(item, str | int) and not isinstance(item, bool) for item in items):
        raise MappingNotUnderstood(key=name)
    return items


def _constant(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list) and all(isinstance(item, str | int) for item in value):
        return "、".join(map(str, value))
    if isinstance(value, dict | list):
        raise MappingNotUnderstood(key=name)
    return str(value)


def _reading(data: dict[str, Any]) -> Reading:
    reading = replace(
        Reading(),
        encoding=_typed(data, "encoding", str, default=""),
        delimiter=_typed(data, "delimiter", str, default=""),
        sheet=_typed(data, "sheet", str, default=""),
        has_header=_typed(data, "header", bool, default=None),
        header_row=_typed(data, "header_row", int, default=0),
    )
    if data:
        raise MappingNotUnderstood(key=next(iter(data)))
    if len(reading.delimiter) > 1 or reading.header_row < 0:
        raise MappingNotUnderstood(key="delimiter" if len(reading.delimiter) > 1 else "header_row")
    return reading


def _typed(data: dict[str, Any], key: str, kind: type, *, default: Any) -> Any:
    value = data.pop(key, default)
    if value is not default and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
        raise MappingNotUnderstood(key=key)
    return value
