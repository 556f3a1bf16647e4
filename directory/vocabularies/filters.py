"""Filtering by area, weekday and vocabulary, and counting how many each choice would give."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, cast

import sqlalchemy as sa

from directory.vocabularies.models import Skill
from kit import slots as weekly
from kit.db import session
from kit.text import KANA_ROWS

FacetCounts = dict[str, dict[str, int]]
"""Facet → choice → count."""

Conditions = list[sa.ColumnElement[bool]]

OTHER_ROW: Final = "*"
"""Names that begin with letters, digits, or a character nobody knows how to read."""

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


def in_row(order: Any, row: str) -> sa.ColumnElement[bool]:
    """Names that begin with a row of the syllabary, told by its first sound; with anything else for ``OTHER_ROW``."""
    first = sa.func.substr(order, 1, 1)
    if row == OTHER_ROW:
        return cast(sa.ColumnElement[bool], first.not_in(list("".join(KANA_ROWS))))
    return cast(
        sa.ColumnElement[bool], first.in_([sound for sounds in KANA_ROWS if sounds[0] == row for sound in sounds])
    )


def count_rows(order: Any, where: Conditions) -> dict[str, int]:
    """Count by the rows of the syllabary, in their order."""
    first = sa.func.substr(order, 1, 1)
    found = session.execute(sa.select(first, sa.func.count()).where(*where).group_by(first))
    rows = dict.fromkeys([*(sounds[0] for sounds in KANA_ROWS), OTHER_ROW], 0)
    for sound, count in found:
        rows[next((sounds[0] for sounds in KANA_ROWS if sound in sounds), OTHER_ROW)] += count
    return {row: count for row, count in rows.items() if count}


def skills_under(codes: Iterable[str]) -> sa.CompoundSelect[Any]:
    """Ids of the skills with these codes and of those under them; one under an upper skill that is chosen too narrows that."""
    named = Skill.code.in_(list(codes))
    narrowed = sa.select(Skill.parent_id).where(named, Skill.parent_id.is_not(None))
    chosen = sa.select(Skill.id).where(named, Skill.id.not_in(narrowed))
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
    sets = _count_sets(owner, area_code, subject_id, [*where, reaches(area_code, area)] if area else where)
    digits = AREA_DIGITS.get(len(area), len(area))
    counts: dict[str, int] = {}
    while inner := _count_parts(sets, digits):
        counts = inner
        if len(counts) > 1 or digits not in AREA_DIGITS:
            break
        digits = AREA_DIGITS[digits]
    return counts


def _count_parts(sets: Sequence[tuple[list[str], int]], digits: int) -> dict[str, int]:
    """For each area of this length of code: how many subjects have it, something in it or something around it."""
    choices = {code[:digits] for codes, _count in sets for code in codes if len(code) >= digits}
    counts: Counter[str] = Counter()
    for codes, count in sets:
        reached = {code[:digits] for code in codes if len(code) >= digits}
        for wide in (code for code in codes if len(code) < digits):
            reached |= {choice for choice in choices if choice.startswith(wide)}
        counts.update(dict.fromkeys(reached, count))
    return dict(counts)


def count_skills(
    owner: Any, skill_id: Any, subject_id: Any, where: Conditions, chosen: Collection[str]
) -> dict[str, int]:
    """Count by the codes of upper skills, each once for whoever has it or any under it; and of those under a chosen one."""
    skills = session.execute(sa.select(sa.cast(Skill.id, sa.Text), Skill.code, sa.cast(Skill.parent_id, sa.Text))).all()
    uppers = {number: parent or number for number, _code, parent in skills}
    counts: Counter[str] = Counter()
    for held, count in _count_sets(owner, skill_id, subject_id, where):
        counts.update(dict.fromkeys({*held, *(uppers[number] for number in held)}, count))
    opened = {uppers[number] for number, code, _parent in skills if code in chosen}
    return {code: counts[n] for n, code, parent in skills if n in counts and (parent is None or parent in opened)}


def _count_sets(owner: Any, choice: Any, subject_id: Any, where: Conditions) -> list[tuple[list[str], int]]:
    """How many subjects of an association table have the same choices: of these sets there are far fewer than subjects."""
    chosen = sa.func.aggregate_strings(sa.cast(choice, sa.Text), " ").label("chosen")
    each = (
        sa.select(chosen)
        .join_from(owner.table, subject_id.table, owner == subject_id)
        .where(*where)
        .group_by(owner)
        .subquery()
    )
    rows = session.execute(sa.select(each.c.chosen, sa.func.count()).group_by(each.c.chosen))
    return [(choices.split(), count) for choices, count in rows]
