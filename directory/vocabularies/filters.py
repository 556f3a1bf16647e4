"""Filtering by area, weekday and vocabulary, and counting how many each choice would give."""

from collections.abc import Iterable
from typing import Any, Final, cast

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from directory.vocabularies.models import Skill
from kit import slots as weekly
from kit.db import session

FacetCounts = dict[str, dict[str, int]]
"""Facet → choice → count."""

Conditions = list[sa.ColumnElement[bool]]

AREA_DIGITS: Final = {0: 2, 2: 6, 6: 9}
"""Length of a chosen area's code → how many characters of the code tell the areas inside it apart."""


def slots_filter(column: Any, days: Iterable[int], times: Iterable[int]) -> sa.ColumnElement[bool]:
    """Rows whose weekly slots meet one of the days at one of the times."""
    return cast(sa.ColumnElement[bool], column.op("&")(weekly.mask(days, times)) != 0)


def count_table(owner: Any, choice: Any, subject_id: Any, where: Conditions) -> dict[str, int]:
    """Count the subjects of an association table by choice."""
    query = sa.select(choice, sa.func.count()).join_from(owner.table, subject_id.table, owner == subject_id)
    return {str(code): count for code, count in session.execute(query.where(*where).group_by(choice))}


def count_slots(column: Any, where: Conditions, axis: str, other: Iterable[int]) -> dict[str, int]:
    """Count by weekday (``axis="days"``, ``other`` the chosen times) or time of day (``"times"``, chosen days) in one scan."""
    masks = {
        number: weekly.mask([number], other) if axis == "days" else weekly.mask(other, [number])
        for number in range(7 if axis == "days" else 4)
    }
    sums = [sa.func.sum(sa.case((column.op("&")(mask) != 0, 1), else_=0)) for mask in masks.values()]
    row = session.execute(sa.select(*sums).select_from(column.table).where(*where)).one()
    return {str(number): int(count or 0) for number, count in zip(masks, row, strict=True)}


def skills_under(codes: Iterable[str]) -> sa.CompoundSelect[Any]:
    """Ids of the skills with these codes and of those under them."""
    chosen = sa.select(Skill.id).where(Skill.code.in_(list(codes)))
    return chosen.union(sa.select(Skill.id).where(Skill.parent_id.in_(chosen)))


def reaches(column: Any, area: str) -> sa.ColumnElement[bool]:
    """Areas inside the chosen one, and those around it: who travels to the whole prefecture also comes to this town."""
    around = [area[:length] for length in AREA_DIGITS if 0 < length < len(area)]
    inside: sa.ColumnElement[bool] = column.startswith(area, autoescape=True)
    return sa.or_(inside, column.in_(around)) if around else inside


def count_reach(owner: Any, area_code: Any, subject_id: Any, where: Conditions, area: str) -> dict[str, int]:
    """Count by the areas inside the chosen one, each with those that reach it from a wider area.

    A level with a single area is passed over in favour of what is inside it.
    """
    digits = AREA_DIGITS.get(len(area), len(area))
    counts: dict[str, int] = {}
    while True:
        inner = _reaching(owner, area_code, subject_id, where, area, digits)
        if not inner:
            return counts
        counts = inner
        if len(counts) > 1 or digits not in AREA_DIGITS:
            return counts
        digits = AREA_DIGITS[digits]


def count_skills(owner: Any, skill_id: Any, subject_id: Any, where: Conditions) -> dict[str, int]:
    """Count by the codes of skills; an upper skill counts once whoever has it or any skill under it."""
    upper = aliased(Skill)
    held = sa.select(sa.func.count(sa.distinct(owner))).join(subject_id.class_, owner == subject_id)
    held = held.join(Skill, Skill.id == skill_id).where(*where)
    own = held.add_columns(Skill.code).where(Skill.parent_id.is_not(None)).group_by(Skill.code)
    uppers = held.join(upper, upper.id == sa.func.coalesce(Skill.parent_id, Skill.id)).add_columns(upper.code)
    rows = (*session.execute(own), *session.execute(uppers.group_by(upper.code)))
    return {code: count for count, code in rows}


def _reaching(owner: Any, area_code: Any, subject_id: Any, where: Conditions, area: str, digits: int) -> dict[str, int]:
    rows = sa.select(owner.label("owner"), area_code.label("code")).join(subject_id.class_, owner == subject_id)
    everywhere = rows.where(*where, reaches(area_code, area) if area else sa.true()).subquery()
    length = sa.func.length(everywhere.c.code)
    part = sa.func.substr(everywhere.c.code, 1, digits)
    inside = sa.select(everywhere.c.owner, part.label("choice")).where(length >= digits)
    choices = inside.with_only_columns(part.label("choice")).distinct().subquery()
    around = sa.select(everywhere.c.owner, choices.c.choice).join(
        choices, sa.func.substr(choices.c.choice, 1, length) == everywhere.c.code
    )
    both = inside.union(around.where(length < digits)).subquery()
    counted = sa.select(both.c.choice, sa.func.count()).group_by(both.c.choice)
    return {str(choice): count for choice, count in session.execute(counted)}
