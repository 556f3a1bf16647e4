"""Chance that can be repeated: the same key gives the same choices on every machine."""

from functools import lru_cache
from random import Random


def chance(key: str) -> Random:
    """A source of choices for one thing in the town; it guards no secret, so a plain generator is right."""
    return Random(key)  # noqa: S311


@lru_cache(maxsize=8192)
def order(key: str, size: int) -> tuple[int, ...]:
    """The numbers below `size` shuffled by `key`: a way to take things in a random order, each exactly once."""
    numbers = list(range(size))
    chance(key).shuffle(numbers)
    return tuple(numbers)
