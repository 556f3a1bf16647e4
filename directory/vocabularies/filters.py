"""Filtering by area, weekday and vocabulary, and counting how many each choice would give."""

from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa

from kit import slots as weekly
from kit.db import session

FacetCounts = dict[str, dict[str, int]]
"""Facet → choice → count."""

AREA_DIGITS: Final = {0: 2, 2: 6, 6: 9}
"""Length of a chosen area's code → how many characters of the code tell the areas inside it apart."""


def slots_filter(column: Any, days: Iterable[int], times: Iterable[int]) -> sa.ColumnElement[bool]:
    """Rows whose weekly slots meet one of the days at one of the times."""
    return column.op("&")(weekly.mask(days, times)) != 0


def count_table(owner: Any, choice: Any, subject_id: Any, where: list[sa.ColumnElement[bool]]) -> dict[str, int]:
    """Count the subjects of an association table by choice."""
    query = sa.select(choice, sa.func.count()).join_from(owner.table, subject_id.table, owner == subject_id)
    return {str(code): count for code, count in session.execute(query.where(*where).group_by(choice))}


def count_areas(
    owner: Any, area_code: Any, subject_id: Any, where: list[sa.ColumnElement[bool]], digits: int
) -> dict[str, int]:
    """Count by area at one level; a level with a single area is passed over in favour of what is inside it."""
    while True:
        part = sa.func.substr(area_code, 1, digits)
        query = (
            sa.select(part, sa.func.count(sa.distinct(owner)))
            .join_from(owner.table, subject_id.table, owner == subject_id)
            .where(*where)
            .group_by(part)
        )
        counts = {str(code): count for code, count in session.execute(query)}
        if len(counts) != 1 or digits not in AREA_DIGITS:
            return counts
        digits = AREA_DIGITS[digits]


def count_slots(column: Any, where: list[sa.ColumnElement[bool]], axis: str, other: Iterable[int]) -> dict[str, int]:
    """Count by weekday (``axis="days"``, ``other`` the chosen times) or time of day (``"times"``, chosen days) in one scan."""
    masks = {
        number: weekly.mask([number], other) if axis == "days" else weekly.mask(other, [number])
        for number in range(7 if axis == "days" else 4)
    }
    sums = [sa.func.sum(sa.case((column.op("&")(mask) != 0, 1), else_=0)) for mask in masks.values()]
    row = session.execute(sa.select(*sums).select_from(column.table).where(*where)).one()
    return {str(number): int(count or 0) for number, count in zip(masks, row, strict=True)}
