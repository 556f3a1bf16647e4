"""How openings are found."""

from collections.abc import Sequence

import sqlalchemy as sa

from directory.accounts.models import Account, Role
from directory.openings.models import Opening
from kit.db import session
from kit.paging import PER_PAGE, Page


def find_opening(opening_id: int) -> Opening | None:
    """The opening with this number."""
    return session.get(Opening, opening_id)


def openings_of(subject: str, *, limit: int = 20) -> Sequence[Opening]:
    """Who looked at this record, the newest first."""
    query = sa.select(Opening).where(Opening.subject == subject).order_by(Opening.id.desc()).limit(limit)
    return session.scalars(query).all()


def list_openings(*, account: int | None, about: str, number: int) -> Page[Opening]:
    """All openings, the newest first; of one account and about one record where these are given."""
    where = [Opening.account_id == account] if account else []
    where += [Opening.subject == about] if about else []
    total = session.scalar(sa.select(sa.func.count()).select_from(Opening).where(*where)) or 0
    query = sa.select(Opening).where(*where).order_by(Opening.id.desc())
    items = session.scalars(query.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(items=items, total=total, number=number)


def openers() -> Sequence[Account]:
    """Who may open private data: the staff."""
    staff = Account.role.in_((Role.COORDINATOR, Role.ADMIN))
    return session.scalars(sa.select(Account).where(staff).order_by(Account.name, Account.id)).all()
