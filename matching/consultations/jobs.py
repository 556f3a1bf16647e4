"""Daily: forms that nobody went on with are deleted, and those who asked are told that their need ends soon."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from directory.retention.queries import periods
from kit.clock import today
from kit.jobs import Kind
from kit.mail import was_left
from kit.settings import Settings
from matching.consultations.actions import forget_askers, forget_drafts
from matching.consultations.letters import warn, warned_once
from matching.needs.access import WARNED_BEFORE
from matching.needs.queries import needs_expiring


class Reminding:
    """Warns of needs that close by themselves, with letters that lead to the base address, and forgets who asked long ago."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def jobs(self) -> list[Kind]:
        """The daily jobs."""
        forget = "Deletes how to reach people without an account whose consultation ended long ago."
        return [
            Kind("consultations.warn", self._warn, 100, "Tells who asked that a need ends within 14 days.", daily=True),
            Kind("consultations.sweep", _sweep, 100, "Deletes unsent consultations after 14 days.", daily=True),
            Kind("consultations.forget", self._forget, 100, forget, daily=True),
        ]

    def _warn(self, _jobs: Sequence[dict[str, Any]]) -> None:
        for need in needs_expiring(today(), within=WARNED_BEFORE):
            if not was_left(warned_once(need)):
                warn(need, base_url=self._settings.base_url)

    def _forget(self, _jobs: Sequence[dict[str, Any]]) -> None:
        forget_askers(timedelta(days=periods(self._settings).consultation_days))


def _sweep(_jobs: Sequence[dict[str, Any]]) -> None:
    forget_drafts()
