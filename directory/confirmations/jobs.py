"""Asking goes on by itself: once a day, a step at a time."""

from collections.abc import Sequence
from typing import Any

from directory.confirmations.actions import take_step
from directory.confirmations.queries import due_records, find_record
from kit.clock import today
from kit.db import session
from kit.jobs import Kind, leave_many

DAILY = "confirmations.daily"
STEP = "confirmations.step"
BATCH = 50
"""Records in one transaction: asking thousands of groups holds nobody up."""


class Asking:
    """Takes the steps that are due; its letters lead to ``base_url``."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    def jobs(self) -> list[Kind]:
        """The daily look for records that are due, and the steps themselves."""
        return [
            Kind(DAILY, self._look, 100, "Finds the records whose yearly confirmation is due.", daily=True),
            Kind(STEP, self._take, BATCH, "Asks, reminds, marks or fades one record, and writes to it."),
        ]

    def _look(self, _jobs: Sequence[dict[str, Any]]) -> None:
        leave_many(session, STEP, list(due_records(today())))

    def _take(self, jobs: Sequence[dict[str, Any]]) -> None:
        for job in jobs:
            record = find_record(f"{job['kind']}:{job['id']}")
            if record is not None:
                take_step(record, today(), base_url=self._base_url)
