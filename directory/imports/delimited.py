"""Reads records from delimited text (CSV, TSV), one at a time."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from directory.imports.findings import Finding, Reason, doubt
from directory.imports.limits import Limits
from directory.imports.records import Record
from directory.imports.troubles import CellTooLong

_DELIMITERS: Final = (",", "\t", ";", "|")
_SAMPLE: Final = 30


def find_delimiter(path: Path, encoding: str) -> str:
    """The delimiter that splits the first records most evenly; a comma when none splits anything."""
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        widths = _widths(path, encoding, delimiter)
        # A title above the table has one value; what counts is how many records share a width above one.
        for width, times in Counter(width for width in widths if width > 1).most_common(1):
            score = (times / len(widths), width)
            if score > best_score:
                best, best_score = delimiter, score
    return best


def _widths(path: Path, encoding: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    with _open(path, encoding) as file:
        try:
            for record in islice(csv.reader(_lines(file), delimiter=delimiter), _SAMPLE):
                widths.append(len(record))
        except csv.Error:
            return widths  # a quotation mark left open; what came before it tells enough
    return [width for width in widths if width]


def records(path: Path, *, encoding: str, delimiter: str, limits: Limits) -> Iterator[Record]:
    """Every record of the file, blank ones too. Unreadable bytes become ``�`` and a finding."""
    quotes = 0

    def counted(lines: Iterator[str]) -> Iterator[str]:
        nonlocal quotes
        for line in lines:
            quotes += line.count('"')
            yield line

    number = 0
    with _open(path, encoding) as file:
        reader = csv.reader(counted(_lines(file)), delimiter=delimiter)
        try:
            for number, values in enumerate(reader, 1):
                open_quote, quotes = quotes % 2 == 1, 0
                yield Record(number, [_storable(value) for value in values], _remarks(values, open_quote))
        except csv.Error:
            raise CellTooLong(row=number + 1, limit=limits.cell) from None


def _remarks(values: list[str], open_quote: bool) -> tuple[Finding, ...]:
    found = [doubt(Reason.UNREADABLE_BYTES, value) for value in values if "�" in value or "\x00" in value]
    if open_quote:
        found.append(doubt(Reason.OPEN_QUOTE))
    return tuple(found)


def _storable(value: str) -> str:
    """No database text can hold the character NUL."""
    return value.replace("\x00", "�") if "\x00" in value else value


def _open(path: Path, encoding: str) -> io.TextIOWrapper:
    return path.open("r", encoding=encoding, errors="replace", newline="")


def _lines(file: io.TextIOWrapper) -> Iterator[str]:
    """The lines with their ends, without any number of byte order marks at the start."""
    yield from (line.lstrip("\ufeff") for line in islice(file, 1))
    yield from file
