"""Japan's public holidays, by their law: 祝日, 振替休日 and 国民の休日."""

from datetime import date
from functools import lru_cache

import jpholiday

SUNDAY = 6


@lru_cache(maxsize=4096)
def holiday_name(day: date) -> str:
    """The Japanese name of the holiday on this day; empty when there is none."""
    return str(jpholiday.is_holiday_name(day) or "")


def weekday_of(day: date) -> int:
    """The weekday by whose habits this day goes: 0 is Monday, and a public holiday goes like a Sunday (日・祝)."""
    return SUNDAY if holiday_name(day) else day.weekday()
