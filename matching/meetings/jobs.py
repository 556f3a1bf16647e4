"""The day before a meeting both sides are reminded."""

from collections.abc import Sequence
from typing import Any

from kit.jobs import Kind
from matching.meetings.telling import remind


def _remind(_jobs: Sequence[dict[str, Any]]) -> None:
    remind()


REMIND_OF_MEETINGS = Kind(
    "meetings.remind", _remind, 100, "Reminds both sides by mail of the meetings of the next day.", daily=True
)
