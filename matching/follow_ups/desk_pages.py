"""The page on which staff read what both sides say, write down what they have heard, and end the introduction."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import matching.follow_ups.labels  # noqa: F401 - the words of the answers
from directory.accounts.me import me
from kit.access import COORDINATORS, open_to
from kit.errors import Missing
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices, label
from matching.follow_ups import actions, asking, queries
from matching.follow_ups.models import Again, Found, May, Result, Round
from matching.follow_ups.schemas import EndingSchema, TypedSchema
from matching.introductions.actions import Hand
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Side, State
from matching.introductions.queries import get_introduction
from matching.needs import actions as needs
from matching.needs.models import Closed, NeedState

bp = Blueprint("desk_follow_ups", __name__, url_prefix="/desk/introductions/<int:introduction_id>/follow-up")

HEARD = (Came.PHONE, Came.VISIT, Came.FAX, Came.LETTER)


@bp.get("")
@open_to(COORDINATORS, rule="after the two have met")
def show(introduction_id: int) -> ResponseReturnValue:
    """What both sides say, and the forms."""
    return _page(_met(introduction_id), Form())


@bp.post("")
@open_to(COORDINATORS, rule="after the two have met")
def type_in(introduction_id: int) -> ResponseReturnValue:
    """Write down what a side has said by telephone, at the counter or on paper."""
    introduction = _met(introduction_id)
    form = read_form(TypedSchema(), request.form)
    if form.errors:
        return _page(introduction, form), 422
    hand = Hand(actor=Actor.STAFF, account=me(), came=form.data["came"])
    asking.settle(actions.type_in(introduction, form.data["side"], form.data["round"], form.data, hand))
    flash(_("返事を記録しました。"), "success")
    return redirect(_url(introduction), 303)


@bp.post("/end")
@open_to(COORDINATORS, rule="after the two have met; once")
def end(introduction_id: int) -> ResponseReturnValue:
    """End the introduction with its outcome."""
    introduction = _met(introduction_id)
    form = read_form(EndingSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            given = form.data
            actions.end(
                introduction, given["result"], by=me(), hours=given["total_hours"], words=given["summary"],
                version=given["version"],
            )  # fmt: skip
            flash(_("紹介の結果を記録しました。"), "success")
            return redirect(f"{_url(introduction)}#ending", 303)
    return _page(introduction, form), 422


@bp.post("/need")
@open_to(COORDINATORS, rule="after the two have met")
def close_need(introduction_id: int) -> ResponseReturnValue:
    """What was asked for has been met: the need is closed."""
    introduction = _met(introduction_id)
    why = _("紹介 %(number)s番", number=introduction.id)
    needs.change_state(introduction.need, NeedState.CLOSED, by=me(), because=Closed.MET, reason=why)
    flash(_("相談を「%(state)s」にしました。", state=label(Closed.MET)), "success")
    return redirect(f"{_url(introduction)}#ending", 303)


def _met(introduction_id: int) -> Introduction:
    introduction = get_introduction(introduction_id)
    if introduction.state not in queries.AFTER_MEETING:
        raise Missing()
    return introduction


def _page(introduction: Introduction, form: Form) -> str:
    said = queries.follow_ups_of(introduction)
    answers = [queries.last_answer(introduction, side) for side in Side]
    return render_template(
        "matching/follow_ups/desk.html",
        introduction=introduction,
        form=form,
        said=said,
        both=all(answers),
        hours=sum(each.hours or 0 for each in answers if each) or None,
        ending=queries.find_ending(introduction),
        ended=introduction.state is State.ENDED,
        may_close=introduction.need.state in (NeedState.OPEN, NeedState.MATCHED),
        sides=choices(Side),
        rounds=choices(Round),
        heard=[(each.value, label(each)) for each in HEARD],
        answers=choices(Found),
        again=choices(Again),
        may=choices(May),
        results=choices(Result),
    )


def _url(introduction: Introduction) -> str:
    return url_for("desk_follow_ups.show", introduction_id=introduction.id)
