"""Who does what: as good as trying everything, within seats and capacities, and nobody in two places at once."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.plans import clashes
from matching.plans.fairness import gini
from matching.plans.flow import Array, Bids, Market, assign

Times = Sequence[frozenset[Hashable]]


@st.composite
def markets(draw: st.DrawFn) -> tuple[Market, Times]:
    needs, people = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    pairs = [pair for pair in product(range(needs), range(people)) if draw(st.booleans())]
    points = [draw(st.integers(0, 300)) for _pair in pairs]
    bids = Bids(*(np.array(column, np.int64) for column in ([n for n, _p in pairs], [p for _n, p in pairs], points)))
    market = Market(
        bids,
        np.array(draw(st.lists(st.integers(0, 2), min_size=needs, max_size=needs)), np.int64),
        np.array(draw(st.lists(st.integers(0, 3), min_size=people, max_size=people)), np.int64),
        load=draw(st.sampled_from([0, 60, 150])),
        busy=np.array(draw(st.lists(st.integers(0, 2), min_size=people, max_size=people)), np.int64),
    )
    slots = draw(st.lists(st.frozensets(st.integers(1, 2), max_size=1), min_size=needs, max_size=needs))
    return market, slots


def worth_by_hand(market: Market, chosen: Sequence[int]) -> int:
    """Points less load, counted one task at a time."""
    total, tasks = 0, Counter[int]()
    for bid in chosen:
        who = int(market.bids.candidate[bid])
        total += int(market.bids.points[bid]) - market.load * (int(market.busy[who]) + tasks[who])
        tasks[who] += 1
    return total


def is_allowed(market: Market, chosen: Sequence[int]) -> bool:
    bids = market.bids
    seats = Counter(bids.need[list(chosen)].tolist())
    tasks = Counter(bids.candidate[list(chosen)].tolist())
    return all(count <= market.seats[need] for need, count in seats.items()) and all(
        count <= market.capacities[who] for who, count in tasks.items()
    )


def clashes_by_hand(market: Market, chosen: Sequence[int], times: Times) -> bool:
    bids = market.bids
    return any(
        bids.candidate[one] == bids.candidate[other] and times[bids.need[one]] & times[bids.need[other]]
        for one, other in combinations(chosen, 2)
    )


def everything(market: Market) -> Iterator[tuple[int, ...]]:
    """Every allowed choice: for each need some of its bids."""
    ways = []
    for need, seats in enumerate(market.seats.tolist()):
        own = np.flatnonzero(market.bids.need == need).tolist()
        ways.append([some for count in range(seats + 1) for some in combinations(own, count)])
    for parts in product(*ways):
        chosen = tuple(bid for part in parts for bid in part)
        if is_allowed(market, chosen):
            yield chosen


def as_list(chosen: Array) -> list[int]:
    found: list[int] = chosen.tolist()
    return found


def test_bids_that_were_left_out_are_looked_at_also_when_all_others_are_taken() -> None:
    bids = Bids(np.array([0, 0, 1]), np.array([0, 1, 1]), np.array([2, 2, 1]))
    market = Market(bids, seats=np.array([2, 1]), capacities=np.array([1, 1]), load=0)
    assert as_list(assign(market, top=1).chosen) == [0, 1]


@settings(max_examples=80, deadline=None)
@given(markets(), st.sampled_from([1, 2, 50]))
def test_no_other_choice_is_worth_more(made: tuple[Market, Times], top: int) -> None:
    market, _times = made
    chosen = as_list(assign(market, top=top).chosen)
    assert is_allowed(market, chosen)
    assert len(set(chosen)) == len(chosen)
    assert market.worth(np.array(chosen, np.int64)) == worth_by_hand(market, chosen)
    assert worth_by_hand(market, chosen) == max(worth_by_hand(market, other) for other in everything(market))


@settings(max_examples=80, deadline=None)
@given(markets())
def test_no_other_choice_without_a_clash_is_worth_more(made: tuple[Market, Times]) -> None:
    market, times = made
    flow = assign(market)
    repaired = clashes.repair(market, flow.chosen, times)
    chosen = as_list(repaired.chosen)
    assert is_allowed(market, chosen)
    assert not clashes_by_hand(market, chosen, times)
    best = max(worth_by_hand(market, one) for one in everything(market) if not clashes_by_hand(market, one, times))
    assert worth_by_hand(market, chosen) == best
    assert repaired.cost == market.worth(flow.chosen) - best


def large(needs: int, people: int, *, seed: int = 1) -> tuple[Market, Times]:
    """A town in which some are wanted by everybody."""
    chance = np.random.default_rng(seed)
    need, candidate = np.nonzero(chance.random((needs, people)) < 0.5)
    points = np.rint(600 * chance.random(len(need)) + 400 * chance.random(people)[candidate] ** 4).astype(np.int64)
    market = Market(Bids(need, candidate, points), chance.integers(1, 4, needs), chance.integers(0, 4, people), load=60)
    return market, [frozenset({int(slot)}) for slot in chance.integers(0, 3, needs)]


def test_a_few_bids_of_each_need_are_enough_and_where_not_more_are_taken() -> None:
    market, _times = large(80, 60)
    of_all = assign(market, top=10**6)
    of_few = assign(market, top=2)
    assert of_few.rounds > 1
    assert market.worth(of_few.chosen) == market.worth(of_all.chosen)


def test_in_a_town_too_large_to_be_shared_out_at_once_nobody_is_in_two_places_at_once_and_it_costs_little() -> None:
    market, times = large(70, 95)
    flow = assign(market)
    assert clashes_by_hand(market, as_list(flow.chosen), times)
    repaired = clashes.repair(market, flow.chosen, times, freed=30)
    chosen = as_list(repaired.chosen)
    assert is_allowed(market, chosen)
    assert not clashes_by_hand(market, chosen, times)
    assert 0 < repaired.cost < market.worth(flow.chosen) // 50


def test_work_is_spread_and_who_has_much_already_gets_less() -> None:
    """Two needs, Aki a little better at both than Yuki."""
    bids = Bids(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([500, 480, 500, 480]))
    one_each, both = np.array([1, 1]), np.array([2, 2])

    def people(**more: object) -> list[int]:
        market = Market(bids, one_each, both, **more)  # type: ignore[arg-type]
        return sorted(bids.candidate[assign(market).chosen].tolist())

    assert people(load=0) == [0, 0]
    assert people(load=60) == [0, 1]
    assert people(load=60, busy=np.array([2, 0])) == [1, 1]


@pytest.mark.parametrize(
    ("loads", "expected"), [([1, 1, 1, 1], 0), ([0, 0, 0, 4], 0.75), ([0, 0, 0], 0), ([0, 0, 1, 1], 0.5)]
)
def test_gini_of_loads_known_by_hand(loads: list[int], expected: float) -> None:
    assert gini(loads) == pytest.approx(expected)
