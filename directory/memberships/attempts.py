"""Wrong codes are counted as wrong passwords are: in the database, so that all processes count together."""

import sqlalchemy as sa

from directory.accounts.actions import ATTEMPTS_IN
from directory.accounts.models import Account, SignInAttempt
from directory.accounts.passwords import digest
from directory.memberships.limits import WRONG_CODES, TooManyCodes
from kit.clock import now
from kit.db import session


def refuse_too_many(by: Account, place: str) -> None:
    """Before a code is looked at.

    Raises:
        TooManyCodes: this account, or this place, has typed too many wrong ones of late.
    """
    for key in _keys(by, place):
        recent = (SignInAttempt.key == key) & (SignInAttempt.at > now() - ATTEMPTS_IN)
        if (session.scalar(sa.select(sa.func.count()).select_from(SignInAttempt).where(recent)) or 0) >= WRONG_CODES:
            raise TooManyCodes()


def note_wrong_code(by: Account, place: str) -> None:
    """Count a wrong code."""
    session.add_all(SignInAttempt(key=key) for key in _keys(by, place))


def _keys(by: Account, place: str) -> tuple[str, str]:
    return digest(f"join account {by.id}"), digest(f"join place {place}")
