"""How accounts are listed."""

from datetime import datetime

import sqlalchemy as sa

from directory.accounts.models import Account, Role, SecondFactor, SignIn
from kit.db import session
from kit.errors import Missing
from kit.paging import PER_PAGE, Page
from kit.text import nfkc


def list_accounts(text: str, role: Role | None, *, number: int) -> Page[Account]:
    """Accounts whose name or address holds the text, of one role or of all; staff first, then by name."""
    wanted: list[sa.ColumnElement[bool]] = [Account.deleted_at.is_(None)]
    if key := nfkc(text).strip().casefold():
        wanted.append(
            Account.email_key.contains(key, autoescape=True) | Account.name.contains(text.strip(), autoescape=True)
        )
    if role:
        wanted.append(Account.role == role)
    order = sa.case({Role.ADMIN: 0, Role.COORDINATOR: 1}, value=Account.role, else_=2)
    total = session.scalar(sa.select(sa.func.count()).select_from(Account).where(*wanted)) or 0
    query = sa.select(Account).where(*wanted).order_by(order, Account.name, Account.id)
    rows = session.scalars(query.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(items=rows, total=total, number=number)


def get_account(account_id: int) -> Account:
    """The account with this number.

    Raises:
        Missing: there is none, or it was deleted.
    """
    account = session.get(Account, account_id)
    if account is None or account.deleted_at:
        raise Missing()
    return account


def last_seen(account: Account) -> datetime | None:
    """When somebody last signed in as this account and is still signed in."""
    return session.scalar(sa.select(sa.func.max(SignIn.created_at)).where(SignIn.account_id == account.id))


def has_second_factor(account: Account) -> bool:
    """Whether sign-in asks for a code as well."""
    return session.get(SecondFactor, account.id) is not None
