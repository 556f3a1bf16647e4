"""Who may answer for a record, and what a letter's link shows of it."""

from directory.accounts.models import Account
from directory.groups import access as groups
from directory.groups.models import ContactKind, Group, GroupContact
from directory.people import access as people
from directory.people.models import Person


def confirm(record: Group | Person, viewer: Account | None) -> bool:
    """The group's editors, the person, and staff who were told by them."""
    if viewer is None:
        return False
    if viewer.is_staff:
        return True
    return groups.is_editor(record, viewer) if isinstance(record, Group) else people.is_self(record, viewer)


def hinted(contact: GroupContact) -> str:
    """Enough of an unpublished detail to know it again: letters go astray, so their link never shows all of it."""
    if contact.kind in (ContactKind.PHONE, ContactKind.FAX):
        return "…" + contact.value[-2:]
    if contact.kind is ContactKind.EMAIL:
        name, _at, host = contact.value.partition("@")
        return f"{name[:1]}…@{host[:1]}…"
    return contact.value[:1] + "…"
