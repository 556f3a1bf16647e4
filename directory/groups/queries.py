"""How groups are found; what the viewer may not see does not exist."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.accounts.models import Account
from directory.groups import access
from directory.groups.models import Group, GroupState, Sector, group_areas, group_fields, group_skills
from directory.vocabularies.filters import (
    Conditions,
    FacetCounts,
    count_reach,
    count_rows,
    count_skills,
    count_slots,
    count_table,
    in_row,
    reaches,
    skills_under,
    slots_filter,
)
from directory.vocabularies.models import Skill
from kit.db import among, session
from kit.errors import Missing
from kit.paging import PER_PAGE, Page, Sort

Position = tuple[int, str, str, float, float]
"""Id, name, place, latitude, longitude of a group."""

MOST_POSITIONS = 5000
"""More points than that no map shows; the list does."""


@dataclass(frozen=True, kw_only=True)
class GroupFilters:
    """What a visitor has chosen; empty means every one. ``ids``: only these, in this order when sorted by fit."""

    fields: tuple[int, ...] = ()
    area: str = ""
    sectors: tuple[Sector, ...] = ()
    days: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    skills: tuple[str, ...] = ()
    recruiting: bool = False
    state: GroupState = GroupState.ACTIVE
    row: str = ""
    ids: Sequence[int] | None = None


def get_group(group_id: int, viewer: Account | None) -> Group:
    """The group with this id, with everything its page shows.

    Raises:
        Missing: there is none that the viewer may see.
    """
    options = (selectinload(Group.fields), selectinload(Group.areas), selectinload(Group.skills))
    group = session.get(Group, group_id, options=[*options, selectinload(Group.contacts)])
    if group is None or not access.see(group, viewer):
        raise Missing()
    return group


def list_groups(
    filters: GroupFilters, viewer: Account | None, *, sort: Sort, number: int = 1, per_page: int = PER_PAGE
) -> Page[Group]:
    """One page of the groups that pass the filters."""
    where = conditions(filters, viewer)
    total = session.scalar(sa.select(sa.func.count()).select_from(Group).where(*where)) or 0
    if sort is Sort.FIT and filters.ids is not None:
        ids = _in_given_order(filters.ids, where, number, per_page)
    else:
        order = [Group.updated_at.desc(), Group.id.desc()] if sort is Sort.UPDATED else [Group.sort_key, Group.id]
        listed = sa.select(Group.id).where(*where).order_by(*order)
        ids = session.scalars(listed.limit(per_page).offset((number - 1) * per_page)).all()
    return Page(items=groups_by_id(ids), total=total, number=number, per_page=per_page)


def groups_by_id(ids: Sequence[int]) -> list[Group]:
    """These groups, in this order, with what a list shows; visibility has been seen to before."""
    options = (
        selectinload(Group.fields),
        selectinload(Group.areas),
        selectinload(Group.skills).joinedload(Skill.parent),
    )
    found = {
        group.id: group for group in session.scalars(sa.select(Group).where(among(Group.id, ids)).options(*options))
    }
    return [found[group_id] for group_id in ids if group_id in found]


def conditions(filters: GroupFilters, viewer: Account | None) -> Conditions:
    """The filters as conditions on ``Group``."""
    staff = bool(viewer and viewer.is_staff)
    where: Conditions = [Group.state == (filters.state if staff else GroupState.ACTIVE)]
    if filters.ids is not None:
        where.append(among(Group.id, filters.ids))
    if filters.row:
        where.append(in_row(Group.sort_key, filters.row))
    if filters.fields:
        where.append(
            Group.id.in_(sa.select(group_fields.c.group_id).where(group_fields.c.field_code.in_(filters.fields)))
        )
    if filters.area:
        reaching = reaches(group_areas.c.area_code, filters.area)
        where.append(Group.id.in_(sa.select(group_areas.c.group_id).where(reaching)))
    if filters.skills:
        skilled = group_skills.c.skill_id.in_(skills_under(filters.skills))
        where.append(Group.id.in_(sa.select(group_skills.c.group_id).where(skilled)))
    if filters.sectors:
        where.append(Group.sector.in_(filters.sectors))
    if filters.days or filters.times:
        where.append(slots_filter(Group.slots, filters.days, filters.times))
    if filters.recruiting:
        where.append(Group.recruiting.is_(True))
    return where


def count_facets(filters: GroupFilters, viewer: Account | None, *names: str) -> FacetCounts:
    """For each facet, or for those named, how many groups each choice would give with the other filters kept."""

    def within(**without: object) -> Conditions:
        return conditions(replace(filters, **without), viewer)  # type: ignore[arg-type]

    fields, areas, skills = group_fields.c, group_areas.c, group_skills.c
    sectors = sa.select(Group.sector, sa.func.count()).where(*within(sectors=())).group_by(Group.sector)
    recruiting = sa.select(sa.func.count()).select_from(Group).where(*within(recruiting=False), Group.recruiting)
    counts: dict[str, Callable[[], dict[str, int]]] = {
        "field": lambda: count_table(fields.group_id, fields.field_code, Group.id, within(fields=())),
        "area": lambda: count_reach(areas.group_id, areas.area_code, Group.id, within(), filters.area),
        "sector": lambda: {str(sector): count for sector, count in session.execute(sectors)},
        "day": lambda: count_slots(Group.slots, within(days=()), "days", filters.times),
        "time": lambda: count_slots(Group.slots, within(times=()), "times", filters.days),
        "skill": lambda: count_skills(skills.group_id, skills.skill_id, Group.id, within(skills=()), filters.skills),
        "row": lambda: count_rows(Group.sort_key, within(row="")),
        "open": lambda: {"1": session.scalar(recruiting) or 0},
    }
    return {name: count() for name, count in counts.items() if not names or name in names}


def public_positions(filters: GroupFilters, viewer: Account | None) -> list[Position]:
    """The groups that pass the filters and tell the viewer where they are."""
    placed = Group.latitude.is_not(None) & Group.longitude.is_not(None)
    if not (viewer and viewer.is_staff):
        told = Group.place_publication.in_(access.publications(viewer))
        placed &= told | Group.id.in_(access.edited_groups(viewer))
    query = sa.select(Group.id, Group.name, Group.place, Group.latitude, Group.longitude)
    rows = session.execute(query.where(*conditions(filters, viewer), placed).limit(MOST_POSITIONS))
    return [(number, name, place, latitude or 0, longitude or 0) for number, name, place, latitude, longitude in rows]


def find_twin(corporate_number: str, *, other_than: int | None = None) -> Group | None:
    """The living group that already has this corporate number."""
    living = Group.state.in_((GroupState.ACTIVE, GroupState.PAUSED))
    query = sa.select(Group).where(Group.corporate_number == corporate_number, living, Group.id != (other_than or 0))
    return session.scalar(query.limit(1)) if corporate_number else None


def _in_given_order(ids: Collection[int], where: Conditions, number: int, per_page: int) -> Sequence[int]:
    passed = set(session.scalars(sa.select(Group.id).where(*where)))
    ordered = [group_id for group_id in ids if group_id in passed]
    return ordered[(number - 1) * per_page : number * per_page]
