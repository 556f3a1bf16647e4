"""Plans for programs of the staff: begin one, read what it proposes, and decide row by row, as on its page."""

from typing import Any, Final

from flask import url_for
from flask_smorest import Blueprint

from directory.accounts.me import me
from kit.access import COORDINATORS, open_to
from kit.json_bodies import body_of, read_json
from matching.plans import actions, queries
from matching.plans.models import Plan, PlanRow
from matching.plans.queries import NeedRows
from matching.plans.schemas import PlanOut, PlanRowOut, PlansOut, PlansQuery, RefusalSchema
from matching.suggestions.likeness import index_of_this_application

bp = Blueprint("plans_api", __name__, url_prefix="/api/v1/plans", description="Partners for all open needs at once")

SCOPE: Final = "introductions"


@bp.route("")
@bp.arguments(PlansQuery, location="query")
@bp.response(200, PlansOut)
@open_to(COORDINATORS, scope=SCOPE)
def index(query: dict[str, Any]) -> Any:
    """All plans, newest first, twenty a page."""
    listed = queries.list_plans(number=query["page"])
    counts = queries.count_rows([plan.id for plan in listed.items])
    return listed.describe([_brief(plan, counts[plan.id]) for plan in listed.items])


@bp.route("", methods=["POST"])
@bp.response(202, PlanOut)
@bp.alt_response(200, schema=PlanOut, description="One is being made; it is answered.")
@open_to(COORDINATORS, scope=SCOPE)
def begin() -> Any:
    """Begin a plan. It is made in the background: its `state` says when it is ready."""
    if made := queries.being_made():
        begun = actions.begin(by=me())  # one that is stuck gives way to a new one
        if begun.id == made.id:
            return _whole(begun, 1), 200
    else:
        begun = actions.begin(by=me())
    return _whole(begun, 1), 202, {"Location": url_for("plans_api.show", plan_id=begun.id)}


@bp.route("/<int:plan_id>")
@bp.arguments(PlansQuery, location="query")
@bp.response(200, PlanOut)
@bp.alt_response(404, description="There is no such plan; plans are kept for sixty days.")
@open_to(COORDINATORS, scope=SCOPE)
def show(query: dict[str, Any], plan_id: int) -> Any:
    """How far it is, what it does to fairness, and the rows of fifty needs a page."""
    return _whole(queries.get_plan(plan_id), query["page"])


@bp.route("/<int:plan_id>/rows/<int:row_id>/acceptance", methods=["POST"])
@bp.response(200, PlanRowOut)
@bp.alt_response(404, description="There is no such row.")
@bp.alt_response(409, description="It is decided, or what has happened meanwhile speaks against it.")
@open_to(COORDINATORS, scope=SCOPE)
def accept(plan_id: int, row_id: int) -> Any:
    """Begin the introduction of this row; a second time is the first. Nobody is told yet."""
    row = queries.get_row(plan_id, row_id)
    actions.accept(row, by=me(), index=index_of_this_application())
    return _row(row, "")


@bp.route("/<int:plan_id>/rows/<int:row_id>/refusal", methods=["POST"])
@bp.doc(**body_of(RefusalSchema()))
@bp.response(200, PlanRowOut)
@bp.alt_response(404, description="There is no such row.")
@bp.alt_response(409, description="It is decided, or a newer plan has taken its place.")
@bp.alt_response(422, description="Without a reason of the list.")
@open_to(COORDINATORS, scope=SCOPE)
def refuse(plan_id: int, row_id: int) -> Any:
    """Say why a row is not wanted; plans of the next sixty days leave this pair out."""
    row = queries.get_row(plan_id, row_id)
    actions.refuse(row, read_json(RefusalSchema())["reason"], by=me())
    return _row(row, "")


def _brief(plan: Plan, counts: dict[Any, int]) -> dict[str, Any]:
    return {
        "id": plan.id,
        "url": url_for("plans.show", plan_id=plan.id),
        "state": plan.state,
        "made_by": plan.made_by.name if plan.made_by else None,
        **{name: getattr(plan, name) for name in ("begun_at", "finished_at", "needs", "done")},
        "figures": {name: plan.figures[name] for name in ("plan", "first") if name in plan.figures} or None,
        "counts": {state.value: count for state, count in counts.items()},
    }


def _whole(plan: Plan, number: int) -> dict[str, Any]:
    found = queries.rows_of(plan, number=number)
    return {
        **_brief(plan, queries.count_rows([plan.id])[plan.id]),
        "rows": found.describe([_need(each) for each in found.items]),
        "without": [str(need_id) for need_id in plan.figures.get("without", [])],
    }


def _need(found: NeedRows) -> dict[str, Any]:
    return {
        "need": {"id": found.need.id, "title": found.need.title},
        "candidates": [_row(row, str(found.stale.get(row.id, ""))) for row in found.rows],
    }


def _row(row: PlanRow, stale: str) -> dict[str, Any]:
    lines = row.reasons.get("lines", [])
    return {
        "id": row.id,
        "kind": "person" if row.person_id is not None else "group",
        "candidate": row.person_id or row.group_id,
        "name": row.person.display_name if row.person else row.group.name if row.group else "",
        **{name: getattr(row, name) for name in ("score", "rank", "state", "reason", "decided_at")},
        "reasons": [{"criterion": criterion, "points": points, "max": most} for criterion, points, most in lines],
        "stale": stale,
        "introduction": row.introduction_id,
    }
