"""The coordinator's desk: what waits, and the ways to enter something quickly."""

import sqlalchemy as sa
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from directory.claims.queries import count_open_claims
from directory.corrections.queries import count_open
from directory.groups.models import Group, GroupState
from directory.letters.queries import count_letters, letters_stand_still
from directory.people.models import Person, PersonState
from kit.access import COORDINATORS, open_to
from kit.clock import today
from kit.db import session
from kit.jobs import Job
from matching.needs.models import Need, NeedState

bp = Blueprint("desk", __name__)

MOST_ROWS = 20
WAITING = ("submitted", "returned", "draft")


@bp.get("/desk")
@open_to(COORDINATORS)
def show() -> ResponseReturnValue:
    """The desk."""
    return render_template(
        "desk/show.html",
        needs=session.scalars(
            sa.select(Need).where(Need.state == NeedState.OPEN).order_by(Need.created_at).limit(MOST_ROWS)
        ).all(),
        groups=session.scalars(
            sa.select(Group).where(Group.state.in_(WAITING)).order_by(Group.created_at).limit(MOST_ROWS)
        ).all(),
        people=session.scalars(
            sa.select(Person).where(Person.state.in_(WAITING)).order_by(Person.created_at).limit(MOST_ROWS)
        ).all(),
        counts=_counts(),
        claims=count_open_claims(),
        letters=count_letters(),
        letters_stand_still=letters_stand_still(),
        today=today(),
    )


def _counts() -> dict[str, int]:
    def count(model: type, *where: sa.ColumnElement[bool]) -> int:
        return session.scalar(sa.select(sa.func.count()).select_from(model).where(*where)) or 0

    return {
        "groups": count(Group, Group.state == GroupState.ACTIVE),
        "people": count(Person, Person.state == PersonState.ACTIVE),
        "needs": count(Need, Need.state == NeedState.OPEN),
        "waiting_groups": count(Group, Group.state.in_(WAITING)),
        "waiting_people": count(Person, Person.state.in_(WAITING)),
        "corrections": count_open(),
        "failed_jobs": count(Job, Job.attempts > 2),
    }
