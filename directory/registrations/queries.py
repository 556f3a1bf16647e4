"""How registrations are found; who has no part in one does not learn of it."""

from collections.abc import Sequence
from typing import TypeVar

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.groups.models import Group, GroupState
from directory.people.models import Person, PersonState
from directory.registrations import access
from directory.registrations.models import PersonRegistration, Registration
from kit.db import session
from kit.errors import Missing
from kit.paging import PER_PAGE, Page

Listed = TypeVar("Listed", Registration, PersonRegistration)


def get_registration(group_id: int, viewer: Account | None) -> Registration:
    """The registration of a group.

    Raises:
        Missing: there is none that the viewer may read.
    """
    registration = session.scalar(sa.select(Registration).where(Registration.group_id == group_id))
    if registration is None or not access.read(registration.group, viewer):
        raise Missing()
    return registration


def find_registration(group: Group) -> Registration | None:
    """The registration by which a group comes, or came, into the register, if it is by one."""
    return session.scalar(sa.select(Registration).where(Registration.group_id == group.id))


def my_registrations(viewer: Account) -> Sequence[Registration]:
    """What somebody has begun or handed in, the newest first."""
    query = sa.select(Registration).where(Registration.applicant_id == viewer.id)
    living = [row for row in session.scalars(query.order_by(Registration.id.desc())) if access.read(row.group, viewer)]
    return [row for row in living if row.group.state is not GroupState.WITHDRAWN]


def waiting(*, number: int = 1, per_page: int = PER_PAGE) -> Page[Registration]:
    """One page of the registrations that wait for a decision, the oldest first; for the desk."""
    query = sa.select(Registration).join(Group).where(Group.state == GroupState.SUBMITTED)
    return _page(query.order_by(Registration.submitted_at, Registration.id), number, per_page)


def waiting_people(*, number: int = 1, per_page: int = PER_PAGE) -> Page[PersonRegistration]:
    """One page of the people who wait for a decision, the oldest first; for the desk."""
    query = sa.select(PersonRegistration).join(Person).where(Person.state == PersonState.SUBMITTED)
    return _page(query.order_by(PersonRegistration.submitted_at, PersonRegistration.id), number, per_page)


def on_paper_drafts(*, number: int = 1, per_page: int = PER_PAGE) -> Page[Registration]:
    """One page of what staff have begun to enter from paper and not yet handed in, the latest first; for the desk."""
    query = sa.select(Registration).join(Group).where(Group.state.in_(access.OPEN), Registration.applicant_id.is_(None))
    return _page(query.order_by(Registration.id.desc()), number, per_page)


def find_person_registration(person: Person) -> PersonRegistration | None:
    """The registration by which a person came into the register, if it was by one."""
    return session.scalar(sa.select(PersonRegistration).where(PersonRegistration.person_id == person.id))


def get_person_registration(person_id: int) -> PersonRegistration:
    """The registration of a person; for the desk.

    Raises:
        Missing: there is none.
    """
    found = session.scalar(sa.select(PersonRegistration).where(PersonRegistration.person_id == person_id))
    if found is None:
        raise Missing()
    return found


def _page(query: sa.Select[Listed], number: int, per_page: int) -> Page[Listed]:
    total = session.scalar(sa.select(sa.func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = session.scalars(query.limit(per_page).offset((number - 1) * per_page)).all()
    return Page(items=rows, total=total, number=number, per_page=per_page)
