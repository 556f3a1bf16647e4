"""Turns any file into a table: finds its kind, encoding, delimiter and header row, and streams its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from directory.imports import delimited, json_records, workbooks
from directory.imports.encodings import encoding_exists, find_encoding
from directory.imports.findings import Finding, Reason, Weight, doubt, note
from directory.imports.headers import find_header, names_of
from directory.imports.limits import Limits
from directory.imports.records import Record, is_filled
from directory.imports.troubles import (
    BinaryFile,
    BrokenWorkbook,
    CellTooLong,
    FileTooLarge,
    TooManyColumns,
    TooManyRows,
    UnknownEncoding,
    UnknownFileKind,
)

_LOOKED_AT: Final = 15
_NEITHER_TEXT_NOR_TABLE: Final = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\x7fELF")
_JSON_ENDINGS: Final = (".json", ".jsonl", ".geojson")
_WORKBOOK_ENDINGS: Final = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")
_CONTROLS: Final = frozenset(map(chr, range(32))) - set("\t\n\v\f\r\x1a\x1b") | {"\x7f"}
_STRAY: Final = 3  # so many control characters may stand in the start of a text
_DELIMITED_ENDINGS: Final = (".csv", ".tsv", ".tab", ".txt")


class FileKind(StrEnum):
    """What kind of file it was found to be."""

    DELIMITED = "delimited"
    WORKBOOK = "workbook"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is already known about the file; everything left out is found by looking."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    has_header: bool | None = None
    header_row: int = 0  # as a spreadsheet counts, from 1
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row: its number in the file (from 1, header and blank rows counted), original text by column."""

    number: int
    cells: dict[str, str]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where records come from, and how they are read."""

    kind: FileKind
    records: Callable[[], Iterator[Record]]
    encoding: str = ""  # "" for workbooks
    delimiter: str = ""  # "" unless delimited
    sheet: str = ""  # "" unless a workbook


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read row by row, as often as wanted."""

    source: Source
    header: tuple[str, ...]  # names as in the file, made unique; 列1, 列2 … where there is none
    header_row: int  # 0 where there is none (and in JSON)
    has_header: bool
    warnings: tuple[Finding, ...]
    limits: Limits

    @property
    def kind(self) -> FileKind:
        """Delimited text, workbook or JSON."""
        return self.source.kind

    @property
    def encoding(self) -> str:
        """Python codec name; "" for workbooks."""
        return self.source.encoding

    @property
    def delimiter(self) -> str:
        """One character; "" unless delimited."""
        return self.source.delimiter

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank, from the start. Raises a :class:`FileTrouble` where a limit is passed."""
        for count, record in enumerate(self.source.records(), 1):
            if count > self.limits.rows:
                raise TooManyRows(limit=self.limits.rows)
            if record.number > self.header_row and not record.blank:
                yield self._row(record)

    def _row(self, record: Record) -> Row:
        values, names = record.values, self.header
        if len(values) > self.limits.columns:
            raise TooManyColumns(row=record.number, limit=self.limits.columns)
        if any(len(value) > self.limits.cell for value in values):
            raise CellTooLong(row=record.number, limit=self.limits.cell)
        cells = {column_name(names, place): value for place, value in enumerate(values)}
        findings = list(record.findings)
        if extra := values[len(names) :]:
            weight = Weight.DOUBT if any(map(is_filled, extra)) else Weight.NOTE
            findings.append(Finding(Reason.MORE_VALUES, weight, "、".join(filter(None, extra))))
        elif len(values) < len(names):
            findings.append(doubt(Reason.FEWER_VALUES, detail=f"{len(values)} / {len(names)}"))
            cells |= dict.fromkeys(names[len(values) :], "")
        return Row(record.number, cells, tuple(findings))


def open_table(path: Path, reading: Reading | None = None, *, knows: Callable[[str], bool] | None = None) -> Table:
    """Look at a file and make it readable. ``knows`` tells whether a text is a header word, to find the header row.

    Raises a :class:`FileTrouble` when the file as a whole cannot be read; an empty file gives a table without rows.
    """
    reading = reading or Reading()
    if path.stat().st_size > reading.limits.megabytes << 20:
        raise FileTooLarge(limit=reading.limits.megabytes)
    with path.open("rb") as file:
        start = file.read(4096)
    if workbooks.looks_like_workbook(start):
        return _workbook(path, reading, knows)
    if start.startswith(_NEITHER_TEXT_NOR_TABLE):
        raise UnknownFileKind
    if reading.encoding and not encoding_exists(reading.encoding):
        raise UnknownEncoding(encoding=reading.encoding)
    encoding = reading.encoding or find_encoding(path)
    text = start.decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n")
    ending = path.suffix.lower()
    if sum(character in _CONTROLS for character in text) > _STRAY + len(text) // 50:
        raise BrokenWorkbook if ending in _WORKBOOK_ENDINGS else BinaryFile
    if ending in _JSON_ENDINGS or (text.startswith(("{", "[")) and ending not in _DELIMITED_ENDINGS):
        return _json(path, encoding, reading)
    table = _delimited(path, encoding, reading, knows)
    # Old systems write delimited text and call it .xls; what does not even split into columns is something broken.
    if ending in _WORKBOOK_ENDINGS and len(table.header) == 1:
        raise BrokenWorkbook
    return table


def column_name(header: tuple[str, ...], place: int) -> str:
    """Name of the column at a place counted from 0; columns without a header are called by their number from 1."""
    return header[place] if place < len(header) else f"列{place + 1}"


def _workbook(path: Path, reading: Reading, knows: Callable[[str], bool] | None) -> Table:
    sheet, others = workbooks.choose_sheet(path, reading.sheet, reading.limits)
    warnings = [note(Reason.OTHER_SHEETS, detail=f"{sheet}（{'、'.join(others)}）")] if others else []
    records = partial(workbooks.records, path, sheet=sheet, limits=reading.limits)
    return _table(Source(FileKind.WORKBOOK, records, sheet=sheet), reading, knows, warnings)


def _delimited(path: Path, encoding: str, reading: Reading, knows: Callable[[str], bool] | None) -> Table:
    delimiter = reading.delimiter or delimited.find_delimiter(path, encoding)
    records = partial(delimited.records, path, encoding=encoding, delimiter=delimiter, limits=reading.limits)
    return _table(Source(FileKind.DELIMITED, records, encoding, delimiter), reading, knows, [])


def _json(path: Path, encoding: str, reading: Reading) -> Table:
    data = json_records.load(path, encoding=encoding, limits=reading.limits)
    header, found = json_records.table(data, reading.limits)
    source = Source(FileKind.JSON, lambda: iter(found), encoding)
    return Table(source, tuple(header), 0, True, () if found else (note(Reason.NO_ROWS),), reading.limits)


def _table(source: Source, reading: Reading, knows: Callable[[str], bool] | None, warnings: list[Finding]) -> Table:
    filled = (record for record in source.records() if not record.blank)
    first = list(islice(filled, max(_LOOKED_AT, reading.header_row)))
    header = None
    if reading.header_row:
        header = next((record for record in first if record.number == reading.header_row), None)
    elif reading.has_header is not False:
        header = find_header(first, knows, sure=bool(reading.has_header))
    names = _header_names(first, header, warnings)
    if len(names) > reading.limits.columns:
        raise TooManyColumns(row=header.number if header else 1, limit=reading.limits.columns)
    number = header.number if header else 0
    return Table(source, names, number, header is not None, tuple(warnings), reading.limits)


def _header_names(first: list[Record], header: Record | None, warnings: list[Finding]) -> tuple[str, ...]:
    if header is None:
        warnings.append(note(Reason.NO_HEADER if first else Reason.EMPTY_FILE))
        width = max((len(record.values) for record in first), default=0)
        return tuple(f"列{place}" for place in range(1, width + 1))
    if skipped := [record for record in first if record.number < header.number]:
        title = " ".join(value for record in skipped for value in record.values if is_filled(value))
        warnings.append(note(Reason.TITLE_ROWS, title))
    if first[-1] is header:
        warnings.append(note(Reason.NO_ROWS))
    return names_of(header.values, warnings)
