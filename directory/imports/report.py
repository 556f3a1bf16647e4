"""The remarks of an import as a CSV file that a spreadsheet opens safely."""

import csv
import io
from collections.abc import Iterable, Sequence

from directory.imports.models import ImportFinding

HEAD = ("行", "列", "元の値", "理由", "扱い")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what could begin one."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def report(findings: Iterable[ImportFinding]) -> str:
    """CSV with a byte order mark, by which Excel knows that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(_row(finding) for finding in findings)
    return "\ufeff" + out.getvalue()


def _row(finding: ImportFinding) -> Sequence[object]:
    treated = "受け取れない" if finding.refused else "要確認"
    return (finding.row, safe_cell(finding.column), safe_cell(finding.original), finding.reason, treated)
