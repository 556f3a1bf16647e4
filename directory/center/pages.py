"""The centre's particulars and texts: the pages that keep them, and those that show them."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.center import actions, queries
from directory.center.models import PARTICULARS, TEXTS, Item
from directory.center.schemas import ParticularsSchema, TextsSchema
from kit.access import ADMINS, EVERYONE, open_to
from kit.center import center_of
from kit.forms import Form, read_form
from kit.i18n import _, locale

bp = Blueprint("center", __name__)


@bp.get("/privacy")
@open_to(EVERYONE)
def privacy() -> ResponseReturnValue:
    """How personal data is handled here."""
    return render_template("directory/center/privacy.html", text=queries.text_in(locale(), Item.PRIVACY))


@bp.get("/terms")
@open_to(EVERYONE)
def terms() -> ResponseReturnValue:
    """On which terms groups and people are registered."""
    return render_template("directory/center/terms.html", text=queries.text_in(locale(), Item.TERMS))


@bp.get("/admin/center")
@open_to(ADMINS)
def particulars() -> ResponseReturnValue:
    """Name, phone, address and hours of the centre."""
    return _particulars_page(Form(typed=_own(PARTICULARS)))


@bp.post("/admin/center")
@open_to(ADMINS)
def save_particulars() -> ResponseReturnValue:
    """Keep them."""
    form = read_form(ParticularsSchema(), request.form)
    if form.errors:
        return _particulars_page(form), 422
    return _said(form, "center.particulars")


@bp.get("/admin/texts")
@open_to(ADMINS)
def texts() -> ResponseReturnValue:
    """The texts of the centre on the pages."""
    return render_template("directory/center/texts.html", form=Form(typed=_own(TEXTS)))


@bp.post("/admin/texts")
@open_to(ADMINS)
def save_texts() -> ResponseReturnValue:
    """Keep them."""
    form = read_form(TextsSchema(), request.form)
    if form.errors:
        return render_template("directory/center/texts.html", form=form), 422
    return _said(form, "center.texts")


def _own(items: tuple[Item, ...]) -> dict[str, Any]:
    return {item.value: text for item, text in queries.said(items).items()}


def _said(form: Form, endpoint: str) -> ResponseReturnValue:
    actions.say({Item(name): text for name, text in form.data.items()}, by=me())
    flash(_("保存しました。"), "success")
    return redirect(url_for(endpoint), 303)


def _particulars_page(form: Form) -> str:
    usual = center_of(current_app.extensions["settings"])
    return render_template("directory/center/particulars.html", form=form, usual=usual)
