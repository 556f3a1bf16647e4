"""Waiting goes on by itself: once a day silence is reminded of, and what has waited long enough ends."""

from collections.abc import Sequence
from typing import Any

from kit.jobs import Kind
from matching.introductions import asking

DAILY = "introductions.daily"


class Waiting:
    """Reminds and ends; its letters lead to ``base_url``."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    def jobs(self) -> list[Kind]:
        """The daily round."""
        about = "Ends introductions whose answer is overdue, and reminds of the others after three and seven days."
        return [Kind(DAILY, self._round, 100, about, daily=True)]

    def _round(self, _jobs: Sequence[dict[str, Any]]) -> None:
        asking.expire(base_url=self._base_url)
        asking.remind(base_url=self._base_url)
