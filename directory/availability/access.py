"""Who may see when a person is free, and change it: the person and staff; what they come to is never told to others."""

from directory.accounts.models import Account
from directory.people import access as people
from directory.people.models import Person


def see(person: Person, viewer: Account | None) -> bool:
    """Times, absences and conditions are for the person and the staff, who propose them."""
    return people.see_private(person, viewer)


def edit(person: Person, viewer: Account | None) -> bool:
    """The same may change them."""
    return people.edit(person, viewer)
