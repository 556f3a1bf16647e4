"""How often something may be tried: counted in the database, so that all processes count together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from directory.accounts.models import SignInAttempt
from directory.accounts.passwords import digest
from kit.clock import now
from kit.db import session
from kit.errors import TooMany
from kit.i18n import _l


class TooManyAttempts(TooMany):
    """Too many wrong attempts for this address or from this place."""

    message = _l(
        "ログインに何度も失敗したため、しばらく受け付けられません。15分ほど待ってから、もう一度お試しください。"
    )


class TooManyLetters(TooMany):
    """Too many letters asked for, to one address or from one place."""

    message = _l(
        "何度も申し込まれたため、しばらく受け付けられません。届いたメールをお確かめのうえ、1時間ほど待ってからお試しください。"
    )


@dataclass(frozen=True)
class Limit:
    """At most ``most`` attempts ``within`` a time."""

    name: str
    most: int
    within: timedelta
    refusal: type[TooMany]


QUARTER: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
SIGN_IN_EMAIL: Final = Limit("email", 10, QUARTER, TooManyAttempts)
SIGN_IN_PLACE: Final = Limit("place", 60, QUARTER, TooManyAttempts)
SECOND_STEP: Final = Limit("second step", 5, QUARTER, TooManyAttempts)
LETTERS_EMAIL: Final = Limit("letters email", 5, HOUR, TooManyLetters)
LETTERS_PLACE: Final = Limit("letters place", 30, HOUR, TooManyLetters)


def take(tries: Sequence[tuple[Limit, str]]) -> None:
    """Write the attempt down before anything is checked; ``tries`` says by which limits, and of whom.

    What is refused is not counted, so that the wait ends also for somebody who tries again too early. The order of
    the limits must be the same wherever they are taken together.

    Raises:
        TooMany: one of the limits is reached; the refusal is the one of that limit.
    """
    moment = now()
    for limit, of in tries:
        _wait_for_turn(limit, of)
        recent = (SignInAttempt.key == _key(limit, of)) & (SignInAttempt.at > moment - limit.within)
        if (session.scalar(sa.select(sa.func.count()).select_from(SignInAttempt).where(recent)) or 0) >= limit.most:
            raise limit.refusal()
    session.add_all([SignInAttempt(key=_key(limit, of), at=moment) for limit, of in tries])
    session.flush()


def forget(limit: Limit, of: str) -> None:
    """Count from nothing again, because it was the right person."""
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.key == _key(limit, of)))


def forget_last(limit: Limit, of: str) -> None:
    """Take one attempt back: it was right, but says nothing about the others from the same place."""
    last = sa.select(sa.func.max(SignInAttempt.id)).where(SignInAttempt.key == _key(limit, of)).scalar_subquery()
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.id == last))


def forget_old() -> None:
    """Delete what no limit counts any more."""
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.at < now() - HOUR))


def _wait_for_turn(limit: Limit, of: str) -> None:
    """Until the transaction ends nobody else counts here. SQLite has only one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(bytes.fromhex(_key(limit, of))[:8], signed=True)
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def _key(limit: Limit, of: str) -> str:
    return digest(f"{limit.name} {of}")
