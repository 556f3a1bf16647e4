"""Reads a calendar file (iCalendar, RFC 5545) as busy half hours; titles, places and people in it are dropped unread.

The file comes from outside: its size, its number of appointments and the work its recurrences cause are limited.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from dateutil.relativedelta import relativedelta
from dateutil.tz import tzical
from icalendar import Calendar

from directory.availability.appointments import IN_VAIN, LONGEST, Appointment, TooCostly, appointment_of
from directory.availability.free import bits_between, midnight
from kit.errors import Refusal
from kit.i18n import _l

LARGEST: Final = 5 * 1024 * 1024
MONTHS_AHEAD: Final = 13
MOST_APPOINTMENTS: Final = 20_000
MOST_ZONES: Final = 100
LONGEST_LINE: Final = 20_000
MOST_STEPS: Final = 500_000
"""Days that the recurrences of one file may make the library look at: two or three seconds on a slow machine."""
A_MARGIN: Final = timedelta(days=2)
"""The same moment has different dates around the world."""

_COMPONENTS: Final = {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"}
_OF_ZONES: Final = {"TZID", "TZOFFSETFROM", "TZOFFSETTO", "DTSTART", "RRULE", "RDATE"}
_OF_EVENTS: Final = {
    "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "STATUS", "TRANSP",
    "X-MICROSOFT-CDO-BUSYSTATUS",
}  # fmt: skip
_NAME: Final = re.compile(r"([A-Za-z0-9-]+)[;:]")
_DAY: Final = re.compile(r"[0-9]{8}")
_ZONE_PARAMETER: Final = re.compile(r";TZID=", re.IGNORECASE)
_BROKEN: Final = (ValueError, TypeError, KeyError, AttributeError, OverflowError, IndexError)
"""What the libraries raise when a value is not what it should be."""


class NoCalendar(Refusal):
    """The file is none that can be read as a calendar."""

    message = _l(
        "カレンダーのファイル（.ics）ではないようです。カレンダーの「エクスポート」や「書き出し」で作ったファイルを選んでください。"
    )
    field = "file"


class EmptyFile(NoCalendar):
    """There is nothing in it."""

    message = _l("ファイルが空です。もう一度書き出してから選んでください。")


class PackedFile(NoCalendar):
    """A ZIP archive, as some services hand out calendars."""

    message = _l("ZIPのファイルです。開いて（解凍して）、中にある .ics のファイルを選んでください。")


class CutOff(NoCalendar):
    """It begins like a calendar and does not end like one."""

    message = _l("カレンダーのファイルが途中で切れています。もう一度書き出してから選んでください。")


class TooBig(NoCalendar):
    """More bytes or appointments than are read."""

    message = _l(
        "カレンダーのファイルが大きすぎます（5MB、予定2万件まで）。期間を短くして書き出すか、予定の少ないカレンダーを選んでください。"
    )


class TooManyTimes(NoCalendar):
    """Its recurrences come to more times than are worked out."""

    message = _l("くり返しの予定が多すぎて、読み取れません。センターにご相談ください。")


@dataclass
class Reading:
    """What was read: a bit for every busy half hour from ``first``, and how many appointments came to what."""

    first: date
    days: int
    busy: int = 0
    counted: int = 0
    not_busy: int = 0
    """Shown as free, or cancelled."""
    unreadable: int = 0


@dataclass
class _Lines:
    """The lines of the file that matter, by what they belong to."""

    zones: list[list[str]] = field(default_factory=list)
    events: list[list[str]] = field(default_factory=list)


def days_ahead(first: date) -> int:
    """How many days a calendar is read for."""
    last: date = first + relativedelta(months=MONTHS_AHEAD)
    return (last - first).days


def read_calendar(content: bytes, first: date) -> Reading:
    """The busy half hours of the next thirteen months.

    Raises:
        NoCalendar: or one of its kinds, which say to the person what is wrong with the file.
    """
    lines = _sorted_lines(_text(content))
    zones = _zones(lines.zones)
    reading = Reading(first, days_ahead(first))
    appointments = []
    for event in _parsed([event for event in lines.events if _may_matter(event, reading)]):
        try:
            appointments.append(appointment_of(event, zones))
        except _BROKEN:
            reading.unreadable += 1
    _count(appointments, reading)
    return reading


def _text(content: bytes) -> str:
    """The file as unfolded text: what is written in words is not looked at, so a wrong encoding does no harm."""
    if len(content) > LARGEST:
        raise TooBig()
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise EmptyFile()
    if content.startswith(b"PK\x03\x04"):
        raise PackedFile()
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = content.decode(encoding, errors="replace").lstrip("\ufeff").lstrip()
    if not re.match(r"BEGIN:VCALENDAR\s", text, re.IGNORECASE):
        raise NoCalendar()
    return re.sub(r"\n[ \t]", "", text.replace("\r\n", "\n").replace("\r", "\n"))


def _sorted_lines(text: str) -> _Lines:
    found, inside = _Lines(), list[str]()
    for line in text.split("\n"):
        match = _NAME.match(line)
        name = match[1].upper() if match else ""
        value = line.partition(":")[2].strip().upper()
        if name == "BEGIN":
            inside.append(value)
        if _is_kept(name, inside):
            _keep(line, name, inside, found)
        if name == "END" and (not inside or inside.pop() != value):
            raise CutOff()
    if inside:
        raise CutOff()
    return found


def _is_kept(name: str, inside: list[str]) -> bool:
    if not name or not inside or not _COMPONENTS.issuperset(inside):
        return False
    if name in ("BEGIN", "END"):
        return len(inside) > 1
    return name in (_OF_EVENTS if inside[-1] == "VEVENT" else _OF_ZONES if inside[1:2] == ["VTIMEZONE"] else ())


def _keep(line: str, name: str, inside: list[str], found: _Lines) -> None:
    if len(line) > LONGEST_LINE:
        raise TooManyTimes()
    kept = found.events if inside[1] == "VEVENT" else found.zones
    if name == "BEGIN" and len(inside) == 2:
        kept.append([])
        if len(found.events) > MOST_APPOINTMENTS or len(found.zones) > MOST_ZONES:
            raise TooBig()
    yearly = "FREQ=YEARLY" in line.upper()
    if kept and (inside[1] == "VEVENT" or name != "RRULE" or yearly):
        kept[-1].append(line)


def _may_matter(event: list[str], reading: Reading) -> bool:
    """Whether it can touch the days asked for: years of past appointments need not be read one by one."""
    lines = {match[1].upper(): line for line in event if (match := _NAME.match(line))}
    if lines.keys() & {"RRULE", "RDATE", "RECURRENCE-ID"}:
        return True
    days = [day[0] for name in ("DTSTART", "DTEND") if (day := _DAY.search(lines.get(name, "").partition(":")[2]))]
    if not days:
        return True  # so that it is counted as one that cannot be read
    earliest = reading.first - (LONGEST if "DURATION" in lines else A_MARGIN)
    latest = reading.first + timedelta(days=reading.days) + A_MARGIN
    return max(days) >= f"{earliest:%Y%m%d}" and min(days) <= f"{latest:%Y%m%d}"


def _zones(described: list[list[str]]) -> Mapping[str, tzinfo]:
    """The time zones that the file describes itself, by their name."""
    found: dict[str, tzinfo] = {}
    for lines in described:
        try:
            read = tzical(io.StringIO("\r\n".join(lines) + "\r\n"))
            names: Iterable[str] = read.keys()
            found |= {name: zone for name in names if (zone := read.get(name))}
        except _BROKEN:
            continue  # its appointments are taken to be in Japan
    return found


def _parsed(events: list[list[str]]) -> Iterator[Calendar]:
    """The appointments as the library reads them. The zone stays a word: its own table of zones is one for all files."""
    for lines in events:
        text = "\r\n".join(_ZONE_PARAMETER.sub(";X-ZONE=", line) for line in lines)
        try:
            yield from Calendar.from_ical(text, multiple=True)
        except _BROKEN:
            yield Calendar()  # without a beginning, so that it is counted as one that cannot be read


def _count(appointments: list[Appointment], reading: Reading) -> None:
    replaced: dict[str, set[object]] = {}
    for one in appointments:
        if one.instead_of is not None:
            replaced.setdefault(one.uid, set()).add(one.instead_of)
    begin = midnight(reading.first)
    end = midnight(reading.first + timedelta(days=reading.days))
    steps = _foreseen(appointments, begin, end)
    for one in appointments:
        if not one.is_busy:
            reading.not_busy += 1
            continue
        try:
            one.cost(begin, end)
            without = replaced.get(one.uid, set()) if one.instead_of is None else set()
            for starts, ends in one.times(begin, end, without):
                reading.busy |= bits_between(starts, ends, reading.first, reading.days)
                steps += 1
            steps += IN_VAIN if one.in_vain else 0
            reading.counted += 1
        except (TooCostly, *_BROKEN):
            reading.unreadable += 1
        if steps > MOST_STEPS:
            raise TooManyTimes()


def _foreseen(appointments: list[Appointment], begin: datetime, end: datetime) -> int:
    """Days that will have to be looked at, so that what is too much is refused before any work is done.

    Raises:
        TooManyTimes: more of them than a file may need.
    """
    steps = 0
    for one in appointments:
        with suppress(TooCostly, *_BROKEN):  # counted where it is read
            steps += one.cost(begin, end) if one.is_busy else 0
    if steps > MOST_STEPS:
        raise TooManyTimes()
    return steps
