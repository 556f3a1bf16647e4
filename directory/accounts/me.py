"""Who is asking: the signed-in account of this request, through Flask-Login."""

from typing import Any

from flask import Flask
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from directory.accounts.models import Account
from directory.accounts.queries import find_signed_in
from kit.access import EVERYONE, Level


class Browser(UserMixin):  # type: ignore[misc]
    """A signed-in browser: what Flask-Login keeps in the cookie is the token of its session row."""

    def __init__(self, account: Account, token: str) -> None:
        self.account = account
        self.token = token

    def get_id(self) -> str:
        """The token, by which the row is found again."""
        return self.token


def find_me() -> Account | None:
    """The signed-in account, or None."""
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
        account = find_signed_in(token)
        return Browser(account, token) if account else None

    manager.user_loader(load)
    app.context_processor(_names)


def _names() -> dict[str, Any]:
    account = find_me()
    return {"me": account, "is_staff": bool(account and account.is_staff)}
