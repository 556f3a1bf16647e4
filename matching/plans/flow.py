"""Who does what, so that the sum of points is highest: minimum-cost flow over needs with seats and candidates with capacities.

A further task of the same candidate costs points, each one more than the one before (convex), so that work is spread where it
costs little fit. Only the best bids of each need are given to the solver; prices that follow from its answer prove that no
other bid would change it, or name those that would, which are then added.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

LOAD: Final = 60
"""Points that a second task of the same candidate costs; a third costs twice as many. 0: it does not matter."""
TOP: Final = 50
"""So many bids of each need are tried first."""
_FAR: Final = 1 << 60


@dataclass(frozen=True, eq=False)
class Bids:
    """Who could do what: need, candidate and points of each possible pair, sorted by need, no pair twice."""

    need: Array
    candidate: Array
    points: Array

    def __len__(self) -> int:
        return len(self.need)

    def only(self, which: Array) -> "Bids":
        """Some of them: a mask, or ascending positions."""
        return Bids(self.need[which], self.candidate[which], self.points[which])


@dataclass(frozen=True, eq=False)
class Market:
    """What is to be shared out. ``seats`` of the needs; ``capacities``: how many further tasks each candidate takes on.

    ``busy``: how many tasks they have already, which makes the next one cost more; None: nobody has any.
    """

    bids: Bids
    seats: Array
    capacities: Array
    load: int = LOAD
    busy: Array | None = None

    def next_cost(self, tasks: Array) -> Array:
        """What a task costs those who have been given so many."""
        return self.load * (tasks if self.busy is None else tasks + self.busy)

    def worth(self, chosen: Array) -> int:
        """Points of the chosen bids, less what the load costs."""
        return int(self.bids.points[chosen].sum()) - self.load_of(chosen)

    def load_of(self, chosen: Array) -> int:
        """What the load of the chosen bids costs."""
        tasks = np.bincount(self.bids.candidate[chosen], minlength=len(self.capacities))
        before = 0 if self.busy is None else self.busy
        return int(self.load * (tasks * before + tasks * (tasks - 1) // 2).sum())


@dataclass(frozen=True, eq=False)
class Assignment:
    """``chosen``: positions of bids, ascending. ``rounds``: how often the solver was asked until the optimum was proven."""

    chosen: Array
    rounds: int = 1


def assign(market: Market, *, top: int = TOP) -> Assignment:
    """The assignment of highest worth over all bids: nobody twice in a need, seats and capacities kept.

    A seat stays empty where no points are left that outweigh the load.
    """
    bids = market.bids
    usable = (market.seats[bids.need] > 0) & (market.capacities[bids.candidate] > 0)
    kept = usable & _among_best(bids, np.flatnonzero(usable), top)
    rounds = 0
    while True:
        rounds += 1
        chosen = _solve(market, np.flatnonzero(kept))
        better = usable & ~kept & _would_pay(market, kept, chosen)
        if not better.any():
            return Assignment(chosen, rounds)
        kept |= better


def _among_best(bids: Bids, usable: Array, top: int) -> Array:
    """Whether a bid is among the best so many of its need."""
    best = np.zeros(len(bids), bool)
    if not len(usable):
        return best
    needs = bids.need[usable]
    starts = np.flatnonzero(np.diff(needs, prepend=-1))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(usable)], strict=True):
        own = usable[start:end]
        best[own if len(own) <= top else own[np.argpartition(-bids.points[own], top)[:top]]] = True
    return best


def _solve(market: Market, kept: Array) -> Array:
    """The optimum over the kept bids, by OR-tools, which is loaded here: nothing else needs it."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    bids = market.bids.only(kept)
    people, person = np.unique(bids.candidate, return_inverse=True)
    needs, need = np.unique(bids.need, return_inverse=True)
    if not len(kept):
        return kept
    # At most one task for each bid: an immense capacity must not become an immense number of arcs.
    capacity = np.minimum(market.capacities[people], np.bincount(person))
    holder, cost, room = _tasks(market, people, capacity)
    sink = len(needs) + len(people)
    places = np.arange(len(needs))
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([need, len(needs) + holder, places]).astype(np.int32),
        np.concatenate([len(needs) + person, np.full(len(holder) + len(needs), sink)]).astype(np.int32),
        np.concatenate([np.ones(len(kept), np.int64), room, market.seats[needs]]).astype(np.int64),
        np.concatenate([-bids.points, cost, np.zeros(len(needs))]).astype(np.int64),
    )
    seats = market.seats[needs].astype(np.int64)
    solver.set_nodes_supplies(np.append(places, sink).astype(np.int32), np.append(seats, -seats.sum()))
    status = solver.solve()
    assert status == solver.OPTIMAL, status
    chosen: Array = kept[np.asarray(solver.flows(arcs[: len(kept)])) > 0]
    return chosen


def _tasks(market: Market, people: Array, capacity: Array) -> tuple[Array, Array, Array]:
    """The places that candidates have to offer: whose, what it costs to take it, and how many at that cost."""
    if not market.load:
        return np.arange(len(people)), np.zeros(len(people), np.int64), capacity
    holder = np.repeat(np.arange(len(people)), capacity)
    first = np.repeat(np.cumsum(capacity) - capacity, capacity)
    busy = 0 if market.busy is None else market.busy[people][holder]
    cost = market.load * (np.arange(len(holder)) - first + busy)
    return holder, cost, np.ones(len(holder), np.int64)


def _would_pay(market: Market, kept: Array, chosen: Array) -> Array:
    """Which bids could make a better answer: those whose points are above the difference of the two prices.

    ``give``: the least that one more task of a candidate costs in the end; ``gain``: the least (negative: a gain) that one more
    seat of a need costs. Both are shortest ways to the sink of the flow that is left (Ahuja, Magnanti, Orlin, Network Flows, 9.3).
    """
    bids = market.bids
    tasks = np.bincount(bids.candidate[chosen], minlength=len(market.capacities))
    filled = np.bincount(bids.need[chosen], minlength=len(market.seats))
    give = np.where(tasks < market.capacities, market.next_cost(tasks), _FAR)
    gain = np.where(filled > 0, 0, _FAR)
    rest = kept.copy()
    rest[chosen] = False
    unused, used = bids.only(np.flatnonzero(rest)), bids.only(chosen)
    starts = np.flatnonzero(np.diff(unused.need, prepend=-1))
    while True:
        if len(starts):
            best = np.minimum.reduceat(give[unused.candidate] - unused.points, starts)
            gain[unused.need[starts]] = np.minimum(gain[unused.need[starts]], best)
        before = give.copy()
        np.minimum.at(give, used.candidate, used.points + gain[used.need])
        if (before == give).all():
            break
    would: Array = bids.points > give[bids.candidate] - gain[bids.need]
    return would
