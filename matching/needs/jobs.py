"""Needs that end by themselves."""

from collections.abc import Sequence
from typing import Any

from kit.jobs import Kind
from matching.needs.actions import expire_needs


def _expire(_args: Sequence[dict[str, Any]]) -> None:
    expire_needs()


EXPIRE_NEEDS = Kind(
    "needs.expire", _expire, batch=100, daily=True, about="Closes the open needs whose last day has passed."
)
