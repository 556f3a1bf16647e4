"""The administrators' page of periods, with those whose time has come."""

from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.center import actions as center
from directory.center.models import Item
from directory.center.queries import said
from directory.retention import queries
from directory.retention.schemas import PeriodsSchema
from kit.access import ADMINS, open_to
from kit.forms import Form, read_form
from kit.i18n import _

bp = Blueprint("retention", __name__, url_prefix="/admin/retention")


@bp.get("")
@open_to(ADMINS)
def index() -> ResponseReturnValue:
    """The periods, and who has been kept long enough."""
    return _page(Form(typed={item.value: text for item, text in said(queries.ITEMS).items()}))


@bp.post("")
@open_to(ADMINS)
def save() -> ResponseReturnValue:
    """Keep the periods."""
    form = read_form(PeriodsSchema(), request.form)
    if form.errors:
        return _page(form), 422
    days = {Item(name): "" if number is None else str(number) for name, number in form.data.items()}
    center.say(days, by=me())
    flash(_("保存しました。"), "success")
    return redirect(url_for("retention.index"), 303)


def _page(form: Form) -> str:
    kept = queries.periods(current_app.extensions["settings"])
    return render_template(
        "directory/retention/index.html",
        form=form,
        kept=kept,
        due=queries.people_due(timedelta(days=kept.withdrawn_days)),
    )
