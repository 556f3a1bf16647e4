"""One number from two sides: the partner's side counts as far as it is stated, and who has much to do steps back a little.

M = (F_n · F_p^βc)^(1/(1+βc)), final = M · R. A wish that does not suit counts only where it lowers M: otherwise who wishes for
anything at all would come before who has said only what matters. Looked up in tables of logarithms, so that the columns get
the same numbers.
"""

from bisect import bisect_right
from math import floor, inf, log
from typing import Final

from matching.scoring.profiles import Asks
from matching.scoring.weights import FULL, Weights

LOGS: Final = (-inf, *(log(points / FULL) for points in range(1, FULL + 1)))
HALVES: Final = tuple(log((points + 0.5) / FULL) for points in range(FULL))
"""From each of these on the fit is rounded to the next whole number."""
LEAST: Final = 50
"""A partner's side below this counts as this: one mismatch must not make somebody impossible."""


def fuse(for_need: int, for_partner: int, confidence: int, weights: Weights) -> int:
    """The mutual fit, 0 to 1000. ``confidence``: thousandths of the partner's side that are stated."""
    trusted = weights.trust * confidence / 100
    exponent = (LOGS[for_need] * FULL + trusted * LOGS[max(LEAST, for_partner)]) / (FULL + trusted)
    return bisect_right(HALVES, exponent)


def rotation(asks: Asks, max_at_once: int | None, max_per_year: int | None, weights: Weights) -> float:
    """What taking turns leaves of the points: 1 for who has nothing to do, 0.8 for who is fully occupied."""
    if not (asks.now or asks.last_90_days):
        return 1.0
    quota = max(1.0, max_per_year / 4) if max_per_year is not None else weights.quota
    load = min(1.0, max(asks.now / (max_at_once or weights.cap), asks.last_90_days / quota))
    return 1.0 - weights.rotation / 100 * load


def rounded(fit: int, turn: float) -> int:
    """The points after taking turns, halves up."""
    return floor(fit * turn + 0.5)
