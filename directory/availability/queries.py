"""Reads what people and groups have said of their time, and says when they are free."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.availability import access
from directory.availability.free import FreeTimes, Habits, Moments, midnight
from directory.availability.free import free_times as free_times_of_habits
from directory.availability.models import BusyTime, CalendarImport
from directory.groups.models import Group
from directory.people.models import Absence, Person
from directory.people.queries import get_person
from kit.clock import now
from kit.db import among, session
from kit.errors import Missing

Holds = Mapping[int, Sequence[Moments]]
"""Times by person that are held for them elsewhere and not yet theirs, such as dates proposed for a meeting."""


def get_person_with_times(person_id: int, viewer: Account | None) -> Person:
    """The person whose times the viewer may see.

    Raises:
        Missing: there is none.
    """
    person = get_person(person_id, viewer)
    if not access.see(person, viewer):
        raise Missing()
    return person


def free_times(person_id: int, first: date, until: date, *, at: datetime | None = None) -> FreeTimes:
    """When a person is free, from the first day to the last; see ``free_times_of_people``."""
    return free_times_of_people([person_id], first, until, at=at)[person_id]


def free_times_of_people(
    person_ids: Collection[int], first: date, until: date, *, at: datetime | None = None, holds: Holds | None = None
) -> dict[int, FreeTimes]:
    """When each of these people is free, in three queries for all of them.

    ``until`` is the last day that is asked for; ``at``: as seen at this moment, now if not said. Whether somebody is registered
    and may be proposed is not asked here.
    """
    days, at = (until - first).days + 1, at or now()
    return {
        person_id: free_times_of_habits(habits, first, days, now=at)
        for person_id, habits in _habits_of_people(person_ids, first, holds or {}).items()
    }


def free_times_of_groups(
    group_ids: Collection[int], first: date, until: date, *, at: datetime | None = None
) -> dict[int, FreeTimes]:
    """When each of these groups usually meets: all that is known of a group is its weekly pattern."""
    days, at = (until - first).days + 1, at or now()
    rows = session.execute(sa.select(Group.id, Group.slots).where(among(Group.id, group_ids)))
    return {group_id: free_times_of_habits(Habits(slots=slots), first, days, now=at) for group_id, slots in rows}


def find_calendar_import(person: Person) -> CalendarImport | None:
    """The calendar file last read for this person."""
    return session.scalar(sa.select(CalendarImport).where(CalendarImport.person_id == person.id))


def busy_times_of(person_id: int) -> Sequence[BusyTime]:
    """All times at which this person is busy, in their order."""
    query = sa.select(BusyTime).where(BusyTime.person_id == person_id).order_by(BusyTime.starts_at)
    return session.scalars(query).all()


def _habits_of_people(person_ids: Collection[int], first: date, holds: Holds) -> dict[int, Habits]:
    absences = _absences(person_ids, first)
    busy = _busy(person_ids, first)
    query = sa.select(
        Person.id, Person.slots, Person.slots_possible, Person.resting_until, Person.minimum_notice_days
    ).where(among(Person.id, person_ids))
    return {
        person_id: Habits(
            slots=slots,
            slots_possible=possible,
            resting_until=resting_until,
            notice_days=notice or 0,
            absences=absences.get(person_id, ()),
            busy=(*busy.get(person_id, ()), *holds.get(person_id, ())),
        )
        for person_id, slots, possible, resting_until, notice in session.execute(query)
    }


def _absences(person_ids: Collection[int], first: date) -> dict[int, list[tuple[date, date]]]:
    found: dict[int, list[tuple[date, date]]] = {}
    query = sa.select(Absence.person_id, Absence.starts_on, Absence.ends_on)
    query = query.where(among(Absence.person_id, person_ids), Absence.ends_on >= first)
    for person_id, starts_on, ends_on in session.execute(query):
        found.setdefault(person_id, []).append((starts_on, ends_on))
    return found


def _busy(person_ids: Collection[int], first: date) -> dict[int, list[Moments]]:
    found: dict[int, list[Moments]] = {}
    query = sa.select(BusyTime.person_id, BusyTime.starts_at, BusyTime.ends_at)
    query = query.where(among(BusyTime.person_id, person_ids), BusyTime.ends_at > midnight(first))
    for person_id, starts_at, ends_at in session.execute(query):
        found.setdefault(person_id, []).append((starts_at, ends_at))
    return found
