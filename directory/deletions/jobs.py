"""Background work of deletions: carry them out."""

from collections.abc import Sequence
from typing import Any

from directory.deletions import actions
from directory.deletions.holdings import Holding
from directory.deletions.models import Deletion
from kit.db import session
from kit.jobs import Kind
from kit.settings import Settings


class Deleting:
    """Knows all that is held about people, and where."""

    def __init__(self, settings: Settings, holdings: Sequence[Holding]) -> None:
        self._settings = settings
        self._holdings = holdings

    def jobs(self) -> list[Kind]:
        """The kinds of jobs."""
        return [
            Kind(actions.CARRY_OUT, self._carry_out, 1, "Deletes everything that is held about somebody."),
        ]

    def _carry_out(self, jobs: Sequence[dict[str, Any]]) -> None:
        for job in jobs:
            if (deletion := session.get(Deletion, job["deletion"])) is not None:
                actions.carry_out(deletion, self._holdings, self._settings.data_dir)
