"""Times in words: 11/24(火) 10時–12時, and why a day is not free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date

from directory.availability.free import FreeTimes, Moments, midnight, runs
from directory.people.models import Person
from kit.clock import today
from kit.dates import WEEKDAYS
from kit.display import month
from kit.holidays import holiday_name
from kit.i18n import _, locale


@dataclass(frozen=True)
class Day:
    """One day of the list: its name, its holiday, when it is free, and why at some time it is not."""

    day: date
    name: str
    holiday: str
    preferred: Sequence[str]
    possible: Sequence[str]
    reasons: Sequence[str]


def day_words(day: date) -> str:
    """11/24(火); in English Tue 24 Nov."""
    if locale() == "en":
        return format_date(day, "EEE d MMM", locale="en")
    return f"{day.month}/{day.day}({WEEKDAYS[day.weekday()]})"


def time_words(moment: datetime, *, end: bool = False) -> str:
    """10時, 10時30分; in English 10:30. The end of a day is 24時."""
    hour = 24 if end and (moment.hour, moment.minute) == (0, 0) else moment.hour
    if locale() == "en":
        return f"{hour}:{moment.minute:02d}"
    return f"{hour}時" + (f"{moment.minute}分" if moment.minute else "")


def hours_words(starts: datetime, ends: datetime) -> str:
    """10時–12時."""
    return f"{time_words(starts)}–{time_words(ends, end=True)}"


def span_words(starts: datetime, ends: datetime) -> str:
    """11/24(火) 10時–12時; what goes on beyond its day says both: 11/24(火) 18時–11/26(木) 9時."""
    last = (ends - timedelta(minutes=1)).date()
    if last == starts.date():
        return f"{day_words(starts.date())} {hours_words(starts, ends)}"
    return f"{day_words(starts.date())} {time_words(starts)}–{day_words(last)} {time_words(ends, end=True)}"


def list_days(times: FreeTimes, person: Person, busy: Sequence[Moments]) -> list[Day]:
    """Every day of ``times``, for the person's page."""
    days = (times.first + timedelta(days=number) for number in range(times.days))
    return [_day(day, times, person, busy) for day in days]


def list_months(spans: Iterable[Moments]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(month, [(day, hours), …]) of times in Japan, each cut at midnight."""
    found: dict[str, dict[date, list[str]]] = {}
    for starts, ends in spans:
        day = starts.date()
        while midnight(day) < ends:
            hours = found.setdefault(month(day), {}).setdefault(day, [])
            hours.append(_clipped(day, starts, ends))
            day += timedelta(days=1)
    comma = _("、")
    return [
        (name, [(day_words(day), comma.join(hours)) for day, hours in days.items()]) for name, days in found.items()
    ]


def _day(day: date, times: FreeTimes, person: Person, busy: Sequence[Moments]) -> Day:
    preferred, possible, blocked = times.of_day(day)
    return Day(
        day=day,
        name=day_words(day),
        holiday=holiday_name(day),
        preferred=_hours(preferred, day),
        possible=_hours(possible, day),
        reasons=_reasons(day, person, busy) if blocked else [],
    )


def _hours(bits: int, day: date) -> list[str]:
    return [hours_words(starts, ends) for starts, ends in runs(bits, day)]


def _reasons(day: date, person: Person, busy: Sequence[Moments]) -> list[str]:
    """What stands against a day, or a part of it."""
    if person.resting_until and day <= person.resting_until:
        return [_("今は休み")]
    if day < today() + timedelta(days=person.minimum_notice_days or 0):
        return [_("頼む時期に間に合わない日")]
    if any(absence.starts_on <= day <= absence.ends_on for absence in person.absences):
        return [_("動けない日")]
    here = [
        moments for moments in busy if moments[0] < midnight(day + timedelta(days=1)) and moments[1] > midnight(day)
    ]
    if here:
        words = [_clipped(day, *moments) for moments in here]
        return [_("予定あり：%(times)s", times=_("、").join(words))]
    return []


def _clipped(day: date, starts: datetime, ends: datetime) -> str:
    begin, finish = midnight(day), midnight(day + timedelta(days=1))
    if starts <= begin and ends >= finish:
        return str(_("終日"))
    zone = begin.tzinfo
    return hours_words(max(starts, begin).astimezone(zone), min(ends, finish).astimezone(zone))
