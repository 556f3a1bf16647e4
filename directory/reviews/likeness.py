"""Entries of the register that look like the one under review, and what they have in common with it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.groups.models import ContactKind, Group, GroupContact, GroupState
from directory.imports.keys import name_keys, person_key, reading_key
from directory.people.models import Person, PersonState
from kit.db import among, session
from kit.i18n import _
from kit.labels import label
from kit.phones import numbers_in
from kit.text import nfkc, search_key

Entry = Group | Person

MOST = 5
SHORTEST_ADDRESS = 6
"""Characters of a folded address; 本町 alone says nothing."""


@dataclass
class LookAlike:
    """An entry of the register, and in words what it has in common with the one under review."""

    entry: Entry
    common: list[str] = field(default_factory=list)


def look_alikes(entry: Entry) -> list[LookAlike]:
    """The entries most like this one, those with the most in common first; drafts are nobody's yet."""
    found: dict[int, list[str]] = {}
    for words, ids in _like_group(entry) if isinstance(entry, Group) else _like_person(entry):
        for entry_id in ids:
            found.setdefault(entry_id, []).append(words)
    alike = [LookAlike(other, found[other.id]) for other in _registered(entry, found)]
    return sorted(alike, key=lambda other: (-len(other.common), other.entry.id))[:MOST]


def side_by_side(entry: Entry, others: Sequence[LookAlike]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """What is compared, row by row: its name, and its words in the entry and in each that looks like it."""
    entries = [entry, *(other.entry for other in others)]
    if isinstance(entry, Group):
        groups = [group for group in entries if isinstance(group, Group)]
        return [(words, [texts(group) for group in groups]) for words, texts in _group_rows()]
    people = [person for person in entries if isinstance(person, Person)]
    return [
        *((words, [texts(person) for person in people]) for words, texts in _person_rows()),
        *(
            (words, [_as_far_as_known(person, entry, name, keys) for person in people])
            for words, name, keys in _marks()
        ),
    ]


def _registered(entry: Entry, ids: Iterable[int]) -> Sequence[Entry]:
    if isinstance(entry, Group):
        query = sa.select(Group).where(among(Group.id, list(ids)), Group.id != entry.id)
        query = query.where(Group.state != GroupState.DRAFT).options(selectinload(Group.contacts))
        return session.scalars(query).all()
    people = sa.select(Person).where(among(Person.id, list(ids)), Person.id != entry.id)
    return session.scalars(people.where(Person.state != PersonState.DRAFT)).all()


# --- Groups -------------------------------------------------------------------------------------------


def _like_group(group: Group) -> list[tuple[str, Iterable[int]]]:
    return [
        (_("法人番号"), _same_number(group)),
        (_("名前"), _same_name(group)),
        (_("電話番号"), _same_contact(group, (ContactKind.PHONE, ContactKind.FAX), numbers_in)),
        (_("住所"), _same_contact(group, (ContactKind.POSTAL,), _address_keys)),
    ]


def _same_number(group: Group) -> Sequence[int]:
    if not group.corporate_number:
        return []
    return session.scalars(sa.select(Group.id).where(Group.corporate_number == group.corporate_number)).all()


def _same_name(group: Group) -> list[int]:
    _whole, bare = name_keys(group.name)
    near = sa.select(Group.id, Group.name).where(Group.name_key.contains(bare, autoescape=True))
    return [group_id for group_id, name in session.execute(near) if name_keys(name)[1] == bare]


def _same_contact(group: Group, kinds: tuple[ContactKind, ...], keys: Callable[[str], set[str]]) -> set[int]:
    own = {key for contact in group.contacts if contact.kind in kinds for key in keys(contact.value)}
    if not own:
        return set()
    rows = session.execute(sa.select(GroupContact.group_id, GroupContact.value).where(GroupContact.kind.in_(kinds)))
    return {group_id for group_id, value in rows if not own.isdisjoint(keys(value))}


def _group_rows() -> list[tuple[str, Callable[[Group], tuple[str, ...]]]]:
    def contacts(*kinds: ContactKind) -> Callable[[Group], tuple[str, ...]]:
        return lambda group: tuple(contact.value for contact in group.contacts if contact.kind in kinds)

    return [
        (_("団体の名前"), lambda group: (group.name,)),
        (_("法人番号"), lambda group: _some(group.corporate_number)),
        (_("電話・FAX"), contacts(ContactKind.PHONE, ContactKind.FAX)),
        (_("郵送先"), contacts(ContactKind.POSTAL)),
        (_("代表者"), contacts(ContactKind.REPRESENTATIVE)),
        (_("目的"), lambda group: _some(group.purpose)),
        (_("状態"), lambda group: (label(group.state),)),
    ]


# --- People -------------------------------------------------------------------------------------------


def _like_person(person: Person) -> list[tuple[str, Iterable[int]]]:
    columns = (Person.display_name, Person.legal_name, Person.reading, Person.phone, Person.address, Person.email)
    rows = session.execute(sa.select(Person.id, *columns)).all()
    found: list[tuple[str, Iterable[int]]] = []
    for words, keys in (
        (_("名前"), _name_keys),
        (_("ふりがな"), _reading_keys),
        *((words, keys) for words, _name, keys in _marks()[1:]),
    ):
        own = keys(person)
        found.append((words, {row.id for row in rows if not own.isdisjoint(keys(row))} if own else ()))
    return found


def _person_rows() -> list[tuple[str, Callable[[Person], tuple[str, ...]]]]:
    return [
        (_("表示する名前"), lambda person: (person.display_name,)),
        (_("ふりがな"), lambda person: _some(person.reading)),
        (_("ひとこと紹介"), lambda person: _some(person.introduction)),
        (_("状態"), lambda person: (label(person.state),)),
    ]


def _marks() -> list[tuple[str, str, Callable[[Any], set[str]]]]:
    """What is private: its name, the column, and the keys under which two of them are the same."""
    return [
        (_("本名"), "legal_name", lambda person: {person_key(person.legal_name)} - {""}),
        (_("電話番号"), "phone", lambda person: numbers_in(person.phone)),
        (_("住所"), "address", lambda person: _address_keys(person.address)),
        (_("メール"), "email", lambda person: {key for key in (nfkc(person.email).strip().casefold(),) if key}),
    ]


def _as_far_as_known(person: Person, entry: Person, name: str, keys: Callable[[Any], set[str]]) -> tuple[str, ...]:
    """A private value where it is the one under review too; another is seen on the person's page, after giving a reason."""
    value, own = getattr(person, name), keys(person)
    if person is entry or not value or own <= keys(entry):
        return _some(value)
    return (_("ちがいます") if own.isdisjoint(keys(entry)) else _("一部が同じです"),)


def _name_keys(person: Any) -> set[str]:
    return {person_key(person.display_name), person_key(person.legal_name)} - {""}


def _reading_keys(person: Any) -> set[str]:
    return {reading_key(person.reading)} - {""}


def _address_keys(address: str) -> set[str]:
    key = search_key(address)
    return {key} if len(key) >= SHORTEST_ADDRESS else set()


def _some(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()
