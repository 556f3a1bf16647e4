"""What an assignment does to those who are asked: how the work is spread, and who is asked for the first time."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final, TypedDict

from matching.scoring.profiles import Key


class Figures(TypedDict):
    """Counts of one way of choosing. ``gini``: of the load over everybody who may be proposed, in thousandths."""

    requests: int
    points: int
    people: int
    most: int
    over: int
    first: int
    gini: int


MILLE: Final = 1000


def figures(
    pairs: Sequence[tuple[Key, int]], everybody: Collection[Key], room: Mapping[Key, int], never_asked: Collection[Key]
) -> Figures:
    """Of these candidates with their points, among everybody who may be proposed.

    ``over``: requests beyond what the candidates take on; ``first``: how many would be asked for the first time.
    """
    load = Counter(key for key, _points in pairs)
    return Figures(
        requests=len(pairs),
        points=sum(points for _key, points in pairs),
        people=len(load),
        most=max(load.values(), default=0),
        over=sum(max(0, tasks - room[key]) for key, tasks in load.items()),
        first=sum(key in never_asked for key in load),
        gini=round(MILLE * gini([load[key] for key in everybody])),
    )


def gini(loads: Collection[int]) -> float:
    """Gini coefficient: 0 when everybody does the same, near 1 when one does everything."""
    total, count = sum(loads), len(loads)
    if not total:
        return 0.0
    weighted = sum(place * load for place, load in enumerate(sorted(loads), 1))
    return 2 * weighted / (count * total) - (count + 1) / count
