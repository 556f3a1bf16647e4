"""What follows from a decline is done by the worker, a moment after the move is committed."""

from collections.abc import Sequence
from typing import Any

from kit.db import session
from kit.jobs import Kind
from matching.care.effects import follow
from matching.introductions.actions import REASON_GIVEN
from matching.introductions.models import Happened


class Following:
    """Does what follows; its letters lead to ``base_url``."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    def jobs(self) -> list[Kind]:
        """The one job."""
        about = "Does what follows from the reason of a decline: a letter to the person, or a task on /desk/care."
        return [Kind(REASON_GIVEN, self._follow, 50, about)]

    def _follow(self, jobs: Sequence[dict[str, Any]]) -> None:
        for job in jobs:
            if line := session.get(Happened, job["move"]):
                follow(line, base_url=self._base_url)
