"""Which version of the weights holds, and what a version is made of."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from kit.db import session
from kit.errors import Missing
from matching.scoring.weights import SHIPPED, Criterion, Side, Weights
from matching.suggestions.models import WeightsVersion

SINGLE: Final = ("trust", "rotation", "cap", "quota")
MOST_CHANGE: Final = 30
"""Percent by which a weight may differ from the one that the service comes with."""


def current_weights() -> Weights:
    """The weights that hold now."""
    found = find_current()
    return weights_of(found) if found else SHIPPED


def find_current() -> WeightsVersion | None:
    """The version that holds; None: those that the service comes with."""
    return session.scalars(sa.select(WeightsVersion).where(WeightsVersion.current)).first()


def list_versions() -> Sequence[WeightsVersion]:
    """Every version, the newest first."""
    found = sa.select(WeightsVersion).options(joinedload(WeightsVersion.by)).order_by(WeightsVersion.id.desc())
    return session.scalars(found).all()


def get_version(version_id: int) -> WeightsVersion | None:
    """The version with this number; None for 0, which are the weights that the service comes with.

    Raises:
        Missing: there is none.
    """
    if version_id == 0:
        return None
    found = session.get(WeightsVersion, version_id)
    if found is None:
        raise Missing()
    return found


def weights_of(version: WeightsVersion) -> Weights:
    """The weights of a version."""
    return make(version.code, {**version.need, **version.partner, **{name: getattr(version, name) for name in SINGLE}})


def make(code: str, values: Mapping[str, Any]) -> Weights:
    """Weights from their values by name."""
    sides = {side: {one: int(values[one]) for one in Criterion if one.side is side} for side in Side}
    single = {name: int(values[name]) for name in SINGLE}
    return Weights(id=code, need=sides[Side.NEED], partner=sides[Side.PARTNER], **single)


def values_of(weights: Weights) -> dict[str, int]:
    """The other way round."""
    both = {**weights.need, **weights.partner}
    return {**{one.value: both[one] for one in Criterion}, **{name: getattr(weights, name) for name in SINGLE}}


def bounds() -> dict[str, tuple[int, int]]:
    """Between what each weight may be: thirty percent to either side of the one that the service comes with."""
    found = {}
    for name, value in values_of(SHIPPED).items():
        change = value * MOST_CHANGE // 100
        found[name] = (value - max(1, change), value + max(1, change))
    return found


def sums() -> dict[Side, int]:
    """What the weights of each side sum to."""
    return {side: sum(SHIPPED.of(side).values()) for side in Side}
