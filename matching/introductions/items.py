"""What a side can show of itself: its ways to be reached, each ticked by itself, read anew from the record whenever it is shown."""

from dataclasses import dataclass
from typing import Any

import directory.groups.labels  # noqa: F401 - the words of the kinds of contacts
from directory.groups.models import Group
from directory.people.models import Person
from kit.i18n import _l
from kit.labels import label
from kit.text import search_key
from matching.introductions.models import Introduction
from matching.introductions.moves import Side
from matching.introductions.reaching import ways_in


@dataclass(frozen=True, slots=True)
class Item:
    """One of them: ``key`` is what is ticked and noted, ``value`` what is shown."""

    key: str
    label: Any
    value: str

    @property
    def hint(self) -> str:
        """Enough for its owner to know which it is: a letter's link may be read by somebody else."""
        name, at, domain = self.value.partition("@")
        if at:
            return f"{name[:1]}…@{domain}"
        digits = sum(character.isdigit() for character in self.value)
        return f"…{self.value[-4:]}" if digits >= len(self.value) // 2 else f"{self.value[:1]}…"


def items_of(introduction: Introduction, side: Side) -> list[Item]:
    """Everything that this side could show; what it does not have is not there."""
    recorded = _recorded(introduction.party(side))
    if side is Side.CANDIDATE:
        return recorded
    known = {_bare(item.value) for item in recorded}
    return recorded + [item for item in _written_down(introduction.need.contact) if _bare(item.value) not in known]


def _recorded(party: Group | Person | None) -> list[Item]:
    """What stands in the register."""
    if isinstance(party, Group):
        return [Item(f"contact:{each.id}", label(each.kind), each.value) for each in party.contacts]
    if isinstance(party, Person):
        held = [
            Item("legal_name", _l("氏名"), party.legal_name),
            Item("phone", _l("電話"), party.phone),
            Item("email", _l("メール"), party.email),
            Item("address", _l("住所"), party.address),
        ]
        return [item for item in held if item.value]
    return []


def _written_down(contact: str) -> list[Item]:
    """What was said with the need itself: each way by itself, as far as the words tell them apart."""
    ways = ways_in(contact)
    held = [
        Item("need:phone", _l("電話"), ways.phone),
        Item("need:email", _l("メール"), ways.email),
        Item("need:address", _l("住所"), ways.address),
    ]
    known = [item for item in held if item.value]
    return known or ([Item("need:contact", _l("連絡先"), contact)] if contact else [])


def _bare(value: str) -> str:
    """The same number or address, however it is written."""
    return search_key(value).replace("-", "")


def shown_by(introduction: Introduction, side: Side) -> list[Item]:
    """What this side has ticked and still has."""
    ticked = {shown.item for shown in introduction.shown if shown.side is side}
    return [item for item in items_of(introduction, side) if item.key in ticked]
