"""Finds the header row of a table and gives every column a name of its own."""

import re
from collections.abc import Callable
from typing import Final

from directory.imports.findings import Finding, Reason, note
from directory.imports.records import Record, is_filled

_DATA: Final = re.compile(r"[\d０-９][\d０-９,./:\-－ー~～年月日時分円人名 ]*|.*://.*|.*@.*|〒.*|.{61,}", re.DOTALL)


def find_header(first: list[Record], knows: Callable[[str], bool] | None, *, sure: bool) -> Record | None:
    """The header among the first filled records: the one with the most known words, else the first that is no data.

    None when the table seems to have none; ``sure`` says that it has one.
    """
    if not first:
        return None
    scores = [_known_words(record, knows) for record in first]
    best = scores.index(max(scores))
    if scores[best] >= min(2, sum(map(is_filled, first[best].values))):
        return first[best]
    wide = max(len(list(filter(is_filled, record.values))) for record in first) > 1
    likely = next((r for r in first if not wide or len(list(filter(is_filled, r.values))) > 1), first[0])
    if sure or not any(_DATA.fullmatch(value.strip()) for value in likely.values):
        return likely
    return None


def names_of(values: list[str], warnings: list[Finding]) -> tuple[str, ...]:
    """The column names, each once; a ``?`` that a converter left of the byte order mark is taken off the first."""
    names: list[str] = []
    for place, value in enumerate(values):
        name = value.strip(" \t\r\n　\xa0\ufeff")
        if place == 0 and re.match(r"\?+[\"\w]", name):
            warnings.append(note(Reason.HEADER_MARK, name))
            name = name.lstrip("?").strip('"')
        if not name:
            name = f"列{place + 1}"
            warnings.append(note(Reason.BLANK_HEADER, detail=name))
        if name in names:
            copies = (f"{name}（{count}）" for count in range(2, len(values) + 2))
            unique = next(copy for copy in copies if copy not in names)
            warnings.append(note(Reason.DOUBLE_HEADER, name, detail=unique))
            name = unique
        names.append(name)
    return tuple(names)


def _known_words(record: Record, knows: Callable[[str], bool] | None) -> int:
    """How many different header words stand in the record; data may repeat one word in many cells."""
    return sum(map(knows, set(filter(is_filled, record.values)))) if knows else 0
