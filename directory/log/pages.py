"""Pages of the log: the list of what was told, one entry, its corrections and its next step."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import directory.log.labels  # noqa: F401 - the words of the ways and of what is made
from directory.accounts.me import me
from directory.log import access, actions, queries
from directory.log.models import LogEntry, Method
from directory.log.schemas import FilterSchema, NoteSchema
from directory.openings import browser
from directory.subjects import address_of, names_of, words_for
from kit.access import COORDINATORS, open_to
from kit.clock import now
from kit.errors import Missing
from kit.forms import Form, read_form
from kit.i18n import _, tokyo
from kit.ids import read_id
from kit.labels import choices
from kit.paging import page_number

bp = Blueprint("log", __name__, url_prefix="/desk/log/entries")


@bp.get("")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """The log, narrowed by way, taker, day, record, or to open steps."""
    form = read_form(FilterSchema(), request.args)
    filters = queries.EntryFilters(**form.data)
    kept = {name: value for name, value in form.typed.items() if value}
    return render_template(
        "directory/log/index.html",
        form=form,
        entries=queries.list_entries(filters, number=page_number(request.args)),
        filters=filters,
        methods=choices(Method),
        takers=[(str(taker.id), taker.name) for taker in queries.takers()],
        about=next(iter(names_of([filters.about]).values()), "") if _is_subject(filters.about) else "",
        made=_made,
        time_of=lambda moment: f"{tokyo(moment):%H:%M}",
        url_of_page=lambda page: url_for("log.index", **kept, page=page),
    )


@bp.get("/<int:entry_id>")
@open_to(COORDINATORS, rule="the caller's contact: who took the entry, and others after an opening")
def show(entry_id: int) -> ResponseReturnValue:
    """One entry, what was made of it, and what can be done now."""
    return _page(queries.get_entry(entry_id), Form())


@bp.post("/<int:entry_id>/notes")
@open_to(COORDINATORS)
def correct(entry_id: int) -> ResponseReturnValue:
    """Add a correction."""
    entry = queries.get_entry(entry_id)
    form = read_form(NoteSchema(), request.form)
    if form.errors:
        return _page(entry, form), 422
    actions.correct(entry, form.data["words"], by=me())
    flash(_("訂正を書きました。もとの記録は、そのまま残ります。"), "success")
    return redirect(url_for("log.show", entry_id=entry.id), 303)


@bp.post("/<int:entry_id>/opening")
@open_to(COORDINATORS)
def open_private(entry_id: int) -> ResponseReturnValue:
    """Show how to reach the caller, with a reason that is kept."""
    entry = queries.get_entry(entry_id)
    return browser.answer_opening(f"entry:{entry.id}", url_for("log.show", entry_id=entry.id))


@bp.post("/<int:entry_id>/<any(done, later):step>")
@open_to(COORDINATORS)
def take_step(entry_id: int, step: str) -> ResponseReturnValue:
    """The next step is done, or waits for a week."""
    entry = queries.get_entry(entry_id)
    if step == "done":
        actions.settle_step(entry, by=me())
        flash(_("「%(step)s」を済みにしました。", step=entry.next_step), "success")
    else:
        actions.postpone_step(entry, by=me())
        flash(_("「%(step)s」を1週間先へのばしました。", step=entry.next_step), "success")
    own = url_for("log.show", entry_id=entry.id)
    return redirect(url_for("desk.show") if request.form.get("back") == "desk" else own, 303)


def _page(entry: LogEntry, form: Form) -> str:
    subject = f"entry:{entry.id}"
    opening = browser.panel_of(subject, url_for("log.open_private", entry_id=entry.id), own=entry.taker_id == me().id)
    return render_template(
        "directory/log/show.html",
        entry=entry,
        form=form,
        caller_url=_address(entry.caller_subject),
        made=_made(entry),
        may_take_back=access.take_back(entry, me(), at=now()),
        contact_shown=access.see_contact(entry, me(), opened=opening.is_open),
        opening=opening,
        time_of=lambda moment: f"{tokyo(moment):%H:%M}",
    )


def _made(entry: LogEntry) -> tuple[str, str]:
    """What was made of the entry, in words, and its address; empty where nothing was."""
    return (words_for(entry.made), _address(entry.made)) if entry.made else ("", "")


def _address(subject: str) -> str:
    return address_of(subject) if _is_subject(subject) else ""


def _is_subject(text: str) -> bool:
    kind, _colon, number = text.partition(":")
    if text and not (kind and read_id(number) is not None):
        raise Missing()
    return bool(text)
