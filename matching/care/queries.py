"""What is to be seen to, and whose own pages tell of it."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from kit.audit import AuditEntry
from kit.db import session
from kit.errors import Missing
from kit.paging import Page
from matching.care.models import CareTask, Task, TaskState
from matching.introductions.models import Introduction
from matching.needs.models import Need

MOST_LISTED = 50


def get_task(task_id: int) -> CareTask:
    """The task with this number.

    Raises:
        Missing: there is none.
    """
    found = session.get(CareTask, task_id)
    if found is None:
        raise Missing()
    return found


def open_tasks() -> Sequence[CareTask]:
    """What is open, the oldest first."""
    found = sa.select(CareTask).where(CareTask.state == TaskState.OPEN).options(*_LISTED)
    return session.scalars(found.order_by(CareTask.created_at, CareTask.id).limit(MOST_LISTED)).all()


def list_tasks(state: TaskState, *, number: int, per_page: int) -> Page[CareTask]:
    """One page of the tasks in a state, the oldest first."""
    where = CareTask.state == state
    total = session.scalar(sa.select(sa.func.count()).select_from(CareTask).where(where)) or 0
    query = sa.select(CareTask).where(where).options(joinedload(CareTask.skill))
    found = query.order_by(CareTask.created_at, CareTask.id).limit(per_page).offset((number - 1) * per_page)
    return Page(items=session.scalars(found).all(), total=total, number=number, per_page=per_page)


def count_open() -> int:
    """How many are open."""
    return session.scalar(sa.select(sa.func.count()).where(CareTask.state == TaskState.OPEN)) or 0


def tasks_of(person_id: int) -> Sequence[CareTask]:
    """Everything about one person, also what is settled."""
    return session.scalars(sa.select(CareTask).where(CareTask.person_id == person_id).order_by(CareTask.id)).all()


def asked_of(person_id: int) -> list[Task]:
    """What the person themselves has been asked and has not answered: looking over their times, and whether they rest.

    Saying one's times anew is an answer.
    """
    mine = sa.select(CareTask).where(
        CareTask.person_id == person_id,
        CareTask.state == TaskState.OPEN,
        CareTask.kind.in_((Task.TIMES, Task.PAUSE)),
    )
    found = [task for task in session.scalars(mine.order_by(CareTask.id)) if task.id not in answered([task])]
    return list(dict.fromkeys(task.kind for task in found))


def answered(tasks: Sequence[CareTask]) -> set[int]:
    """Which of these were followed by a change of the person's entry."""
    subjects = {f"person:{task.person_id}" for task in tasks if task.kind in (Task.TIMES, Task.PAUSE)}
    edits = sa.select(AuditEntry.subject, sa.func.max(AuditEntry.at)).where(
        AuditEntry.subject.in_(subjects), AuditEntry.verb == "person.edited"
    )
    last = {row[0]: row[1] for row in session.execute(edits.group_by(AuditEntry.subject))}
    return {task.id for task in tasks if (at := last.get(f"person:{task.person_id}")) and at > task.created_at}


_LISTED = (
    joinedload(CareTask.person),
    joinedload(CareTask.skill),
    joinedload(CareTask.introduction).joinedload(Introduction.need).joinedload(Need.group),
    joinedload(CareTask.introduction).joinedload(Introduction.need).joinedload(Need.person),
    joinedload(CareTask.introduction).joinedload(Introduction.group),
)
