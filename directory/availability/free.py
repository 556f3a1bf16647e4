"""Free half hours as the bits of one integer: weekly pattern, absences, busy times, pause and notice, on plain values.

Bit 0 is midnight in Japan at the start of ``first``, 48 bits are a day. Japan has no summer time, so every day has them all.
Ninety days are 4,320 bits, 540 bytes; what two sides have in common is one ``&``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from kit import slots as weekly
from kit.clock import TOKYO
from kit.holidays import weekday_of

A_DAY: Final = 48
HALF_HOUR: Final = timedelta(minutes=30)
USUAL_DAYS: Final = 90
SOCIABLE: Final = (8, 21)
"""Between these hours a meeting is proposed; whether a given hour fits is another question, and has no such limits."""

Moments = tuple[datetime, datetime]
"""An aware beginning and end."""


@dataclass(frozen=True, kw_only=True)
class Habits:
    """What somebody has said of their time. A group has a weekly pattern only."""

    slots: int = 0
    slots_possible: int = 0
    absences: Sequence[tuple[date, date]] = ()
    """First and last days, both away."""
    busy: Sequence[Moments] = ()
    resting_until: date | None = None
    notice_days: int = 0


@dataclass(frozen=True, kw_only=True)
class FreeTimes:
    """What came of it, for ``days`` days from ``first``.

    Who has stated no weekly pattern is free at no time that is known: ``stated`` tells them from those who are never free, and
    ``blocked`` holds what is ruled out for them too.
    """

    first: date
    days: int
    stated: bool
    preferred: int
    possible: int
    """Possible but not preferred."""
    blocked: int

    @property
    def free(self) -> int:
        """Preferred or possible."""
        return self.preferred | self.possible

    def of_day(self, day: date) -> tuple[int, int, int]:
        """The 48 bits of one day: preferred, possible, blocked."""
        place = (day - self.first).days * A_DAY
        if not 0 <= place < self.days * A_DAY:
            raise ValueError(f"not asked for: {day}")
        return tuple(bits >> place & _WHOLE_DAY for bits in (self.preferred, self.possible, self.blocked))  # type: ignore[return-value]

    def fits(self, starts: datetime, ends: datetime) -> bool:
        """Whether the whole of this time is free."""
        wanted = bits_between(starts, ends, self.first, self.days)
        inside = (starts >= midnight(self.first)) and (ends <= midnight(self.first + timedelta(days=self.days)))
        return bool(wanted) and inside and wanted & self.free == wanted


@dataclass(frozen=True, order=True)
class Span:
    """A time that both sides can, within one day; both times in Japan. ``preferred``: none of it is merely possible."""

    starts: datetime
    ends: datetime
    preferred: bool = True

    @property
    def hours(self) -> float:
        """How long it is."""
        return (self.ends - self.starts) / timedelta(hours=1)


_WHOLE_DAY: Final = (1 << A_DAY) - 1


def free_times(habits: Habits, first: date, days: int = USUAL_DAYS, *, now: datetime) -> FreeTimes:
    """When somebody is free. A public holiday follows the Sunday row of the weekly pattern.

    Notice counts in whole days from today: with three days' notice the third day from now is the first that can be asked for.
    """
    blocked = _blocked(habits, first, days, now)
    open_bits = ((1 << days * A_DAY) - 1) & ~blocked
    preferred = pattern_bits(habits.slots, first, days)
    possible = pattern_bits(habits.slots_possible & ~habits.slots, first, days)
    return FreeTimes(
        first=first,
        days=days,
        stated=bool(habits.slots | habits.slots_possible),
        preferred=preferred & open_bits,
        possible=possible & open_bits,
        blocked=blocked,
    )


@lru_cache(maxsize=8192)
def pattern_bits(slots: int, first: date, days: int) -> int:
    """A weekly pattern laid over the calendar."""
    by_weekday = [_day_bits(slots, weekday) for weekday in range(7)]
    habits = (by_weekday[weekday] for weekday in _weekdays(first, days))
    return int.from_bytes(b"".join(bits.to_bytes(A_DAY // 8, "little") for bits in habits), "little")


def bits_between(starts: datetime, ends: datetime, first: date, days: int) -> int:
    """Every half hour that this time touches, as far as it lies within the days."""
    if ends <= starts:
        return 0
    origin = midnight(first)
    begin = max(0, (starts - origin) // HALF_HOUR)
    end = min(days * A_DAY, -((origin - ends) // HALF_HOUR))
    return (1 << end) - (1 << begin) if end > begin else 0


def bits_of_days(from_day: date, to_day: date, first: date, days: int) -> int:
    """All of these days, both included, as far as they are asked for."""
    begin = max(0, (from_day - first).days)
    end = min(days, (to_day - first).days + 1)
    return (1 << end * A_DAY) - (1 << begin * A_DAY) if end > begin else 0


def runs(bits: int, first: date) -> Iterator[Moments]:
    """The stretches of set bits, as times in Japan; one may go beyond midnight."""
    place, origin = 0, midnight(first)
    while bits:
        gap = (bits & -bits).bit_length() - 1
        bits >>= gap
        length = (~bits & (bits + 1)).bit_length() - 1
        bits >>= length
        place += gap
        yield origin + place * HALF_HOUR, origin + (place + length) * HALF_HOUR
        place += length


def common_times(
    one: FreeTimes, other: FreeTimes, *, least: timedelta = timedelta(hours=1), hours: tuple[int, int] = SOCIABLE
) -> list[Span]:
    """When both are free for at least so long on one day between these hours, in the order of the calendar.

    Raises:
        ValueError: the two were not asked for the same days.
    """
    if (one.first, one.days) != (other.first, other.days):
        raise ValueError("the two sides are of different days")
    decent = _hours_bits(hours, one.days)
    both, best = one.free & other.free & decent, one.preferred & other.preferred
    spans = []
    for starts, ends in runs(both, one.first):
        for begin, end in _by_day(starts, ends):
            if end - begin >= least:
                inside = bits_between(begin, end, one.first, one.days)
                spans.append(Span(begin, end, preferred=inside & best == inside))
    return spans


def common_hours(one: FreeTimes, other: FreeTimes) -> float:
    """Hours that both are free; an hour that is merely possible for either counts half."""
    both, best = one.free & other.free, one.preferred & other.preferred
    return (both.bit_count() + best.bit_count()) / 4


def midnight(day: date) -> datetime:
    """The moment at which a day begins in Japan."""
    return datetime.combine(day, time(), TOKYO)


def _blocked(habits: Habits, first: date, days: int, now: datetime) -> int:
    origin, today = midnight(first), now.astimezone(TOKYO).date()
    blocked = bits_between(origin, now, first, days)
    if habits.notice_days:
        blocked |= bits_of_days(first, today + timedelta(days=habits.notice_days - 1), first, days)
    if habits.resting_until:
        blocked |= bits_of_days(first, habits.resting_until, first, days)
    for from_day, to_day in habits.absences:
        blocked |= bits_of_days(from_day, to_day, first, days)
    for starts, ends in habits.busy:
        blocked |= bits_between(starts, ends, first, days)
    return blocked


def _day_bits(slots: int, weekday: int) -> int:
    bits = 0
    for time_of_day, (begin, end) in enumerate(weekly.TIME_HOURS):
        if slots & weekly.bit(weekday, time_of_day):
            bits |= (1 << end * 2) - (1 << begin * 2)
    return bits


@lru_cache(maxsize=64)
def _weekdays(first: date, days: int) -> tuple[int, ...]:
    return tuple(weekday_of(first + timedelta(days=number)) for number in range(days))


@lru_cache(maxsize=64)
def _hours_bits(hours: tuple[int, int], days: int) -> int:
    a_day = (1 << hours[1] * 2) - (1 << hours[0] * 2)
    return int.from_bytes(a_day.to_bytes(A_DAY // 8, "little") * days, "little")


def _by_day(starts: datetime, ends: datetime) -> Iterable[Moments]:
    while starts.date() < ends.date():
        next_day = midnight(starts.date() + timedelta(days=1))
        yield starts, next_day
        starts = next_day
    if starts < ends:
        yield starts, ends
