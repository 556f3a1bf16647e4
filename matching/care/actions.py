"""Settling what is to be seen to; each by a person, none by itself."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.availability.actions import lower
from kit import audit
from kit.clock import now, today
from kit.db import session
from kit.errors import Forbidden, NoSuchStep
from matching.care.models import CareTask, Task, TaskState


def settle(task: CareTask, state: TaskState, words: str, *, by: Account) -> None:
    """Say that it is done, or that nothing was to be done.

    Raises:
        Forbidden: ``by`` is not of the staff.
        NoSuchStep: it has been settled.
    """
    if not by.is_staff:
        raise Forbidden()
    session.refresh(task, with_for_update={"of": CareTask})
    if task.state is not TaskState.OPEN:
        raise NoSuchStep()
    task.state, task.words, task.settled_at, task.settled_by_id = state, words, now(), by.id
    session.flush()
    audit.record("care.settled", f"care:{task.id}", actor_id=by.id, changed=["state"])


def ease(task: CareTask, data: dict[str, Any], *, by: Account) -> None:
    """Let the person rest, or lower how much they take on at once, as they have said on the telephone.

    Raises:
        Forbidden: ``by`` is not of the staff.
        NoSuchStep: it has been settled, or is about something else.
    """
    if task.kind not in (Task.EASE, Task.PAUSE) or task.person is None:
        raise NoSuchStep()
    with session.begin_nested():
        settle(task, TaskState.DONE, data["words"], by=by)
        resting = _later(data["rest"]) if data["rest"] is not None else None
        lower(task.person, resting_until=resting, max_at_once=data["at_once"], by=by)


def forget_of(person_id: int) -> int:
    """Delete every task about a person."""
    mine = sa.delete(CareTask).where(CareTask.person_id == person_id).returning(CareTask.id)
    return len(session.scalars(mine).all())


def _later(months: int) -> date:
    """The last day of the month that is so many months from now."""
    years, month = divmod(today().month + months, 12)
    return date(today().year + years, month + 1, 1) - timedelta(days=1)
