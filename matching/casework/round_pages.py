"""What is done to many introductions at once: reminding of answers, and handing one coordinator's cases to another."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.accounts.models import Account
from kit.access import COORDINATORS, open_to
from kit.forms import Form, read_form
from kit.i18n import _
from matching.casework import actions as casework
from matching.casework import casefile, queries
from matching.casework.pages import base_url
from matching.casework.queries import Tab
from matching.casework.schemas import HandoverSchema, ReminderSchema
from matching.introductions import asking
from matching.introductions.models import Introduction
from matching.introductions.moves import WAITING

bp = Blueprint("introduction_rounds", __name__, url_prefix="/desk/introductions")

NOBODY = "0"
"""Stands for cases that nobody sees to."""


@bp.get("/reminders")
@open_to(COORDINATORS)
def reminders() -> ResponseReturnValue:
    """Who would be written to once more, and who not, and why not."""
    ids = _ids(read_form(ReminderSchema(), request.args))
    chosen = queries.introductions_by_id(ids)
    written = queries.written_to_today(ids)
    rows = []
    for introduction in chosen:
        side = WAITING.get(introduction.state)
        to = asking.recipient_of(introduction, side) if side else None
        due = bool(to) and introduction.id not in written
        rows.append((casefile.standing(introduction), side, to, due))
    return render_template(
        "matching/casework/reminders.html", rows=rows, due=[row[0].introduction.id for row in rows if row[3]]
    )


@bp.post("/reminders")
@open_to(COORDINATORS)
def remind() -> ResponseReturnValue:
    """Write to them."""
    chosen = queries.introductions_by_id(_ids(read_form(ReminderSchema(), request.form)))
    count = casework.remind(chosen, by=me(), base_url=base_url())
    if count:
        flash(_("%(count)s件に、催促の手紙を出しました。", count=count), "success")
    else:
        flash(_("きょうは、もう手紙を出しています。"), "info")
    return redirect(url_for("introductions.index", tab=Tab.AWAITING), 303)


@bp.get("/handover")
@open_to(COORDINATORS)
def handover() -> ResponseReturnValue:
    """Whose cases are to go to whom, with a summary of each; afterwards what has gone."""
    form = read_form(HandoverSchema(), request.args)
    staff = queries.coordinators()
    giver, taker = form.data.get("giver"), _account(staff, form.data.get("taker"))
    after = form.data.get("after")
    given = form.typed["giver"] != "" and giver is not None
    cases = queries.handed_over_since(after, me()) if after is not None else queries.open_of(giver) if given else []
    return render_template(
        "matching/casework/handover.html",
        form=form,
        givers=[(NOBODY, _("担当なし")), *_named(staff)],
        takers=_named(staff),
        giver_name=next((each.name for each in staff if each.id == giver), _("担当なし")),
        taker=taker,
        chosen=given,
        done=after is not None,
        rows=[(row, _last_note(row.introduction)) for row in casefile.standings(cases)],
    )


@bp.post("/handover")
@open_to(COORDINATORS)
def give() -> ResponseReturnValue:
    """Hand them over."""
    form = read_form(HandoverSchema(), request.form)
    giver, taker = form.data.get("giver"), _account(queries.coordinators(), form.data.get("taker"))
    if form.errors or giver is None or taker is None or taker.id == giver:
        flash(_("だれから、だれに引き継ぐかを選んでください。"), "error")
        return redirect(url_for("introduction_rounds.handover"), 303)
    before = queries.last_entry()
    count = casework.hand_over(queries.open_of(giver), taker, by=me())
    flash(_("%(count)s件を%(name)sさんに引き継ぎました。", count=count, name=taker.name), "success")
    return redirect(url_for("introduction_rounds.handover", giver=giver, taker=taker.id, after=before), 303)


def _ids(form: Form) -> list[int]:
    return [each for each in form.data.get("introduction", []) if each]


def _account(staff: Sequence[Account], account_id: int | None) -> Account | None:
    return next((each for each in staff if each.id == account_id), None)


def _named(staff: Sequence[Account]) -> list[tuple[str, str]]:
    return [(str(each.id), each.name) for each in staff]


def _last_note(introduction: Introduction) -> str:
    """The newest note, in one line."""
    return " ".join(introduction.notes[-1].words.split("\n")) if introduction.notes else ""
