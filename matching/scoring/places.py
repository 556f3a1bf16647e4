"""How near a partner's areas are to those of a need."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from math import asin, cos, floor, inf, radians, sin, sqrt
from typing import Any, Final
from weakref import WeakKeyDictionary

from matching.scoring.matches import PlaceMatch, Reach
from matching.scoring.profiles import AreaEntry

NEAR_KM: Final = 25.0
"""Straight line; about three quarters of an hour on country roads, which people do for an evening."""
NEXT_DOOR_KM: Final = 3.0

BEYOND: Final = frozenset({Reach.PREFECTURE, Reach.FAR})
"""Farther away than people usually go."""

_VALUES: Final = {
    Reach.SAME: 1000,
    Reach.INSIDE: 800,
    Reach.TOWN: 700,
    Reach.UNKNOWN: 500,
    Reach.PREFECTURE: 200,
    Reach.FAR: 0,
}
_AROUND_TOWN, _AROUND_PREFECTURE = 900, 700
_NEAREST, _LEAST_NEAR = 650, 400
_TOWN_DIGITS: Final = 6


class Nearness:
    """The areas of one need, against which any area is measured once and remembered."""

    def __init__(self, wanted: Iterable[str], areas: Mapping[str, AreaEntry]) -> None:
        self._wanted = sorted(wanted)
        self._areas = areas
        self._best = cache(self._measure)
        self.kept: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        """What was found for whole sets of columns (``far``)."""

    def best(self, codes: Iterable[str]) -> PlaceMatch:
        """The best of these areas; of two as good the nearer one, of two as near the one with the smaller code."""
        return min((self._best(code) for code in codes), key=rank_of)

    def from_point(self, position: tuple[float, float]) -> PlaceMatch:
        """How near a place on the map is, for partners who state a place but no areas."""
        found = [(km, code) for code in self._wanted if (km := self._km(code, position)) is not None]
        if not found:
            return PlaceMatch(Reach.UNKNOWN, _VALUES[Reach.UNKNOWN])
        km, code = min(found)
        if km > NEAR_KM:
            return PlaceMatch(Reach.FAR, _VALUES[Reach.PREFECTURE], here=code, km=km)
        return PlaceMatch(Reach.NEAR, _AROUND_TOWN if km <= NEXT_DOOR_KM else near(km), here=code, km=km)

    def _measure(self, code: str) -> PlaceMatch:
        return min((self._pair(here, code) for here in self._wanted), key=rank_of)

    def _pair(self, here: str, there: str) -> PlaceMatch:
        if here == there:
            return PlaceMatch(Reach.SAME, _VALUES[Reach.SAME], here, there)
        if here.startswith(there):
            around = _AROUND_TOWN if len(there) >= _TOWN_DIGITS else _AROUND_PREFECTURE
            return PlaceMatch(Reach.AROUND, around, here, there)
        if there.startswith(here):
            return PlaceMatch(Reach.INSIDE, _VALUES[Reach.INSIDE], here, there)
        if here[:_TOWN_DIGITS] == there[:_TOWN_DIGITS]:
            return PlaceMatch(Reach.TOWN, _VALUES[Reach.TOWN], here, there)
        position = self.position(there) if min(len(here), len(there)) >= _TOWN_DIGITS else None
        km = self._km(here, position) if position else None
        if km is not None and km <= NEAR_KM:
            return PlaceMatch(Reach.NEAR, near(km), here, there, km)
        reach = Reach.PREFECTURE if here[:2] == there[:2] else Reach.FAR
        return PlaceMatch(reach, _VALUES[reach], here, there, km)

    def _km(self, code: str, position: tuple[float, float]) -> float | None:
        own = self.position(code)
        return distance_km(own, position) if own else None

    def position(self, code: str) -> tuple[float, float] | None:
        """Of the area itself or, for a district without one, of its town."""
        area = self._areas.get(code)
        if area is None or len(code) < _TOWN_DIGITS:
            return None
        return area.position or (self.position(area.parent_code) if area.parent_code else None)


def within(match: PlaceMatch, travel_km: int | None) -> PlaceMatch:
    """The same for somebody who has said how far they go."""
    if travel_km is None or match.km is None:
        return match
    if match.km > travel_km:
        return replace(match, reach=Reach.FAR, mille=_VALUES[Reach.FAR])
    return replace(match, reach=Reach.NEAR, mille=near(match.km)) if match.reach in BEYOND else match


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) in degrees."""
    north, south = radians(one[0]), radians(other[0])
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(radians(one[1] - other[1]) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def rank_of(match: PlaceMatch) -> tuple[int, float, str]:
    """By what the best of several is found, least first."""
    return -match.mille, inf if match.km is None else match.km, match.there


def near(km: float) -> int:
    """What being so far apart is worth, in thousandths; beyond what people usually go it falls no further."""
    return floor(_NEAREST - (_NEAREST - _LEAST_NEAR) * min(km, NEAR_KM) / NEAR_KM + 0.5)
