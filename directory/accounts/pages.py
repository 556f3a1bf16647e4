"""Pages to sign in and out."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts import actions, me
from directory.accounts.schemas import SignInSchema
from kit.access import EVERYONE, open_to
from kit.errors import Refusal
from kit.forms import Form, read_form
from kit.i18n import _
from kit.web import keep_changes

bp = Blueprint("accounts", __name__)


@bp.get("/login")
@open_to(EVERYONE)
def login() -> ResponseReturnValue:
    """The sign-in form."""
    if me.find_me():
        return redirect(url_for("home.show"))
    return _page(Form(typed={"next": request.args.get("next", "")}))


@bp.post("/login")
@open_to(EVERYONE)
def sign_in() -> ResponseReturnValue:
    """Sign in; on a wrong attempt the same form with what was typed, the password left out."""
    form = read_form(SignInSchema(), request.form)
    place = request.remote_addr or ""
    if not form.errors:
        try:
            account, token = actions.sign_in(form.data["email"], form.data["password"], place=place)
        except Refusal as refusal:
            form.refuse("email", refusal.text)
            if isinstance(refusal, actions.WrongSignIn):
                actions.note_failure(form.data["email"], place)
                keep_changes()
            return _page(form), refusal.status if refusal.status == 429 else 422
        me.begin(account, token)
        flash(_("ログインしました。"), "success")
        return redirect(_own_page(form.data["next"]), 303)
    return _page(form), 422


@bp.post("/logout")
@open_to(EVERYONE)
def logout() -> ResponseReturnValue:
    """Sign out, also where somebody else's session or none is open."""
    if token := me.end():
        actions.sign_out(token)
    flash(_("ログアウトしました。"), "success")
    return redirect(url_for("home.show"), 303)


def _page(form: Form) -> str:
    form.typed.pop("password", None)
    return render_template("directory/accounts/login.html", form=form)


def _own_page(address: str) -> str:
    """Where to go after signing in: an address of our own only, never another site's."""
    parts = urlsplit(address)
    own = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc and "\\" not in address
    return address if own else url_for("home.show")
