"""What became of an introduction, for programs: each side says and reads its own, staff read both, type in and end it."""

from typing import Any, Final

from flask_smorest import Blueprint

from directory.accounts.me import me
from kit.access import COORDINATORS, MEMBERS, open_to
from kit.errors import Missing
from kit.json_bodies import body_of, read_json
from matching.follow_ups import actions, asking, queries
from matching.follow_ups.schemas import AfterwardsOut, EndingSchema, SaidSchema, TypedSchema
from matching.introductions.actions import Hand
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Side
from matching.introductions.queries import get_introduction

bp = Blueprint(
    "follow_ups_api", __name__, url_prefix="/api/v1/introductions", description="What became of introductions"
)

SCOPE: Final = "introductions"
RULE: Final = "staff; of their own side those who were asked; after the two have met"


@bp.route("/<int:introduction_id>/follow-ups")
@bp.response(200, AfterwardsOut)
@bp.alt_response(404, description="There is none, the two have not met, or the caller is on neither side.")
@open_to(MEMBERS, rule=RULE, scope=SCOPE)
def show(introduction_id: int) -> Any:
    """What was asked and said: of both sides and with the outcome for staff, of the caller's own side for others."""
    return _shown(*_seat(introduction_id))


@bp.route("/<int:introduction_id>/follow-ups", methods=["POST"])
@bp.doc(**body_of(SaidSchema(), TypedSchema()))
@bp.response(200, AfterwardsOut)
@bp.alt_response(404, description="There is none, the two have not met, or the caller is not asked.")
@bp.alt_response(409, description="It has been answered.")
@open_to(MEMBERS, rule=RULE, scope=SCOPE)
def answer(introduction_id: int) -> Any:
    """Say how it was, while one is asked; staff write down what a side has told them, with how it came."""
    introduction, side = _seat(introduction_id)
    if side is None:
        data = read_json(TypedSchema())
        hand = Hand(actor=Actor.STAFF, account=me(), came=data["came"])
        asking.settle(actions.type_in(introduction, data["side"], data["round"], data, hand))
        return _shown(introduction, None)
    follow_up = queries.find_open(introduction, side)
    if follow_up is None:
        raise Missing()
    actions.answer(follow_up, read_json(SaidSchema()), Hand(actor=Actor(side), account=me(), came=Came.WEB))
    asking.settle(follow_up)
    return _shown(introduction, side)


@bp.route("/<int:introduction_id>/ending", methods=["POST"])
@bp.doc(**body_of(EndingSchema()))
@bp.response(200, AfterwardsOut)
@bp.alt_response(404, description="There is none, or the two have not met.")
@bp.alt_response(409, description="Its outcome was written down, or it has moved meanwhile.")
@open_to(COORDINATORS, rule="after the two have met; once", scope=SCOPE)
def end(introduction_id: int) -> Any:
    """End it with what it gave."""
    introduction, _side = _seat(introduction_id)
    said = read_json(EndingSchema())
    words = {"hours": said["total_hours"], "words": said["summary"], "version": said["version"]}
    actions.end(introduction, said["result"], by=me(), **words)
    return _shown(introduction, None)


def _seat(introduction_id: int) -> tuple[Introduction, Side | None]:
    """The introduction, and on which side of it the caller is; None for staff."""
    if not me().is_staff:
        return queries.get_own(introduction_id, me())
    found = get_introduction(introduction_id)
    if found.state not in queries.AFTER_MEETING:
        raise Missing()
    return found, None


def _shown(introduction: Introduction, side: Side | None) -> dict[str, Any]:
    return {
        "items": queries.follow_ups_of(introduction, side),
        "ending": queries.find_ending(introduction) if side is None else None,
    }
