"""Partners for many needs at once: 500 needs and 5,000 people drawn by chance, and a real set of affinities where it is there."""

import statistics
import sys
from pathlib import Path

import numpy as np

from matching.plans import clashes
from matching.plans.fairness import gini
from matching.plans.flow import Array, Bids, Market, assign
from tests.bench.__main__ import say, timed

NEEDS, PEOPLE, PAIRS = 500, 5000, 631_000
SLOTS, ROUNDS = 40, 5
MIDL = Path(__file__).parents[3] / "shared/data/matching/fair-matching-midl/data/midl"
"""Affinities of reviewers and papers of a conference (Kobren, Saha, McCallum 2019)."""
MILLION = 1_000_000


def town(seed: int, load: int) -> tuple[Market, clashes.Times]:
    """Needs of one to three seats, each in one of forty slots; some people fit everywhere, and many do nothing now."""
    chance = np.random.default_rng(seed)
    seats = np.where(chance.random(NEEDS) < 0.6, 1, chance.integers(2, 4, NEEDS))
    capacities = chance.integers(0, 4, PEOPLE)
    need, candidate = np.nonzero(chance.random((NEEDS, PEOPLE)) < PAIRS / (NEEDS * PEOPLE))
    liked = chance.beta(2, 5, PEOPLE)[candidate]
    points = np.rint(1000 * np.clip(0.55 * chance.beta(2, 3, len(need)) + 0.67 * liked, 0, 1)).astype(np.int64)
    times = [frozenset({int(slot)}) for slot in chance.integers(0, SLOTS, NEEDS)]
    return Market(Bids(need, candidate, points), seats, capacities, load), times


def bench_town() -> None:
    """From the points to an assignment without a clash; the gap is to the optimum over all pairs, before clashes are repaired."""
    times, gap, clashing, left, cost, without_load, with_load = [], 0, 0, 0, 0, [], []
    assign(town(0, 0)[0])  # OR-tools is loaded once, in the worker
    for seed in range(1, ROUNDS + 1):
        for load in (0, 60):
            market, slots = town(seed, load)
            found: list[tuple[Array, clashes.Repaired]] = []

            def share_out() -> None:
                flow = assign(market).chosen  # noqa: B023
                found.append((flow, clashes.repair(market, flow, slots)))  # noqa: B023

            times.append(timed(share_out))
            flow, repaired = found[0]
            gap += market.worth(assign(market, top=len(market.bids)).chosen) - market.worth(flow)
            clashing += repaired.clashes
            left += len(list(clashes.clashes_of(market, repaired.chosen, slots)))
            cost = max(cost, repaired.cost / market.worth(flow))
            tasks = np.bincount(market.bids.candidate[repaired.chosen], minlength=PEOPLE)
            (with_load if load else without_load).append(gini(tasks.tolist()))
    say("batch_500x5000_s", statistics.median(times), "s", len(times))
    say("batch_500x5000_worst_s", max(times), "s", len(times))
    say("batch_500x5000_gap", gap, "points", len(times))
    say("batch_500x5000_clashes", left, "clashes", len(times))
    say("batch_500x5000_clashes_repaired", clashing, "clashes", len(times))
    say("batch_500x5000_repair_cost", 100 * cost, "%", len(times))
    say("batch_500x5000_gini", statistics.median(with_load), "Gini", len(with_load))
    say("batch_500x5000_gini_without_load", statistics.median(without_load), "Gini", len(without_load))


def bench_midl() -> None:
    """Three reviewers for every paper, at most four papers each: the optimum by the same code, and the paper that comes off worst."""
    if not (MIDL / "scores.npy").exists():
        print(f"SKIPPED midl_gap, midl_worst_need: {MIDL} is not there", file=sys.stderr)
        return
    affinities = np.load(MIDL / "scores.npy").T
    need, candidate = np.nonzero(np.ones(affinities.shape))
    points = np.rint(MILLION * affinities[need, candidate]).astype(np.int64)
    market = Market(Bids(need, candidate, points), np.load(MIDL / "covs.npy"), np.load(MIDL / "loads.npy"), load=0)
    chosen = assign(market).chosen
    best = assign(market, top=len(market.bids)).chosen
    worst = np.bincount(need[chosen], weights=points[chosen], minlength=len(market.seats)).min()
    say("midl_gap", (market.worth(best) - market.worth(chosen)) / MILLION, "affinity", len(market.seats))
    say("midl_total", market.worth(chosen) / MILLION, "affinity", len(market.seats))
    say("midl_seats_left", int(market.seats.sum()) - len(chosen), "seats", len(market.seats))
    say("midl_worst_need", worst / MILLION, "affinity", len(market.seats))


def main() -> None:
    """Measure both."""
    bench_town()
    bench_midl()


if __name__ == "__main__":
    main()
