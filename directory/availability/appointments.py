"""One appointment of a calendar: when it begins, how it recurs, and the times at which somebody is busy with it.

Recurrences are worked out on the clock of the appointment's own place (a meeting at ten stays at ten through summer time) and
only then put into absolute time.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain, islice
from math import prod
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrulestr
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from directory.availability.free import Moments
from kit.clock import TOKYO

PERIODS: Final = {"YEARLY": 366, "MONTHLY": 31, "WEEKLY": 7, "DAILY": 1}
"""Frequencies that are worked out, in days. What recurs every hour, minute or second is no appointment."""
MOST_STEPS_OF_ONE: Final = 100_000
IN_VAIN: Final = 50_000
"""What a series costs that never comes: as many steps, so that a file can hold a few of them."""
MOST_TIMES_A_DAY: Final = 100
LONGEST: Final = timedelta(days=400)

_LAST_YEAR: Final = 9998
_REGULAR: Final = (1901, 2099)
"""Years in which every fourth is a leap year, as it is in those before the last year."""
_LISTS: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")


class TooCostly(Exception):
    """Working this appointment out would take too long."""


@dataclass(kw_only=True)
class Appointment:
    """As read. ``starts`` is on the clock of ``zone``; what lasts all day is in Japan."""

    uid: str
    starts: datetime
    lasts: timedelta
    zone: tzinfo
    all_day: bool = False
    is_busy: bool = True
    rule: Mapping[str, list[Any]] = field(default_factory=dict)
    added: Iterable[tuple[datetime, datetime]] = ()
    """Further times, absolute."""
    dropped: frozenset[object] = frozenset()
    """Times that are left out: absolute moments, and whole days."""
    instead_of: object | None = None
    """The time of the series that this one replaces."""
    in_vain: bool = False
    """Set when the series was worked out and never came."""

    def cost(self, begin: datetime, end: datetime) -> int:
        """Days the library has to look at.

        Raises:
            TooCostly: too many of them, or too many times on each.
        """
        if not self.rule:
            return 1
        if self.frequency not in PERIODS or prod(len(self.rule.get(name, "1")) for name in _LISTS) > MOST_TIMES_A_DAY:
            raise TooCostly()
        first, last = self._reach(begin, end)
        periods = max(0, (last - first) / timedelta(days=PERIODS[self.frequency])) / self.interval + 1
        steps = int(periods * PERIODS[self.frequency])
        if steps > MOST_STEPS_OF_ONE:
            raise TooCostly()
        return steps

    def times(self, begin: datetime, end: datetime, replaced: Iterable[object] = ()) -> Iterator[Moments]:
        """The busy times between two moments, absolute; ``replaced``: those that other appointments stand in for."""
        without = {*self.dropped, *replaced}
        # The start counts although its own rule may not meet it (RFC 5545, 3.8.5.3).
        for starts in chain([self.starts], self._recurring(begin, end) if self.rule else ()):
            moment, day = self._absolute(starts), starts.date()
            if moment not in without and day not in without:
                yield moment, self._absolute(starts + self.lasts)
        for starts, ends in self.added:
            if starts not in without:
                yield starts, ends

    @property
    def frequency(self) -> str:
        """YEARLY … DAILY, or something that is not worked out."""
        return str(self.rule["FREQ"][0]).upper()

    @property
    def interval(self) -> int:
        """Every so many."""
        return max(1, int(self.rule.get("INTERVAL", [1])[0]))

    def _recurring(self, begin: datetime, end: datetime) -> Iterator[datetime]:
        """The library looks for the next time of a rule until the year 9999. So that a rule that is never met ends soon, the
        series is worked out shortly before that year, where the same weekdays fall on the same dates.
        """
        first, last = self._reach(begin, end)
        if last < first:
            return
        later = _years_later(first.year, last.year)
        rule = {name: values for name, values in self.rule.items() if name not in ("COUNT", "UNTIL")}
        text = ";".join(f"{name}={','.join(map(str, values))}" for name, values in rule.items())
        start, stop = (moment.replace(year=moment.year + later) for moment in (first, last))
        found: Iterable[datetime] = rrulestr(text, dtstart=start).replace(until=stop)
        self.in_vain = True
        for moved in islice(found, *self.rule["COUNT"][:1]) if "COUNT" in self.rule else found:
            self.in_vain = False
            starts = moved.replace(year=moved.year - later)
            if self._absolute(starts + min(self.lasts, LONGEST)) > begin:
                yield starts

    def _reach(self, begin: datetime, end: datetime) -> tuple[datetime, datetime]:
        """Where to begin working it out, which is not at its start if that was years ago, and where to stop."""
        last = end.astimezone(self.zone).replace(tzinfo=None)
        for until in self.rule.get("UNTIL", ()):
            last = min(last, _on_clock(until, self.zone) if isinstance(until, datetime) else _end_of(until))
        if "COUNT" in self.rule:
            return self.starts, last
        since = (begin - min(self.lasts, LONGEST)).astimezone(self.zone).replace(tzinfo=None)
        return _leapt(self.starts, since, self.frequency, self.interval), last

    def _absolute(self, on_clock: datetime) -> datetime:
        return on_clock.replace(tzinfo=self.zone).astimezone(UTC)


def appointment_of(event: Any, zones: Mapping[str, tzinfo]) -> Appointment:
    """The appointment that the library has read.

    Raises:
        ValueError, TypeError, KeyError, AttributeError, OverflowError: something in it is not as it should be.
    """
    start = _one(event["DTSTART"])
    zone, all_day = _zone_of(start, zones), not isinstance(start.dt, datetime)
    starts = _on_clock(start.dt, zone)
    lasts = _length(event, starts, zone, zones, all_day=all_day)
    if lasts < timedelta():
        raise ValueError("ends before it begins")
    this = event.get("RECURRENCE-ID")
    return Appointment(
        uid=str(event.get("UID", "")),
        starts=starts,
        lasts=lasts,
        zone=zone,
        all_day=all_day,
        is_busy=_is_busy(event),
        rule=dict(_one(event["RRULE"])) if "RRULE" in event and this is None else {},
        added=[_period(value, lasts, zones) for value in _values(event, "RDATE")],
        dropped=frozenset(_key(value.dt, value, zones, all_day=all_day) for value in _values(event, "EXDATE")),
        instead_of=_key(_one(this).dt, _one(this), zones, all_day=all_day) if this is not None else None,
    )


def _is_busy(event: Any) -> bool:
    words = {str(event.get(name, "")).upper() for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")}
    return not words & {"CANCELLED", "TRANSPARENT", "FREE"}


def _length(event: Any, starts: datetime, zone: tzinfo, zones: Mapping[str, tzinfo], *, all_day: bool) -> timedelta:
    """How long it lasts on its own clock."""
    if "DTEND" in event:
        end = _one(event["DTEND"])
        if not isinstance(end.dt, datetime):
            return _on_clock(end.dt, zone) - starts
        return _at(end.dt, end, zones).astimezone(zone).replace(tzinfo=None) - starts
    if "DURATION" in event:
        length = _one(event["DURATION"]).dt
        if not isinstance(length, timedelta):
            raise ValueError("no duration")
        return length
    return timedelta(days=1) if all_day else timedelta()


def _values(event: Any, name: str) -> Iterator[Any]:
    given = event.get(name, [])
    for listed in given if isinstance(given, list) else [given]:
        for value in listed.dts:
            value.params.update({key: text for key, text in listed.params.items() if key not in value.params})
            yield value


def _period(value: Any, lasts: timedelta, zones: Mapping[str, tzinfo]) -> Moments:
    if not isinstance(value.dt, tuple):
        starts = _at(value.dt, value, zones)
        return starts, starts + lasts
    starts, more = _at(value.dt[0], value, zones), value.dt[1]
    return starts, starts + more if isinstance(more, timedelta) else _at(more, value, zones)


def _key(moment: date, value: Any, zones: Mapping[str, tzinfo], *, all_day: bool) -> object:
    """By what a time of a series is called: a moment, or a day."""
    if not isinstance(moment, datetime):
        return moment
    return moment.date() if all_day else _at(moment, value, zones)


def _at(moment: date, value: Any, zones: Mapping[str, tzinfo]) -> datetime:
    """A date or time in absolute time."""
    zone = _zone_of(value, zones)
    return _on_clock(moment, zone).replace(tzinfo=zone).astimezone(UTC)


def _zone_of(value: Any, zones: Mapping[str, tzinfo]) -> tzinfo:
    """The zone of a time: UTC, one that is known, one that the file describes, and Japan for what floats."""
    if isinstance(value.dt, datetime) and value.dt.tzinfo is not None:
        return UTC
    name = str(value.params.get("X-ZONE", "")).strip('"')
    if not name:
        return TOKYO
    return _known_zone(name) or zones.get(name) or TOKYO


def _known_zone(name: str) -> tzinfo | None:
    # Some programs put the name of their maker before that of the place: /example.org/20260101/Asia/Tokyo
    for candidate in (name, WINDOWS_TO_OLSON.get(name, ""), "/".join(name.split("/")[-2:])):
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9_+/-]{1,60}", candidate):
            try:
                return ZoneInfo(candidate)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    return None


def _on_clock(moment: date, zone: tzinfo) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment if moment.tzinfo is None else moment.astimezone(zone).replace(tzinfo=None)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max)


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _leapt(starts: datetime, since: datetime, frequency: str, interval: int) -> datetime:
    """The last start of a period of the series before ``since``; four years at a time where months count, for 29 February."""
    if since <= starts:
        return starts
    if frequency in ("YEARLY", "MONTHLY"):
        step = 4 * interval
        years = (since.year - 1 - starts.year) // step * step
        return starts.replace(year=starts.year + years) if years > 0 else starts
    step_days = timedelta(days=PERIODS.get(frequency, 1)) * interval
    return starts + max(0, (since - starts) // step_days - 1) * step_days


def _years_later(first: int, last: int) -> int:
    """How many years later the calendar is the same from the first year to the last, as late as the library can count.

    Raises:
        TooCostly: the series is longer than a calendar that is the same.
    """
    for later in range(_LAST_YEAR - last, _LAST_YEAR - last - 28, -1):
        same_weekdays = date(first + later, 1, 1).weekday() == date(first, 1, 1).weekday()
        if later % 4 == 0 and same_weekdays and first + later > _LAST_YEAR - 97 and first >= _REGULAR[0]:
            return later
    raise TooCostly()
