"""To whom a letter about a record goes: by mail where somebody reads it there, by post otherwise."""

from directory.accounts.models import Account, MembershipRole
from directory.groups.models import ContactKind, Group
from directory.people.models import Person
from kit.mail import Recipient


def of_group(group: Group) -> Recipient:
    """The group's representative, else an editor, else the contact details that the centre has."""
    told = {contact.kind: contact.value for contact in reversed(group.contacts)}  # of several the first
    keeper = _keeper(group)
    name = keeper.name if keeper else told.get(ContactKind.REPRESENTATIVE, "") or told.get(ContactKind.PERSON, "")
    return Recipient(
        name=f"{group.name}　{name or '代表者'}",
        email=keeper.email if keeper else told.get(ContactKind.EMAIL, ""),
        address=told.get(ContactKind.POSTAL, ""),
    )


def of_person(person: Person) -> Recipient:
    """The person themselves, under the name they sign with."""
    return Recipient(name=person.legal_name or person.display_name, email=person.email, address=person.address)


def _keeper(group: Group) -> Account | None:
    order = (MembershipRole.REPRESENTATIVE, MembershipRole.EDITOR)
    held = [each for each in group.memberships if each.role in order and each.account and each.account.active]
    return min(held, key=lambda each: (order.index(each.role), each.id)).account if held else None
