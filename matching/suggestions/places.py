"""How near a partner's areas are to those of a need."""

from collections.abc import Iterable, Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Final

from matching.suggestions.matches import PlaceMatch, Reach
from matching.suggestions.profiles import AreaEntry

NEAR_KM: Final = 25.0
"""Straight line; about three quarters of an hour on country roads, which people do for an evening."""
NEXT_DOOR_KM: Final = 3.0

_VALUES: Final = {
    Reach.SAME: 1.0,
    Reach.INSIDE: 0.8,
    Reach.TOWN: 0.7,
    Reach.UNKNOWN: 0.5,
    Reach.PREFECTURE: 0.2,
    Reach.FAR: 0.0,
}
_AROUND_TOWN, _AROUND_PREFECTURE = 0.9, 0.7
_NEAREST, _LEAST_NEAR = 0.65, 0.4
_TOWN_DIGITS: Final = 6


class Nearness:
    """The areas of one need, against which any area is measured once and remembered."""

    def __init__(self, wanted: Iterable[str], areas: Mapping[str, AreaEntry]) -> None:
        self._wanted = sorted(wanted)
        self._areas = areas
        self._best = cache(self._measure)

    def best(self, codes: Iterable[str]) -> PlaceMatch:
        """The nearest of these areas; of two as near, the one with the smaller code."""
        matches = [self._best(code) for code in codes]
        best = matches[0]
        for match in matches[1:]:
            if match.value > best.value or (match.value == best.value and match.there < best.there):
                best = match
        return best

    def from_point(self, position: tuple[float, float]) -> PlaceMatch:
        """How near a place on the map is, for partners who state a place but no areas."""
        found = [(km, code) for code in self._wanted if (km := self._km(code, position)) is not None]
        if not found:
            return PlaceMatch(Reach.UNKNOWN, _VALUES[Reach.UNKNOWN])
        km, code = min(found)
        if km > NEAR_KM:
            return PlaceMatch(Reach.FAR, _VALUES[Reach.PREFECTURE], here=code, km=km)
        return PlaceMatch(Reach.NEAR, _AROUND_TOWN if km <= NEXT_DOOR_KM else _near(km), here=code, km=km)

    def _measure(self, code: str) -> PlaceMatch:
        return max((self._pair(here, code) for here in self._wanted), key=lambda match: match.value)

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
        position = self._position(there) if min(len(here), len(there)) >= _TOWN_DIGITS else None
        km = self._km(here, position) if position else None
        if km is not None and km <= NEAR_KM:
            return PlaceMatch(Reach.NEAR, _near(km), here, there, km)
        reach = Reach.PREFECTURE if here[:2] == there[:2] else Reach.FAR
        return PlaceMatch(reach, _VALUES[reach], here, there, km)

    def _km(self, code: str, position: tuple[float, float]) -> float | None:
        own = self._position(code)
        return distance_km(own, position) if own else None

    def _position(self, code: str) -> tuple[float, float] | None:
        """Of the area itself or, for a district without one, of its town."""
        area = self._areas.get(code)
        if area is None or len(code) < _TOWN_DIGITS:
            return None
        return area.position or (self._position(area.parent_code) if area.parent_code else None)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) in degrees."""
    north, south = radians(one[0]), radians(other[0])
    half = sin((north - south) / 2) ** 2 + cos(north) * cos(south) * sin(radians(one[1] - other[1]) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


def _near(km: float) -> float:
    return _NEAREST - (_NEAREST - _LEAST_NEAR) * km / NEAR_KM
