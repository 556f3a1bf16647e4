"""What time it is; the only place that asks, so that a test can let months pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")

_passed = timedelta(0)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC) + _passed


def today() -> date:
    """The date in Japan."""
    return now().astimezone(TOKYO).date()


@contextmanager
def travelled(passed: timedelta) -> Iterator[None]:
    """Within the block it is so much later; for tests. Journeys add up."""
    global _passed  # noqa: PLW0603 - one clock for the whole process is the point
    _passed += passed
    try:
        yield
    finally:
        _passed -= passed
