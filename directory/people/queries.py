"""How people are found; whom the viewer may not see does not exist."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.accounts.models import Account
from directory.groups.models import Group
from directory.groups.names import bare_reading
from directory.people import access
from directory.people.models import Fee, HelpKind, Person, PersonSkill, PersonState, person_areas, person_fields
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
from kit.ids import read_id
from kit.paging import PER_PAGE, Page, Sort
from kit.text import search_key

Named = TypeVar("Named", Group, Person)


@dataclass(frozen=True, kw_only=True)
class PersonFilters:
    """What a visitor has chosen; empty means every one. ``ids``: only these, in this order when sorted by fit."""

    fields: tuple[int, ...] = ()
    area: str = ""
    skills: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    help_kinds: tuple[HelpKind, ...] = ()
    fees: tuple[Fee, ...] = ()
    online: bool = False
    state: PersonState = PersonState.ACTIVE
    row: str = ""
    ids: Sequence[int] | None = None


def get_person(person_id: int, viewer: Account | None) -> Person:
    """The person with this id, with everything their page shows.

    Raises:
        Missing: there is none that the viewer may see.
    """
    options = [selectinload(Person.fields), selectinload(Person.areas), selectinload(Person.skills)]
    person = session.get(Person, person_id, options=options)
    if person is None or not access.see(person, viewer):
        raise Missing()
    return person


def find_own(account: Account) -> Person | None:
    """The account's own record in the register."""
    return session.scalar(sa.select(Person).where(Person.account_id == account.id))


def list_people(
    filters: PersonFilters, viewer: Account | None, *, sort: Sort, number: int = 1, per_page: int = PER_PAGE
) -> Page[Person]:
    """One page of the people who pass the filters."""
    where = conditions(filters, viewer)
    total = _count(where)
    if sort == Sort.FIT and filters.ids is not None:
        ids = _in_given_order(filters.ids, where, number, per_page)
    else:
        order = [Person.updated_at.desc()] if sort == Sort.UPDATED else [Person.sort_key]
        listed = sa.select(Person.id).where(*where).order_by(*order, Person.id)
        ids = session.scalars(listed.limit(per_page).offset((number - 1) * per_page)).all()
    return Page(items=people_by_id(ids), total=total, number=number, per_page=per_page)


def count_people(filters: PersonFilters, viewer: Account | None) -> int:
    """How many pass the filters."""
    return _count(conditions(filters, viewer))


def _count(where: Conditions) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(Person).where(*where)) or 0


def people_by_id(ids: Sequence[int]) -> list[Person]:
    """These people, in this order, with what a list shows; visibility has been seen to before."""
    skills = selectinload(Person.skills).joinedload(PersonSkill.skill).joinedload(Skill.parent)
    options = (selectinload(Person.fields), selectinload(Person.areas), skills)
    query = sa.select(Person).where(among(Person.id, ids)).options(*options)
    found = {person.id: person for person in session.scalars(query)}
    return [found[person_id] for person_id in ids if person_id in found]


def conditions(filters: PersonFilters, viewer: Account | None) -> Conditions:
    """The filters, and what the viewer may see, as conditions on ``Person``."""
    where = _visible(filters, viewer)
    if filters.ids is not None:
        where.append(among(Person.id, filters.ids))
    if filters.row:
        where.append(in_row(Person.sort_key, filters.row))
    if filters.fields:
        chosen = person_fields.c.field_code.in_(filters.fields)
        where.append(Person.id.in_(sa.select(person_fields.c.person_id).where(chosen)))
    if filters.area:
        reaching = reaches(person_areas.c.area_code, filters.area)
        where.append(Person.id.in_(sa.select(person_areas.c.person_id).where(reaching)))
    if filters.skills:
        skilled = PersonSkill.skill_id.in_(skills_under(filters.skills))
        where.append(Person.id.in_(sa.select(PersonSkill.person_id).where(skilled)))
    if filters.days or filters.times:
        where.append(slots_filter(Person.slots, filters.days, filters.times))
    if filters.help_kinds:
        where.append(sa.or_(*(_helps(kind) for kind in filters.help_kinds)))
    if filters.fees:
        where.append(Person.fee.in_(filters.fees))
    if filters.online:
        where.append(Person.online.is_(True))
    return where


def count_facets(filters: PersonFilters, viewer: Account | None) -> FacetCounts:
    """For each facet, how many people each choice would give with the other filters kept.

    An upper skill is counted with those under it.
    """

    def within(**without: object) -> Conditions:
        return conditions(replace(filters, **without), viewer)  # type: ignore[arg-type]

    fees = sa.select(Person.fee, sa.func.count()).where(*within(fees=()), Person.fee.is_not(None)).group_by(Person.fee)
    online = sa.select(sa.func.count()).select_from(Person).where(*within(online=False), Person.online)
    return {
        "field": count_table(person_fields.c.person_id, person_fields.c.field_code, Person.id, within(fields=())),
        "area": count_reach(person_areas.c.person_id, person_areas.c.area_code, Person.id, within(), filters.area),
        "skill": count_skills(
            PersonSkill.person_id, PersonSkill.skill_id, Person.id, within(skills=()), filters.skills
        ),
        "day": count_slots(Person.slots, within(days=()), "days", filters.times),
        "time": count_slots(Person.slots, within(times=()), "times", filters.days),
        "help": _count_help_kinds(within(help_kinds=())),
        "row": count_rows(Person.sort_key, within(row="")),
        "online": {"1": session.scalar(online) or 0},
        "fee": {str(fee): count for fee, count in session.execute(fees)},
    }


def find_groups_called(text: str) -> Sequence[Group]:
    """Groups by number (``さくら会 #12``, ``12``) or, whatever its spelling, by their whole name; at most two."""
    return _numbered(Group, text) or session.scalars(_called(Group, text)).all()


def find_people_called(text: str) -> Sequence[Person]:
    """People by number or by their whole name, as for groups; at most two."""
    return _numbered(Person, text) or session.scalars(_called(Person, text)).all()


def name_holds(kind: type[Group] | type[Person], text: str) -> sa.ColumnElement[bool]:
    """Whose name holds the text, or whose reading does: the known one or, without one, how the name is probably read."""
    name, read = search_key(text), search_key(bare_reading(text))
    return kind.name_key.contains(name, autoescape=True) | kind.sort_key.contains(read, autoescape=True)


def _numbered(kind: type[Named], text: str) -> Sequence[Named]:
    number = read_id(text.rpartition("#")[2].strip())
    found = None if number is None else session.get(kind, number)
    return [found] if found else []


def _called(kind: type[Named], text: str) -> sa.Select[Named]:
    return sa.select(kind).where(kind.name_key == search_key(text)).limit(2)


def _visible(filters: PersonFilters, viewer: Account | None) -> Conditions:
    if viewer and viewer.is_staff:
        return [Person.state == filters.state]
    shown = Person.findable_by.in_(access.audiences(viewer))
    return [Person.state == PersonState.ACTIVE, shown | (Person.account_id == viewer.id) if viewer else shown]


def _helps(kind: HelpKind) -> sa.ColumnElement[bool]:
    return sa.cast(Person.help_kinds, sa.Text).contains(f'"{kind.value}"')


def _count_help_kinds(where: Conditions) -> dict[str, int]:
    sums = [sa.func.sum(sa.case((_helps(kind), 1), else_=0)) for kind in HelpKind]
    row = session.execute(sa.select(*sums).select_from(Person).where(*where)).one()
    return {kind.value: int(count or 0) for kind, count in zip(HelpKind, row, strict=True)}


def _in_given_order(ids: Collection[int], where: Conditions, number: int, per_page: int) -> Sequence[int]:
    passed = set(session.scalars(sa.select(Person.id).where(*where)))
    ordered = [person_id for person_id in ids if person_id in passed]
    return ordered[(number - 1) * per_page : number * per_page]
