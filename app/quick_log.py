"""The quick log: one short form by which a visit, call or letter becomes a record, and its undoing."""

import secrets

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import directory.log.labels  # noqa: F401 - the words of the choices
from app import intake
from directory.accounts.me import me
from directory.log import queries
from directory.log.models import Becomes, LogEntry, Method
from directory.log.schemas import Due, EntrySchema
from directory.subjects import words_for
from kit.access import COORDINATORS, open_to
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices

bp = Blueprint("quick_log", __name__, url_prefix="/desk/log")


@bp.get("")
@open_to(COORDINATORS)
def new() -> ResponseReturnValue:
    """The form; ``?method=phone`` and ``?caller=…`` are filled in."""
    method = request.args.get("method", "")
    typed = {
        "once": secrets.token_urlsafe(16),
        "method": method if method in set(Method) else Method.PHONE.value,
        "caller": request.args.get("caller", "")[:100],
        "becomes": Becomes.NEED.value,
        "due": Due.NONE.value,
    }
    return _page(Form(typed=dict(typed)))


@bp.post("")
@open_to(COORDINATORS)
def create() -> ResponseReturnValue:
    """Write it down; sent twice, it is written once."""
    form = read_form(EntrySchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            entry = intake.take_in(form.data, by=me())
            flash(_done(entry), "success")
            return redirect(url_for("log.show", entry_id=entry.id), 303)
    return _page(form), 422


@bp.post("/entries/<int:entry_id>/undo")
@open_to(COORDINATORS, rule="who took the entry, within ten minutes")
def undo(entry_id: int) -> ResponseReturnValue:
    """Take the entry back, with what was made of it."""
    intake.take_back(queries.get_entry(entry_id), by=me())
    flash(_("取り消しました。"), "success")
    return redirect(url_for("quick_log.new"), 303)


@bp.get("/names")
@open_to(COORDINATORS)
def names() -> ResponseReturnValue:
    """Registered groups and people called like this, for the form's script."""
    return jsonify(items=queries.propose_callers(request.args.get("q", "").replace("\0", "")[:60]))


def _done(entry: LogEntry) -> str:
    if not entry.made:
        return str(_("受付%(number)s番として書きとめました。", number=entry.id))
    return str(
        _("受付%(number)s番として書きとめ、「%(made)s」ができました。", number=entry.id, made=words_for(entry.made))
    )


def _page(form: Form) -> str:
    return render_template(
        "desk/log.html", form=form, methods=choices(Method), becomes=choices(Becomes), dues=choices(Due)
    )
