"""Pages of the tokens by which programs act for an account."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts import me, tokens
from directory.accounts.models import Scope
from directory.accounts.schemas import TokenSchema
from kit.access import MEMBERS, open_to
from kit.forms import Form, read_form
from kit.i18n import _
from kit.labels import choices

bp = Blueprint("tokens", __name__, url_prefix="/my/account/tokens")

OWN = "one's own"


@bp.get("/new")
@open_to(MEMBERS, rule=OWN)
def new() -> ResponseReturnValue:
    """The form for a token."""
    return _page(Form(typed={"scope": Scope.READ.value, "days": "90"}))


@bp.post("/new")
@open_to(MEMBERS, rule=OWN)
def make() -> ResponseReturnValue:
    """Make a token; it is shown now and never again."""
    form = read_form(TokenSchema(), request.form)
    if form.errors:
        return _page(form), 422
    days = form.data["days"] or 90
    secret = tokens.make_token(me.me(), form.data["name"], scope=form.data["scope"], days=days)
    return render_template("directory/accounts/token_made.html", secret=secret, name=form.data["name"], days=days)


@bp.post("/<int:token_id>/revoke")
@open_to(MEMBERS, rule=OWN)
def revoke(token_id: int) -> ResponseReturnValue:
    """Revoke a token."""
    tokens.revoke_token(token_id, by=me.me())
    flash(_("トークンを取り消しました。"), "success")
    return redirect(url_for("my_account.show"), 303)


def _page(form: Form) -> str:
    return render_template("directory/accounts/token_new.html", form=form, scopes=choices(Scope))
