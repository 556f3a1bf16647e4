"""What can be done to the times of a person: say them anew, take in a calendar file, remove what came from it."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.availability import access
from directory.availability.free import runs
from directory.availability.models import BusyTime, CalendarImport
from directory.availability.queries import find_calendar_import
from directory.history import tracking
from directory.history.models import Method
from directory.people import actions as people
from directory.people.models import Person
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Forbidden


def say_times(person: Person, data: dict[str, Any], *, by: Account) -> None:
    """Change when and on which conditions a person can be asked; the rest of their entry stays as it is.

    Raises:
        Forbidden, ChangedMeanwhile, Invalid: as for editing a person.
    """
    people.edit_person(person, _as_it_is(person) | data, by=by)


def lower(person: Person, *, resting_until: date | None, max_at_once: int | None, by: Account) -> None:
    """Enter what the person has said on the telephone: a rest, or how much at once is enough; None leaves it as it is.

    Raises:
        Forbidden: ``by`` may not.
    """
    if not access.edit(person, by):
        raise Forbidden()
    session.refresh(person, with_for_update=True)
    if resting_until is not None:
        person.resting_until = resting_until
    if max_at_once is not None:
        person.max_at_once = max_at_once
    if changed := audit.changed_attributes(person):
        person.updated_at = now()
        session.flush()
        tracking.came_by(person, Method.PHONE)
        audit.record("person.edited", f"person:{person.id}", actor_id=by.id, changed=changed)


def import_calendar(person: Person, busy: int, first: date, days: int, *, by: Account) -> CalendarImport:
    """Keep the busy half hours of a calendar file (``busy``: bits from ``first``) in place of those of the last one.

    Raises:
        Forbidden: ``by`` may not.
    """
    if not access.edit(person, by):
        raise Forbidden()
    _clear(person)
    taken = CalendarImport(person_id=person.id, imported_by_id=by.id, last_on=first + timedelta(days=days - 1))
    session.add(taken)
    session.flush()
    session.add_all(
        BusyTime(person_id=person.id, import_id=taken.id, starts_at=starts, ends_at=ends)
        for starts, ends in runs(busy & ((1 << days * 48) - 1), first)
    )
    audit.record("person.calendar_imported", f"person:{person.id}", actor_id=by.id)
    return taken


def remove_calendar(person: Person, *, by: Account) -> None:
    """Remove all busy times that came from a calendar file. Done twice it is done once.

    Raises:
        Forbidden: ``by`` may not.
    """
    if not access.edit(person, by):
        raise Forbidden()
    if _clear(person):
        audit.record("person.calendar_removed", f"person:{person.id}", actor_id=by.id)


def _clear(person: Person) -> bool:
    session.execute(sa.select(Person.id).where(Person.id == person.id).with_for_update())  # pressed twice at once
    session.execute(sa.delete(BusyTime).where(BusyTime.person_id == person.id))
    if last := find_calendar_import(person):
        session.delete(last)
        session.flush()
    return last is not None


def _as_it_is(person: Person) -> dict[str, Any]:
    """What the page does not ask for, in the form in which editing takes it."""
    return {
        "fields": [str(field.code) for field in person.fields],
        "skills": [
            {"skill": held.skill.code, "level": held.level, "years": held.years, "verified": held.verified}
            for held in person.skills
        ],
        "council_posts": [
            {name: getattr(post, name) for name in ("council", "starts_on", "ends_on", "recruited")}
            for post in person.council_posts
        ],
    }
