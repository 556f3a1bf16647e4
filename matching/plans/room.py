"""How much is to be shared out: seats that are still free, what candidates still take on, and who is not paired again."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import sqlalchemy as sa

from directory.people.models import Person
from kit import slots as weekly
from kit.clock import now
from kit.db import among, session
from kit.holidays import weekday_of
from matching.introductions.models import Introduction
from matching.introductions.moves import OPEN, State
from matching.needs.models import Need
from matching.plans.models import PlanRow, RowState
from matching.scoring.order import number_of
from matching.scoring.profiles import Asks, Key, PartnerKind

MOST_NEW: Final = 3
"""One plan gives nobody more than so many new tasks, whatever they have stated."""
REFUSAL_HOLDS: Final = timedelta(days=60)
"""So long a pair that staff refused stays out of new plans. What spoke against it then (dates, load) passes; what does not pass
is said where it holds for every list: pairs that are kept apart (matching/exclusions)."""
_NOTHING: Final = Asks()


def seats_of(needs: Sequence[Need]) -> list[int]:
    """How many are still looked for, less those with whom an introduction is under way."""
    count = sa.select(Introduction.need_id, sa.func.count()).where(
        Introduction.state.in_(OPEN), among(Introduction.need_id, [need.id for need in needs])
    )
    under_way: dict[int, int] = {row[0]: row[1] for row in session.execute(count.group_by(Introduction.need_id))}
    return [max(0, (need.people_wanted or 1) - under_way.get(need.id, 0)) for need in needs]


def room_of(keys: Sequence[Key], asks: Mapping[Key, Asks]) -> list[int]:
    """How many more tasks each of them takes on: what is prepared but not asked yet counts too."""
    limits, prepared = _limits(), prepared_for()
    found = []
    for key in keys:
        most = limits.get(key[1], ()) if key[0] is PartnerKind.PERSON else ()
        found.append(left_of(most, asks.get(key, _NOTHING), prepared.get(key, 0)))
    return found


def left_of(most: Sequence[int | None], had: Asks, waiting: int = 0) -> int:
    """How many more tasks somebody takes on who takes at most so many at once, in a month and in a year."""
    have = (had.now, had.this_month, had.this_year)
    left = [limit - done - waiting for limit, done in zip(most, have, strict=False) if limit is not None]
    return max(0, min([MOST_NEW, *left]))


def prepared_for() -> dict[Key, int]:
    """How many introductions of each candidate are prepared without their having been asked."""
    columns = (Introduction.person_id, Introduction.group_id)
    query = sa.select(*columns, sa.func.count()).where(Introduction.state == State.PROPOSED).group_by(*columns)
    return {_key(row[0], row[1]): row[2] for row in session.execute(query) if row[0] or row[1]}


def paired_before(need_ids: Collection[int]) -> set[tuple[int, int]]:
    """(need, number of the candidate) of pairs that had their introduction, or that staff have refused in a plan of late."""
    had = sa.select(Introduction.need_id, Introduction.person_id, Introduction.group_id)
    refused = sa.select(PlanRow.need_id, PlanRow.person_id, PlanRow.group_id).where(refused_lately())
    rows = [
        *session.execute(had.where(among(Introduction.need_id, need_ids))),
        *session.execute(refused.where(among(PlanRow.need_id, need_ids))),
    ]
    return {(row[0], number_of(_key(row[1], row[2]))) for row in rows if row[1] or row[2]}


def refused_lately() -> sa.ColumnElement[bool]:
    """Rows whose refusal still holds."""
    return (PlanRow.state == RowState.REFUSED) & (PlanRow.decided_at >= now() - REFUSAL_HOLDS)


def times_of(needs: Sequence[Need], today: date) -> list[frozenset[Hashable]]:
    """When each need takes place, where it leaves no choice: its only date, or its only weekly slot.

    A weekly slot also stands for the same slot of every date that another need names.
    """
    days = [[day for text in need.dates if (day := date.fromisoformat(text)) >= today] for need in needs]
    only = {dates[0] for dates in days if len(dates) == 1}
    found: list[frozenset[Hashable]] = []
    for need, dates in zip(needs, days, strict=True):
        if len(dates) == 1:
            whole_day = weekly.mask([weekday_of(dates[0])], ())
            cells = need.slots & whole_day or whole_day
            found.append(frozenset((dates[0], cell) for cell in weekly.pairs(cells)))
        elif not dates and weekly.count(need.slots) == 1:
            cell = next(iter(weekly.pairs(need.slots)))
            found.append(frozenset({cell, *((day, cell) for day in only if weekday_of(day) == cell[0])}))
        else:
            found.append(frozenset())
    return found


def _limits() -> dict[int, Sequence[int | None]]:
    limits = (Person.max_at_once, Person.max_per_month, Person.max_per_year)
    stated = sa.or_(*(limit.is_not(None) for limit in limits))
    return {row[0]: tuple(row[1:]) for row in session.execute(sa.select(Person.id, *limits).where(stated))}


def _key(person_id: int | None, group_id: int | None) -> Key:
    return (PartnerKind.PERSON, person_id) if person_id is not None else (PartnerKind.GROUP, group_id or 0)
