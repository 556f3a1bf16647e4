"""Introductions as JSON: for staff as the desk has them, for a side as its own page has them, with the very acts of these pages."""

from typing import Any, Final

from flask import url_for
from flask_smorest import Blueprint

from directory.accounts.me import me
from kit.access import COORDINATORS, MEMBERS, open_to
from kit.errors import Invalid
from kit.i18n import _
from kit.json_bodies import body_of, read_json
from kit.paging import Page
from matching.casework import actions as casework
from matching.casework import casefile, outside, queries
from matching.casework.outside import IntroductionOut, IntroductionsOut
from matching.casework.pages import TYPED, base_url
from matching.casework.queries import IntroductionFilters
from matching.casework.schemas import (
    AnswerSchema,
    HeardQuestionSchema,
    IntroductionsQuery,
    Outcome,
    OutcomeSchema,
    ProposalSchema,
    WithdrawalSchema,
)
from matching.introductions import actions, disclosures
from matching.introductions.actions import Hand
from matching.introductions.answers import Answer
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Move, Side
from matching.introductions.queries import get_introduction, read_again
from matching.meetings import api as meetings
from matching.meetings.schemas import MeetingSchema
from matching.needs.queries import get_need
from matching.sides import actions as sides
from matching.sides import outside as own
from matching.sides import queries as own_queries
from matching.sides.schemas import AnswerSchema as OwnAnswerSchema
from matching.sides.schemas import ItemsOut

bp = Blueprint("introductions_api", __name__, url_prefix="/api/v1", description="Introductions of somebody for a need")

SCOPE: Final = "introductions"
TURN: Final = "staff; from their own side those who were asked"
MOVES: Final = {Outcome.MET: Move.MEET, Outcome.RUNNING: Move.START, Outcome.ENDED: Move.END}


@bp.route("/needs/<int:need_id>/introductions", methods=["POST"])
@bp.doc(**body_of(ProposalSchema()))
@bp.response(201, IntroductionOut)
@bp.alt_response(200, schema=IntroductionOut, description="One of this candidate was under way; it is answered.")
@bp.alt_response(404, description="There is no such need or candidate.")
@bp.alt_response(409, description="The need is not open.")
@open_to(COORDINATORS, scope=SCOPE)
def propose(need_id: int) -> Any:
    """Begin an introduction. Nobody is told yet: the letter is written and looked at on its page."""
    need = get_need(need_id, me())
    data = read_json(ProposalSchema())
    candidate = queries.get_candidate(data["kind"], data["id"])
    if found := queries.standing_of(need.id).of(candidate):
        return outside.whole(found), 200
    begun = actions.propose(need, candidate, by=me(), words=data["reason"], rank=data["rank"], score=data["score"])
    read_again(begun)
    location = url_for("introductions_api.show", introduction_id=begun.id)
    return outside.whole(begun), 201, {"Location": location}


@bp.route("/introductions")
@bp.arguments(IntroductionsQuery, location="query")
@bp.response(200, IntroductionsOut)
@open_to(MEMBERS, rule="staff: all; others: those on which their own record or group was asked", scope=SCOPE)
def index(query: dict[str, Any]) -> Any:
    """Staff: all, the longest waiting first. Others: those on which they were asked, what waits for them first."""
    number, size = query["page"], query["per_page"]
    if not me().is_staff:
        return _own_list(query)
    whose = query["coordinator"]
    if whose and whose != "me" and not (whose.isascii() and whose.isdigit() and len(whose) < 10):
        raise Invalid({"coordinator": [_("職員の番号か「me」を指定してください。")]})
    filters = IntroductionFilters(
        tab=None,
        coordinator=me().id if whose == "me" else int(whose) if whose else None,
        text=query["q"],
        state=query["state"],
        waiting_for=query["waiting_for"],
    )
    listed = queries.list_introductions(filters, number=number, per_page=size)
    return listed.describe([outside.brief(each) for each in listed.items])


@bp.route("/introductions/<int:introduction_id>")
@bp.response(200, IntroductionOut)
@bp.alt_response(404, description="There is none, or the caller has not been asked.")
@open_to(MEMBERS, rule=TURN, scope=SCOPE)
def show(introduction_id: int) -> Any:
    """One introduction, as the caller may see it. What the other side shows is opened by a POST of its own."""
    return _shown(*_seat(introduction_id))


@bp.route("/introductions/<int:introduction_id>/answer", methods=["POST"])
@bp.doc(**body_of(AnswerSchema(partial=("came",))))
@bp.response(200, IntroductionOut)
@bp.alt_response(404, description="There is none, or the caller has not been asked.")
@bp.alt_response(
    409, description="Nobody waits for this answer, it has moved meanwhile, or somebody's limit is reached."
)
@open_to(MEMBERS, rule=TURN, scope=SCOPE)
def answer(introduction_id: int) -> Any:
    """The answer of the side that is waited for, or a question of either; staff type in what they have heard, and how."""
    introduction, side = _seat(introduction_id)
    if side is None:
        data = read_json(AnswerSchema())
        if not casework.pressed_twice(introduction, TYPED, by=me()):
            casework.type_answer(introduction, data, by=me(), base_url=base_url())
        return _shown(introduction, side)
    data = read_json(AnswerSchema(exclude=("came",)))
    given = data.pop("given")
    if given is Answer.QUESTION:
        sides.ask(introduction, side, data["words"], _hand(side))
    else:
        sides.answer(introduction, side, given, _hand(side), **data, base_url=base_url())
    return _shown(introduction, side)


@bp.route("/introductions/<int:introduction_id>/questions", methods=["POST"])
@bp.doc(**body_of(HeardQuestionSchema(partial=("side",))))
@bp.response(200, IntroductionOut)
@bp.alt_response(404, description="There is none, or the caller has not been asked.")
@bp.alt_response(
    409, description="It is over, the side knows nothing of it yet, or it has asked as much as is carried."
)
@open_to(MEMBERS, rule=TURN, scope=SCOPE)
def ask(introduction_id: int) -> Any:
    """A question to the other side, which the centre carries; staff type in which side has asked it."""
    introduction, side = _seat(introduction_id)
    if side is None:
        said = read_json(HeardQuestionSchema())
        casework.type_question(introduction, said["side"], said["question"], by=me())
    else:
        sides.ask(introduction, side, read_json(HeardQuestionSchema(exclude=("side",)))["question"], _hand(side))
    return _shown(introduction, side)


@bp.route("/introductions/<int:introduction_id>/withdrawal", methods=["POST"])
@bp.doc(**body_of(WithdrawalSchema(partial=("move",))))
@bp.response(200, IntroductionOut)
@bp.alt_response(403, description="This side cannot step back by itself.")
@bp.alt_response(404, description="There is none, or the caller has not been asked.")
@bp.alt_response(409, description="It is too late for it, or it has moved meanwhile.")
@open_to(MEMBERS, rule=TURN, scope=SCOPE)
def withdraw(introduction_id: int) -> Any:
    """The candidate thinks again before both have agreed; staff cancel, or type in that the candidate did."""
    introduction, side = _seat(introduction_id)
    if side is None:
        data = read_json(WithdrawalSchema(), over={"move": Move.CANCEL})
        move = data.pop("move")
        if move not in casefile.ASIDE:
            raise Invalid({"move": [_("一覧から選んでください。")]})
        _take(introduction, move, data)
    else:
        said = read_json(OwnAnswerSchema(only=("reason", "words", "version")))
        sides.step_back(introduction, _hand(side), **said, base_url=base_url())
    return _shown(introduction, side)


@bp.route("/introductions/<int:introduction_id>/meeting", methods=["POST"])
@bp.doc(**body_of(MeetingSchema(partial=("place",))))
@bp.response(200, IntroductionOut)
@bp.alt_response(403, description="Sides say what suits them; the rest is for staff.")
@bp.alt_response(404, description="There is none, or the caller has not been asked.")
@bp.alt_response(
    409, description="Not before both have agreed, nobody is booked twice, and one meeting is fixed at a time."
)
@open_to(MEMBERS, rule=TURN, scope=SCOPE)
def meet(introduction_id: int) -> Any:
    """Staff offer times, fix one or call one off; a side says which suit, or staff type that in for it."""
    introduction, side = _seat(introduction_id)
    meetings.take_step(introduction, side, base_url=base_url())
    return _shown(introduction, side)


@bp.route("/introductions/<int:introduction_id>/outcome", methods=["POST"])
@bp.doc(**body_of(OutcomeSchema()))
@bp.response(200, IntroductionOut)
@bp.alt_response(409, description="Not the next step, or it has moved meanwhile.")
@open_to(COORDINATORS, scope=SCOPE)
def record_outcome(introduction_id: int) -> Any:
    """They have met, go on together, or have ended."""
    introduction = get_introduction(introduction_id)
    data = read_json(OutcomeSchema())
    _take(introduction, MOVES[data.pop("outcome")], data | {"reason": None})
    return _shown(introduction, None)


@bp.route("/introductions/<int:introduction_id>/items", methods=["POST"])
@bp.response(200, ItemsOut)
@bp.alt_response(404, description="There is nothing to be shown to the caller.")
@open_to(MEMBERS, rule="one's own record or group was asked; once both have agreed, what is ticked", scope=SCOPE)
def open_items(introduction_id: int) -> Any:
    """Open what the other side shows. Each look leaves a receipt on both sides' pages."""
    introduction, side = own_queries.get_introduction(introduction_id, me())
    return {"items": disclosures.open_items(introduction, side, by=me(), came=Came.WEB)}


def _seat(introduction_id: int) -> tuple[Introduction, Side | None]:
    """The introduction, and on which side of it the caller is; None for staff."""
    if me().is_staff:
        return get_introduction(introduction_id), None
    return own_queries.get_introduction(introduction_id, me())


def _shown(introduction: Introduction, side: Side | None) -> dict[str, Any]:
    read_again(introduction)
    return own.whole(introduction, side) if side else outside.whole(introduction)


def _hand(side: Side) -> Hand:
    return Hand(actor=Actor(side), account=me(), came=Came.WEB)


def _take(introduction: Introduction, move: Move, data: dict[str, Any]) -> None:
    if not casework.pressed_twice(introduction, [move], by=me()):
        casework.take(introduction, move, data, by=me(), base_url=base_url())


def _own_list(query: dict[str, Any]) -> dict[str, Any]:
    rows = [own.brief(each, side) for each, side in own_queries.introductions_of(me())]
    for name in ("state", "waiting_for"):
        rows = [row for row in rows if query[name] in (None, row[name])]
    first = (query["page"] - 1) * query["per_page"]
    page = Page[Any](items=rows[first : first + query["per_page"]], total=len(rows), number=query["page"])
    return {**page.describe(page.items), "per_page": query["per_page"]}
