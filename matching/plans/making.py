"""How a plan is made: everybody's points for one need after the other, then who does what over all of them."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from kit.clock import today
from matching.needs.models import Need, NeedState
from matching.needs.queries import needs_by_id
from matching.plans import clashes, room
from matching.plans.fairness import figures
from matching.plans.flow import Array, Bids, Market, assign
from matching.scoring.order import number_of
from matching.scoring.points import Scored
from matching.scoring.profiles import NEVER_ASKED, Key
from matching.scoring.weights import Side
from matching.suggestions.bidding import Bidders, Bidding
from search.engine import Index

REASONS: Final = {Side.NEED: 2, Side.PARTNER: 1}
"""So many criteria of each side are kept of a pair, those with most points."""


@dataclass(frozen=True)
class Proposal:
    """One candidate for one need."""

    need_id: int
    key: Key
    score: int
    rank: int
    reasons: dict[str, Any]


@dataclass(frozen=True)
class Made:
    """What a plan proposes and what it does."""

    proposals: Sequence[Proposal]
    figures: dict[str, Any]


@dataclass
class Making:
    """A plan in the making, kept in memory between the steps of its job."""

    plan_id: int
    need_ids: Sequence[int]
    index: Index
    bidders: dict[int, Bidders] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """How many needs have been looked at."""
        return len(self.bidders)

    def look(self, most: int) -> None:
        """Everybody's points for the next so many needs."""
        bidding = Bidding(self.index, today())
        now = self.need_ids[self.done : self.done + most]
        nobody = Bidders(np.zeros(0, np.int64), np.zeros(0, np.int64), ())
        self.bidders |= dict.fromkeys(now, nobody)  # one that is gone by now counts as looked at
        for need in needs_by_id(now):
            self.bidders[need.id] = bidding.bidders(need)

    def finish(self) -> Made:
        """Who does what, with everybody who is proposed looked at again in the database."""
        needs = [need for need in needs_by_id(self.need_ids) if need.state is NeedState.OPEN]
        bidding = Bidding(self.index, today())
        hall = _Hall.of(needs, [self.bidders[need.id] for need in needs], bidding)
        found = assign(hall.market)
        repaired = clashes.repair(hall.market, found.chosen, hall.times)
        proposals = list(_proposals(hall, repaired.chosen, bidding))
        kept = [(one.key, one.score) for one in proposals]
        shares = {"plan": figures(kept, *hall.measure), "first": figures(hall.first_of_lists(), *hall.measure)}
        seats = int(hall.market.seats.sum())
        about: dict[str, Any] = {
            "needs": len(needs),
            "seats": seats,
            "clashes": repaired.clashes,
            "cost": repaired.cost,
        }
        helped = {one.need_id for one in proposals}
        lacking = zip(needs, hall.market.seats.tolist(), strict=True)
        about["without"] = [need.id for need, free in lacking if free and need.id not in helped]
        return Made(proposals, {**about, **shares})


@dataclass(frozen=True, eq=False)
class _Hall:
    """All needs and all candidates of a plan, with their places in the market."""

    needs: Sequence[Need]
    bidders: Sequence[Bidders]
    numbers: Array
    keys: Sequence[Key]
    market: Market
    times: Sequence[frozenset[Hashable]]
    before: set[tuple[int, int]]
    bidding: Bidding

    @classmethod
    def of(cls, needs: Sequence[Need], bidders: Sequence[Bidders], bidding: Bidding) -> "_Hall":
        """What is to be shared out."""
        before = room.paired_before([need.id for need in needs])
        all_bids = _bids(needs, bidders, before)
        numbers, candidate = np.unique(all_bids.candidate, return_inverse=True)
        keys = Bidders(numbers, numbers, ()).keys()
        prepared = room.prepared_for()
        busy = [bidding.asks.get(key, NEVER_ASKED).now + prepared.get(key, 0) for key in keys]
        market = Market(
            Bids(all_bids.need, candidate, all_bids.points),
            np.array(room.seats_of(needs), np.int64),
            np.array(room.room_of(keys, bidding.asks), np.int64),
            busy=np.array(busy, np.int64),
        )
        return cls(needs, bidders, numbers, keys, market, room.times_of(needs, today()), before, bidding)

    @property
    def measure(self) -> tuple[Sequence[Key], dict[Key, int], set[Key]]:
        """Everybody who may be proposed, what they take on, and those who were never asked."""
        takes_on = dict(zip(self.keys, self.market.capacities.tolist(), strict=True))
        return self.keys, takes_on, {key for key in self.keys if key not in self.bidding.asks}

    def first_of_lists(self) -> list[tuple[Key, int]]:
        """Whom one would choose who took the first of every list, need by need."""
        found = []
        for need, bidders, seats in zip(self.needs, self.bidders, self.market.seats.tolist(), strict=True):
            fresh = [key for key in bidders.first if (need.id, number_of(key)) not in self.before]
            found += [(key, _points(bidders, key)) for key in fresh[:seats]]
        return found


def _bids(needs: Sequence[Need], bidders: Sequence[Bidders], before: set[tuple[int, int]]) -> Bids:
    """All pairs but those of before; ``candidate`` are still the partners' own numbers."""
    none = np.zeros(0, np.int64)
    parts = [(none, none, none)]
    for place, (need, one) in enumerate(zip(needs, bidders, strict=True)):
        had = [number for need_id, number in before if need_id == need.id]
        new = ~np.isin(one.numbers, had)
        parts.append((np.full(int(new.sum()), place), one.numbers[new], one.points[new]))
    places, candidates, points = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return Bids(places, candidates, points)


def _proposals(hall: _Hall, chosen: Array, bidding: Bidding) -> Iterator[Proposal]:
    bids = hall.market.bids
    for place, need in enumerate(hall.needs):
        keys = [hall.keys[who] for who in bids.candidate[chosen[bids.need[chosen] == place]].tolist()]
        again = bidding.look_again(need, keys) if keys else {}
        rows = [_proposal(need, hall.bidders[place], one) for one in again.values()]
        yield from sorted(rows, key=lambda row: row.rank)


def _proposal(need: Need, bidders: Bidders, one: Scored) -> Proposal:
    key = one.partner.key
    if key in bidders.first:
        rank = bidders.first.index(key) + 1
    else:
        rank = max(len(bidders.first), int((bidders.points > _points(bidders, key)).sum())) + 1
    best = sorted(one.lines, key=lambda line: -line.points)
    told = [
        line for side, most in REASONS.items() for line in [each for each in best if each.criterion.side is side][:most]
    ]
    lines = [[line.criterion.value, line.points, line.most] for line in told if line.points]
    return Proposal(need.id, key, one.score, rank, {"lines": lines})


def _points(bidders: Bidders, key: Key) -> int:
    at = np.flatnonzero(bidders.numbers == number_of(key))
    return int(bidders.points[at[0]]) if len(at) else 0
