"""How a side says what became of it: by a letter's link without signing in, or under マイページ."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import matching.follow_ups.labels  # noqa: F401 - the words of the answers
from directory.accounts.me import me
from kit import links
from kit.access import EVERYONE, MEMBERS, open_to
from kit.errors import Missing
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices
from matching.follow_ups import actions, asking, queries
from matching.follow_ups.models import Again, FollowUp, Found, May
from matching.follow_ups.schemas import SaidSchema
from matching.introductions import outlines
from matching.introductions.actions import Hand
from matching.introductions.models import Came
from matching.introductions.moves import Actor

bp = Blueprint("follow_ups", __name__)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One side that is asked, how they came, and the address at which they are."""

    follow_up: FollowUp
    hand: Hand
    url: str
    key: str = ""


@bp.get("/after/<key>")
@open_to(EVERYONE, rule="who holds the link of a letter")
def by_link(key: str) -> ResponseReturnValue:
    """The three answers. Opening the page, or choosing one of them, changes nothing."""
    return _page(_by_link(key), Form())


@bp.post("/after/<key>")
@open_to(EVERYONE, rule="who holds the link of a letter; once")
def answer_by_link(key: str) -> ResponseReturnValue:
    """Take the answer; the link is used up with it."""
    visit = _by_link(key)
    form = read_form(SaidSchema(), request.form)
    if form.errors:
        return _page(visit, form), 422
    links.use(key, asking.ANSWER)
    _take(visit, form)
    return render_template("matching/follow_ups/answered.html", title=_title(visit.follow_up))


@bp.get("/my/introductions/<int:introduction_id>/after")
@open_to(MEMBERS, rule="one's own record or group was asked; after the two have met, while it is asked how it was")
def mine(introduction_id: int) -> ResponseReturnValue:
    """The same for who is signed in."""
    return _page(_signed_in(introduction_id), Form())


@bp.post("/my/introductions/<int:introduction_id>/after")
@open_to(MEMBERS, rule="one's own record or group was asked; after the two have met, while it is asked how it was")
def answer_signed_in(introduction_id: int) -> ResponseReturnValue:
    """Take the answer of who is signed in."""
    visit = _signed_in(introduction_id)
    form = read_form(SaidSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            _take(visit, form)
            flash(_("お返事を受け取りました。ありがとうございます。"), "success")
            return redirect(f"/my/introductions/{introduction_id}#after", 303)
    return _page(visit, form), 422


def _by_link(key: str) -> Visit:
    link = links.look_at(key, asking.ANSWER)
    follow_up = queries.find_by_subject(link.subject)
    if follow_up is None or follow_up.answered_at or follow_up.introduction.state not in queries.AFTER_MEETING:
        raise links.LinkOver()
    hand = Hand(actor=Actor(follow_up.side), came=Came.LINK)
    return Visit(follow_up=follow_up, hand=hand, url=url_for("follow_ups.by_link", key=key), key=key)


def _signed_in(introduction_id: int) -> Visit:
    introduction, side = queries.get_own(introduction_id, me())
    follow_up = queries.find_open(introduction, side)
    if follow_up is None:
        raise Missing()
    hand = Hand(actor=Actor(side), account=me(), came=Came.WEB)
    return Visit(follow_up=follow_up, hand=hand, url=url_for("follow_ups.mine", introduction_id=introduction_id))


def _take(visit: Visit, form: Form) -> None:
    actions.answer(visit.follow_up, form.data, visit.hand)
    asking.settle(visit.follow_up)


def _title(follow_up: FollowUp) -> str:
    return outlines.title_for(follow_up.introduction, follow_up.side)


def _page(visit: Visit, form: Form) -> str:
    chosen = str(form.typed.get("found") or request.args.get("found") or "")
    return render_template(
        "matching/follow_ups/answer.html",
        visit=visit,
        title=_title(visit.follow_up),
        form=form,
        chosen=next((each for each in Found if each == chosen), None),
        answers=choices(Found),
        again=choices(Again),
        may=choices(May),
        introduction_id=visit.follow_up.introduction_id,
        signed_in=not visit.key,
    )
