"""How accounts are found."""

import sqlalchemy as sa

from directory.accounts.models import Account, SignIn
from directory.accounts.passwords import digest
from kit.clock import now
from kit.db import session
from kit.text import nfkc


def email_key(email: str) -> str:
    """The form in which two spellings of an address are the same."""
    return nfkc(email).strip().casefold()


def find_by_email(email: str) -> Account | None:
    """The account with this address."""
    return session.scalar(sa.select(Account).where(Account.email_key == email_key(email)))


def find_signed_in(token: str) -> Account | None:
    """The active account whose browser holds this token."""
    query = sa.select(SignIn).where(SignIn.token_hash == digest(token), SignIn.expires_at > now())
    sign_in = session.scalar(query)
    return sign_in.account if sign_in and sign_in.account.active else None
