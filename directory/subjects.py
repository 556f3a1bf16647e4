"""A record of any kind by its subject (``group:12``), as the log, the openings, letters and the audit name it."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from flask import url_for

from directory.groups.models import Group
from directory.people.models import Person
from kit.db import among, session
from kit.i18n import _, _l

WORDS = {"group": _l("団体"), "person": _l("人材"), "need": _l("相談"), "entry": _l("受付の記録"), "letter": _l("手紙")}
_PAGES = {
    "group": ("groups.show", "group_id"),
    "person": ("people.show", "person_id"),
    "need": ("needs.show", "need_id"),
    "entry": ("log.show", "entry_id"),
    "letter": ("letters.show", "letter_id"),
}


def parts_of(subject: str) -> tuple[str, int]:
    """Kind and number of a record."""
    kind, _colon, number = subject.partition(":")
    return kind, int(number)


def address_of(subject: str) -> str:
    """The address of the record's page; empty for a kind that has none."""
    kind, number = parts_of(subject)
    if kind not in _PAGES:
        return ""
    endpoint, parameter = _PAGES[kind]
    values: dict[str, Any] = {parameter: number}
    return url_for(endpoint, **values)


def words_for(subject: str) -> str:
    """The record in words that need no look at it: its kind and number."""
    kind, number = parts_of(subject)
    return str(_("%(kind)s %(number)s番", kind=WORDS.get(kind, kind), number=number))


def names_of(subjects: Iterable[str]) -> dict[str, str]:
    """The names of the groups and people among these records; the other kinds by their number."""
    names = {subject: words_for(subject) for subject in subjects}
    for kind, key, column in (("group", Group.id, Group.name), ("person", Person.id, Person.display_name)):
        ids = [number for of, number in map(parts_of, names) if of == kind]
        if ids:
            rows = session.execute(sa.select(key, column).where(among(key, ids)))
            names |= {f"{kind}:{number}": name for number, name in rows}
    return names
