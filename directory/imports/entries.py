"""Turns one row of a file into the values of one record, with everything that was found on the way.

The values are plain; nothing is looked up. Areas are hints for the area vocabulary, skills are the text in which
words of the skill list are to be found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from directory.imports import area_rows, group_rows, need_rows, person_rows
from directory.imports.assembly import Assembly, Uses
from directory.imports.attributes import NECESSARY
from directory.imports.columns import Mapping
from directory.imports.findings import Finding, Weight
from directory.imports.models import ImportKind
from directory.imports.reading import Row


@dataclass(frozen=True, slots=True)
class Entry:
    """One record to be: ``values`` by attribute (only those that the row gives), findings with their columns."""

    row: int
    values: dict[str, Any]
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether the row must not be taken."""
        return any(finding.weight is Weight.REFUSAL for finding in self.findings)


_VALUES: Final[dict[ImportKind, Callable[[Assembly], dict[str, Any]]]] = {
    ImportKind.GROUPS: group_rows.values,
    ImportKind.PEOPLE: person_rows.values,
    ImportKind.NEEDS: need_rows.values,
    ImportKind.AREAS: area_rows.values,
}


class Entries:
    """Makes entries of the rows of one file."""

    def __init__(self, mapping: Mapping) -> None:
        self._uses = Uses.of(mapping)
        self._values = _VALUES[mapping.kind]
        self._named = NECESSARY[mapping.kind]

    def of(self, row: Row) -> Entry:
        """The record that a row holds. Never raises for what is written there; a refused entry may lack its name."""
        assembly = Assembly(row, self._uses)
        assembly.refuse_total(self._named)
        values = self._values(assembly)
        return Entry(
            row=row.number,
            values={name: value for name, value in values.items() if value not in ("", None, (), 0) or value is False},
            findings=tuple(dict.fromkeys(assembly.findings)),
        )
