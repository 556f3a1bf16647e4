"""The past of a group: when it was founded, when it was last confirmed, and what state that left it in."""

from datetime import date, timedelta
from random import Random

# State and how many of a hundred; departments and centres are simply active.
_STATES = (
    ("active", 86), ("submitted", 3), ("returned", 2), ("draft", 2), ("paused", 4), ("dissolved", 2), ("withdrawn", 1),
)  # fmt: skip
_NAMES, _WEIGHTS = zip(*_STATES, strict=True)
_ALWAYS_ACTIVE = frozenset({"city", "intermediary"})
_EARLIEST = {
    "npo": 1999, "citizen": 1975, "neighborhood": 1947, "council": 2004, "company": 1951, "school": 1962, "city": 1990,
    "intermediary": 1996,
}  # fmt: skip
_CONFIRMED_WITHIN_DAYS = 913  # thirty months
_NEVER_CONFIRMED = frozenset({"draft", "submitted", "returned"})


def state(rng: Random, sector: str) -> str:
    """A state of registration."""
    return "active" if sector in _ALWAYS_ACTIVE else str(rng.choices(_NAMES, _WEIGHTS)[0])


def founded_on(rng: Random, sector: str, today: date) -> str:
    """A year, a month or a day as ISO 8601 allows ('2001', '2001-04', '2001-04-01'), before `today`."""
    first, last = _EARLIEST[sector], today.year - 1
    recent = sector != "neighborhood" and rng.random() < 0.5
    year = rng.randint(max(first, last - 22), last) if recent else rng.randint(first, last)
    chance = rng.random()
    if chance < 0.45:
        return str(year)
    month = rng.choice((4, 4, 4, 5, 6, 7, 9, 10, 11, 1, 2, 3))
    return f"{year}-{month:02d}" if chance < 0.75 else f"{year}-{month:02d}-{rng.randint(1, 28):02d}"


def confirmed_on(rng: Random, condition: str, today: date) -> date | None:
    """A day in the thirty months before `today`, recent ones more often; None before the first approval."""
    if condition in _NEVER_CONFIRMED:
        return None
    return today - timedelta(days=int(rng.triangular(0, _CONFIRMED_WITHIN_DAYS, 60)))
