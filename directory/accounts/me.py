"""Who is asking: the account of this request, by a signed-in browser (Flask-Login) or by a program's token."""

from typing import Any

from flask import Flask, current_app, g, request
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from directory.accounts import actions, tokens
from directory.accounts.models import Account, Scope, SignIn
from directory.accounts.queries import find_sign_in
from kit.access import EVERYONE, Level, gate_of
from kit.clock import today
from kit.db import session
from kit.web import READING

API = "/api/v1/"


class Browser(UserMixin):  # type: ignore[misc]
    """A signed-in browser: what Flask-Login keeps in the cookie is the token of its session row."""

    def __init__(self, account: Account, token: str, sign_in: SignIn | None = None) -> None:
        self.account = account
        self.token = token
        self.sign_in = sign_in

    def get_id(self) -> str:
        """The token, by which the row is found again."""
        return self.token


def find_me() -> Account | None:
    """The account that asks, or None."""
    if by_program():
        return bearer() or None
    return current_user.account if current_user and current_user.is_authenticated else None


def me() -> Account:
    """The signed-in account; only for endpoints that are not open to everyone."""
    account = find_me()
    assert account is not None, "an endpoint open to everyone asked who is signed in"
    return account


def my_level() -> Level:
    """The visitor's level at the gate."""
    account = find_me()
    return account.role.level if account else EVERYONE


def my_token() -> str:
    """What this browser holds; empty for a program."""
    return str(current_user.token) if current_user.is_authenticated else ""


def my_sign_in() -> SignIn | None:
    """The row of this browser."""
    return current_user.sign_in if current_user.is_authenticated else None


def by_program() -> bool:
    """Whether a program asks that says by a token for whom. What is asked so needs no proof that a page of ours sent it."""
    return request.path.startswith(API) and request.headers.get("Authorization", "")[:7].lower() == "bearer "


def bearer() -> Account | None:
    """The account whose token the program shows.

    Raises:
        BadToken: it shows none that is good.
        OutOfScope: the token was not made for what the program wants to do.
    """
    if "bearer" not in g:
        g.bearer = tokens.account_of(request.headers["Authorization"][7:], scope=_wanted())
    account: Account = g.bearer
    return account


def _wanted() -> Scope:
    """What a token must be good for here: what the gate says, or reading or writing."""
    gate = gate_of(current_app, request.endpoint)
    if gate is not None and gate.scope:
        return Scope(gate.scope)
    return Scope.READ if request.method in READING else Scope.WRITE


def begin(account: Account, token: str) -> None:
    """Remember the browser as signed in."""
    login_user(Browser(account, token))


def end() -> str | None:
    """Forget the browser; returns the token it held."""
    token = current_user.token if current_user.is_authenticated else None
    logout_user()
    return token


def install(app: Flask) -> None:
    """Set up Flask-Login."""
    manager = LoginManager(app)
    manager.session_protection = None  # elderly people on phones change networks; the session row is the protection

    def load(token: str) -> Any:
        sign_in = find_sign_in(token)
        if sign_in is None:
            return None
        if sign_in.seen_on != today():
            _note_seen(sign_in)
        return Browser(sign_in.account, token, sign_in)

    manager.user_loader(load)
    app.context_processor(_names)


def _note_seen(sign_in: SignIn) -> None:
    """Once a day: with what this request writes, or in a short transaction of its own where it only reads."""
    if session.info.get("writing"):
        actions.note_seen(sign_in.id)
    else:
        with current_app.database.transaction():  # type: ignore[attr-defined]
            actions.note_seen(sign_in.id)


def _names() -> dict[str, Any]:
    account = find_me()
    return {"me": account, "is_staff": bool(account and account.is_staff)}
