"""When things happen: the words of a schedule, and the slots that say exactly the same."""

from random import Random
from typing import NamedTuple

from kit.slots import TIME_HOURS, WEEKDAYS, mask


class Schedule(NamedTuple):
    """`slots` are the 28 bits of `kit.slots`, `note` is what a person reads."""

    slots: int
    note: str


class _Rule(NamedTuple):
    days: str  # one of these weekdays, or of these groups of weekdays when separated by spaces
    hours: tuple[str, ...]  # 'from-to' as H:MM
    frequencies: tuple[str, ...]  # every: 毎週, twice: 第1・第3, once: 第2


_WEEKLY = ("every", "twice", "twice", "once")
_RULES: dict[str, _Rule] = {
    "wd-am": _Rule("月火水木金", ("9:30-11:30", "10:00-12:00", "10:00-11:30", "9:00-11:00"), _WEEKLY),
    "wd-pm": _Rule("月火水木金", ("13:30-15:30", "13:00-15:00", "14:00-16:00", "13:30-15:00"), _WEEKLY),
    "wd-night": _Rule("月火水木金", ("19:00-21:00", "19:30-21:00", "18:30-20:30", "19:00-20:30"), _WEEKLY),
    "wd-day": _Rule("月水金 火木 月〜金 水〜金 火〜金", ("10:00-15:00", "10:00-16:00", "9:30-15:30"), ("every",)),
    "after": _Rule("月火水木金", ("16:00-18:00", "16:30-18:30", "16:00-17:30"), ("every", "every", "twice")),
    "after-night": _Rule("水木金土", ("17:00-20:00", "16:30-19:30", "17:30-19:30"), ("twice", "once")),
    "we-am": _Rule("土日", ("9:00-11:00", "9:30-11:30", "10:00-12:00", "9:00-12:00"), _WEEKLY),
    "we-pm": _Rule("土日", ("13:00-15:00", "13:30-16:00", "14:00-16:00", "13:30-15:30"), _WEEKLY),
    "we-day": _Rule("土日", ("10:00-15:00", "9:00-15:00", "10:00-14:00"), ("once", "once", "twice")),
    "we-early": _Rule("土日", ("7:00-9:00", "8:00-10:00", "6:30-8:30"), ("twice", "once")),
    "we-night": _Rule("土金", ("19:00-21:00", "19:30-21:00", "19:00-20:30"), ("twice", "once")),
    "patrol": _Rule("水木金土", ("20:00-21:00", "19:30-20:30", "20:00-21:30"), ("every", "twice")),
    "morning": _Rule("月〜金 月水金", ("7:15-8:00", "7:20-8:10", "7:00-8:00"), ("every",)),
    "tuesday": _Rule("火", ("13:00-15:00", "10:00-12:00"), _WEEKLY),
    "any-day": _Rule("月火木 水〜金 火木土 土日", ("9:00-12:00", "13:00-16:00", "10:00-15:00"), ("every",)),
}
# Said in words alone, without hours: note and the slots it stands for.
_LOOSE: dict[str, tuple[Schedule, ...]] = {
    "ask": (
        Schedule(mask(range(5), (0, 1)), "依頼に応じて（おもに平日の日中）"),
        Schedule(mask(range(5), (0, 1)), "予約制（月〜金曜 9時〜16時）"),
        Schedule(mask(range(5), (0, 1)), "不定期（月〜金曜 10時〜15時の間で相談）"),
    ),
    "ask-we": (
        Schedule(mask((5, 6), (0, 1)), "不定期（おもに土日の日中）"),
        Schedule(mask((5, 6), (0, 1)), "予約制（土・日曜 9時〜16時）"),
    ),
    "office-hours": (
        Schedule(mask(range(5), (0, 1, 2)), "月〜金曜 8時30分〜17時15分（祝日を除く）"),
        Schedule(mask(range(5), (0, 1, 2)), "月〜金曜 9時〜17時（祝日を除く）"),
    ),
}
KEYS = frozenset(_RULES) | frozenset(_LOOSE)
_PAIRS = ("第1・第3", "第2・第4", "第1・第3", "第2・第4", "第2・第3")
_INDOOR_NOTES = ("（祝日は休み）", "（8月は休み）", "（変更あり、お問い合わせください）")
_OUTDOOR_NOTES = ("（雨天中止）", "（小雨決行）", "（12〜2月は休み）")


def schedule(rng: Random, key: str, *, outdoors: bool = False) -> Schedule:
    """A usual time of activity for one of KEYS; the note and the slots always agree."""
    if key in _LOOSE:
        return rng.choice(_LOOSE[key])
    rule = _RULES[key]
    days = rng.choice(rule.days.split()) if " " in rule.days else rng.choice(rule.days)
    hours = rng.choice(rule.hours)
    note = f"{_often(rng, rng.choice(rule.frequencies))}{_days_in_words(days)}曜 {_hours_in_words(hours)}"
    if rng.random() < (0.45 if outdoors else 0.18):
        note += rng.choice(_OUTDOOR_NOTES if outdoors else _INDOOR_NOTES)
    return Schedule(mask(_day_numbers(days), times_of_day(hours)), note)


def availability(rng: Random, key: str) -> Schedule:
    """When one person is usually free: as `schedule`, said without a frequency, sometimes with a second time."""
    if key in _LOOSE:
        return rng.choice(_LOOSE[key])
    rule = _RULES[key]
    days, hours = rule.days.split()[0], rng.choice(rule.hours)
    if " " not in rule.days and len(days) > 2:
        days = "".join(sorted(rng.sample(days, rng.randint(2, 3)), key=WEEKDAYS.index))
    slots, note = (
        mask(_day_numbers(days), times_of_day(hours)),
        f"{_days_in_words(days)}曜 {_hours_in_words(hours)}ごろ",
    )
    if "土" not in days and rng.random() < 0.25:
        slots |= mask((5,), (0,))
        note += "、土曜 9時〜12時ごろ"
    return Schedule(slots, note)


def times_of_day(hours: str) -> list[int]:
    """The times of day (0 morning … 3 night) that 'H:MM-H:MM' touches."""
    start, end = (_minutes(part) for part in hours.split("-"))
    return [time for time, (low, high) in enumerate(TIME_HOURS) if start < high * 60 and low * 60 < end]


def _often(rng: Random, frequency: str) -> str:
    if frequency == "every":
        return "毎週"
    return f"毎月{rng.choice(_PAIRS)}" if frequency == "twice" else f"毎月第{rng.randint(1, 4)}"


def _day_numbers(days: str) -> list[int]:
    if "〜" in days:
        first, last = days.split("〜")
        return list(range(WEEKDAYS.index(first), WEEKDAYS.index(last) + 1))
    return [WEEKDAYS.index(day) for day in days]


def _days_in_words(days: str) -> str:
    return days if "〜" in days else "・".join(days)


def _hours_in_words(hours: str) -> str:
    return "〜".join(_hour_in_words(part) for part in hours.split("-"))


def _hour_in_words(clock: str) -> str:
    hour, minute = clock.split(":")
    return f"{hour}時" if minute == "00" else f"{hour}時{minute}分"


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
