"""Groups of the register that look like the one under review: by name, telephone, address or corporate number."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.groups.models import ContactKind, Group, GroupContact, GroupState
from directory.imports.keys import name_keys
from kit.db import among, session
from kit.i18n import _
from kit.phones import digits_of
from kit.text import search_key

MOST = 5
SHORTEST_ADDRESS = 6
"""Characters of a folded address; 本町 alone says nothing."""


@dataclass
class LookAlike:
    """A group of the register, and in words what it has in common with the one under review."""

    group: Group
    common: list[str] = field(default_factory=list)


def look_alikes(group: Group) -> list[LookAlike]:
    """The groups most like this one, those with the most in common first; drafts are nobody's yet."""
    found: dict[int, list[str]] = {}
    for words, ids in (
        (_("法人番号"), _same_number(group)),
        (_("名前"), _same_name(group)),
        (_("電話番号"), _same_contact(group, (ContactKind.PHONE, ContactKind.FAX), digits_of, 9)),
        (_("住所"), _same_contact(group, (ContactKind.POSTAL,), search_key, SHORTEST_ADDRESS)),
    ):
        for group_id in ids:
            found.setdefault(group_id, []).append(words)
    query = sa.select(Group).where(among(Group.id, found), _registered(group)).options(selectinload(Group.contacts))
    alike = [LookAlike(other, found[other.id]) for other in session.scalars(query)]
    return sorted(alike, key=lambda other: (-len(other.common), other.group.id))[:MOST]


def _registered(group: Group) -> sa.ColumnElement[bool]:
    return (Group.id != group.id) & Group.state.not_in((GroupState.DRAFT,))


def _same_number(group: Group) -> Sequence[int]:
    if not group.corporate_number:
        return []
    return session.scalars(sa.select(Group.id).where(Group.corporate_number == group.corporate_number)).all()


def _same_name(group: Group) -> list[int]:
    _whole, bare = name_keys(group.name)
    near = sa.select(Group.id, Group.name).where(Group.name_key.contains(bare, autoescape=True))
    rows = session.execute(near.where(_registered(group)))
    return [group_id for group_id, name in rows if name_keys(name)[1] == bare]


def _same_contact(group: Group, kinds: tuple[ContactKind, ...], key_of: object, shortest: int) -> set[int]:
    assert callable(key_of)
    own = {key for contact in group.contacts if contact.kind in kinds if len(key := key_of(contact.value)) >= shortest}
    if not own:
        return set()
    rows = session.execute(sa.select(GroupContact.group_id, GroupContact.value).where(GroupContact.kind.in_(kinds)))
    return {group_id for group_id, value in rows if key_of(value) in own}
