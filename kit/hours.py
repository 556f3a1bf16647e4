"""Reads times of day and days to come as people write them in Japan: 14:00〜15:30, 午後2時から3時半, 12月5日."""

import datetime as dt
import re
import unicodedata
from typing import Final

from kit.dates import NotADate, parse_full_date

_CLOCK: Final = r"(午前|午後|AM|PM)?\s*([0-9]{1,2})\s*(?:[:時]\s*(?:([0-9]{1,2})\s*分?|(半))?)"
_SPAN: Final = re.compile(rf"{_CLOCK}\s*(?:-|~|から|より)\s*{_CLOCK}\s*(?:まで)?", re.IGNORECASE)
_MONTH_AND_DAY: Final = re.compile(r"([0-9]{1,2})\s*(?:月|/|-)\s*([0-9]{1,2})\s*日?\s*(?:\(.\)|[月火水木金土日]曜日?)?")
_DASHES: Final = re.compile(r"[‐‑–—−ー〜～]")


class NotHours(ValueError):
    """What was typed is no time of day from when to when."""


def parse_hours(text: str) -> tuple[dt.time, dt.time]:
    """From when to when, the later one later. An afternoon said for the first holds for the second too.

    Raises:
        NotHours: it is no such thing.
    """
    found = _SPAN.fullmatch(_bare(text))
    if not found:
        raise NotHours(text)
    first, second = found.groups()[:4], found.groups()[4:]
    start = _time(first, text)
    end = _time(second if second[0] or not first[0] else (first[0], *second[1:]), text)
    if end <= start and not second[0]:
        end = _time(second, text)  # 午前11時から13時
    if end <= start:
        raise NotHours(text)
    return start, end


def parse_coming_day(text: str, today: dt.date) -> dt.date:
    """A day, or a month and a day without a year: the next one that comes.

    Raises:
        NotADate: it is no day.
    """
    if found := _MONTH_AND_DAY.fullmatch(_bare(text)):
        month, day = int(found[1]), int(found[2])
        for year in range(today.year, today.year + 9):  # 29 February may be eight years away
            try:
                coming = dt.date(year, month, day)
            except ValueError:
                continue
            if coming >= today:
                return coming
        raise NotADate(text)
    return parse_full_date(text)


def hours(start: dt.datetime, end: dt.datetime) -> str:
    """14:00〜15:30, in the time zone that the values carry."""
    return f"{start:%-H:%M}〜{end:%-H:%M}"


def _bare(text: str) -> str:
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip()).replace("正午", "12:00")


def _time(parts: tuple[str | None, ...], text: str) -> dt.time:
    half, hour, minute, half_past = parts
    number = int(hour or 0)
    if half and half.upper() in ("午後", "PM") and number < 12:
        number += 12
    try:
        return dt.time(number, 30 if half_past else int(minute or 0))
    except ValueError:
        raise NotHours(text) from None
