"""What is done daily for suggestions."""

from collections.abc import Sequence
from typing import Any

from kit.jobs import Kind
from matching.suggestions.signals import forget_old


def _forget(_args: Sequence[dict[str, Any]]) -> None:
    forget_old()


FORGET_CHANGES = Kind(
    "suggestions.forget_changes",
    _forget,
    batch=100,
    daily=True,
    about="Forgets which people and groups changed days ago.",
)
