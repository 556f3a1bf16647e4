"""``python -m tests.bench.needs``: what is to hold for every need, over a hundred thousand of them drawn by chance.

The same numbers give the same needs: ``--only 4711`` looks at one of them again. Ends with 1 and prints the case where
something does not hold.
"""

import argparse
import resource
import sys
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from tests.bench.__main__ import say
from tests.matching.scoring.properties import PROPERTIES, Case

BLOCK = 250
JUDGED = "everybody can be judged"


@dataclass(frozen=True)
class Violation:
    """A property that did not hold, and for which need."""

    number: int
    name: str
    told: str


def check(numbers: Sequence[int]) -> tuple[Counter[str], list[Violation]]:
    """How often each property was tried, and where it did not hold; each begins with the same case."""
    tried: Counter[str] = Counter()
    broken = []
    for number in numbers:
        try:
            case = Case.drawn(number)
        except Exception:
            broken.append(Violation(number, JUDGED, traceback.format_exc(limit=-4)))
            continue
        tried["people and groups"] += len(case.crowd)
        tried["proposed"] += len(case.ranking.scored)
        state = case.chance.getstate()
        for name, holds in PROPERTIES.items():
            case.chance.setstate(state)
            tried[name] += 1
            try:
                holds(case)
            except Exception:
                broken.append(Violation(number, name, traceback.format_exc(limit=-2)))
    return tried, broken


def told(violation: Violation) -> Iterator[str]:
    """The case, so that somebody can look into it."""
    yield f"VIOLATED: {violation.name} (python -m tests.bench.needs --only {violation.number})"
    yield violation.told.rstrip()
    if violation.name == JUDGED:
        return
    case = Case.drawn(violation.number)
    yield f"need: {case.compared.need}"
    for partner in case.crowd:
        yield f"  {partner}"


def cpu_seconds() -> float:
    """Processor time of this process and of those it has started."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def bench(needs: int, first: int = 0) -> bool:
    """Try all of them on all processors; whether everything held."""
    begun = cpu_seconds()
    blocks = [range(at, min(at + BLOCK, first + needs)) for at in range(first, first + needs, BLOCK)]
    tried: Counter[str] = Counter()
    broken: list[Violation] = []
    with ProcessPoolExecutor() as pool:
        for counts, violations in pool.map(check, blocks):
            tried += counts
            broken += violations
    for violation in broken[:5]:
        print("\n".join(told(violation)), file=sys.stderr)
    violations_of = Counter(violation.name for violation in broken)
    for name in (*PROPERTIES, *([JUDGED] if JUDGED in violations_of else ())):
        say(f"needs: {name}: violations", violations_of[name], "needs", tried[name])
    say("needs_candidates_judged", tried["people and groups"], "people and groups", needs)
    say("needs_candidates_proposed", tried["proposed"], "people and groups", needs)
    say("needs_cpu_s", cpu_seconds() - begun, "s", needs)
    return not broken


def main() -> None:
    """Read what is wanted, try it, and fail where something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--needs", type=int, default=100_000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--only", type=int, help="the number of a single one")
    asked = parser.parse_args()
    held = bench(asked.needs, asked.first) if asked.only is None else bench(1, asked.only)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
