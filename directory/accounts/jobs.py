"""Daily work on accounts: what has run out is deleted, above all what holds ways in or names of people without an account."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from directory.accounts.attempts import forget_old
from directory.accounts.email_change import forget_old_wishes
from directory.accounts.letters import KIND
from directory.accounts.models import ApiToken, SignIn
from kit.clock import now
from kit.db import session
from kit.jobs import Kind
from kit.links import Link
from kit.mail import Letter, LetterState


def sweep(_jobs: Sequence[dict[str, Any]]) -> None:
    """Delete links, sign-ins, tokens and counts that are over, and the texts of letters that were sent."""
    over = sa.or_(Link.expires_at < now(), Link.used_at.is_not(None))
    session.execute(sa.delete(Link).where(Link.purpose.startswith(KIND), over))
    session.execute(sa.delete(SignIn).where(SignIn.expires_at < now()))
    session.execute(sa.delete(ApiToken).where(ApiToken.expires_at < now()))
    settled = Letter.state.in_([LetterState.SENT, LetterState.PRINTED, LetterState.FAILED])
    session.execute(sa.update(Letter).where(Letter.kind.startswith(KIND), settled).values(body=""))
    forget_old()
    forget_old_wishes()


SWEEP_ACCOUNTS = Kind(
    "accounts.sweep", sweep, 100, "Deletes what is over: links, sign-ins, tokens, texts of letters.", daily=True
)
