"""The shape in which each part of the service tells what it holds about somebody, and deletes it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.people.models import Person
from kit.phones import digits_of, numbers_in
from kit.text import nfkc, search_key


@dataclass(frozen=True)
class Whom:
    """Somebody with an account, an entry in the register, or both."""

    account: Account | None = None
    person: Person | None = None
    folder: Path = Path()
    """The data folder, for what lies outside the database."""

    @property
    def subjects(self) -> list[str]:
        """How audit entries, letters and links call them."""
        known = (("account", self.account), ("person", self.person))
        return [f"{kind}:{thing.id}" for kind, thing in known if thing is not None]

    @cached_property
    def names(self) -> set[str]:
        """Every name of theirs, as names are compared."""
        names = [self.account.name] if self.account else []
        names += [self.person.display_name, self.person.legal_name] if self.person else []
        return {key for name in names if (key := search_key(name))}

    @cached_property
    def emails(self) -> set[str]:
        """Every mail address of theirs, as addresses are compared."""
        emails = [self.account.email] if self.account else []
        emails += [self.person.email] if self.person else []
        return {key for email in emails if (key := nfkc(email).strip().casefold())}

    @cached_property
    def address(self) -> str:
        """Where they live, as addresses are compared."""
        return search_key(self.person.address) if self.person else ""

    @cached_property
    def phones(self) -> set[str]:
        """The digits of every telephone number of theirs."""
        return numbers_in(self.person.phone) if self.person else set()

    def is_named_in(self, text: str) -> bool:
        """Whether a text is their name, or holds their mail address, telephone number or home address."""
        if not text:
            return False
        key, plain = search_key(text), nfkc(text).casefold()
        if key in self.names or any(email in plain for email in self.emails):
            return True
        digits = digits_of(text)
        return any(phone in digits for phone in self.phones) or bool(self.address and self.address in key)

    def is_named_among(self, cells: Sequence[str]) -> bool:
        """Whether one of the cells of a row is their name or holds how to reach them; quick, for files of many rows."""
        row = "\x1f".join(cells)
        keys = search_key(row).split("\x1f")
        if not self.names.isdisjoint(keys) or any(email in nfkc(row).casefold() for email in self.emails):
            return True
        if self.address and any(self.address in key for key in keys):
            return True
        return any(phone in digits_of(cell) for phone in self.phones for cell in cells)


@dataclass(frozen=True)
class Fact:
    """One thing that is held: its name for programs, its name in words, and what it says, as it is in the database."""

    key: str
    words: Any
    value: Any


Entry = Sequence[Fact]
"""One record, as facts."""


@dataclass
class Erasure:
    """What a deletion has done so far. ``changed``: findable things to be said anew to the index (``need``, 12)."""

    counts: Counter[str] = field(default_factory=Counter)
    changed: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Holding:
    """One kind of thing that is held about people: how it is told to them, and how it is deleted."""

    kind: str
    title: Any
    held: Callable[[Whom], Iterable[Entry]]
    erase: Callable[[Whom, Erasure], int]
    """Deletes within the open transaction; returns how many. Done twice it does no harm."""


def facts_of(thing: Any, words: dict[str, Any], *, without: Iterable[str] = ()) -> list[Fact]:
    """Every column of a record as facts; a column without words is told by its own name."""
    names = [attribute.key for attribute in sa.inspect(type(thing)).column_attrs if attribute.key not in set(without)]
    return [Fact(name, words.get(name, name), getattr(thing, name)) for name in names]
