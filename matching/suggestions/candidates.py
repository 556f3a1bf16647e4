"""Reads everybody in the register as profiles: columns in a few whole scans, as thousands of objects would take seconds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from directory.accounts.models import Membership
from directory.groups.models import Group, GroupState, group_areas, group_fields, group_skills
from directory.people.models import (
    Absence,
    HelpKind,
    Person,
    PersonSkill,
    PersonState,
    person_areas,
    person_avoided_groups,
    person_fields,
)
from directory.vocabularies.models import Area
from directory.vocabularies.queries import fields, skills
from kit.db import session
from kit.display import own_name
from kit.labels import label
from matching.needs.models import Need
from matching.suggestions.profiles import AreaEntry, HeldSkill, PartnerKind, PartnerProfile, SkillEntry, Vocabulary

Value = TypeVar("Value")

_PERSON: Final[tuple[Any, ...]] = (
    Person.id,
    Person.display_name,
    Person.state,
    Person.findable_by,
    Person.resting_until,
    Person.max_at_once,
    Person.max_per_year,
    Person.minimum_notice_days,
    Person.on_site,
    Person.online,
    Person.slots,
    Person.fee,
    Person.help_kinds,
)


def load_vocabulary() -> Vocabulary:
    """Skills, fields and areas, named in the visitor's language."""
    areas = session.execute(
        sa.select(Area.code, Area.name, Area.name_en, Area.parent_code, Area.latitude, Area.longitude)
    )
    return Vocabulary(
        skills={skill.id: SkillEntry(own_name(skill), skill.parent_id) for skill in skills()},
        fields={field.code: own_name(field) for field in fields()},
        areas={row.code: AreaEntry(own_name(row), row.parent_code, _position(row)) for row in areas},
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What belongs to people, gathered by person."""

    skills: Mapping[int, Sequence[HeldSkill]]
    fields: Mapping[int, Sequence[int]]
    areas: Mapping[int, Sequence[str]]
    absences: Mapping[int, Sequence[tuple[date, date]]]
    avoiding: Mapping[int, frozenset[int]]


def load_people(need: Need, today: date) -> list[PartnerProfile]:
    """Everybody who has not left the register."""
    skill = sa.select(
        PersonSkill.person_id, PersonSkill.skill_id, PersonSkill.level, PersonSkill.years, PersonSkill.verified
    )
    away = sa.select(Absence.person_id, Absence.starts_on, Absence.ends_on).where(Absence.ends_on >= today)
    parts = _Parts(
        skills=_gathered((row[0], HeldSkill(*row[1:])) for row in session.execute(skill)),
        fields=_pairs(person_fields),
        areas=_pairs(person_areas),
        absences=_gathered((row[0], (row[1], row[2])) for row in session.execute(away)),
        avoiding=_avoiding(need),
    )
    query = sa.select(*_PERSON).where(Person.state != PersonState.WITHDRAWN).order_by(Person.id)
    return [_person(row, parts) for row in session.execute(query)]


def _person(row: Any, parts: _Parts) -> PartnerProfile:
    return PartnerProfile(
        kind=PartnerKind.PERSON,
        id=row.id,
        name=row.display_name,
        active=row.state is PersonState.ACTIVE,
        state="" if row.state is PersonState.ACTIVE else label(row.state),
        findable_by=row.findable_by,
        resting_until=row.resting_until,
        avoided_groups=parts.avoiding.get(row.id, frozenset()),
        max_at_once=row.max_at_once,
        max_per_year=row.max_per_year,
        notice_days=row.minimum_notice_days or 0,
        skills=tuple(parts.skills.get(row.id, ())),
        fields=frozenset(parts.fields.get(row.id, ())),
        areas=frozenset(parts.areas.get(row.id, ())),
        on_site=row.on_site,
        online=row.online,
        slots=row.slots,
        absences=tuple(parts.absences.get(row.id, ())),
        fee=row.fee,
        help_kinds=frozenset(map(HelpKind, row.help_kinds)) if row.help_kinds else frozenset(),
    )


def load_groups() -> list[PartnerProfile]:
    """Every group that has not left the register. Groups come to a place: nothing is known of their screens."""
    held = _pairs(group_skills)
    own_fields, own_areas = _pairs(group_fields), _pairs(group_areas)
    columns = (Group.id, Group.name, Group.state, Group.slots, Group.latitude, Group.longitude)
    left = (GroupState.DISSOLVED, GroupState.WITHDRAWN)
    query = sa.select(*columns).where(Group.state.not_in(left)).order_by(Group.id)
    return [
        PartnerProfile(
            kind=PartnerKind.GROUP,
            id=row.id,
            name=row.name,
            active=row.state is GroupState.ACTIVE,
            state="" if row.state is GroupState.ACTIVE else label(row.state),
            skills=tuple(HeldSkill(skill_id) for skill_id in held.get(row.id, ())),
            fields=frozenset(own_fields.get(row.id, ())),
            areas=frozenset(own_areas.get(row.id, ())),
            position=_position(row),
            slots=row.slots,
        )
        for row in session.execute(query)
    ]


def own_people(need: Need) -> frozenset[int]:
    """People who belong to the group that asks, by their own record or by their account."""
    if need.group_id is None:
        return frozenset()
    members = sa.select(Membership.person_id).where(Membership.group_id == need.group_id)
    accounts = sa.select(Membership.account_id).where(Membership.group_id == need.group_id)
    found = sa.select(Person.id).where(Person.id.in_(members) | Person.account_id.in_(accounts))
    return frozenset(session.scalars(found))


def own_groups(need: Need) -> frozenset[int]:
    """Groups that the person who asks belongs to, by their own record or by their account."""
    if need.person_id is None:
        return frozenset()
    account = sa.select(Person.account_id).where(Person.id == need.person_id, Person.account_id.is_not(None))
    mine = (Membership.person_id == need.person_id) | Membership.account_id.in_(account)
    return frozenset(session.scalars(sa.select(Membership.group_id).where(mine)))


def own_texts(kind: PartnerKind, ids: Collection[int]) -> dict[int, str]:
    """What partners say of themselves, where everybody who may find them may read it."""
    table = Person if kind is PartnerKind.PERSON else Group
    columns: tuple[Any, ...] = (
        (Person.affiliation, Person.introduction, Person.about, Person.qualifications)
        if kind is PartnerKind.PERSON
        else (Group.name, Group.purpose, Group.activities, Group.offers)
    )
    return {
        row[0]: "\n".join(row[1:]) for row in session.execute(sa.select(table.id, *columns).where(table.id.in_(ids)))
    }


def _avoiding(need: Need) -> dict[int, frozenset[int]]:
    """People who will not work with the group that asks."""
    if need.group_id is None:
        return {}
    query = sa.select(person_avoided_groups.c.person_id).where(person_avoided_groups.c.group_id == need.group_id)
    return dict.fromkeys(session.scalars(query), frozenset({need.group_id}))


def _pairs(table: sa.Table) -> dict[int, list[Any]]:
    return _gathered((row[0], row[1]) for row in session.execute(sa.select(*table.columns)))


def _gathered(rows: Iterable[tuple[int, Value]]) -> dict[int, list[Value]]:
    found: dict[int, list[Value]] = defaultdict(list)
    for owner, value in rows:
        found[owner].append(value)
    return found


def _position(row: Any) -> tuple[float, float] | None:
    return None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
