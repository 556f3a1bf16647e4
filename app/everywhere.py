"""Search over everything for staff: what was found of each kind, with no private word in what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import url_for

import directory.letters.labels  # noqa: F401 - the words of a letter's states
from directory.accounts.models import Account
from directory.accounts.queries import email_key
from directory.groups.queries import groups_by_id
from directory.log.models import LogEntry
from directory.log.queries import search_entries
from directory.people.queries import people_by_id
from directory.subjects import address_of, words_for
from kit.db import session
from kit.display import day
from kit.i18n import _, _l
from kit.labels import label
from kit.mail import Letter
from matching.needs.queries import needs_by_id
from search import queries as index
from search.engine import IndexUnavailable

MOST_ROWS = 10
INDEXED = ("group", "person", "need")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing found. ``more``: (words, address) of the record that was made of it."""

    title: str
    url: str = ""
    detail: str = ""
    more: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """What was found of one kind: some of it, how much in all, and where the rest is listed."""

    kind: str
    words: Any
    lines: Sequence[Line]
    total: int
    url: str = ""


def find(text: str, viewer: Account) -> list[Section]:
    """Everything with these words, by kind; kinds of which nothing was found are left out.

    Groups, people and needs come from the index, which reads telephone numbers and names in any writing and keeps the private
    words apart for staff. The log is looked through in the database, so that an entry is found the moment it is written.
    """
    ids = _indexed(text, viewer)
    return [section for section in (_log(text), *_records(text, ids), _letters(text), _accounts(text)) if section.total]


def _indexed(text: str, viewer: Account) -> dict[str, Sequence[int]]:
    try:
        found = index.find_all(text, viewer, kinds=INDEXED)
    except IndexUnavailable:  # names only, until the worker has built it anew
        return {kind: index.find(text, kind, viewer).ids for kind in INDEXED}
    return {kind: found.ids(kind) for kind in INDEXED}


def _records(text: str, ids: dict[str, Sequence[int]]) -> list[Section]:
    groups = [
        Line(title=group.name, url=url_for("groups.show", group_id=group.id), detail=label(group.state))
        for group in groups_by_id(ids["group"][:MOST_ROWS])
    ]
    people = [
        Line(title=person.display_name, url=url_for("people.show", person_id=person.id), detail=label(person.state))
        for person in people_by_id(ids["person"][:MOST_ROWS])
    ]
    needs = [
        Line(title=need.title, url=url_for("needs.show", need_id=need.id), detail=label(need.state))
        for need in needs_by_id(ids["need"][:MOST_ROWS])
    ]
    everything = {kind: url_for("search.index", q=text, kind=kind) for kind in INDEXED}
    return [
        Section(kind=kind, words=words, lines=lines, total=len(ids[kind]), url=everything[kind])
        for kind, words, lines in (
            ("group", _l("団体"), groups),
            ("person", _l("人材"), people),
            ("need", _l("相談・募集"), needs),
        )
    ]


def _log(text: str) -> Section:
    entries, total = search_entries(text, limit=MOST_ROWS)
    return Section(kind="entry", words=_l("受付の記録"), lines=[_entry(entry) for entry in entries], total=total)


def _entry(entry: LogEntry) -> Line:
    return Line(
        title=_("受付%(number)s番　%(name)s", number=entry.id, name=entry.caller),
        url=url_for("log.show", entry_id=entry.id),
        detail=f"{day(entry.at)}　{label(entry.method)}　{entry.matter[:60]}",
        more=(words_for(entry.made), address_of(entry.made)) if entry.made else None,
    )


def _letters(text: str) -> Section:
    bare = "".join(text.split())
    where = sa.or_(
        Letter.title.contains(text, autoescape=True),
        _unspaced(Letter.recipient_name).contains(bare, autoescape=True),
        Letter.email.contains(email_key(text), autoescape=True),
    )
    found = session.scalars(sa.select(Letter).where(where).order_by(Letter.id.desc()).limit(MOST_ROWS)).all()
    lines = [
        Line(
            title=letter.title,
            url=url_for("letters.show", letter_id=letter.id),
            detail=f"{letter.recipient_name}　{label(letter.state)}　{day(letter.created_at)}",
        )
        for letter in found
    ]
    return Section(kind="letter", words=_l("手紙とメール"), lines=lines, total=_count(Letter, where, found))


def _accounts(text: str) -> Section:
    bare = "".join(text.split())
    called = _unspaced(Account.name).contains(bare, autoescape=True)
    where = called | Account.email_key.contains(email_key(text), autoescape=True)
    found = session.scalars(sa.select(Account).where(where).order_by(Account.id).limit(MOST_ROWS)).all()
    lines = [Line(title=account.name) for account in found]
    return Section(kind="account", words=_l("アカウント"), lines=lines, total=_count(Account, where, found))


def _unspaced(column: Any) -> Any:
    return sa.func.replace(sa.func.replace(column, " ", ""), "　", "")


def _count(model: type, where: Any, found: Sequence[object]) -> int:
    if len(found) < MOST_ROWS:
        return len(found)
    return session.scalar(sa.select(sa.func.count()).select_from(model).where(where)) or 0
