"""Who may see what is held about somebody, and ask for its deletion."""

from directory.accounts.models import Account
from directory.people import access as people
from directory.people.models import Person


def ask(subject: Person | Account, by: Account) -> bool:
    """Everybody for themselves; staff for people of the register, who may have no account."""
    if isinstance(subject, Account):
        return subject.id == by.id
    return by.is_staff or people.is_self(subject, by)
