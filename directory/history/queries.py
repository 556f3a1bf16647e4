"""How the history is read: a page of versions, and what a record was like at any of them."""

from dataclasses import dataclass, field
from typing import Any, cast

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.history import access
from directory.history.models import Kind, Version
from directory.history.shapes import MODELS, Subject, kind_of, whole_shape
from kit.db import among, session
from kit.errors import Missing
from kit.paging import Page

PER_PAGE = 20


@dataclass
class Past:
    """What a record was like: a value for each attribute, and those whose values have been forgotten since."""

    values: dict[str, Any]
    forgotten: set[str] = field(default_factory=set)


def get_subject(kind: Kind, subject_id: int, viewer: Account | None) -> Subject:
    """The group or person whose history the viewer may read.

    Raises:
        Missing: there is none.
    """
    subject = cast(Subject | None, session.get(MODELS[kind], subject_id))
    if subject is None or not access.see(subject, viewer):
        raise Missing()
    return subject


def get_version(subject: Subject, number: int) -> Version | None:
    """A version of the record; None for number 0, what it was like before its first known change.

    Raises:
        Missing: there is no such version.
    """
    first = session.scalar(_of(subject).where(Version.number == max(number, 1)))
    if first is None or (number == 0 and first.created):
        raise Missing()
    return first if number else None


def list_versions(subject: Subject, number: int = 1, per_page: int = PER_PAGE) -> Page[Version]:
    """One page of the versions, newest first."""
    total = session.scalar(sa.select(sa.func.count()).select_from(_of(subject).subquery())) or 0
    newest_first = _of(subject).order_by(Version.number.desc())
    listed = session.scalars(newest_first.limit(per_page).offset((number - 1) * per_page)).all()
    return Page(items=listed, total=total, number=number, per_page=per_page)


def state_at(subject: Subject, number: int) -> Past:
    """What the record was like at a version: what it is like now, with every later change taken back, newest first."""
    past = Past(whole_shape(subject))
    later = _of(subject).where(Version.number > number).order_by(Version.number.desc())
    for version in session.scalars(later):
        for name, pair in version.changes.items():
            if name not in past.values:
                continue  # an attribute that there is no longer
            if pair is None:
                past.forgotten.add(name)
            else:
                past.values[name] = pair[0]
                past.forgotten.discard(name)
    return past


def actors(versions: list[Version]) -> dict[int, Account]:
    """The accounts that made these versions, by id."""
    ids = {version.actor_id for version in versions if version.actor_id}
    found = session.scalars(sa.select(Account).where(among(Account.id, ids))) if ids else ()
    return {account.id: account for account in found}


def _of(subject: Subject) -> sa.Select[Any]:
    return sa.select(Version).where(Version.kind == kind_of(subject), Version.subject_id == subject.id)
