"""How entries of the log are found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.accounts.models import Account, Role
from directory.groups.models import Group, GroupState
from directory.log.models import LogEntry, Method
from directory.people.models import Person, PersonState
from directory.people.queries import name_holds
from kit.clock import TOKYO
from kit.db import session
from kit.errors import Missing
from kit.paging import PER_PAGE, Page
from kit.text import search_key

GONE = ("withdrawn", "dissolved")
_CHOSEN = re.compile(r"\s*[#＃](?P<kind>[GPgpＧＰ])(?P<number>[0-9]{1,9})\s*$")
"""Behind a name that was chosen from the proposals stands which record it is: むすび川を守る会 #G12."""


@dataclass(frozen=True, kw_only=True)
class EntryFilters:
    """What staff have chosen; empty means every one."""

    method: Method | None = None
    taker: int | None = None
    day: date | None = None
    open: bool = False
    about: str = ""


def get_entry(entry_id: int) -> LogEntry:
    """The entry with this number.

    Raises:
        Missing: there is none.
    """
    entry = session.get(LogEntry, entry_id, options=[selectinload(LogEntry.notes)])
    if entry is None:
        raise Missing()
    return entry


def find_written(once: str) -> LogEntry | None:
    """The entry that this very form has already written."""
    return session.scalar(sa.select(LogEntry).where(LogEntry.once == once)) if once else None


def list_entries(filters: EntryFilters, *, number: int) -> Page[LogEntry]:
    """Entries, the newest first; with open steps those due first come first."""
    where = _conditions(filters)
    total = session.scalar(sa.select(sa.func.count()).select_from(LogEntry).where(*where)) or 0
    order = [LogEntry.due_on, LogEntry.id] if filters.open else [LogEntry.id.desc()]
    query = sa.select(LogEntry).where(*where).order_by(*order).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    return Page(items=session.scalars(query).all(), total=total, number=number)


def entries_about(subject: str, *, limit: int = 5) -> Sequence[LogEntry]:
    """What was told by, or became, this record; the newest first."""
    about = (LogEntry.caller_subject == subject) | (LogEntry.made == subject)
    query = sa.select(LogEntry).where(about, LogEntry.undone_at.is_(None)).order_by(LogEntry.id.desc())
    return session.scalars(query.limit(limit)).all()


def steps_due_by(on: date) -> tuple[sa.ColumnElement[bool], ...]:
    """The condition of the entries whose next step is due by this day."""
    return *_open(), LogEntry.due_on <= on


def search_entries(text: str, *, limit: int) -> tuple[Sequence[LogEntry], int]:
    """Entries in which every word of the text stands, however it is written, and how many there are in all."""
    keys = [key for word in text.split() if (key := search_key(word))]
    if not keys:
        return [], 0
    where = [LogEntry.undone_at.is_(None), *(LogEntry.words.contains(key, autoescape=True) for key in keys)]
    total = session.scalar(sa.select(sa.func.count()).select_from(LogEntry).where(*where)) or 0
    query = sa.select(LogEntry).where(*where).order_by(LogEntry.id.desc()).limit(limit)
    return session.scalars(query).all(), total


def takers() -> Sequence[Account]:
    """Who writes the log: the staff."""
    staff = Account.role.in_((Role.COORDINATOR, Role.ADMIN))
    return session.scalars(sa.select(Account).where(staff).order_by(Account.name, Account.id)).all()


def find_caller(typed: str) -> tuple[str, str]:
    """Name and subject of who is meant: chosen from the proposals, or the only one of that name; else no subject."""
    if chosen := _CHOSEN.search(typed):
        kind = "group" if chosen["kind"] in "GgＧ" else "person"
        number = int(chosen["number"])
        record = session.get(Group, number) if kind == "group" else session.get(Person, number)
        name = typed[: chosen.start()].strip()
        if record is not None:
            return name or _name_of(record), f"{kind}:{record.id}"
    key = search_key(typed)
    groups = sa.select(Group.id).where(Group.name_key == key, Group.state.not_in(GONE)).limit(2)
    people = sa.select(Person.id).where(Person.name_key == key, Person.state.not_in(GONE)).limit(2)
    found = [f"group:{number}" for number in session.scalars(groups)]
    found += [f"person:{number}" for number in session.scalars(people)]
    return typed, found[0] if len(found) == 1 else ""


def propose_callers(typed: str, *, limit: int = 8) -> list[str]:
    """Registered groups and people whose name or reading contains what was typed, each with its number."""
    key = search_key(typed)
    if not key:
        return []
    proposed: list[tuple[str, str]] = []
    for letter, model, name, gone in (
        ("G", Group, Group.name, (GroupState.WITHDRAWN, GroupState.DISSOLVED)),
        ("P", Person, Person.display_name, (PersonState.WITHDRAWN,)),
    ):
        like = name_holds(model, typed)
        begins = sa.case((model.name_key.startswith(key, autoescape=True), 0), else_=1)
        query = sa.select(model.id, name).where(like, model.state.not_in(gone)).order_by(begins, model.sort_key)
        proposed += [(text, f"{text} #{letter}{number}") for number, text in session.execute(query.limit(limit))]
    return [shown for _name, shown in sorted(proposed, key=lambda pair: len(pair[0]))[:limit]]


def _name_of(record: Group | Person) -> str:
    return record.name if isinstance(record, Group) else record.display_name


def _conditions(filters: EntryFilters) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = []
    if filters.method:
        where.append(LogEntry.method == filters.method)
    if filters.taker:
        where.append(LogEntry.taker_id == filters.taker)
    if filters.day:
        start = datetime.combine(filters.day, time.min, TOKYO)
        where += [LogEntry.at >= start, LogEntry.at < start + timedelta(days=1)]
    if filters.about:
        where.append((LogEntry.caller_subject == filters.about) | (LogEntry.made == filters.about))
    return where + (_open() if filters.open else [])


def _open() -> list[sa.ColumnElement[bool]]:
    return [LogEntry.due_on.is_not(None), LogEntry.settled_at.is_(None), LogEntry.undone_at.is_(None)]
