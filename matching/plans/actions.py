"""What can be done with plans: begin one, keep what was made, and decide about each row."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from directory.accounts.models import Account
from kit import audit
from kit.clock import now, today
from kit.db import session
from kit.errors import Conflict, Forbidden
from kit.i18n import _l
from kit.jobs import leave
from matching.introductions import actions as introductions
from matching.introductions.models import Introduction, Reason
from matching.plans import queries, room
from matching.plans.making import Made
from matching.plans.models import Plan, PlanRow, PlanState, RowState
from matching.scoring.profiles import Key, PartnerKind
from matching.suggestions.asked import asks
from matching.suggestions.queries import why_not
from search.engine import Index

STEP: Final = "plans.step"
KEPT: Final = timedelta(days=60)
"""So long a plan is kept: it holds points of people."""
STUCK: Final = timedelta(hours=2)
"""A plan that has been in the making for so long is given up when another one is wanted."""


class AlreadyDecided(Conflict):
    """Somebody has decided about the row, or a newer plan has taken its place."""

    message = _l("この行は、もう決まっているか、新しい案に置きかわっています。")


class EnoughUnderWay(Conflict):
    """As many introductions are under way as the need has places."""

    message = _l("この相談は、紹介が進んでいる人数でもう足りています。")


class NoRoom(Conflict):
    """With what is prepared the candidate has as much as they take on."""

    message = _l("この方は、準備中の紹介をふくめると、引き受けられる数に達しています。")


class NoLongerProposed(Conflict):
    """A rule keeps the candidate off by now."""

    message = _l("この候補は、いまは条件に合いません：%(why)s")


def begin(*, by: Account | None) -> Plan:
    """Begin a plan, or return the one that is being made; ``by``: None for the one made by itself.

    Raises:
        Forbidden: ``by`` is not of the staff.
    """
    if by is not None and not by.is_staff:
        raise Forbidden()
    made = queries.being_made()
    if made is not None and made.begun_at > now() - STUCK:
        return made
    if made is not None:
        session.delete(made)
        session.flush()
    plan = Plan(made_by_id=by.id if by else None, needs=len(queries.open_needs()), state=PlanState.MAKING)
    try:
        with session.begin_nested():
            session.add(plan)
            session.flush()
    except sa.exc.IntegrityError:
        if made := queries.being_made():
            return made  # somebody else has pressed the button at the same moment
        raise
    leave(STEP, plan=plan.id)
    audit.record("plan.begun", f"plan:{plan.id}", actor_id=by.id if by else None)
    return plan


def go_on(plan_id: int, *, done: int, total: int) -> None:
    """Keep how far a plan has come, and leave the next step."""
    plan = session.get(Plan, plan_id)
    if plan is not None and plan.state is PlanState.MAKING:
        plan.done, plan.needs = done, total
        leave(STEP, plan=plan_id)


def finish(plan_id: int, made: Made) -> None:
    """Keep what was made; undecided rows of older plans give way to it."""
    plan = session.get(Plan, plan_id)
    if plan is None or plan.state is not PlanState.MAKING:
        return
    old = sa.update(PlanRow).where(PlanRow.state == RowState.PROPOSED).values(state=RowState.STALE)
    session.execute(old)
    for one in made.proposals:
        person, group = _ids(one.key)
        pair = {"need_id": one.need_id, "person_id": person, "group_id": group}
        session.add(PlanRow(plan_id=plan_id, **pair, score=one.score, rank=one.rank, reasons=one.reasons))
    plan.state, plan.finished_at, plan.figures = PlanState.READY, now(), made.figures
    session.flush()
    audit.record("plan.made", f"plan:{plan_id}", actor_id=plan.made_by_id)


def accept(row: PlanRow, *, by: Account, index: Index) -> Introduction | None:
    """Begin the introduction of a row; a second press is the first. None where its introduction is gone.

    Raises:
        Forbidden: ``by`` is not of the staff.
        AlreadyDecided: it was refused, or a newer plan has taken its place.
        EnoughUnderWay, NoRoom, NoLongerProposed: what has happened meanwhile speaks against it.
        NeedNotOpen, AlreadyProposed: see ``introductions.propose``.
    """
    if not by.is_staff:
        raise Forbidden()
    session.refresh(row, with_for_update={"of": PlanRow})
    if row.state is RowState.ACCEPTED:
        return row.introduction
    if row.state is not RowState.PROPOSED:
        raise AlreadyDecided()
    _check(row, by, index)
    begun = introductions.propose(row.need, row.candidate, by=by, rank=row.rank, score=row.score)
    row.introduction = begun
    _decide(row, RowState.ACCEPTED, by)
    audit.record("plan.accepted", f"plan:{row.plan_id}", actor_id=by.id)
    return begun


def refuse(row: PlanRow, reason: Reason, *, by: Account) -> None:
    """Say why a row is not wanted; plans of the next sixty days leave this pair out. Pressed twice is once.

    Raises:
        Forbidden: ``by`` is not of the staff.
        AlreadyDecided: it was accepted, or a newer plan has taken its place.
    """
    if not by.is_staff:
        raise Forbidden()
    session.refresh(row, with_for_update={"of": PlanRow})
    if (row.state, row.reason) == (RowState.REFUSED, reason):
        return
    if row.state is not RowState.PROPOSED:
        raise AlreadyDecided()
    row.reason = reason
    _decide(row, RowState.REFUSED, by)
    audit.record("plan.refused", f"plan:{row.plan_id}", actor_id=by.id)


def forget_old() -> None:
    """Delete plans that were begun long ago, but for those with a refusal that still holds."""
    holding = sa.select(PlanRow.plan_id).where(room.refused_lately())
    session.execute(sa.delete(Plan).where(Plan.begun_at < now() - KEPT, Plan.id.not_in(holding)))


def _check(row: PlanRow, by: Account, index: Index) -> None:
    """What a plan saw to when it was made is seen to again."""
    key = (PartnerKind.PERSON, row.person_id) if row.person_id is not None else (PartnerKind.GROUP, row.group_id or 0)
    if room.seats_of([row.need])[0] <= 0:
        raise EnoughUnderWay()
    if kept_off := why_not(row.need, by, key, index=index):
        raise NoLongerProposed(why=kept_off.text)
    if room.room_of([key], asks(today()))[0] <= 0:
        raise NoRoom()


def _decide(row: PlanRow, state: RowState, by: Account) -> None:
    row.state, row.decided_by_id, row.decided_at = state, by.id, now()
    session.flush()


def _ids(key: Key) -> tuple[int | None, int | None]:
    return (key[1], None) if key[0] is PartnerKind.PERSON else (None, key[1])
