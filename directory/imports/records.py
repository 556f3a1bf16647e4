"""One record of a file, before it is known which of its values is what."""

from dataclasses import dataclass
from typing import Final

from directory.imports.findings import Finding

_BLANKS: Final = " \t\r\n　\xa0\x1a\ufeff"


@dataclass(frozen=True, slots=True)
class Record:
    """Its number counted as a spreadsheet counts rows (from 1, blank ones too), its values, remarks about it."""

    number: int
    values: list[str]
    findings: tuple[Finding, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether there is nothing but blanks in it."""
        return not any(map(is_filled, self.values))


def is_filled(value: str) -> bool:
    """Whether a value is more than blanks (no-break and ideographic ones too)."""
    return bool(value.strip(_BLANKS))
