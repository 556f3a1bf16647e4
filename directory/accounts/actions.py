"""What can be done with accounts: add one, sign in, sign out."""

import secrets
from datetime import timedelta

import sqlalchemy as sa

from directory.accounts.models import Account, Role, SignIn, SignInAttempt
from directory.accounts.passwords import SHORTEST, digest, hash_password, is_right
from directory.accounts.queries import email_key, find_by_email
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Conflict, Refusal, TooMany
from kit.i18n import _l

SIGNED_IN_FOR = timedelta(days=14)
ATTEMPTS_IN = timedelta(minutes=15)
ATTEMPTS_PER_EMAIL = 10
ATTEMPTS_PER_PLACE = 60


class EmailTaken(Conflict):
    """There is an account with this address."""

    message = _l("このメールアドレスはすでに登録されています。")


class PasswordTooShort(Refusal):
    """The password has fewer characters than are needed."""

    message = _l("パスワードは%(least)d文字以上にしてください。")


class WrongSignIn(Refusal):
    """No active account has this address and password; which of the two is wrong is not told."""

    message = _l("メールアドレスかパスワードが違います。")


class TooManyAttempts(TooMany):
    """Too many wrong attempts for this address or from this place."""

    message = _l(
        "ログインに何度も失敗したため、しばらく受け付けられません。15分ほど待ってから、もう一度お試しください。"
    )


def add_account(email: str, *, name: str, role: Role, password: str) -> Account:
    """Add an account that can sign in at once."""
    if find_by_email(email):
        raise EmailTaken()
    if len(password) < SHORTEST:
        raise PasswordTooShort(least=SHORTEST)
    account = Account(
        email=email.strip(), email_key=email_key(email), name=name, role=role, password_hash=hash_password(password)
    )
    session.add(account)
    session.flush()
    audit.record("account.added", f"account:{account.id}", actor_id=None, via=audit.Via.COMMAND)
    return account


def sign_in(email: str, password: str, *, place: str) -> tuple[Account, str]:
    """Sign in from a place (network address). Returns the account and the token that the browser keeps.

    Raises:
        TooManyAttempts: this address or place has failed too often of late; nothing is checked.
        WrongSignIn: wrong address or password.
    """
    if too_many_attempts(email, place):
        raise TooManyAttempts()
    account = find_by_email(email)
    if not is_right(password, account.password_hash if account and account.active else None) or account is None:
        raise WrongSignIn()
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.key == _email_attempt_key(email)))
    token = secrets.token_urlsafe(32)
    session.add(SignIn(token_hash=digest(token), account_id=account.id, expires_at=now() + SIGNED_IN_FOR))
    session.execute(sa.delete(SignIn).where(SignIn.expires_at < now()))
    audit.record("account.signed_in", f"account:{account.id}", actor_id=account.id)
    return account, token


def note_failure(email: str, place: str) -> None:
    """Count a failed attempt. Kept in the database, so that all processes count together."""
    session.add_all([SignInAttempt(key=_email_attempt_key(email)), SignInAttempt(key=_place_attempt_key(place))])
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.at < now() - ATTEMPTS_IN))


def too_many_attempts(email: str, place: str) -> bool:
    """Whether this address, or this place, has failed too often in the last quarter of an hour."""
    for key, most in ((_email_attempt_key(email), ATTEMPTS_PER_EMAIL), (_place_attempt_key(place), ATTEMPTS_PER_PLACE)):
        query = sa.select(sa.func.count()).select_from(SignInAttempt)
        if (session.scalar(query.where(SignInAttempt.key == key, SignInAttempt.at > now() - ATTEMPTS_IN)) or 0) >= most:
            return True
    return False


def sign_out(token: str) -> None:
    """End the signed-in browser that holds this token."""
    session.execute(sa.delete(SignIn).where(SignIn.token_hash == digest(token)))


def _email_attempt_key(email: str) -> str:
    return digest(f"email {email_key(email)}")


def _place_attempt_key(place: str) -> str:
    return digest(f"place {place}")
