"""How needs are found; what the viewer may not see does not exist."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from directory.accounts.models import Account
from directory.groups.access import EDITING
from directory.people.access import audiences
from directory.people.models import Person
from directory.vocabularies.filters import (
    Conditions,
    FacetCounts,
    count_reach,
    count_skills,
    count_table,
    reaches,
    skills_under,
    slots_filter,
)
from directory.vocabularies.models import Skill
from kit import slots as weekly
from kit.audit import AuditEntry
from kit.clock import now
from kit.db import among, session
from kit.errors import Missing
from kit.paging import PER_PAGE, Page, Sort
from matching.needs import access
from matching.needs.models import Need, NeedKind, NeedSkill, NeedState, need_areas, need_fields

SENT_TWICE: Final = timedelta(minutes=2)
"""Within this time the same again from the same account is the same need."""


@dataclass(frozen=True, kw_only=True)
class NeedFilters:
    """What a visitor has chosen; empty means every one. ``ids``: only these, in this order when sorted by fit."""

    kinds: tuple[NeedKind, ...] = ()
    fields: tuple[int, ...] = ()
    area: str = ""
    skills: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    online: bool = False
    state: NeedState = NeedState.OPEN
    ids: Sequence[int] | None = None


def get_need(need_id: int, viewer: Account | None) -> Need:
    """The need with this id, with everything its page shows.

    Raises:
        Missing: there is none that the viewer may see.
    """
    options = [selectinload(Need.fields), selectinload(Need.areas), selectinload(Need.skills), joinedload(Need.group)]
    need = session.get(Need, need_id, options=options)
    if need is None or not access.see(need, viewer):
        raise Missing()
    return need


def find_need(need_id: int) -> Need | None:
    """The need with this number, for links and jobs: nobody is asked who looks."""
    return session.get(Need, need_id)


def needs_just_created(title: str, *, by: Account) -> Sequence[Need]:
    """The needs of this title that this account has made a moment ago, the newest first; whoever asks at once waits."""
    session.execute(sa.select(Account.id).where(Account.id == by.id).with_for_update())  # sent twice at once
    mine = (AuditEntry.actor_id == by.id) & (AuditEntry.verb == "need.created") & (AuditEntry.at > now() - SENT_TWICE)
    subjects = session.scalars(sa.select(AuditEntry.subject).where(mine)).all()
    made = among(Need.id, [int(subject.partition(":")[2]) for subject in subjects])
    return session.scalars(sa.select(Need).where(made, Need.title == title).order_by(Need.id.desc())).all()


def list_needs(
    filters: NeedFilters, viewer: Account | None, *, sort: Sort, number: int = 1, per_page: int = PER_PAGE
) -> Page[Need]:
    """One page of the needs that pass the filters."""
    where = conditions(filters, viewer)
    total = session.scalar(sa.select(sa.func.count()).select_from(Need).where(*where)) or 0
    if sort == Sort.FIT and filters.ids is not None:
        ids = _in_given_order(filters.ids, where, number, per_page)
    else:
        # What has no date to be met by comes after everything that has one.
        order = [Need.due_on.is_(None), Need.due_on] if sort == Sort.DUE else [Need.created_at.desc()]
        listed = sa.select(Need.id).where(*where).order_by(*order, Need.id.desc())
        ids = session.scalars(listed.limit(per_page).offset((number - 1) * per_page)).all()
    return Page(items=needs_by_id(ids), total=total, number=number, per_page=per_page)


def newest_needs(viewer: Account | None, *, limit: int) -> list[Need]:
    """The open needs the viewer may see, newest first."""
    return list(list_needs(NeedFilters(), viewer, sort=Sort.NEW, per_page=limit).items)


def needs_by_id(ids: Sequence[int]) -> list[Need]:
    """These needs, in this order, with what a list shows; visibility has been seen to before."""
    skills = selectinload(Need.skills).joinedload(NeedSkill.skill).joinedload(Skill.parent)
    options = (selectinload(Need.fields), selectinload(Need.areas), skills, joinedload(Need.group))
    found = {need.id: need for need in session.scalars(sa.select(Need).where(among(Need.id, ids)).options(*options))}
    return [found[need_id] for need_id in ids if need_id in found]


def conditions(filters: NeedFilters, viewer: Account | None) -> Conditions:
    """The filters, and what the viewer may see, as conditions on ``Need``."""
    where = _visible(filters, viewer)
    if filters.ids is not None:
        where.append(among(Need.id, filters.ids))
    if filters.kinds:
        where.append(Need.kind.in_(filters.kinds))
    if filters.fields:
        where.append(Need.id.in_(sa.select(need_fields.c.need_id).where(need_fields.c.field_code.in_(filters.fields))))
    if filters.area:
        reaching = reaches(need_areas.c.area_code, filters.area)
        where.append(Need.id.in_(sa.select(need_areas.c.need_id).where(reaching)))
    if filters.skills:
        skilled = NeedSkill.skill_id.in_(skills_under(filters.skills))
        where.append(Need.id.in_(sa.select(NeedSkill.need_id).where(skilled)))
    if filters.days or filters.times:
        where.append(_when(filters.days, filters.times))
    if filters.online:
        where.append(Need.online.is_(True))
    return where


def count_facets(filters: NeedFilters, viewer: Account | None) -> FacetCounts:
    """For each facet, how many needs each choice would give with the other filters kept.

    An upper skill is counted with those under it.
    """

    def within(**changed: object) -> Conditions:
        return conditions(replace(filters, **changed), viewer)  # type: ignore[arg-type]

    kinds = sa.select(Need.kind, sa.func.count()).where(*within(kinds=())).group_by(Need.kind)
    return {
        "kind": {str(kind): count for kind, count in session.execute(kinds)},
        "field": count_table(need_fields.c.need_id, need_fields.c.field_code, Need.id, within(fields=())),
        "area": count_reach(need_areas.c.need_id, need_areas.c.area_code, Need.id, within(), filters.area),
        "skill": count_skills(NeedSkill.need_id, NeedSkill.skill_id, Need.id, within(skills=()), filters.skills),
        "day": {str(day): _count(within(days=(day,))) for day in range(7)},
        "time": {str(time): _count(within(times=(time,))) for time in range(4)},
        "online": {"1": _count(within(online=True))},
    }


def expired_needs(today: date) -> Sequence[Need]:
    """Open needs whose last day has passed."""
    return session.scalars(sa.select(Need).where(Need.state == NeedState.OPEN, Need.expires_on < today)).all()


def needs_expiring(today: date, *, within: timedelta) -> Sequence[Need]:
    """Open needs that will close by themselves within this time, the first to close first."""
    soon = Need.expires_on.between(today, today + within)
    return session.scalars(sa.select(Need).where(Need.state == NeedState.OPEN, soon).order_by(Need.expires_on)).all()


def _visible(filters: NeedFilters, viewer: Account | None) -> Conditions:
    if viewer is None:
        return [Need.state == NeedState.OPEN, Need.audience.in_(audiences(None))]
    if viewer.is_staff:
        return [Need.state == filters.state]
    edited = [held.group_id for held in viewer.memberships if held.role in EDITING]
    own = Need.group_id.in_(edited) | Need.person_id.in_(sa.select(Person.id).where(Person.account_id == viewer.id))
    return [Need.state == NeedState.OPEN, Need.audience.in_(audiences(viewer)) | own]


def _when(days: Collection[int], times: Collection[int]) -> sa.ColumnElement[bool]:
    """Needs on these weekdays at these times, by their weekly slots or, where days are named, by the days' weekdays."""
    weekly_fit = slots_filter(Need.slots, days, times)
    if not days:
        return weekly_fit
    at_these_times = (Need.slots == 0) | slots_filter(Need.slots, (), times)
    return weekly_fit | (_on_weekdays(days) & at_these_times if times else _on_weekdays(days))


def _on_weekdays(days: Iterable[int]) -> sa.ColumnElement[bool]:
    if session.get_bind().dialect.name == "sqlite":
        named = sa.func.json_each(Need.dates).table_valued("value")
        weekday = (sa.cast(sa.func.strftime("%w", named.c.value), sa.Integer) + 6) % len(weekly.WEEKDAYS)
    else:
        named = sa.func.json_array_elements_text(Need.dates).table_valued("value")
        weekday = sa.cast(sa.extract("isodow", sa.cast(named.c.value, sa.Date)), sa.Integer) - 1
    return sa.exists().select_from(named).where(weekday.in_(list(days)))


def _count(where: Conditions) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(Need).where(*where)) or 0


def _in_given_order(ids: Collection[int], where: Conditions, number: int, per_page: int) -> Sequence[int]:
    passed = set(session.scalars(sa.select(Need.id).where(*where)))
    ordered = [need_id for need_id in ids if need_id in passed]
    return ordered[(number - 1) * per_page : number * per_page]
