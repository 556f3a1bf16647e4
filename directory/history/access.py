"""Who may read what was changed, and bring it back."""

from directory.accounts.models import Account
from directory.groups import access as groups
from directory.groups.models import Group
from directory.people import access as people
from directory.people.models import Person

CENTER_ONLY = frozenset({"notes"})
"""What of a group only the centre may read."""

PRIVATE = {
    "group": frozenset({"contacts"}),
    "person": frozenset({"legal_name", "address", "phone", "email", "birth_year", "notes", "avoided_note"}),
}
"""What staff otherwise see after an opening only."""


def see(subject: Group | Person, viewer: Account | None) -> bool:
    """What was private is in the history: it is for the group's editors or the person, and for the staff."""
    if isinstance(subject, Group):
        return groups.see_private(subject, viewer)
    return people.see_private(subject, viewer)


def is_own(subject: Group | Person, viewer: Account | None) -> bool:
    """Whether it is the viewer's own record, or that of a group they keep."""
    return groups.is_editor(subject, viewer) if isinstance(subject, Group) else people.is_self(subject, viewer)


def restore(subject: Group | Person, viewer: Account | None) -> bool:
    """Who may edit may go back to an earlier version."""
    if isinstance(subject, Group):
        return groups.edit(subject, viewer)
    return people.edit(subject, viewer)


def hidden(subject: Group | Person, viewer: Account | None) -> frozenset[str]:
    """Attributes whose history this viewer may not read."""
    if isinstance(subject, Group) and not (viewer and viewer.is_staff):
        return CENTER_ONLY
    return frozenset()
