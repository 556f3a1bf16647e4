"""Daily: forms that nobody went on with are deleted, and those who asked are told that their need ends soon."""

from collections.abc import Sequence
from typing import Any

from kit.clock import today
from kit.jobs import Kind
from kit.mail import was_left
from matching.consultations.actions import forget_drafts
from matching.consultations.letters import warn, warned_once
from matching.needs.access import WARNED_BEFORE
from matching.needs.queries import needs_expiring


class Reminding:
    """Warns of needs that close by themselves; its letters lead to ``base_url``."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    def jobs(self) -> list[Kind]:
        """The two daily jobs."""
        return [
            Kind("consultations.warn", self._warn, 100, "Tells who asked that a need ends within 14 days.", daily=True),
            Kind("consultations.sweep", _sweep, 100, "Deletes unsent consultations after 14 days.", daily=True),
        ]

    def _warn(self, _jobs: Sequence[dict[str, Any]]) -> None:
        for need in needs_expiring(today(), within=WARNED_BEFORE):
            if not was_left(warned_once(need)):
                warn(need, base_url=self._base_url)


def _sweep(_jobs: Sequence[dict[str, Any]]) -> None:
    forget_drafts()
