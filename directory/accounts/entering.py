"""The last steps of every way in: the second factor where there is one, then the signed-in browser."""

from urllib.parse import urlsplit

from flask import flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from directory.accounts import actions, me
from directory.accounts.devices import device_of
from directory.accounts.models import Account
from directory.accounts.queries import find_second_factor
from directory.accounts.second_factor import begin_second_step
from kit.i18n import _

WAITING = "second_step"
"""Under which the browser's cookie keeps the token of a sign-in that waits for its second step."""


def enter(account: Account, *, next_page: str = "") -> ResponseReturnValue:
    """What follows when somebody has shown who they are: the question for a code, or the page they came for."""
    if find_second_factor(account):
        session[WAITING] = begin_second_step(account, next_page)
        return redirect(url_for("second_factor.ask"), 303)
    return let_in(account, next_page=next_page)


def let_in(account: Account, *, next_page: str) -> ResponseReturnValue:
    """Sign the browser in; everything that is asked for has been shown."""
    session.pop(WAITING, None)
    if token := me.end():
        actions.sign_out(token)
    me.begin(account, actions.sign_in(account, device=device_of(request.user_agent.string)))
    flash(_("ログインしました。"), "success")
    return redirect(own_page(next_page), 303)


def own_page(address: str) -> str:
    """Where to go after signing in: an address of our own only, never another site's."""
    parts = urlsplit(address)
    own = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc and "\\" not in address
    return address if own else url_for("home.show")


def place() -> str:
    """Where the request comes from, for counting attempts."""
    return request.remote_addr or ""
