"""What waits on the desk today: new matters, answers that are due, and next steps; each with who, what, how long and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from sqlalchemy.orm import joinedload

import matching.needs.labels  # noqa: F401 - the words of the states and steps
from directory.confirmations.models import Step
from directory.groups.models import Group, GroupState
from directory.log.models import LogEntry
from directory.log.queries import steps_due
from directory.people.models import Person, PersonState
from kit.clock import today
from kit.db import session
from kit.i18n import _, tokyo
from kit.labels import label
from matching.needs.models import Need, NeedState

MOST_ROWS = 10
"""So many of each sort of thing are shown in a queue; the rest is told as a number."""

NEW = ("submitted", "draft")
ASKED = (Step.ASKED, Step.REMINDED, Step.REMINDED_AGAIN, Step.UNSURE)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that waits. ``days``: since when. The next step is a link, or for an entry of the log two buttons."""

    who: str
    what: str
    url: str
    days: int
    step: str = ""
    step_url: str = ""
    entry: LogEntry | None = None


@dataclass(frozen=True, kw_only=True)
class Queue:
    """Some of what waits, the longest first, and how much it is in all."""

    rows: list[Row]
    total: int


def new_matters() -> Queue:
    """Needs that look for somebody, and registrations that wait to be looked at."""
    needs = Need.state == NeedState.OPEN
    rows = [_need(need) for need in _oldest(Need, needs, Need.created_at, joinedload(Need.group))]
    total = _count(Need, needs)
    for model in (Group, Person):
        waiting = model.state.in_(NEW)
        rows += [_registration(record) for record in _oldest(model, waiting, model.created_at)]
        total += _count(model, waiting)
    return Queue(rows=_longest(rows), total=total)


def awaited_answers() -> Queue:
    """Records that were asked whether they are still true, and registrations that were given back."""
    rows, total = [], 0
    for model in (Group, Person):
        returned = model.state.in_((GroupState.RETURNED.value, PersonState.RETURNED.value))
        asked = model.confirmation_step.in_(ASKED) & (model.state == "active")
        rows += [_registration(record) for record in _oldest(model, returned, model.updated_at)]
        rows += [_asked(record) for record in _oldest(model, asked, model.confirmation_step_on)]
        total += _count(model, returned) + _count(model, asked)
    return Queue(rows=_longest(rows), total=total)


def next_steps() -> Queue:
    """What was to be done by today."""
    entries, total = steps_due(today(), limit=2 * MOST_ROWS)
    return Queue(rows=[_step(entry) for entry in entries], total=total)


def _need(need: Need) -> Row:
    return Row(
        who=need.group.name if need.group else need.requester_name,
        what=need.title,
        url=url_for("needs.show", need_id=need.id),
        days=_days_since(need.received_on or need.created_at),
        step=_("候補をさがす"),
        step_url=url_for("suggestions.show", need_id=need.id),
    )


def _registration(record: Group | Person) -> Row:
    return Row(
        who=_name(record),
        what=label(record.state),
        url=_url(record),
        days=_days_since(record.updated_at if record.state == "returned" else record.created_at),
        step=_("内容を見る"),
        step_url=_url(record),
    )


def _asked(record: Group | Person) -> Row:
    kind = "groups" if isinstance(record, Group) else "people"
    return Row(
        who=_name(record),
        what=_("年1回の確認：%(step)s", step=label(record.confirmation_step)),
        url=_url(record),
        days=_days_since(record.confirmation_step_on),
        step=_("返事を記録する"),
        step_url=url_for("confirmations.form", kind=kind, record_id=record.id),
    )


def _step(entry: LogEntry) -> Row:
    return Row(
        who=entry.caller,
        what=entry.next_step,
        url=url_for("log.show", entry_id=entry.id),
        days=_days_since(entry.due_on),
        entry=entry,
    )


def _name(record: Group | Person) -> str:
    return record.name if isinstance(record, Group) else record.display_name


def _url(record: Group | Person) -> str:
    if isinstance(record, Group):
        return url_for("groups.show", group_id=record.id)
    return url_for("people.show", person_id=record.id)


def _oldest(model: Any, where: sa.ColumnElement[bool], since: Any, *options: Any) -> Sequence[Any]:
    return session.scalars(sa.select(model).where(where).order_by(since).limit(MOST_ROWS).options(*options)).all()


def _count(model: type, where: sa.ColumnElement[bool]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(model).where(where)) or 0


def _longest(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: -row.days)


def _days_since(moment: date | datetime | None) -> int:
    if moment is None:
        return 0
    day = tokyo(moment).date() if isinstance(moment, datetime) else moment
    return max(0, (today() - day).days)
