"""Reads everybody in the register as profiles: columns in a few whole scans, as thousands of objects would take seconds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import load_only

from directory.accounts.models import Membership
from directory.confirmations.models import Step
from directory.groups.models import Group, GroupState, Publication, group_areas, group_fields, group_skills
from directory.people.models import (
    Absence,
    Audience,
    Fee,
    HelpKind,
    Person,
    PersonSkill,
    PersonState,
    person_areas,
    person_avoided_fields,
    person_avoided_groups,
    person_fields,
)
from directory.vocabularies.models import Area, Field, Skill
from kit.clock import today
from kit.db import among, session
from kit.display import own_name
from kit.i18n import locale
from kit.labels import label
from matching.needs.models import Need
from matching.scoring.profiles import (
    AreaEntry,
    HeldSkill,
    Key,
    PartnerKind,
    PartnerProfile,
    SkillEntry,
    Vocabulary,
)

Value = TypeVar("Value")
Ids: TypeAlias = Collection[int] | None

_NONE: Final[frozenset[int]] = frozenset()
_NOWHERE: Final[frozenset[str]] = frozenset()
_AUDIENCES: Final = {audience.value: audience for audience in Audience}
_FEES: Final = {fee.value: fee for fee in Fee}
_UNCONFIRMED: Final = (Step.UNSURE, Step.FADED)
_LEFT: Final = (GroupState.DISSOLVED, GroupState.WITHDRAWN)
# Tables and not mapped classes, and the fixed choices as plain words: what the mapping adds costs more than the queries.
_PEOPLE, _GROUPS = Person.__table__.c, Group.__table__.c
_HELD, _AWAY = PersonSkill.__table__.c, Absence.__table__.c
_AREAS, _SKILLS, _FIELDS = Area.__table__.c, Skill.__table__.c, Field.__table__.c
_PERSON: Final[tuple[Any, ...]] = (
    _PEOPLE.id,
    _PEOPLE.display_name,
    sa.type_coerce(_PEOPLE.state, sa.Text),
    sa.type_coerce(_PEOPLE.findable_by, sa.Text),
    _PEOPLE.resting_until,
    _PEOPLE.max_at_once,
    _PEOPLE.max_per_month,
    _PEOPLE.max_per_year,
    _PEOPLE.travel_km,
    _PEOPLE.minimum_notice_days,
    _PEOPLE.on_site,
    _PEOPLE.online,
    _PEOPLE.slots,
    _PEOPLE.slots_possible,
    sa.type_coerce(_PEOPLE.fee, sa.Text),
    _PEOPLE.help_kinds,
    sa.type_coerce(_PEOPLE.confirmation_step, sa.Text),
)


def load_vocabulary() -> Vocabulary:
    """Skills, fields and areas, named in the visitor's language."""
    english = locale() == "en"
    places = (_AREAS.code, _AREAS.name, _AREAS.name_en, _AREAS.parent_code, _AREAS.latitude, _AREAS.longitude)
    areas = session.execute(sa.select(*places))
    skills = session.execute(
        sa.select(_SKILLS.id, _SKILLS.name, _SKILLS.name_en, _SKILLS.parent_id).order_by(_SKILLS.position, _SKILLS.id)
    )
    fields = sa.select(_FIELDS.code, _FIELDS.short_name, _FIELDS.name, _FIELDS.name_en).order_by(_FIELDS.code)
    return Vocabulary(
        skills={row.id: SkillEntry((row.name_en if english else "") or row.name, row.parent_id) for row in skills},
        fields={row.code: own_name(row) for row in session.execute(fields)},
        areas={
            row.code: AreaEntry((row.name_en if english else "") or row.name, row.parent_code, _position(row))
            for row in areas
        },
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What belongs to people, gathered by person."""

    skills: Mapping[int, Sequence[HeldSkill]]
    fields: Mapping[int, frozenset[int]]
    areas: Mapping[int, frozenset[str]]
    absences: Mapping[int, Sequence[tuple[date, date]]]
    avoiding: Mapping[int, frozenset[int]]
    avoided_fields: Mapping[int, frozenset[int]]


def load(keys: Collection[Key]) -> list[PartnerProfile]:
    """These partners, in whatever order; who has left the register is not among them."""
    people = [number for kind, number in keys if kind is PartnerKind.PERSON]
    groups = [number for kind, number in keys if kind is PartnerKind.GROUP]
    return [*(load_people(people) if people else ()), *(load_groups(groups) if groups else ())]


def load_people(ids: Ids = None) -> Iterator[PartnerProfile]:
    """Everybody who has not left the register, or these of them."""
    skill = sa.select(_HELD.person_id, _HELD.skill_id, _HELD.level, _HELD.years, _HELD.verified)
    away = sa.select(_AWAY.person_id, _AWAY.starts_on, _AWAY.ends_on).where(_AWAY.ends_on >= today())
    held = cache(HeldSkill)  # thousands of people share a few hundred of them
    fields, areas, groups, unwanted = _lists(
        (person_fields, person_areas, person_avoided_groups, person_avoided_fields), ids
    )
    parts = _Parts(
        skills=_gathered((row[0], held(*row[1:])) for row in _rows(_of(skill, _HELD.person_id, ids))),
        fields=_numbers(fields),
        areas=areas,
        absences=_gathered((row[0], (row[1], row[2])) for row in _rows(_of(away, _AWAY.person_id, ids))),
        avoiding=_numbers(groups),
        avoided_fields=_numbers(unwanted),
    )
    query = sa.select(*_PERSON).where(_PEOPLE.state != PersonState.WITHDRAWN).order_by(_PEOPLE.id)
    for row in _rows(_of(query, _PEOPLE.id, ids)):
        yield _person(row, parts)


def _person(row: Any, parts: _Parts) -> PartnerProfile:
    person_id, name, state, findable_by, resting, at_once, a_month, a_year, travel_km, *others = row
    notice, on_site, online, slots, possible, fee, kinds, step = others
    return PartnerProfile(
        kind=PartnerKind.PERSON,
        id=person_id,
        name=name,
        active=state == PersonState.ACTIVE,
        state="" if state == PersonState.ACTIVE else label(PersonState(state)),
        unconfirmed=step in _UNCONFIRMED,
        findable_by=_AUDIENCES[findable_by],
        resting_until=resting,
        avoided_groups=parts.avoiding.get(person_id, _NONE),
        avoided_fields=parts.avoided_fields.get(person_id, _NONE),
        max_at_once=at_once,
        max_per_month=a_month,
        max_per_year=a_year,
        travel_km=travel_km,
        notice_days=notice or 0,
        skills=tuple(parts.skills.get(person_id, ())),
        fields=parts.fields.get(person_id, _NONE),
        areas=parts.areas.get(person_id, _NOWHERE),
        on_site=on_site,
        online=online,
        slots=slots | possible,
        possible=possible & ~slots,
        absences=tuple(parts.absences.get(person_id, ())),
        fee=_FEES[fee] if fee else None,
        help_kinds=_help_kinds(tuple(kinds)) if kinds else frozenset(),
    )


@lru_cache(maxsize=1024)
def _help_kinds(words: tuple[str, ...]) -> frozenset[HelpKind]:
    return frozenset(map(HelpKind, words))


def load_groups(ids: Ids = None) -> list[PartnerProfile]:
    """Every group that has not left the register, or these. Groups come to a place: nothing is known of their screens.

    Those who asked read the reasons, so from a place that only the centre knows no distance is measured.
    """
    skills, fields, own_areas = _lists((group_skills, group_fields, group_areas), ids)
    held, own_fields = _numbers(skills), _numbers(fields)
    of = _GROUPS
    columns = (
        of.id,
        of.name,
        of.state,
        of.slots,
        of.latitude,
        of.longitude,
        of.place_publication,
        of.confirmation_step,
    )
    query = sa.select(*columns).where(of.state.not_in(_LEFT)).order_by(of.id)
    return [
        PartnerProfile(
            kind=PartnerKind.GROUP,
            id=row.id,
            name=row.name,
            active=row.state is GroupState.ACTIVE,
            state="" if row.state is GroupState.ACTIVE else label(row.state),
            unconfirmed=row.confirmation_step in _UNCONFIRMED,
            skills=tuple(HeldSkill(skill_id) for skill_id in sorted(held.get(row.id, _NONE))),
            fields=own_fields.get(row.id, _NONE),
            areas=own_areas.get(row.id, _NOWHERE),
            position=None if row.place_publication is Publication.CENTER else _position(row),
            slots=row.slots,
        )
        for row in _rows(_of(query, of.id, ids))
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
    person, group = _PEOPLE, _GROUPS
    columns: tuple[Any, ...] = (
        (person.id, person.affiliation, person.introduction, person.about, person.qualifications)
        if kind is PartnerKind.PERSON
        else (group.id, group.name, group.purpose, group.activities, group.offers)
    )
    if not ids:
        return {}
    query = sa.select(*columns).where(among(columns[0], ids))
    return {row[0]: "\n".join(row[1:]) for row in session.execute(query)}


def listed_people(ids: Collection[int]) -> dict[int, Person]:
    """These people with as much of them as a list shows beside their profile."""
    shown = (Person.reading, Person.affiliation, Person.introduction, Person.slots, Person.schedule_note)
    query = sa.select(Person).options(load_only(*shown)).where(among(Person.id, ids))
    return {person.id: person for person in session.scalars(query)} if ids else {}


def listed_groups(ids: Collection[int]) -> dict[int, Group]:
    """These groups with as much of them as a list shows beside their profile."""
    shown = (Group.reading, Group.purpose, Group.slots, Group.schedule_note, Group.place, Group.place_publication)
    query = sa.select(Group).options(load_only(*shown)).where(among(Group.id, ids))
    return {group.id: group for group in session.scalars(query)} if ids else {}


def _of(query: Any, owner: Any, ids: Ids) -> Any:
    return query if ids is None else query.where(among(owner, ids))


def _rows(query: sa.Executable) -> Iterable[Any]:
    """Rows a thousand at a time: a list of them all would keep the garbage collector busy longer than the database."""
    return session.execute(query, execution_options={"yield_per": 1000})


def _lists(tables: Sequence[sa.Table], ids: Ids) -> list[dict[int, frozenset[str]]]:
    """Of each association the second column by the first: joined by the database, and one set for all with the same."""
    queries = []
    for at, table in enumerate(tables):
        owner, value = table.columns
        together = sa.func.aggregate_strings(sa.cast(value, sa.Text), ",")
        queries.append(_of(sa.select(sa.literal_column(str(at)), owner, together), owner, ids).group_by(owner))
    known = cache(lambda text: frozenset(text.split(",")))
    found: list[dict[int, frozenset[str]]] = [{} for _table in tables]
    for at, owner, joined in _rows(sa.union_all(*queries)):
        found[at][owner] = known(joined)
    return found


def _numbers(codes_of: Mapping[int, frozenset[str]]) -> dict[int, frozenset[int]]:
    known = cache(lambda codes: frozenset(map(int, codes)))
    return {owner: known(codes) for owner, codes in codes_of.items()}


def _gathered(rows: Iterable[tuple[int, Value]]) -> dict[int, list[Value]]:
    found: dict[int, list[Value]] = defaultdict(list)
    for owner, value in rows:
        found[owner].append(value)
    return found


def _position(row: Any) -> tuple[float, float] | None:
    return None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
