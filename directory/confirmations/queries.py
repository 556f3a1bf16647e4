"""How records that have to be confirmed are found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from directory.confirmations.models import Answer, Confirmation, Step
from directory.confirmations.schedule import ANSWERING_TAKES, first_due
from directory.groups.models import Group, GroupState
from directory.people.models import Person, PersonState
from kit.clock import TOKYO
from kit.db import session
from kit.errors import Missing
from kit.paging import PER_PAGE, Page

Record = Group | Person
MODELS: dict[str, type[Group] | type[Person]] = {"group": Group, "person": Person}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the list on the desk."""

    kind: str
    id: int
    name: str
    step: Step
    step_on: date | None
    confirmed_on: date | None


def kind_of(record: Record) -> str:
    """``group`` or ``person``."""
    return "group" if isinstance(record, Group) else "person"


def subject_of(record: Record) -> str:
    """``group:12``, as letters, links and the audit name it."""
    return f"{kind_of(record)}:{record.id}"


def find_record(subject: str) -> Record | None:
    """The record of this name."""
    kind, _colon, number = subject.partition(":")
    return session.get(Group, int(number)) if kind == "group" else session.get(Person, int(number))


def base_day(record: Record) -> date:
    """The day from which the year is counted: its last confirmation, else the day it came into the register."""
    return record.last_confirmed_on or record.created_at.astimezone(TOKYO).date()


def due_records(today: date) -> Iterator[dict[str, Any]]:
    """Kind and id of the records that may have a step due; whether one is, the schedule says."""
    last_day = first_due(today)
    for kind, model in MODELS.items():
        created_by = datetime.combine(last_day, time.max, TOKYO)
        due = sa.or_(
            model.last_confirmed_on <= last_day,
            model.last_confirmed_on.is_(None) & (model.created_at <= created_by),
        )
        rested = model.confirmation_step_on.is_(None) | (model.confirmation_step_on <= today - ANSWERING_TAKES)
        state = GroupState.ACTIVE if model is Group else PersonState.ACTIVE
        query = sa.select(model.id).where(model.state == state, due, rested, model.confirmation_step != Step.FADED)
        yield from (
            {"kind": kind, "id": record_id}
            for record_id in session.scalars(query.order_by(model.last_confirmed_on, model.id))
        )


def list_asked(step: Step, *, number: int) -> Page[Row]:
    """Records for which asking has come this far, those that have waited longest first."""
    waiting = sa.union_all(*(_asked(kind, model, step) for kind, model in MODELS.items())).subquery()
    total = session.scalar(sa.select(sa.func.count()).select_from(waiting)) or 0
    query = sa.select(waiting).order_by(waiting.c.step_on, waiting.c.kind, waiting.c.id)
    rows = session.execute(query.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).mappings()
    return Page(items=[Row(**row) for row in rows], total=total, number=number)


def _asked(kind: str, model: type[Group] | type[Person], step: Step) -> Any:
    name = Group.name if model is Group else Person.display_name
    states = ("active", "paused") if step is Step.FADED else ("active",)
    return sa.select(
        sa.literal(kind).label("kind"),
        model.id.label("id"),
        name.label("name"),
        model.confirmation_step.label("step"),
        model.confirmation_step_on.label("step_on"),
        model.last_confirmed_on.label("confirmed_on"),
    ).where(model.confirmation_step == step, model.state.in_(states))


def count_asked() -> dict[Step, int]:
    """How many records there are at each step."""
    return {step: list_asked(step, number=1).total for step in Step if step is not Step.NONE}


def wishes_to_change() -> Sequence[Confirmation]:
    """Answers that ask for a change which nobody has seen to yet, the oldest first."""
    query = sa.select(Confirmation).where(Confirmation.answer == Answer.CHANGES, Confirmation.handled_at.is_(None))
    return session.scalars(query.order_by(Confirmation.id).limit(100)).all()


def get_wish(confirmation_id: int) -> Confirmation:
    """The answer with this number.

    Raises:
        Missing: there is none.
    """
    wish = session.get(Confirmation, confirmation_id)
    if wish is None:
        raise Missing()
    return wish
