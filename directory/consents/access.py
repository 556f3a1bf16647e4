"""Who may see and change whose consents, and what a consent allows."""

from collections.abc import Mapping

from directory.accounts.models import Account
from directory.consents.models import Purpose
from directory.groups import access as groups
from directory.groups.models import Group
from directory.people import access as people
from directory.people.models import Person

Subject = Person | Account | Group
"""Whom a consent is about."""


def see(subject: Subject, viewer: Account | None) -> bool:
    """The ledger is for those it is about and for the staff."""
    if viewer is None:
        return False
    return viewer.is_staff or is_about(subject, viewer)


def change(subject: Subject, viewer: Account | None) -> bool:
    """Those concerned give and withdraw themselves; staff write down what they were told."""
    return see(subject, viewer)


def is_about(subject: Subject, viewer: Account) -> bool:
    """Whether it is the viewer's own consent, or that of a group they speak for."""
    if isinstance(subject, Account):
        return subject.id == viewer.id
    return groups.is_editor(subject, viewer) if isinstance(subject, Group) else people.is_self(subject, viewer)


def disclose(standing: Mapping[Purpose, bool]) -> bool:
    """Whether contact details may be given to the other side of an introduction."""
    return standing.get(Purpose.REGISTER, False) and standing.get(Purpose.THIRD_PARTY, False)
