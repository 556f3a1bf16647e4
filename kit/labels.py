"""Words for fixed choices: each StrEnum is described once, in the ``labels.py`` beside its model."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

_words: dict[type[StrEnum], Mapping[Any, Any]] = {}


def describe(kind: type[StrEnum], words: Mapping[Any, Any]) -> None:
    """Give every member of a StrEnum its word.

    Raises:
        ValueError: a member is left out.
    """
    if missing := [member for member in kind if member not in words]:
        raise ValueError(f"no words for {missing}")
    _words[kind] = words


def is_described(member: StrEnum) -> bool:
    """Whether there are words for it."""
    return type(member) in _words


def label(member: StrEnum | None) -> str:
    """The word for a member in the visitor's language; empty for None."""
    return "" if member is None else str(_words[type(member)][member])


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, word) of every member, in order, for a select or radio control."""
    return [(member.value, label(member)) for member in kind]
