"""The pages of plans: begin one, look how far it is, and decide row by row."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import matching.plans.labels  # noqa: F401 - the words of the states
from directory.accounts.me import me
from kit.access import COORDINATORS, open_to
from kit.errors import Conflict, Missing
from kit.forms import read_form
from kit.i18n import _
from kit.labels import choices
from kit.paging import page_number
from kit.web import keep_changes
from matching.introductions.models import Reason
from matching.needs.queries import needs_by_id
from matching.plans import actions, queries
from matching.plans.models import Plan, PlanRow, RowState
from matching.plans.schemas import RefusalSchema
from matching.scoring.weights import Criterion
from matching.suggestions.likeness import index_of_this_application

bp = Blueprint("plans", __name__, url_prefix="/desk/plans")

Errors = Mapping[int, str]
"""Why a row could not be decided, by its id."""


@bp.get("")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """All plans, and the button for a new one."""
    listed = queries.list_plans(number=page_number(request.args))
    return render_template(
        "matching/plans/index.html",
        listed=listed,
        counts=queries.count_rows([plan.id for plan in listed.items]),
        needs=len(queries.open_needs()),
        making=queries.being_made(),
        url_of_page=lambda page: url_for("plans.index", page=page),
    )


@bp.post("")
@open_to(COORDINATORS)
def begin() -> ResponseReturnValue:
    """Begin a plan; while one is being made, lead there."""
    return redirect(_url_of(actions.begin(by=me())), 303)


@bp.get("/<int:plan_id>")
@open_to(COORDINATORS)
def show(plan_id: int) -> ResponseReturnValue:
    """A plan in the making, or what it proposes."""
    return _plan_page(queries.get_plan(plan_id), {})


@bp.post("/<int:plan_id>/rows/<int:row_id>/acceptance")
@open_to(COORDINATORS)
def accept(plan_id: int, row_id: int) -> ResponseReturnValue:
    """Begin the introduction of one row."""
    row = queries.get_row(plan_id, row_id)
    return _accepted(row.plan, [row])


@bp.post("/<int:plan_id>/needs/<int:need_id>/acceptance")
@open_to(COORDINATORS)
def accept_all(plan_id: int, need_id: int) -> ResponseReturnValue:
    """Begin the introductions of all rows of a need about which nobody has decided."""
    plan = queries.get_plan(plan_id)
    rows = [row for found in queries.of_needs(plan, [need_id]) for row in found.rows]
    if not rows:
        raise Missing()
    return _accepted(plan, [row for row in rows if row.state is RowState.PROPOSED])


@bp.post("/<int:plan_id>/rows/<int:row_id>/refusal")
@open_to(COORDINATORS)
def refuse(plan_id: int, row_id: int) -> ResponseReturnValue:
    """Say why a row is not wanted."""
    row = queries.get_row(plan_id, row_id)
    form = read_form(RefusalSchema(), request.form)
    if form.errors:
        return _plan_page(row.plan, {row.id: " ".join(form.errors["reason"])}, need_id=row.need_id), 422
    try:
        actions.refuse(row, form.data["reason"], by=me())
    except Conflict as refusal:
        return _plan_page(row.plan, {row.id: refusal.text}, need_id=row.need_id), refusal.status
    flash(_("採用しないことにしました。60日のあいだ、新しい案にこの組み合わせを出しません。"), "success")
    return redirect(_url_at(row), 303)


def _accepted(plan: Plan, rows: list[PlanRow]) -> ResponseReturnValue:
    """Those that can be accepted are; at the others stands why not."""
    errors: dict[int, str] = {}
    for row in rows:
        try:
            actions.accept(row, by=me(), index=index_of_this_application())
        except Conflict as refusal:
            errors[row.id] = refusal.text
    if errors:
        keep_changes()
        return _plan_page(plan, errors, need_id=rows[0].need_id), Conflict.status
    flash(_("紹介の準備を始めました。まだ、だれにも知らせていません。"), "success")
    return redirect(_url_at(rows[0]) if rows else _url_of(plan), 303)


def _plan_page(plan: Plan, errors: Errors, *, need_id: int | None = None) -> str:
    """The plan; where something was refused, only the need it is about."""
    found = queries.rows_of(plan, number=page_number(request.args))
    return render_template(
        "matching/plans/show.html",
        plan=plan,
        found=found,
        sections=found.items if need_id is None else queries.of_needs(plan, [need_id]),
        without=needs_by_id(plan.figures.get("without", [])) if found.number == found.pages else [],
        counts=queries.count_rows([plan.id])[plan.id],
        errors=errors,
        reasons=choices(Reason),
        criteria={each.value: each for each in Criterion},
        url_of_page=lambda page: url_for("plans.show", plan_id=plan.id, page=page),
    )


def _url_of(plan: Plan) -> str:
    return url_for("plans.show", plan_id=plan.id)


def _url_at(row: PlanRow) -> str:
    """The row's place on the page it stands on."""
    page = queries.page_of(row.plan, row.need_id)
    return url_for("plans.show", plan_id=row.plan_id, page=page if page > 1 else None, _anchor=f"need-{row.need_id}")
