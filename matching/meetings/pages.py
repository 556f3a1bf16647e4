"""The page on which staff find a time for the two sides to meet."""

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from directory.accounts.me import me
from directory.availability.wording import span_words
from kit.access import COORDINATORS, open_to
from kit.errors import Missing
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from matching.introductions.access import DISCLOSING
from matching.introductions.actions import Hand
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import ACCEPTED, Actor, Side
from matching.introductions.queries import get_introduction
from matching.meetings import actions, paper, queries, telling
from matching.meetings.calendar import MIMETYPE, calendar_file
from matching.meetings.labels import when
from matching.meetings.models import OptionState
from matching.meetings.schemas import OfferSchema, SuitsSchema
from matching.meetings.together import free_together

bp = Blueprint("meetings", __name__, url_prefix="/desk/introductions/<int:introduction_id>/meeting")

ROWS = 4
"""So many rows for times stand on the page."""


@bp.get("")
@open_to(COORDINATORS)
def show(introduction_id: int) -> ResponseReturnValue:
    """What was offered, what suits whom, and the form to offer more."""
    return _page(get_introduction(introduction_id), Form(typed={"attending": str(me().id)}))


@bp.post("")
@open_to(COORDINATORS, rule="once both have agreed; nobody is booked twice")
def offer(introduction_id: int) -> ResponseReturnValue:
    """Offer times to both sides."""
    introduction = get_introduction(introduction_id)
    form = read_form(OfferSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            made = actions.offer(introduction, actions.offers_in(form.data), by=me())
            telling.tell_offered(
                introduction, actions.options_of(introduction, OptionState.OFFERED), base_url=_base_url()
            )
            flash(_("候補の日時を%(count)sつ、双方にたずねました。", count=len(made)), "success")
            return redirect(_url(introduction), 303)
    return _page(introduction, form), 422


@bp.post("/suits/<any(candidate, requester):side>")
@open_to(COORDINATORS)
def type_in(introduction_id: int, side: str) -> ResponseReturnValue:
    """Type in which times suit a side that was called."""
    introduction = get_introduction(introduction_id)
    form = read_form(SuitsSchema(), request.form)
    hand = Hand(actor=Actor.STAFF, account=me(), came=Came.PHONE)
    actions.say_what_suits(introduction, Side(side), form.data.get("suits", []), hand)
    flash(_("都合を記録しました。"), "success")
    return redirect(_url(introduction), 303)


@bp.post("/<int:option_id>/fix")
@open_to(COORDINATORS, rule="one meeting is fixed at a time")
def fix(introduction_id: int, option_id: int) -> ResponseReturnValue:
    """Make this the meeting, and tell both sides."""
    introduction = get_introduction(introduction_id)
    option = queries.get_option(introduction, option_id)
    actions.fix(option, by=me())
    telling.tell_fixed(option, base_url=_base_url())
    flash(_("%(when)s に決めました。双方にお知らせを出しました。", when=when(option)), "success")
    return redirect(_url(introduction), 303)


@bp.post("/<int:option_id>/off")
@open_to(COORDINATORS)
def call_off(introduction_id: int, option_id: int) -> ResponseReturnValue:
    """Take a time back; a meeting that was fixed is called off with a letter."""
    introduction = get_introduction(introduction_id)
    option = queries.get_option(introduction, option_id)
    was_fixed = option.state is OptionState.FIXED
    actions.call_off(option, by=me())
    if was_fixed:
        telling.tell_called_off(option)
    flash(_("%(when)s を取り下げました。", when=when(option)), "success")
    return redirect(_url(introduction), 303)


@bp.get("/calendar.ics")
@open_to(COORDINATORS, rule="once a meeting is fixed")
def calendar(introduction_id: int) -> ResponseReturnValue:
    """The meeting for the coordinator's calendar."""
    option = queries.find_fixed(get_introduction(introduction_id))
    if option is None:
        raise Missing()
    return Response(calendar_file(option, None, host=request.host), mimetype=MIMETYPE)


@bp.get("/letter.pdf")
@open_to(COORDINATORS, rule="once both have agreed")
def letter(introduction_id: int) -> ResponseReturnValue:
    """The letters of introduction for both sides, to be printed."""
    introduction = get_introduction(introduction_id)
    if introduction.state not in DISCLOSING:
        raise Missing()
    answer = Response(paper.as_pdf(introduction), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="introduction-{introduction.id}.pdf"'
    return answer


def _page(introduction: Introduction, form: Form) -> str:
    offered = actions.options_of(introduction, OptionState.OFFERED)
    typed = list(form.typed.get("times") or [])
    return render_template(
        "matching/meetings/show.html",
        introduction=introduction,
        form=form,
        rows=[*typed, *({} for _spare in range(ROWS - len(typed)))],
        offered=[(option, when(option)) for option in offered],
        fixed=queries.find_fixed(introduction),
        when=when,
        staff=[(str(each.id), each.name) for each in queries.staff_accounts()],
        agreed=introduction.state in ACCEPTED,
        to_print=queries.letters_to_print(introduction),
        free=[span_words(span.starts, span.ends) for span in free_together(introduction)],
        sides=list(Side),
    )


def _url(introduction: Introduction) -> str:
    return url_for("meetings.show", introduction_id=introduction.id)


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)
