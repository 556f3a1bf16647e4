"""How near everybody is to a need, over columns: areas are measured once each, by ``places``."""

from functools import cached_property
from math import cos, nan, radians
from typing import Final

import numpy as np

from matching.scoring import columns as c
from matching.scoring.columns import Array, Columns
from matching.scoring.criteria import SCREEN, UNKNOWN_PLACE, Comparison
from matching.scoring.matches import PlaceMatch, Reach
from matching.scoring.places import NEAR_KM, near, rank_of
from matching.scoring.weights import FULL
from matching.scoring.wishes import way_mille

_KM_A_DEGREE = 110.0
"""A little less than it is, so that nothing near is missed."""
_IN_REACH, _PREFECTURE, _FAR = 0, 1, 2
_REACHES: Final = {Reach.PREFECTURE: _PREFECTURE, Reach.FAR: _FAR}


class Places:
    """The areas of one need against one set of columns."""

    def __init__(self, comparison: Comparison, columns: Columns) -> None:
        self._comparison = comparison
        self._need = comparison.need
        self._columns = columns
        self._last: tuple[Array, tuple[Array, Array, Array]] | None = None
        self._has_areas = columns.has_areas
        if self._need.areas:
            found = comparison.places.kept.get(columns)
            if found is None:
                found = comparison.places.kept[columns] = self._measured()
            measured: tuple[Array, ...] = found
            self._mille, self._way, self._reach, self._km, self._near = measured

    def around(self) -> Array | None:
        """The rows from which somebody could come here, where only those can be proposed; None: anybody can."""
        if not self._need.areas or self._need.online:
            return None
        within = (self._reach != _FAR) | ~self._has_areas | ~np.isnan(self._km)
        starts = self._columns.place_starts.astype(np.int64)
        begin, lengths = starts[:-1][within], np.diff(starts)[within]
        firsts = np.cumsum(lengths) - lengths
        return np.repeat(begin - firsts, lengths) + np.arange(lengths.sum())

    def out(self, rows: Array) -> Array:
        """Who is out of reach; only what partners have stated can exclude them."""
        if not self._need.areas:
            return np.zeros(len(rows), bool)
        flags = self._columns.flags[rows]
        _mille, _way, reach = self._found(rows)
        out = reach >= (_FAR if self._need.whole_prefecture else _PREFECTURE)
        on_site = flags & c.ON_SITE != 0
        out = np.where(on_site, out & self._has_areas[self._place_of(rows)], True)
        return out & ~self._by_screen(flags) if self._need.online else out

    def mille(self, rows: Array) -> Array:
        """What the place is worth for the need."""
        flags = self._columns.flags[rows]
        if not self._need.areas:
            return np.where(self._by_screen(flags), FULL, 0)
        mille = np.where(flags & c.ON_SITE != 0, self._found(rows)[0], 0)
        return np.where(self._by_screen(flags), np.maximum(mille, SCREEN), mille)

    def way(self, rows: Array) -> Array:
        """What the way is worth for the partner."""
        flags = self._columns.flags[rows]
        if not self._need.areas:
            return np.zeros(len(rows), np.int64)
        mille, way, _reach = self._found(rows)
        on_site = flags & c.ON_SITE != 0
        by_screen = self._by_screen(flags) & (~on_site | (mille < SCREEN))
        return np.where(by_screen, FULL, np.where(on_site, way, 0))

    def stated(self, rows: Array) -> Array:
        """Who has said where they are active."""
        return self._has_areas[self._place_of(rows)]

    def _by_screen(self, flags: Array) -> Array:
        return (flags & c.ONLINE != 0) & self._need.online

    def _found(self, rows: Array) -> tuple[Array, Array, Array]:
        """Worth for the need, worth for the partner and reach of each row, with how far partners say they go."""
        if self._last is not None and self._last[0] is rows:
            return self._last[1]
        place = self._place_of(rows)
        travel = self._columns.travel[rows]
        mille, way, reach, km = self._mille[place], self._way[place], self._reach[place], self._km[place]
        says = (travel != c.NO_LIMIT) & ~np.isnan(km)
        if says.any():
            too_far = says & (km > travel)
            comes = says & ~too_far & (reach != _IN_REACH)
            mille = np.where(too_far, 0, np.where(comes, self._near[place], mille))
            way = np.where(too_far, 0, np.where(comes, self._near[place], way))
            reach = np.where(too_far, _FAR, np.where(comes, _IN_REACH, reach))
        self._last = rows, (mille, way, reach)
        return self._last[1]

    def _place_of(self, rows: Array) -> Array:
        starts = self._columns.place_starts
        if len(rows) == len(self._columns):
            return np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        return np.searchsorted(starts, rows, side="right") - 1

    def _measured(self) -> tuple[Array, ...]:
        """Worth, comfort, reach and distance of every place: areas are measured one by one, a place is as good as its best one."""
        codes, nearness = self._columns.area_codes, self._comparison.places
        measured = [(nearness.best([codes[at]]), at) for at in self._near_areas()]
        measured.sort(key=lambda pair: rank_of(pair[0]))
        rank = np.full(len(codes) + 1, len(measured))  # the last one is that of places without areas
        rank[[at for _match, at in measured]] = np.arange(len(measured))
        starts, areas = self._columns.areas_of_places
        best = np.minimum.reduceat(rank[areas], starts) if len(starts) else np.zeros(0, np.int64)
        points = np.flatnonzero(~self._has_areas).tolist()
        best[points] = np.arange(len(measured) + 1, len(measured) + 1 + len(points))
        far = PlaceMatch(Reach.FAR, 0)
        found = [*(match for match, _at in measured), far, *(self._from_point(at) for at in points)]
        return (
            np.array([match.mille for match in found])[best],
            np.array([way_mille(match) for match in found])[best],
            np.array([_REACHES.get(match.reach, _IN_REACH) for match in found], np.int8)[best],
            np.array([nan if match.km is None else match.km for match in found])[best],
            np.array([0 if match.km is None else near(match.km) for match in found])[best],
        )

    def _from_point(self, at: int) -> PlaceMatch:
        point = self._columns.places[at][1]
        return self._comparison.places.from_point(point) if point else PlaceMatch(Reach.UNKNOWN, UNKNOWN_PLACE)

    def _near_areas(self) -> list[int]:
        """The areas that are worth measuring: the others are far."""
        prefectures, boxes = {code[:2] for code in self._need.areas}, self._boxes
        areas, position = self._comparison.vocabulary.areas, self._comparison.places.position
        found = []
        for at, code in enumerate(self._columns.area_codes):
            if code[:2] in prefectures:
                found.append(at)
                continue
            area = areas.get(code)
            where = (area.position or position(code)) if area and boxes else None
            if where is None:
                continue
            lat, lon = where
            for south, north, west, east in boxes:
                if south <= lat <= north and west <= lon <= east:
                    found.append(at)
                    break
        return found

    @cached_property
    def _boxes(self) -> list[tuple[float, float, float, float]]:
        """South, north, west and east of what could be near to each of the need's areas."""
        degrees = max(NEAR_KM, self._columns.longest_travel) / _KM_A_DEGREE
        found = []
        for code in self._need.areas:
            if position := self._comparison.places.position(code):
                north, east = position
                wide = degrees / max(0.1, cos(radians(min(89.0, abs(north) + degrees))))
                found.append((north - degrees, north + degrees, east - wide, east + wide))
        return found
