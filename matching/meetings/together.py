"""When both sides are free, as far as they have said: what the coordinator would find out by calling both."""

from datetime import datetime, timedelta
from typing import Final

from directory.availability.free import FreeTimes, Habits, Moments, Span, common_times, free_times, midnight
from directory.availability.queries import free_times_of_groups, free_times_of_people
from directory.groups.models import Group
from directory.people.models import Person
from kit.clock import now, today
from matching.introductions.models import Introduction
from matching.introductions.moves import Side
from matching.meetings.queries import held_times

DAYS: Final = 28
MOST_SHOWN: Final = 8
HALF_HOUR: Final = timedelta(minutes=30)


def free_together(introduction: Introduction) -> list[Span]:
    """Times of the next four weeks that suit both; none where one of them has never said when they can."""
    both = [_free(introduction, side) for side in Side]
    one, other = both
    if one is None or other is None or not (one.stated and other.stated):
        return []
    return common_times(one, other)[:MOST_SHOWN]


def _free(introduction: Introduction, side: Side) -> FreeTimes | None:
    """A need's own times say more of its requester than those at which the group usually meets."""
    party, first, until = introduction.party(side), today(), today() + timedelta(days=DAYS - 1)
    if side is Side.REQUESTER and introduction.need.slots:
        busy = _held(f"group:{party.id}" if isinstance(party, Group) else f"person:{party.id}") if party else []
        return free_times(Habits(slots=introduction.need.slots, busy=tuple(busy)), first, DAYS, now=now())
    if isinstance(party, Group):
        return free_times_of_groups([party.id], first, until).get(party.id)
    if isinstance(party, Person):
        holds = {party.id: _held(f"person:{party.id}")}
        return free_times_of_people([party.id], first, until, holds=holds).get(party.id)
    return None


def _held(who: str) -> list[Moments]:
    first: datetime = midnight(today())
    return [(at, at + HALF_HOUR) for at in held_times(who, first, first + timedelta(days=DAYS))]
