"""How deletions are found, and what is held about somebody put together."""

from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.deletions.holdings import Entry, Holding, Whom
from directory.deletions.models import Deletion
from directory.people.models import Person
from directory.people.queries import find_own
from kit.db import session
from kit.paging import Page

Held = Sequence[tuple[Holding, Sequence[Entry]]]


def whom(account: Account | None, person: Person | None, folder: Path) -> Whom:
    """Somebody, with whichever of account and entry the other one leads to."""
    if account is not None and person is None:
        person = find_own(account)
    if person is not None and account is None and person.account_id is not None:
        account = session.get(Account, person.account_id)
    return Whom(account=account, person=person, folder=folder)


def held(about: Whom, holdings: Sequence[Holding]) -> Held:
    """Everything that is held about somebody, kind by kind."""
    return [(holding, list(holding.held(about))) for holding in holdings]


def find_waiting(subject: Person | Account) -> Deletion | None:
    """The deletion of somebody that has been asked for and not been done."""
    column = Deletion.person_id if isinstance(subject, Person) else Deletion.account_id
    return session.scalar(sa.select(Deletion).where(column == subject.id, Deletion.done_at.is_(None)))


def list_deletions(*, number: int, per_page: int) -> Page[Deletion]:
    """Deletions, the newest first."""
    total = session.scalar(sa.select(sa.func.count()).select_from(Deletion)) or 0
    listed = sa.select(Deletion).order_by(Deletion.id.desc()).limit(per_page).offset((number - 1) * per_page)
    return Page(items=session.scalars(listed).all(), total=total, number=number, per_page=per_page)
