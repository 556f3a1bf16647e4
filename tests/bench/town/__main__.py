"""``python -m tests.bench.town``: a year in a town drawn by chance, under seven ways to choose whom to ask.

Every policy meets the same worlds. What the product proposes although nobody may ask them ends the run. A win here is no
evidence of quality, as people are invented; a loss to something simpler is evidence of a mistake (see docs/benchmarks.md).
"""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

from tests.bench.__main__ import say
from tests.bench.needs import cpu_seconds
from tests.bench.town.policies import POLICIES, words_of
from tests.bench.town.report import losses, say_all, table
from tests.bench.town.weeks import Leak, Run, Year
from tests.bench.town.world import WEEKS, new_world

SEEDS = int(os.environ.get("MUSUBITE_BENCH_TOWN_SEEDS", "5"))


def years(seed: int, weeks: int = WEEKS) -> list[Year]:
    """All policies in one world."""
    world = new_world(seed, weeks=weeks)
    with words_of(world) as words:
        return [Run(world, policy, words).go(weeks) for policy in POLICIES]


def bench(seeds: int, weeks: int = WEEKS, *, readable: bool = False) -> bool:
    """Several worlds on all processors; whether the product asked only people who may be asked."""
    begun = cpu_seconds()
    try:
        with ProcessPoolExecutor() as pool:
            found = [year for some in pool.map(years, range(1, seeds + 1), repeat(weeks)) for year in some]
    except Leak as leak:
        print(f"LEAK: {leak}", file=sys.stderr)
        return False
    say_all(found)
    say("town_cpu_s", cpu_seconds() - begun, "s", seeds)
    if readable:
        print("\n".join([*table(found), "", *losses(found)]), file=sys.stderr)
    return True


def main() -> None:
    """Read what is wanted and let the years pass."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many worlds")
    parser.add_argument("--weeks", type=int, default=WEEKS, help="how long")
    asked = parser.parse_args()
    sys.exit(0 if bench(asked.seeds, asked.weeks, readable=True) else 1)


if __name__ == "__main__":
    main()
