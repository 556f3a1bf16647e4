"""What a side of an introduction sees and can do: by a letter's link without signing in, or under マイページ."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import matching.follow_ups.labels
import matching.introductions.labels  # noqa: F401 - the words of the reasons
from directory.accounts.me import me
from kit import links
from kit.access import EVERYONE, MEMBERS, open_to
from kit.errors import Missing
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _
from kit.labels import choices
from matching.follow_ups import queries as follow_ups
from matching.follow_ups.models import FollowUp
from matching.introductions import asking, disclosures, items, outlines
from matching.introductions.actions import Hand
from matching.introductions.answers import Answer
from matching.introductions.models import Came, Introduction, Reason
from matching.introductions.moves import ACCEPTED, OPEN, WAITING, Actor, Side
from matching.meetings import actions as meeting
from matching.meetings.calendar import MIMETYPE, calendar_file
from matching.meetings.labels import when
from matching.meetings.models import OptionState
from matching.meetings.queries import find_fixed
from matching.meetings.schemas import SuitsSchema
from matching.sides import actions, queries, standing, why
from matching.sides.schemas import AnswerSchema, QuestionSchema
from matching.sides.waiting import turn_of

bp = Blueprint("sides", __name__)

BY_ANSWER_LINK, BY_PAGE_LINK, SIGNED_IN = "answers", "introduced", "my/introductions"
NOT_THEIRS = (Reason.NO_ANSWER, Reason.OTHER_CHOSEN)
"""Reasons that no side gives of itself."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One side at its page, and how they came there; ``way`` and ``key`` make its address."""

    introduction: Introduction
    side: Side
    hand: Hand
    way: str
    key: str

    @property
    def url(self) -> str:
        """The address of the page."""
        if self.way == SIGNED_IN:
            return url_for("sides.mine", introduction_id=self.introduction.id)
        return url_for("sides.by_link", way=self.way, key=self.key)

    @property
    def title(self) -> str:
        """What it is about, in the words that this side reads."""
        return outlines.title_for(self.introduction, self.side)

    @property
    def waited_for(self) -> bool:
        """Whether this side's answer is waited for."""
        return WAITING.get(self.introduction.state) is self.side

    @property
    def can_step_back(self) -> bool:
        """Whether the candidate, who has said yes, can still think again by themselves."""
        return standing.can_step_back(self.introduction, self.side)


def _by_link(way: str, key: str) -> Visit:
    link = links.look_at(key, asking.ANSWER if way == BY_ANSWER_LINK else asking.PAGE)
    found = queries.find_by_subject(link.subject)
    if found is None:
        raise links.LinkOver()
    introduction, side = found
    return Visit(introduction=introduction, side=side, hand=Hand(actor=Actor(side), came=Came.LINK), way=way, key=key)


def _signed_in(introduction_id: int) -> Visit:
    introduction, side = queries.get_introduction(introduction_id, me())
    hand = Hand(actor=Actor(side), account=me(), came=Came.WEB)
    return Visit(introduction=introduction, side=side, hand=hand, way=SIGNED_IN, key=str(introduction.id))


@bp.get("/my/introductions")
@open_to(MEMBERS, rule="introductions on which one's own record or group was asked")
def index() -> ResponseReturnValue:
    """Everything one has been asked, what waits for one first."""
    found = queries.introductions_of(me())
    return render_template(
        "matching/sides/index.html",
        rows=[
            (each, outlines.title_for(each, side), turn_of(each, side), standing.sentence(each, side))
            for each, side in found
        ],
    )


@bp.get("/my/introductions/<int:introduction_id>")
@open_to(MEMBERS, rule="one's own record or group was asked")
def mine(introduction_id: int) -> ResponseReturnValue:
    """The own side of an introduction."""
    return _page(_signed_in(introduction_id), Form())


@bp.post("/my/introductions/<int:introduction_id>/<any(answer, question, back, items, times):act>")
@open_to(MEMBERS, rule="one's own record or group was asked; what can be done where the introduction stands")
def act_signed_in(introduction_id: int, act: str) -> ResponseReturnValue:
    """Answer, ask, step back, or look at what the other side shows."""
    return _ACTS[act](_signed_in(introduction_id))


@bp.get("/<any(answers, introduced):way>/<key>")
@open_to(EVERYONE, rule="who holds the link of a letter")
def by_link(way: str, key: str) -> ResponseReturnValue:
    """The page of one side. Opening it changes nothing."""
    return _page(_by_link(way, key), Form())


@bp.get("/my/introductions/<int:introduction_id>/meeting.ics")
@open_to(MEMBERS, rule="one's own record or group was asked; once a meeting is fixed")
def calendar_signed_in(introduction_id: int) -> ResponseReturnValue:
    """The meeting for one's calendar."""
    return _calendar(_signed_in(introduction_id))


@bp.get("/introduced/<key>/meeting.ics")
@open_to(EVERYONE, rule="who holds the link of a letter; once a meeting is fixed")
def calendar_by_link(key: str) -> ResponseReturnValue:
    """The meeting for one's calendar, by a letter's link."""
    return _calendar(_by_link(BY_PAGE_LINK, key))


@bp.post("/<any(answers, introduced):way>/<key>/<any(answer, question, back, items, times):act>")
@open_to(EVERYONE, rule="who holds the link of a letter; a link to answer by is used up with the answer")
def act_by_link(way: str, key: str, act: str) -> ResponseReturnValue:
    """The same by a letter's link."""
    return _ACTS[act](_by_link(way, key))


def _answer(visit: Visit) -> ResponseReturnValue:
    form = read_form(AnswerSchema(), request.form)
    if form.errors:
        return _page(visit, form), 422
    given = form.data["answer"]
    if given is Answer.QUESTION:
        return _question(visit)
    with refusals_in(form):
        if visit.way == BY_ANSWER_LINK:
            links.use(visit.key, asking.ANSWER)
        _take(visit, form)
        if visit.way == SIGNED_IN:
            flash(_("お返事を受け取りました。ありがとうございます。"), "success")
            return redirect(visit.url, 303)
        return render_template("matching/sides/answered.html", given=given, title=visit.title, side=visit.side)
    return _page(visit, form), 422


def _take(visit: Visit, form: Form) -> None:
    said = {name: value for name, value in form.data.items() if name != "answer"}
    given = form.data["answer"]
    actions.answer(visit.introduction, visit.side, given, visit.hand, **said, base_url=_base_url())


def _question(visit: Visit) -> ResponseReturnValue:
    form = read_form(QuestionSchema(), request.form)
    if not form.errors and visit.introduction.state in OPEN:
        with refusals_in(form):
            actions.ask(visit.introduction, visit.side, form.data["words"], visit.hand)
            flash(_("センターが相手の方にうかがって、お返事をお届けします。"), "success")
            return redirect(visit.url, 303)
    form.typed["answer"] = Answer.QUESTION.value
    return _page(visit, form), 422


def _back(visit: Visit) -> ResponseReturnValue:
    reason = read_form(AnswerSchema(only=("reason", "words", "version")), request.form)
    if reason.errors:
        return _page(visit, reason), 422
    actions.step_back(visit.introduction, visit.hand, **reason.data, base_url=_base_url())
    if visit.way == SIGNED_IN:
        flash(_("見送りとして受け取りました。"), "success")
        return redirect(visit.url, 303)
    return render_template("matching/sides/answered.html", given=Answer.NO, title=visit.title, side=visit.side)


def _items(visit: Visit) -> ResponseReturnValue:
    disclosures.open_items(visit.introduction, visit.side, by=visit.hand.account, came=visit.hand.came)
    return redirect(f"{visit.url}#shown", 303)


def _times(visit: Visit) -> ResponseReturnValue:
    form = read_form(SuitsSchema(), request.form)
    meeting.say_what_suits(visit.introduction, visit.side, form.data.get("suits", []), visit.hand)
    flash(_("都合のよい日時を受け取りました。決まりましたら、ご連絡します。"), "success")
    return redirect(f"{visit.url}#times", 303)


def _calendar(visit: Visit) -> ResponseReturnValue:
    option = find_fixed(visit.introduction)
    if option is None:
        raise Missing()
    return Response(calendar_file(option, visit.side, host=request.host), mimetype=MIMETYPE)


_ACTS = {"answer": _answer, "question": _question, "back": _back, "items": _items, "times": _times}


def _page(visit: Visit, form: Form) -> str:
    introduction, side = visit.introduction, visit.side
    offered = disclosures.on_offer(introduction, side)
    taken = introduction.state in ACCEPTED
    return render_template(
        "matching/sides/show.html",
        visit=visit,
        introduction=introduction,
        side=side,
        form=form,
        chosen=_chosen(form) if visit.waited_for else "",
        stands=standing.sentence(introduction, side),
        outline=standing.outline(introduction, side),
        introducing=standing.introducing(introduction, side),
        other=standing.other_side(introduction, side),
        why=why.reasons(introduction, side),
        own_items=_own_items(visit),
        own_shown=items.shown_by(introduction, side) if taken else [],
        offered=offered,
        shown=offered if offered and disclosures.opened_lately(introduction, side, visit.hand.account) else [],
        receipts=standing.receipts(introduction, side),
        questions=[question for question in introduction.questions if question.side is side],
        may_ask=introduction.state in OPEN and not visit.waited_for,
        taken=taken,
        offered_times=[(option, when(option)) for option in meeting.options_of(introduction, OptionState.OFFERED)],
        meeting=find_fixed(introduction),
        when=when,
        asked_after=follow_ups.find_open(introduction, side) if visit.way == SIGNED_IN else None,
        said_after=_said_after(visit),
        reasons=[choice for choice in choices(Reason) if choice[0] not in NOT_THEIRS],
    )


def _chosen(form: Form) -> str:
    """The button that was pressed, here or in the letter."""
    pressed = str(form.typed.get("answer") or request.args.get("answer") or "")
    return pressed if pressed in list(Answer) else ""


def _own_items(visit: Visit) -> list[tuple[str, Any, str]]:
    """What can be ticked; by a link, which may be read by somebody else, only hints of what stands there."""
    found = items.items_of(visit.introduction, visit.side)
    return [(item.key, item.label, item.hint if visit.hand.account is None else item.value) for item in found]


def _said_after(visit: Visit) -> list[FollowUp]:
    """What this side has said afterwards; on its own page only, never by a link that may have been passed on."""
    if visit.way != SIGNED_IN:
        return []
    return [each for each in follow_ups.follow_ups_of(visit.introduction, visit.side) if each.answered_at]


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)
