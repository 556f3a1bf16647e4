"""The form a registration is made on, of groups or of people, and what was answered on it at this moment."""

from directory.documents.queries import documents_of
from directory.registrations import group_entry, person_entry
from directory.registrations.entry import Sheet, Snapshot
from directory.registrations.models import AnyRegistration, Registration


def sheet_of(registration: AnyRegistration) -> Sheet:
    """The form it is made on."""
    return group_entry.SHEET if isinstance(registration, Registration) else person_entry.SHEET


def snapshot(registration: AnyRegistration) -> Snapshot:
    """The entry as it is now."""
    if isinstance(registration, Registration):
        return group_entry.snapshot(registration, documents_of(registration.group))
    return person_entry.snapshot(registration.person)
