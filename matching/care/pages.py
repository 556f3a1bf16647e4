"""The page of care: what is to be seen to, who carries how much, who was never asked, and what nobody has answered."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import matching.care.labels  # noqa: F401 - the words of the tasks
from directory.accounts.me import me
from kit.access import COORDINATORS, open_to
from kit.clock import today
from kit.display import own_name
from kit.forms import Form, read_form, refusals_in
from kit.i18n import _, tokyo
from matching.care import actions, figures, queries, rails
from matching.care.figures import Load
from matching.care.models import CareTask, Task, TaskState
from matching.care.schemas import EaseSchema, SettleSchema
from matching.exclusions.queries import subject_of

bp = Blueprint("care", __name__, url_prefix="/desk/care")

MOST_BARS = 6


@bp.get("")
@open_to(COORDINATORS)
def index() -> ResponseReturnValue:
    """Everything on one page, to be printed for a meeting."""
    everybody = figures.loads()
    spread, asked = figures.spreads(everybody), figures.asked_in_a_year()
    asks, tasks = spread[0].asks, queries.open_tasks()
    untouched, resting = figures.untouched()
    by_hand, overrides = figures.overrides()
    return render_template(
        "matching/care/index.html",
        today=today(),
        tasks=tasks,
        answered=queries.answered(tasks),
        trends=rails.trends(everybody, spread, asked),
        spread=spread[0],
        heavy=[load for load in everybody if load.too_much(asks)][: figures.MOST_LISTED],
        loads=everybody[: figures.MOST_LISTED],
        people_asked=len(everybody),
        untouched=untouched,
        longest=resting,
        bars=_bars(everybody, spread[0].people),
        fields=_named(figures.unmet_by_field()),
        areas=_named(figures.unmet_by_area()),
        ranks=figures.by_rank(asked),
        by_hand=by_hand,
        overrides=overrides,
    )


@bp.get("/loads.csv")
@open_to(COORDINATORS)
def export() -> ResponseReturnValue:
    """Everybody who was ever asked, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([
        _("番号"), _("名前"), _("90日の打診"), _("1年の打診"), _("いま進行中"), _("同時の上限"), _("月の上限"), _("年の上限"),
        _("最後の打診"),
    ])  # fmt: skip
    for load in figures.loads(dated=True):
        limits = ("" if most is None else most for most in (load.at_once, load.a_month, load.a_year))
        name = f"'{load.name}" if load.name.startswith(("=", "+", "-", "@")) else load.name  # no formula for Excel
        writer.writerow(
            [load.id, name, load.quarter, load.year, load.now, *limits, tokyo(load.last).date() if load.last else ""]
        )
    headers = {"Content-Disposition": f"attachment; filename=care-{today():%Y%m%d}.csv"}
    return Response("\ufeff" + out.getvalue(), mimetype="text/csv; charset=utf-8", headers=headers)


@bp.get("/tasks/<int:task_id>")
@open_to(COORDINATORS)
def show(task_id: int) -> ResponseReturnValue:
    """One task with what can be done about it."""
    return _task_page(queries.get_task(task_id), Form())


@bp.post("/tasks/<int:task_id>")
@open_to(COORDINATORS)
def settle(task_id: int) -> ResponseReturnValue:
    """Say how it was settled."""
    task = queries.get_task(task_id)
    form = read_form(SettleSchema(), request.form)
    if form.errors:
        return _task_page(task, form), 422
    actions.settle(task, TaskState(form.data["outcome"].value), form.data["words"], by=me())
    return _settled()


@bp.post("/tasks/<int:task_id>/ease")
@open_to(COORDINATORS)
def ease(task_id: int) -> ResponseReturnValue:
    """Enter the rest or the lower limit that the person has agreed to on the telephone."""
    task = queries.get_task(task_id)
    form = read_form(EaseSchema(), request.form)
    if not form.errors:
        with refusals_in(form):
            actions.ease(task, form.data, by=me())
            return _settled()
    return _task_page(task, form), 422


def _settled() -> ResponseReturnValue:
    flash(_("すんだことにしました。"), "success")
    return redirect(url_for("care.index"), 303)


def _task_page(task: CareTask, form: Form) -> str:
    requester = task.introduction.need.group or task.introduction.need.person
    candidate = task.introduction.candidate
    return render_template(
        "matching/care/task.html",
        task=task,
        form=form,
        may_ease=task.kind in (Task.EASE, Task.PAUSE) and task.person is not None,
        pair=(subject_of(requester), subject_of(candidate)) if requester and candidate else None,
        answered=task.id in queries.answered([task]),
    )


def _named(counted: Sequence[tuple[Any, int]]) -> list[dict[str, Any]]:
    return [{"label": own_name(entry), "count": count} for entry, count in counted]


def _bars(everybody: Sequence[Load], people: int) -> list[dict[str, Any]]:
    """How many people were asked how often in 90 days."""
    counts = Counter(min(load.quarter, MOST_BARS) for load in everybody)
    counts[0] += max(0, people - len(everybody))
    words = {0: _("0回"), MOST_BARS: _("%(count)s回以上", count=MOST_BARS)}
    return [
        {"label": words.get(times) or _("%(count)s回", count=times), "count": counts[times]}
        for times in range(MOST_BARS + 1)
    ]
