"""Reads dates as people write them in Japan, and shows them in the Western and the Japanese calendar."""

import datetime as dt
import re
import unicodedata
from typing import Final

from kit.numbers import KANJI, NotANumber, from_kanji

WEEKDAYS: Final = ("月", "火", "水", "木", "金", "土", "日")

# First day of each era. Before 1873 Japan kept a lunar calendar, so Meiji starts here at its Gregorian 6th year.
_ERAS: Final = (
    ("令和", "R", dt.date(2019, 5, 1), 2018),
    ("平成", "H", dt.date(1989, 1, 8), 1988),
    ("昭和", "S", dt.date(1926, 12, 25), 1925),
    ("大正", "T", dt.date(1912, 7, 30), 1911),
    ("明治", "M", dt.date(1873, 1, 1), 1867),
)
_ERA_SIGNS: Final = {"㋿": "令和", "㍻": "平成", "㍼": "昭和", "㍽": "大正", "㍾": "明治"}
_BASES: Final = {name: base for name, _, _, base in _ERAS} | {letter: base for _, letter, _, base in _ERAS}
_LAST_YEARS: Final = {"平成": 31, "H": 31, "昭和": 64, "S": 64, "大正": 15, "T": 15, "明治": 45, "M": 45}

_DIGITS: Final = f"[0-9]{{1,4}}|[{KANJI}]{{1,4}}|元"
_ERA_DATE: Final = re.compile(
    rf"(令和|平成|昭和|大正|明治|[RHSTMrhstm])\.?\s*({_DIGITS})\s*(?:年度?|[./-])?"
    rf"(?:\s*({_DIGITS})\s*(?:月|[./-])?(?:\s*({_DIGITS})\s*日?)?)?"
)
_WESTERN: Final = re.compile(
    r"([12][0-9]{3})\s*(?:年度?|[./-])\s*(?:([0-9]{1,2})\s*(?:月|[./-])?\s*(?:([0-9]{1,2})\s*日?)?)?"
)
_KANJI_WESTERN: Final = re.compile(
    r"([一二][〇零一二三四五六七八九]{3})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?)?"
)
_PACKED: Final = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_TAIL: Final = re.compile(
    r"(?:[月火水木金土日]曜日?(?:・?祝)?|\(.*\)|頃|ころ|現在|設立|時点|より|から|T?\s*0?0:00(?::00)?(?:\.0+)?Z?)$"
)
_EARLIEST, _LATEST = 1000, 2999
_LONGEST: Final = 100


class NotADate(ValueError):
    """The text is not one date that exists."""


def parse_date(text: str) -> str:
    """A date, possibly without day or month, as ``2001``, ``2001-04`` or ``2001-04-01``. Raises :class:`NotADate`.

    Understands ``2001年4月1日``, ``平成13年4月1日``, ``H13.4.1``, ``令和元年``, ``2026/11/20``, ``20261120``,
    full-width and kanji digits, a weekday or time 0:00 behind it. An era with a year it never had is refused.
    """
    if len(text) > _LONGEST:
        raise NotADate(text)
    bare = _bare(text)
    while (shorter := _TAIL.sub("", bare).strip()) != bare:
        bare = shorter
    if re.fullmatch(r"[12][0-9]{3}(?:年度?)?", bare):
        return _checked(int(bare[:4]), None, None, text)
    if packed := _PACKED.fullmatch(bare):
        return _checked(int(packed[1]), int(packed[2]), int(packed[3]), text)
    for pattern in (_WESTERN, _KANJI_WESTERN, _ERA_DATE):
        if found := pattern.fullmatch(bare):
            return _from(found, text)
    raise NotADate(text)


def parse_full_date(text: str) -> dt.date:
    """A date with year, month and day. Raises :class:`NotADate`."""
    found = parse_date(text)
    if len(found) != 10:
        raise NotADate(text)
    return dt.date.fromisoformat(found)


def find_dates(text: str) -> list[str]:
    """Every full date inside a longer text, in order, as ISO dates; what does not exist is left out."""
    bare = _bare(text)
    spans: list[tuple[int, str]] = []
    for pattern in (_WESTERN, _KANJI_WESTERN, _ERA_DATE, re.compile(rf"(?<![0-9]){_PACKED.pattern}(?![0-9])")):
        for found in pattern.finditer(bare):
            try:
                iso = _from(found, text)
            except NotADate:
                continue
            if len(iso) == 10:
                spans.append((found.start(), iso))
    return [iso for _, iso in sorted(set(spans))]


def wareki(value: dt.date | str) -> str:
    """A date or partial ISO date in the Japanese calendar: 令和元年5月1日. Before 1873 the Western year is kept.

    A year alone takes the era in force on its last day, a month alone on its last day (2019 → 令和元年).
    """
    year, month, day = _parts(value)
    last = dt.date(year, month or 12, day or (28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31))
    words = f"{year}年"
    for name, _, start, base in _ERAS:
        if last >= start:
            words = f"{name}{'元' if year - base == 1 else year - base}年"
            break
    return words + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def year_words(year: int) -> str:
    """A year in both calendars, for choosing one from a list: 2001年（平成13年）."""
    return f"{year}年（{wareki(f'{year:04d}')}）"


def full_date(value: dt.date) -> str:
    """2026年12月5日（土）."""
    return f"{value.year}年{value.month}月{value.day}日（{WEEKDAYS[value.weekday()]}）"


def full_date_time(value: dt.datetime) -> str:
    """2026年12月5日（土）13時30分, in the time zone that the value carries."""
    return f"{full_date(value.date())}{value.hour}時" + (f"{value.minute}分" if value.minute else "")


def partial_date(value: str) -> str:
    """A partial ISO date in words: 2001年, 2001年4月, 2001年4月1日."""
    year, month, day = _parts(value)
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later; the last day of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


def _bare(text: str) -> str:
    for sign, name in _ERA_SIGNS.items():
        text = text.replace(sign, name)
    bare = unicodedata.normalize("NFKC", text).strip()
    return re.sub(r"(?<=[0-9])\s*[‐‑–—−ー]\s*(?=[0-9])", "-", bare)


def _from(found: re.Match[str], text: str) -> str:
    groups = found.groups()
    month, day = (_integer(part, text) if part else None for part in groups[-2:])
    if len(groups) == 3:
        return _checked(_integer(groups[0], text), month, day, text)
    era, era_year = groups[0].upper(), _integer(groups[1], text)
    if not 1 <= era_year <= _LAST_YEARS.get(era, 99):
        raise NotADate(text)
    return _checked(_BASES[era] + era_year, month, day, text)


def _integer(part: str, text: str) -> int:
    try:
        return 1 if part == "元" else int(part) if part.isdecimal() else from_kanji(part)
    except NotANumber:
        raise NotADate(text) from None


def _checked(year: int, month: int | None, day: int | None, text: str) -> str:
    if not _EARLIEST <= year <= _LATEST:
        raise NotADate(text)
    try:
        dt.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise NotADate(text) from None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _parts(value: dt.date | str) -> tuple[int, int | None, int | None]:
    if isinstance(value, dt.date):
        return value.year, value.month, value.day
    parts = [int(part) for part in value.split("-")]
    return parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None
