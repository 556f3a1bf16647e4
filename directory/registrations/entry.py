"""An entry as it stands at one moment, in words: to be looked over before it is handed in, decided on, and compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from directory.groups.models import Publication

Snapshot = dict[str, Any]
"""Values by field as JSON can hold them, the same in every language."""


@dataclass(frozen=True)
class Line:
    """One field of an entry in words; ``publication`` says who sees it."""

    section: StrEnum
    field: str
    label: str
    texts: tuple[str, ...]
    publication: Publication = Publication.PUBLIC


@dataclass(frozen=True)
class Change:
    """A field that was changed, with its words before and after."""

    section: StrEnum
    label: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A form, of groups or of people: its fields, the section in which each is corrected, and how their answers read."""

    names: Mapping[str, Any]
    section_of: Mapping[str, StrEnum]
    lines: Callable[[str, Snapshot], list[Line]]
    """The lines of one field; none when it is empty."""
    exactly: Callable[[str, Snapshot], tuple[str, ...]]
    """The words of one field, in which all that can be changed makes a difference."""

    @property
    def remarkable(self) -> tuple[str, ...]:
        """The fields a remark can be made about, in the order of the form."""
        return tuple(name for name in self.names if name in self.section_of)


def lines(sheet: Sheet, taken: Snapshot) -> list[Line]:
    """The entry in words, field by field in the order of the form; what is empty is left out."""
    return [line for name in sheet.remarkable for line in sheet.lines(name, taken)]


def changes(sheet: Sheet, old: Snapshot, new: Snapshot) -> list[Change]:
    """What differs between two snapshots, in the order of the form."""
    return [
        Change(sheet.section_of[name], str(sheet.names[name]), before, after)
        for name in sheet.remarkable
        if (before := sheet.exactly(name, old)) != (after := sheet.exactly(name, new))
    ]


def words_of(value: Any) -> tuple[str, ...]:
    """A plain value in words: the items of a list, the lines of a text."""
    if isinstance(value, list):
        return tuple(map(str, value))
    return tuple(line for line in str(value or "").split("\n") if line.strip())
