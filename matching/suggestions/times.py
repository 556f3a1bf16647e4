"""Which times a need and a partner have in common: weekly slots and single dates, less absences and notice."""

from datetime import date, timedelta
from typing import Final

from kit import slots as weekly
from matching.suggestions.matches import TimeFit, TimeMatch
from matching.suggestions.profiles import NeedProfile, PartnerProfile

_UNKNOWN: Final = 0.5
"""Not stated is neither for nor against; any common time is worth more than that, and no common time excludes."""
_ONE: Final = 0.7


class Times:
    """The times of one need, prepared for many partners."""

    def __init__(self, need: NeedProfile) -> None:
        self._today = need.today
        self._days = tuple((day, _slots_of(day, need.slots)) for day in need.open_dates)
        dated = weekly.mask({day.weekday() for day, _slots in self._days}, ()) if self._days else 0
        # A weekday on which dates are named means those dates, not every week.
        self._weekly = need.slots & ~dated
        self._wanted = len(self._days) + weekly.count(self._weekly)

    @property
    def stated(self) -> bool:
        """Whether the need says when."""
        return self._wanted > 0

    def common(self, partner: PartnerProfile) -> TimeMatch:
        """What both can do."""
        days = tuple(day for day, slots in self._days if self._free(partner, day, slots))
        if not partner.slots:
            fit = TimeFit.UNKNOWN if days or self._weekly else TimeFit.NONE
            return TimeMatch(fit, days=days, value=_UNKNOWN if fit is TimeFit.UNKNOWN else 0.0)
        slots = self._weekly & partner.slots
        if not (slots or days):
            return TimeMatch(TimeFit.NONE)
        share = (len(days) + weekly.count(slots)) / self._wanted
        return TimeMatch(TimeFit.COMMON, slots, days, _ONE + (1 - _ONE) * share)

    def _free(self, partner: PartnerProfile, day: date, slots: int) -> bool:
        if partner.slots and not partner.slots & slots:
            return False
        if day < self._today + timedelta(days=partner.notice_days):
            return False
        return not any(first <= day <= last for first, last in partner.absences)


def _slots_of(day: date, slots: int) -> int:
    """The need's slots on the weekday of a date; all four when it says none for that weekday."""
    whole_day = weekly.mask([day.weekday()], ())
    return slots & whole_day or whole_day
