"""To whom a letter goes, and in which language: by mail where somebody reads it there, by post otherwise."""

from directory.accounts.models import Account, MembershipRole
from directory.groups.models import ContactKind, Group
from directory.people.models import Person
from kit.db import session
from kit.i18n import Language
from kit.mail import Recipient


def of_account(account: Account) -> Recipient:
    """Somebody with an account, in the language they chose."""
    return Recipient(name=account.name, email=account.email, language=account.language.value)


def of_group(group: Group) -> Recipient:
    """The group's representative, else an editor, else the contact details that the centre has."""
    told = {contact.kind: contact.value for contact in reversed(group.contacts)}  # of several the first
    keeper = _keeper(group)
    language = keeper.language if keeper else Language.JA
    name = keeper.name if keeper else told.get(ContactKind.REPRESENTATIVE, "") or told.get(ContactKind.PERSON, "")
    return Recipient(
        name=f"{group.name}, {name}" if language is Language.EN else f"{group.name}　{name or '代表者'}",
        email=keeper.email if keeper else told.get(ContactKind.EMAIL, ""),
        address=told.get(ContactKind.POSTAL, ""),
        language=language.value,
    )


def of_person(person: Person) -> Recipient:
    """The person themselves, under the name they sign with; by the address of their account where they gave no other."""
    account = account_of(person)
    return Recipient(
        name=person.legal_name or person.display_name,
        email=person.email or (account.email if account else ""),
        address=person.address,
        language=(account.language if account else Language.JA).value,
    )


def account_of(person: Person) -> Account | None:
    """The account with which the person signs in, if there is one that can."""
    account = session.get(Account, person.account_id) if person.account_id else None
    return account if account is not None and account.active else None


def keepers_of(group: Group) -> list[Account]:
    """The group's representatives and editors who can sign in."""
    order = (MembershipRole.REPRESENTATIVE, MembershipRole.EDITOR)
    held = [each for each in group.memberships if each.role in order]
    held.sort(key=lambda each: (order.index(each.role), each.id))
    return [each.account for each in held if each.account and each.account.active]


def _keeper(group: Group) -> Account | None:
    return next(iter(keepers_of(group)), None)
