"""Which times a need and a partner have in common: weekly slots and single dates, less absences and notice.

A time that a partner would rather keep free counts half. A public holiday goes like a Sunday.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from kit import slots as weekly
from kit.holidays import weekday_of
from matching.scoring.matches import TimeFit, TimeMatch, share
from matching.scoring.profiles import NeedProfile, PartnerProfile
from matching.scoring.weights import FULL

UNKNOWN: Final = 500
"""Not stated is neither for nor against; any common time is worth more than that, and no common time excludes."""
_ONE: Final = 700


class Times:
    """The times of one need, prepared for many partners."""

    def __init__(self, need: NeedProfile) -> None:
        self.today = need.today
        self.days = tuple((day, _slots_of(day, need.slots)) for day in need.open_dates)
        dated = slots_on(day for day, _slots in self.days)
        # A weekday on which dates are named means those dates, not every week.
        self.weekly = need.slots & ~dated
        self.wanted = len(self.days) + weekly.count(self.weekly)

    @property
    def stated(self) -> bool:
        """Whether the need says when."""
        return self.wanted > 0

    def common(self, partner: PartnerProfile) -> TimeMatch:
        """What both can do."""
        days = tuple(day for day, slots in self.days if self._free(partner, day, slots))
        if not partner.slots:
            fit = TimeFit.UNKNOWN if days or self.weekly else TimeFit.NONE
            return TimeMatch(fit, days=days, mille=UNKNOWN if fit is TimeFit.UNKNOWN else 0)
        slots = self.weekly & partner.slots
        if not (slots or days):
            return TimeMatch(TimeFit.NONE)
        possible = slots & partner.possible
        preferred = partner.slots & ~partner.possible
        half = tuple(day for day, wanted in self.days if day in days and not preferred & wanted)
        halves = 2 * (len(days) + weekly.count(slots)) - len(half) - weekly.count(possible)
        return TimeMatch(TimeFit.COMMON, slots, days, self.worth(halves), possible, half)

    def worth(self, halves: int) -> int:
        """What common times are worth, in thousandths; one that is preferred is two halves."""
        return _ONE + share((FULL - _ONE) * halves, 2 * FULL * self.wanted)

    def _free(self, partner: PartnerProfile, day: date, slots: int) -> bool:
        if partner.slots and not partner.slots & slots:
            return False
        if day < self.today + timedelta(days=partner.notice_days):
            return False
        return not any(first <= day <= last for first, last in partner.absences)


def _slots_of(day: date, slots: int) -> int:
    """The need's slots on the weekday of a date; all four when it says none for that weekday."""
    whole_day = slots_on([day])
    return slots & whole_day or whole_day


def slots_on(days: Iterable[date]) -> int:
    """All four slots of each weekday that these dates go by."""
    weekdays = {weekday_of(day) for day in days}
    return weekly.mask(weekdays, ()) if weekdays else 0
