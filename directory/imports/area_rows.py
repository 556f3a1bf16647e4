"""The values of an area from one row.

Keys: codes(candidates, best first; may be empty) kind("prefecture" | "municipality" | "district") name reading
name_en prefecture parent_code latitude longitude.
"""

import re
from typing import Any

from directory.imports import cells, places
from directory.imports.assembly import Assembly
from directory.imports.cells import Read, trimmed
from directory.imports.findings import Reason, doubt, refusal
from directory.vocabularies.models import AreaKind
from kit.text import nfkc


def values(row: Assembly) -> dict[str, Any]:
    """Everything that the row tells about an area. A row that names only a prefecture is the prefecture."""
    prefecture = row.one("prefecture", places.prefecture, "")
    column, text = row.first("name")
    # A city and its ward are written with a blank between them in some tables; the name has none.
    name = re.sub(r"(?<=市)[ 　](?=\S+区)", "", trimmed(text)) or prefecture
    if not name:
        row.take(Read("", (refusal(Reason.NAME_MISSING),)), column)
    codes = _codes(row)
    parent: tuple[str, ...] = row.one("parent_code", places.area_code, ())
    reading = "prefecture_reading" if name == prefecture else "reading"
    return {
        "codes": codes,
        "kind": _kind(name, prefecture, codes, parent),
        "name": name,
        "reading": row.one(reading, cells.reading, "").replace(" ", ""),
        "name_en": row.line("name_en"),
        "prefecture": "" if name == prefecture else prefecture,
        "parent_code": parent[0] if parent else "",
    } | _position(row)


def _codes(row: Assembly) -> tuple[str, ...]:
    """Candidates from all code columns; one that another column confirms comes first. District codes stay as they are."""
    found: dict[str, int] = {}
    for column, text in row.cells("code"):
        bare = nfkc(trimmed(text))
        district = re.fullmatch(r"\d{6}-\d{1,5}", bare)
        for code in (bare,) if district else row.take(places.area_code(bare), column):
            found[code] = found.get(code, 0) + 1
    return tuple(sorted(found, key=lambda code: -found[code]))


def _kind(name: str, prefecture: str, codes: tuple[str, ...], parent: tuple[str, ...]) -> AreaKind:
    if name == prefecture or any(len(code) == 2 for code in codes):
        return AreaKind.PREFECTURE
    district = any("-" in code for code in codes) or bool(parent and len(parent[0]) == 6)
    return AreaKind.DISTRICT if district else AreaKind.MUNICIPALITY


def _position(row: Assembly) -> dict[str, Any]:
    column, north = row.first("latitude")
    _, east = row.first("longitude")
    read = cells.coordinates(north, east)
    position = row.take(read, column)
    if position is None and not read.findings and trimmed(north + east):
        row.take(Read(None, (doubt(Reason.NOT_COORDINATES, north + east),)), column)
    return {"latitude": position[0], "longitude": position[1]} if position else {}
