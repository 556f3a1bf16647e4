"""Reads records from Excel and OpenDocument workbooks."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from directory.imports.limits import Limits
from directory.imports.records import Record
from directory.imports.troubles import BrokenWorkbook, FileTooLarge, SheetMissing, TooManyColumns, TooManyRows

_SIGNATURES: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def looks_like_workbook(start: bytes) -> bool:
    """Whether the first bytes are those of a ZIP or an OLE file."""
    return start.startswith(_SIGNATURES)


def choose_sheet(path: Path, wanted: str, limits: Limits) -> tuple[str, list[str]]:
    """The name of the sheet to read and the names of the other sheets that hold something.

    Without a wish: the visible sheet with the most cells, because the first one is often a page of explanations.
    """
    workbook = _open(path, limits)
    if wanted:
        if wanted not in workbook.sheet_names:
            raise SheetMissing(sheet=wanted, sheets="、".join(workbook.sheet_names))
        return wanted, []
    visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    sizes = {name: _size(_sheet(workbook, name)) for name in visible or workbook.sheet_names}
    if not any(sizes.values()):
        return next(iter(sizes), ""), []
    chosen = max(sizes, key=lambda name: sizes[name])
    return chosen, [name for name, size in sizes.items() if size and name != chosen]


def records(path: Path, *, sheet: str, limits: Limits) -> Iterator[Record]:
    """Every row of the sheet, blank ones too; numbers, dates and times as text."""
    if not sheet:
        return
    opened = _sheet(_open(path, limits), sheet)
    if opened.total_height > limits.rows:
        raise TooManyRows(limit=limits.rows)
    if opened.width > limits.columns:
        raise TooManyColumns(row=1, limit=limits.columns)
    for number, values in enumerate(opened.iter_rows(), 1):
        yield Record(number, [_text(value) for value in values])


def _open(path: Path, limits: Limits) -> CalamineWorkbook:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            if sum(item.file_size for item in packed.infolist()) > limits.unpacked_megabytes << 20:
                raise FileTooLarge(limit=limits.unpacked_megabytes)
    try:
        return CalamineWorkbook.from_path(path)
    except (CalamineError, OSError):
        raise BrokenWorkbook from None


def _sheet(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except CalamineError:
        raise BrokenWorkbook from None


def _size(sheet: CalamineSheet) -> int:
    return sheet.height * sheet.width


def _text(value: Any) -> str:
    """The value as it is shown in a cell: whole numbers without a point, dates in ISO form."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(value).replace("_x000D_", "")
