"""How much of a file an import takes in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds. The defaults hold a whole country's NPO法人 several times over."""

    megabytes: int = 50
    json_megabytes: int = 20  # JSON is held in memory as a whole
    unpacked_megabytes: int = 200  # a workbook is a ZIP file
    rows: int = 200_000
    columns: int = 500
    cell: int = 32_767  # what a spreadsheet cell can hold
