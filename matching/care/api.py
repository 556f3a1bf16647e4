"""Care and the weights for programs: figures, loads and tasks for staff, weights with their replay for administrators."""

from typing import Any, Final

from flask_smorest import Blueprint

import matching.care.labels  # noqa: F401 - the words of the tasks
from directory.accounts.me import me
from kit.access import ADMINS, COORDINATORS, open_to
from kit.display import own_name
from kit.errors import Invalid
from kit.i18n import _
from kit.json_bodies import body_of, read_json
from kit.paging import Page
from matching.care import actions, figures, outside, queries, rails
from matching.care.models import TaskState
from matching.care.outside import (
    CareTaskOut,
    CareTasksOut,
    FiguresOut,
    LoadsOut,
    ReplayOut,
    VersionOut,
    WeightsOut,
)
from matching.care.replays import replay
from matching.care.schemas import EaseSchema, SettleSchema, TasksQuery, WeightsSchema
from matching.suggestions import actions as suggestions
from matching.suggestions import versions
from matching.suggestions.likeness import index_of_this_application
from search.schemas import PageQuery

bp = Blueprint("care_api", __name__, url_prefix="/api/v1", description="Care for those who are asked, and the weights")

SCOPE: Final = "introductions"


@bp.route("/care/figures")
@bp.response(200, FiguresOut)
@open_to(COORDINATORS, scope=SCOPE)
def show_figures() -> Any:
    """What the page of care counts: how requests are spread, what went worse, what nobody has answered."""
    everybody = figures.loads()
    spread, asked = figures.spreads(everybody), figures.asked_in_a_year()
    by_hand, overrides = figures.overrides()
    count, longest = figures.untouched()
    return {
        "spread": spread[0],
        "before": spread[1],
        "trends": rails.trends(everybody, spread, asked),
        "unmet": figures.count_unmet(),
        "unmet_by_field": _counted(figures.unmet_by_field()),
        "unmet_by_area": _counted(figures.unmet_by_area()),
        "by_rank": figures.by_rank(asked),
        "by_hand": by_hand,
        "overrides": [{"introduction": each.id, "reason": words} for each, words in overrides],
        "untouched": count,
        "longest_untouched": [dict(zip(("id", "name", "last"), row, strict=True)) for row in longest],
        "open_tasks": queries.count_open(),
    }


@bp.route("/care/loads")
@bp.arguments(PageQuery, location="query")
@bp.response(200, LoadsOut)
@open_to(COORDINATORS, scope=SCOPE)
def list_loads(query: dict[str, Any]) -> Any:
    """Every active person who was ever asked, who carries most first."""
    everybody, size = figures.loads(dated=True), query["per_page"]
    first = (query["page"] - 1) * size
    page = Page(items=everybody[first : first + size], total=len(everybody), number=query["page"], per_page=size)
    return page.describe(page.items)


@bp.route("/care/tasks")
@bp.arguments(TasksQuery, location="query")
@bp.response(200, CareTasksOut)
@open_to(COORDINATORS, scope=SCOPE)
def list_tasks(query: dict[str, Any]) -> Any:
    """What is to be seen to, the oldest first; other states by ``state``."""
    state = query["state"] or TaskState.OPEN
    listed = queries.list_tasks(state, number=query["page"], per_page=query["per_page"])
    return listed.describe([outside.task(each) for each in listed.items])


@bp.route("/care/tasks/<int:task_id>/settlement", methods=["POST"])
@bp.doc(**body_of(SettleSchema()))
@bp.response(200, CareTaskOut)
@bp.alt_response(404, description="There is no such task.")
@bp.alt_response(409, description="It has been settled.")
@open_to(COORDINATORS, scope=SCOPE)
def settle(task_id: int) -> Any:
    """Say how a task was settled."""
    task, said = queries.get_task(task_id), read_json(SettleSchema())
    actions.settle(task, TaskState(said["outcome"].value), said["words"], by=me())
    return outside.task(task)


@bp.route("/care/tasks/<int:task_id>/ease", methods=["POST"])
@bp.doc(**body_of(EaseSchema()))
@bp.response(200, CareTaskOut)
@bp.alt_response(404, description="There is no such task.")
@bp.alt_response(409, description="It has been settled, or is about something else.")
@open_to(COORDINATORS, scope=SCOPE)
def ease(task_id: int) -> Any:
    """Enter the rest or the lower limit that the person has agreed to on the telephone."""
    task = queries.get_task(task_id)
    actions.ease(task, read_json(EaseSchema()), by=me())
    return outside.task(task)


@bp.route("/weights")
@bp.response(200, WeightsOut)
@open_to(ADMINS, scope=SCOPE)
def show_weights() -> Any:
    """The weights that hold, every version, and within what they may be changed."""
    return {
        "current": outside.version(versions.find_current()),
        "versions": [outside.version(each) for each in (*versions.list_versions(), None)],
        "bounds": {name: list(least_and_most) for name, least_and_most in versions.bounds().items()},
        "sums": {side.value: whole for side, whole in versions.sums().items()},
    }


@bp.route("/weights", methods=["POST"])
@bp.doc(**body_of(WeightsSchema()))
@bp.response(201, VersionOut)
@bp.alt_response(409, description="They are those that hold.")
@bp.alt_response(422, description="Out of bounds, a side does not sum to what it has to, or no reason is given.")
@open_to(ADMINS, scope=SCOPE)
def save_weights() -> Any:
    """Keep a new version, which holds from now on; what is not sent stays as it is."""
    said = _tried()
    if not said["reason"]:
        raise Invalid({"reason": [_("変える理由を書いてください。")]})
    return outside.version(suggestions.save_weights(versions.make("tried", said), said["reason"], by=me()))


@bp.route("/weights/replay", methods=["POST"])
@bp.doc(**body_of(WeightsSchema()))
@bp.response(200, ReplayOut)
@bp.alt_response(422, description="Out of bounds, or a side does not sum to what it has to.")
@open_to(ADMINS, scope=SCOPE)
def try_weights() -> Any:
    """What these weights would have changed on the needs of a year; nothing is kept."""
    tried = versions.make("tried", _tried())
    return outside.replayed(replay(versions.current_weights(), tried, me(), index=index_of_this_application()))


@bp.route("/weights/<int:version_id>/choice", methods=["POST"])
@bp.response(200, VersionOut)
@bp.alt_response(404, description="There is no such version.")
@open_to(ADMINS, scope=SCOPE)
def choose_weights(version_id: int) -> Any:
    """Go back to a version; 0 are the weights that the service comes with."""
    version = versions.get_version(version_id)
    suggestions.choose_weights(version, by=me())
    return outside.version(version)


def _tried() -> dict[str, Any]:
    return read_json(WeightsSchema(), over=versions.values_of(versions.current_weights()))


def _counted(found: list[tuple[Any, int]]) -> list[dict[str, Any]]:
    return [{"code": entry.code, "name": own_name(entry), "count": count} for entry, count in found]
