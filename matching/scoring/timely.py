"""Common times over columns: what ``times`` finds for one partner, for everybody."""

from functools import cached_property

import numpy as np

from kit import slots as weekly
from matching.scoring import columns as c
from matching.scoring.columns import Array, Columns
from matching.scoring.criteria import ELSEWHEN
from matching.scoring.times import UNKNOWN, Times


class Timely:
    """The times of one need against one set of columns."""

    def __init__(self, times: Times, columns: Columns) -> None:
        self._times = times
        self._columns = columns

    def never(self, rows: Array) -> Array:
        """People without a common time; of groups one only knows when they meet."""
        if not self._times.stated:
            return np.zeros(len(rows), bool)
        slots = self._columns.slots[rows]
        if not self._times.days:
            none = (slots != 0) & (slots & self._times.weekly == 0)
        else:
            none = self._halves(rows) == 0
            if self._times.weekly:
                none &= slots != 0
        return none & (self._columns.flags[rows] & c.GROUP == 0)

    def mille(self, rows: Array) -> Array:
        """What the common times are worth."""
        times, slots = self._times, self._columns.slots[rows]
        common = self._halves(rows)
        most = 2 * (len(times.days) + weekly.count(times.weekly))
        worth = np.array([0, *(times.worth(count) for count in range(1, most + 1))])
        group = self._columns.flags[rows] & c.GROUP != 0
        stated = np.where((common == 0) & group, ELSEWHEN, worth[common])
        never = np.where(group, ELSEWHEN, 0)
        unstated = np.where((common > 0) | bool(times.weekly), UNKNOWN, never)
        return np.where(slots == 0, unstated, stated)

    def _halves(self, rows: Array) -> Array:
        """How many dates and weekly times they have in common, each preferred one as two halves."""
        slots, possible = self._columns.slots[rows], self._columns.possible[rows]
        preferred = slots & ~possible
        found = np.bitwise_count(slots & self._times.weekly).astype(np.int64)
        found += np.bitwise_count(preferred & self._times.weekly)
        for at, (day, wanted) in enumerate(self._times.days):
            free = (slots == 0) | (slots & wanted != 0)
            free &= self._columns.notice[rows] <= (day - self._times.today).days
            free &= ~self._away[at][rows]
            found += free
            found += free & ((slots == 0) | (preferred & wanted != 0))
        return found

    @cached_property
    def _away(self) -> list[Array]:
        """For each date, who is away."""
        absences = self._columns.absences
        found = []
        for day, _slots in self._times.days:
            away = np.zeros(len(self._columns), bool)
            number = day.toordinal()
            away[absences[(absences[:, 1] <= number) & (number <= absences[:, 2]), 0]] = True
            found.append(away)
        return found
