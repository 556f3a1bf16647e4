"""Nobody in two places at once: where an assignment puts somebody there, the needs around it are shared out anew.

Branch and bound over the same flow: each clash is forbidden on one side or on the other, the most promising first, so that the
first answer without a clash is the best one for these needs while everybody else keeps what they have.
"""

import heapq
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, count
from typing import Final

import numpy as np

from matching.plans.flow import Array, Market, assign

FREED: Final = 60
"""At most so many needs are shared out anew for one clash; in a smaller market all of them, and the answer is the best there is."""
_NEAR: Final = 8
"""So many of a need's best bids say whose needs stand around it."""
_BIDS: Final = 100
"""So many of their best bids are looked at again."""
_MOST_TRIED: Final = 400
"""After so many flows the first way out is taken."""

Times = Sequence[frozenset[Hashable]]
"""When each need takes place, if it can be at no other time; empty where there is a choice."""


@dataclass(frozen=True, eq=False)
class Repaired:
    """``chosen``: bids without a clash. ``clashes``: how many there were; ``cost``: what it took of the worth."""

    chosen: Array
    clashes: int
    cost: int


def repair(market: Market, chosen: Array, times: Times, *, freed: int = FREED) -> Repaired:
    """The assignment with nobody in two places at once; ``freed`` needs at most are shared out anew at a time."""
    before, found = market.worth(chosen), len(list(clashes_of(market, chosen, times)))
    while clash := next(clashes_of(market, chosen, times), None):
        around = _around(market, chosen, clash, freed)
        rest = _without(market, chosen, around, times)
        again = _best_without_clash(rest, times)
        chosen = np.sort(np.concatenate([chosen[~np.isin(market.bids.need[chosen], around)], again]))
    return Repaired(chosen, found, before - market.worth(chosen))


def clashes_of(market: Market, chosen: Array, times: Times) -> Iterator[tuple[int, int]]:
    """Pairs of chosen bids of one candidate at the same time."""
    by_candidate: dict[int, list[int]] = {}
    for bid in chosen.tolist():
        if times[market.bids.need[bid]]:
            by_candidate.setdefault(int(market.bids.candidate[bid]), []).append(bid)
    for bids in by_candidate.values():
        for one, other in combinations(bids, 2):
            if not times[market.bids.need[one]].isdisjoint(times[market.bids.need[other]]):
                yield one, other


def _around(market: Market, chosen: Array, clash: tuple[int, int], most: int) -> Array:
    """The needs of a clash, with those whose people they would like and those that would like their people."""
    needs, total = market.bids.need, len(market.seats)
    if total <= most:
        return np.arange(total)
    freed = {int(needs[bid]) for bid in clash}
    edge = freed
    while edge and len(freed) < most:
        wanted = market.bids.candidate[np.concatenate([_best_of(market, need, _NEAR) for need in sorted(edge)])]
        held = needs[chosen[np.isin(market.bids.candidate[chosen], wanted)]]
        edge = set(held.tolist()) - freed
        freed |= set(sorted(edge)[: max(0, most - len(freed))])
    return np.array(sorted(freed))


def _best_of(market: Market, need: int, most: int) -> Array:
    """Positions of some of the best bids of a need."""
    first, end = np.searchsorted(market.bids.need, [need, need + 1]).tolist()
    if end - first <= most:
        return np.arange(first, end)
    best: Array = first + np.argpartition(-market.bids.points[first:end], most)[:most]
    return best


@dataclass(frozen=True, eq=False)
class _Rest:
    """The market of some needs while the others keep what they have; ``place``: positions of its bids in the whole market."""

    market: Market
    place: Array


def _without(market: Market, chosen: Array, freed: Array, times: Times) -> _Rest:
    bids = market.bids
    kept = chosen[~np.isin(bids.need[chosen], freed)]
    given = np.bincount(bids.candidate[kept], minlength=len(market.capacities))
    place = np.sort(np.concatenate([_best_of(market, need, _BIDS) for need in freed.tolist()]))
    elsewhere: dict[int, set[Hashable]] = {}
    for bid in kept.tolist():
        elsewhere.setdefault(int(bids.candidate[bid]), set()).update(times[bids.need[bid]])
    taken = np.isin(bids.candidate[place], [who for who, at in elsewhere.items() if at])
    free = ~taken
    for at in np.flatnonzero(taken).tolist():
        free[at] = times[bids.need[place[at]]].isdisjoint(elsewhere[int(bids.candidate[place[at]])])
    place = place[free]
    busy = given if market.busy is None else given + market.busy
    rest = replace(market, bids=bids.only(place), capacities=market.capacities - given, busy=busy)
    return _Rest(rest, place)


def _best_without_clash(rest: _Rest, times: Times) -> Array:
    """The best answer for these needs in which nobody is in two places at once, as positions in the whole market."""
    number = count()
    open_ways: list[tuple[int, int, frozenset[int], Array]] = []

    def look(forbidden: frozenset[int]) -> None:
        allowed = np.ones(len(rest.place), bool)
        allowed[list(forbidden)] = False
        at = np.flatnonzero(allowed)
        part = replace(rest.market, bids=rest.market.bids.only(at))
        found = at[assign(part).chosen]
        heapq.heappush(open_ways, (-rest.market.worth(found), next(number), forbidden, found))

    look(frozenset())
    for tried in count():
        if tried >= _MOST_TRIED:
            open_ways = [max(open_ways, key=lambda way: len(way[2]))]
        _worth, _number, forbidden, found = heapq.heappop(open_ways)
        clash = next(clashes_of(rest.market, found, times), None)
        if clash is None:
            break
        for bid in clash:
            look(forbidden | {bid})
    return rest.place[found]
