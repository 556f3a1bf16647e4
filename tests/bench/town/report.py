"""The year of every policy in several worlds: means, spreads, and where the product came off worse than something simpler."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tests.bench.__main__ import say
from tests.bench.town.policies import POLICIES, PRODUCT
from tests.bench.town.weeks import Year

MEASURES: Final[Mapping[str, str]] = {
    "asks": "asks",
    "accepted": "matches",
    "completed": "matches",
    "gini": "Gini",
    "burden": "declines",
    "left": "people",
    "never": "share",
    "unserved": "needs",
    "leaks": "leaks",
}
"""What is measured, with its unit."""
MORE_IS_BETTER: Final = {"accepted": True, "completed": True, "gini": False, "burden": False, "left": False,
                         "never": False, "unserved": False}  # fmt: skip
_HEADS: Final = ("policy", "asks", "accepted", "completed", "load Gini", "declined: 負担", "left for good",
                 "never asked", "needs unserved", "leaks")  # fmt: skip


def values(years: Sequence[Year], policy: str, measure: str) -> list[float]:
    """One value for every world."""
    return [float(getattr(year, measure)) for year in years if year.policy == policy]


def spread(found: Sequence[float]) -> float:
    """Standard deviation over worlds."""
    return statistics.stdev(found) if len(found) > 1 else 0.0


def say_all(years: Sequence[Year]) -> None:
    """One line for every figure."""
    for policy in POLICIES:
        for measure, unit in MEASURES.items():
            found = values(years, policy, measure)
            say(f"town_{policy}_{measure}", statistics.mean(found), unit, len(found))
            say(f"town_{policy}_{measure}_sd", spread(found), unit, len(found))


def table(years: Sequence[Year]) -> Iterator[str]:
    """The same for people, in Markdown."""
    yield f"| {' | '.join(_HEADS)} |"
    yield "|---" + "|--:" * len(MEASURES) + "|"
    for policy in POLICIES:
        cells = [_cell(measure, values(years, policy, measure)) for measure in MEASURES]
        yield f"| {policy.replace('_', ' ')} | {' | '.join(cells)} |"


def _cell(measure: str, found: Sequence[float]) -> str:
    mean, off = statistics.mean(found), spread(found)
    if measure == "gini":
        return f"{mean:.3f} ± {off:.3f}"
    if measure == "never":
        return f"{100 * mean:.1f} ± {100 * off:.1f} %"
    return f"{mean:.0f} ± {off:.0f}"


def losses(years: Sequence[Year]) -> Iterator[str]:
    """Where v1 or the plan came off worse than a policy that is not the product's, world by world."""
    for own in PRODUCT:
        for other in POLICIES:
            if other in PRODUCT and (own != "v1" or other == own):
                continue
            for measure, more in MORE_IS_BETTER.items():
                pairs = list(zip(values(years, own, measure), values(years, other, measure), strict=True))
                worse = sum(mine < theirs if more else mine > theirs for mine, theirs in pairs)
                if 2 * worse > len(pairs):
                    by = statistics.mean(theirs - mine for mine, theirs in pairs)
                    yield f"{own} is worse than {other} in {measure}: in {worse} of {len(pairs)} worlds, by {abs(by):.3g} on average"
