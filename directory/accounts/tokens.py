"""Tokens by which a program acts for an account: made, shown once, kept as a hash, revoked."""

import secrets
from datetime import timedelta
from http import HTTPStatus
from typing import Final

import sqlalchemy as sa

import directory.accounts.labels  # noqa: F401 - the words of the scopes
from directory.accounts.models import Account, ApiToken, Scope
from directory.accounts.passwords import digest
from directory.accounts.queries import find_token
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Forbidden, Missing, Refusal
from kit.i18n import _l
from kit.labels import label

PREFIX: Final = "mb_"
MOST_DAYS: Final = 365
MAY: Final = {
    Scope.READ: {Scope.READ},
    Scope.WRITE: {Scope.READ, Scope.WRITE},
    Scope.INTRODUCTIONS: {Scope.READ, Scope.INTRODUCTIONS},
}
"""What a token of each scope is good for: introductions tell who helps whom, so that neither of the others leads there."""


class BadToken(Refusal):
    """The token is unknown, has expired or was revoked; which of these is not told."""

    status = HTTPStatus.UNAUTHORIZED
    message = _l("このトークンは使えません。期限が過ぎたか、取り消されています。")


class OutOfScope(Forbidden):
    """The token was made for something else."""

    message = _l("このトークンでは、この操作はできません。「%(scope)s」を選んでつくったトークンが必要です。")


def make_token(account: Account, name: str, *, scope: Scope, days: int, via: audit.Via = audit.Via.WEB) -> str:
    """Make a token that is good for so many days; what is returned is shown once and kept nowhere."""
    secret = PREFIX + secrets.token_urlsafe(32)
    moment = now()
    made = ApiToken(account_id=account.id, name=name, scope=scope, token_hash=digest(secret), created_at=moment)
    made.expires_at = moment + timedelta(days=min(days, MOST_DAYS))
    session.add(made)
    session.execute(sa.delete(ApiToken).where(ApiToken.expires_at < now()))
    session.flush()
    audit.record("account.token_made", f"account:{account.id}", actor_id=account.id, via=via)
    return secret


def revoke_token(token_id: int, *, by: Account) -> None:
    """Revoke one of the account's own tokens."""
    revoked = sa.delete(ApiToken).where(ApiToken.id == token_id, ApiToken.account_id == by.id).returning(ApiToken.id)
    if session.scalar(revoked) is None:
        raise Missing()
    audit.record("account.token_revoked", f"account:{by.id}", actor_id=by.id)


def account_of(secret: str, *, scope: Scope) -> Account:
    """The account that a program with this token acts for.

    Raises:
        BadToken: there is no such token.
        OutOfScope: the token is not good for what the program wants to do.
    """
    token = find_token(secret.strip())
    if token is None:
        raise BadToken()
    if scope not in MAY[token.scope]:
        raise OutOfScope(scope=label(scope))
    return token.account
