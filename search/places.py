"""Where the groups of a list are, for the map."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from directory.groups.queries import Position

JAPAN = (36.2, 138.25, 5)
"""Latitude, longitude and zoom that show the whole country."""
TOWN_ZOOM = 12


def of_groups(positions: Sequence[Position]) -> list[dict[str, Any]]:
    """The places in the shape that map.js reads."""
    return [
        {
            "name": name,
            "url": url_for("groups.show", group_id=group_id),
            "latitude": latitude,
            "longitude": longitude,
            "lines": [place] if place else [],
        }
        for group_id, name, place, latitude, longitude in positions
    ]


def center_of_map(positions: Sequence[Position]) -> tuple[float, float, int]:
    """Where the map begins when the script has not yet read the places."""
    if not positions:
        return JAPAN
    middle = sorted(positions, key=lambda row: row[3])[len(positions) // 2]
    return middle[3], middle[4], TOWN_ZOOM
