"""Background work of deletions: carry them out."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from directory.deletions import actions
from directory.deletions.holdings import Holding
from directory.deletions.letters import KEPT
from directory.deletions.models import Deletion
from kit.clock import now
from kit.db import session
from kit.jobs import Kind, NotNow
from kit.mail import Letter
from kit.settings import Settings

LOOK_AGAIN = (timedelta(minutes=1), timedelta(minutes=15))
"""How long a letter that is on its way is left alone: as long as it has been waiting, within these."""


class Deleting:
    """Knows all that is held about people, and where."""

    def __init__(self, settings: Settings, holdings: Sequence[Holding]) -> None:
        self._settings = settings
        self._holdings = holdings

    def jobs(self) -> list[Kind]:
        """The kinds of jobs."""
        return [
            Kind(actions.CARRY_OUT, self._carry_out, 1, "Deletes everything that is held about somebody."),
            Kind(actions.FORGET_LETTER, self._forget, 1, "Empties the last letter to somebody once it has gone out."),
        ]

    def _carry_out(self, jobs: Sequence[dict[str, Any]]) -> None:
        for job in jobs:
            if (deletion := session.get(Deletion, job["deletion"])) is not None:
                actions.carry_out(
                    deletion, self._holdings, self._settings.data_dir, backup_days=self._settings.backup_days
                )

    def _forget(self, jobs: Sequence[dict[str, Any]]) -> None:
        letter = session.get(Letter, jobs[0]["letter"])
        if letter is not None and not actions.forget_letter(letter):
            soonest, latest = LOOK_AGAIN
            wait = max(soonest, min(latest, now() - letter.created_at))
            raise NotNow(at=min(now() + wait, letter.created_at + KEPT))
