"""What is done daily for suggestions."""

from collections.abc import Sequence
from typing import Any

from kit.jobs import Kind
from matching.suggestions.actions import forget_lists
from matching.suggestions.signals import forget_old


def _forget(_args: Sequence[dict[str, Any]]) -> None:
    forget_old()


def _forget_lists(_args: Sequence[dict[str, Any]]) -> None:
    forget_lists()


FORGET_LISTS = Kind(
    "suggestions.forget_lists",
    _forget_lists,
    batch=100,
    daily=True,
    about="Deletes the lists of suggestions that were shown more than two years ago.",
)

FORGET_CHANGES = Kind(
    "suggestions.forget_changes",
    _forget,
    batch=100,
    daily=True,
    about="Forgets which people and groups changed days ago.",
)
