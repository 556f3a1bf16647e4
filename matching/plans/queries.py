"""How plans and their rows are found, and which rows no longer hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from directory.groups.models import GroupState
from directory.people.models import Person, PersonState
from kit.db import among, session
from kit.errors import Missing
from kit.i18n import _l
from kit.paging import Page
from matching.introductions.models import Introduction
from matching.introductions.moves import OPEN
from matching.needs.models import Need, NeedState
from matching.plans import room
from matching.plans.models import Plan, PlanRow, PlanState, RowState

NEEDS_A_PAGE = 50


@dataclass(frozen=True)
class NeedRows:
    """The rows of one need. ``stale``: why a row that nobody has decided about no longer holds, by its id."""

    need: Need
    rows: Sequence[PlanRow]
    stale: Mapping[int, Any]

    @property
    def waiting(self) -> int:
        """How many rows can be accepted."""
        return sum(row.state is RowState.PROPOSED and row.id not in self.stale for row in self.rows)


def find_plan(plan_id: int) -> Plan | None:
    """The plan with this number."""
    return session.get(Plan, plan_id)


def get_plan(plan_id: int) -> Plan:
    """The plan with this number, for staff.

    Raises:
        Missing: there is none.
    """
    if found := find_plan(plan_id):
        return found
    raise Missing()


def get_row(plan_id: int, row_id: int) -> PlanRow:
    """A row of a plan.

    Raises:
        Missing: there is none.
    """
    found = session.get(PlanRow, row_id)
    if found is None or found.plan_id != plan_id:
        raise Missing()
    return found


def being_made() -> Plan | None:
    """The plan that is being made."""
    return session.scalar(sa.select(Plan).where(Plan.state == PlanState.MAKING))


def list_plans(*, number: int) -> Page[Plan]:
    """All plans, newest first."""
    total = session.scalar(sa.select(sa.func.count()).select_from(Plan)) or 0
    page = Page[Plan](items=[], total=total, number=number)
    newest = sa.select(Plan).options(joinedload(Plan.made_by)).order_by(Plan.id.desc())
    items = session.scalars(newest.limit(page.per_page).offset((number - 1) * page.per_page)).all()
    return Page(items=items, total=total, number=number)


def count_rows(plan_ids: Sequence[int]) -> dict[int, dict[RowState, int]]:
    """By plan, how many rows there are of each state."""
    count = sa.select(PlanRow.plan_id, PlanRow.state, sa.func.count()).where(among(PlanRow.plan_id, plan_ids))
    found: dict[int, dict[RowState, int]] = {plan_id: {} for plan_id in plan_ids}
    for plan_id, state, rows in session.execute(count.group_by(PlanRow.plan_id, PlanRow.state)):
        found[plan_id][state] = rows
    return found


def open_needs() -> list[int]:
    """The needs that a plan looks at."""
    return list(session.scalars(sa.select(Need.id).where(Need.state == NeedState.OPEN).order_by(Need.id)))


def rows_of(plan: Plan, *, number: int) -> Page[NeedRows]:
    """The needs of a plan for which somebody is proposed, with their rows."""
    mine = PlanRow.plan_id == plan.id
    total = session.scalar(sa.select(sa.func.count(PlanRow.need_id.distinct())).where(mine)) or 0
    listed = sa.select(PlanRow.need_id).where(mine).distinct().order_by(PlanRow.need_id)
    ids = session.scalars(listed.limit(NEEDS_A_PAGE).offset((number - 1) * NEEDS_A_PAGE)).all()
    return Page(items=of_needs(plan, ids), total=total, number=number, per_page=NEEDS_A_PAGE)


def page_of(plan: Plan, need_id: int) -> int:
    """The number of the page on which a need of the plan stands."""
    before = sa.select(sa.func.count(PlanRow.need_id.distinct())).where(
        PlanRow.plan_id == plan.id, PlanRow.need_id < need_id
    )
    return (session.scalar(before) or 0) // NEEDS_A_PAGE + 1


def of_needs(plan: Plan, need_ids: Sequence[int]) -> list[NeedRows]:
    """The rows of these needs, best first."""
    shown = (PlanRow.person, PlanRow.group, PlanRow.decided_by)
    options = [joinedload(PlanRow.need).joinedload(Need.group), *(joinedload(each) for each in shown)]
    query = sa.select(PlanRow).where(PlanRow.plan_id == plan.id, among(PlanRow.need_id, need_ids)).options(*options)
    by_need: dict[int, list[PlanRow]] = {}
    for row in session.scalars(query.order_by(PlanRow.need_id, PlanRow.score.desc(), PlanRow.id)):
        by_need.setdefault(row.need_id, []).append(row)
    needs = [rows[0].need for rows in by_need.values()]
    seats = dict(zip((need.id for need in needs), room.seats_of(needs), strict=True))
    under_way = _under_way(list(by_need))
    return [
        NeedRows(need, by_need[need.id], _stale(need, by_need[need.id], seats[need.id], under_way)) for need in needs
    ]


def _under_way(need_ids: Sequence[int]) -> set[tuple[int, int | None, int | None]]:
    pairs = sa.select(Introduction.need_id, Introduction.person_id, Introduction.group_id)
    query = pairs.where(Introduction.state.in_(OPEN), among(Introduction.need_id, need_ids))
    return {(row[0], row[1], row[2]) for row in session.execute(query)}


def _stale(
    need: Need, rows: Sequence[PlanRow], seats: int, under_way: set[tuple[int, int | None, int | None]]
) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for row in rows:
        active = PersonState.ACTIVE if isinstance(row.candidate, Person) else GroupState.ACTIVE
        if row.state is not RowState.PROPOSED:
            continue
        if need.state is not NeedState.OPEN:
            found[row.id] = _l("この相談は、いま受け付けていません。")
        elif (row.need_id, row.person_id, row.group_id) in under_way:
            found[row.id] = _l("この相談には、同じ候補の紹介がすでに進んでいます。")
        elif seats <= 0:
            found[row.id] = _l("この相談は、紹介が進んでいる人数でもう足りています。")
        elif row.candidate.state is not active:
            found[row.id] = _l("この候補は、いま活動していません。")
    return found
