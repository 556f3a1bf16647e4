"""Weekly time slots: seven weekdays by four times of day, kept as the bits of one integer.

Bit ``weekday * 4 + time``; weekday 0 is Monday. One integer per row lets the database filter and count by
weekday with a single ``&``.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from kit.i18n import N_, _

_WEEK: Final = N_("月 火 水 木 金 土 日")  # one message: 月 and 日 alone are also a month and a day
WEEKDAYS: Final = tuple(_WEEK.split())
TIMES: Final = (N_("午前"), N_("午後"), N_("夕方"), N_("夜"))
TIME_HOURS: Final = ((6, 12), (12, 16), (16, 19), (19, 24))
ALL: Final = (1 << 28) - 1


def bit(weekday: int, time: int) -> int:
    """The slot of one weekday (0 = Monday) and time of day (0 = morning)."""
    if not (0 <= weekday < 7 and 0 <= time < 4):
        raise ValueError(f"no such slot: {weekday}, {time}")
    return 1 << (weekday * 4 + time)


def mask(weekdays: Iterable[int], times: Iterable[int]) -> int:
    """All slots on any of the weekdays at any of the times; an empty choice means every one."""
    days = list(weekdays) or list(range(7))
    hours = list(times) or list(range(4))
    return sum(bit(day, hour) for day in set(days) for hour in set(hours))


def pairs(slots: int) -> Iterator[tuple[int, int]]:
    """(weekday, time) of every slot set, in the order of the week."""
    for index in range(28):
        if slots >> index & 1:
            yield divmod(index, 4)


def count(slots: int) -> int:
    """How many slots are set."""
    return slots.bit_count()


def weekday_words() -> list[str]:
    """The weekdays in the visitor's language, Monday first."""
    return _(_WEEK).split()


def words(slots: int) -> str:
    """The slots in the visitor's language, days with the same times joined: 火・木の夜、土の午前・午後."""
    by_day: dict[int, list[int]] = {}
    for weekday, time in pairs(slots):
        by_day.setdefault(weekday, []).append(time)
    days_of_times: dict[tuple[int, ...], list[int]] = {}
    for weekday, times in by_day.items():
        days_of_times.setdefault(tuple(times), []).append(weekday)
    return str(_("、")).join(_phrase(days, times) for times, days in days_of_times.items())


def _phrase(days: Iterable[int], times: tuple[int, ...]) -> str:
    week = weekday_words()
    day_words = _("・").join(week[day] for day in days)
    time_words = _("終日") if len(times) == len(TIMES) else _("・").join(_(TIMES[time]) for time in times)
    return str(_("%(days)sの%(times)s", days=day_words, times=time_words))
