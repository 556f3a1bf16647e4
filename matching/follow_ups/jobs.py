"""Once a day those are asked who met a month or three months ago."""

from collections.abc import Sequence
from typing import Any

from kit.jobs import Kind
from matching.follow_ups import asking

DAILY = "follow_ups.daily"


class Asking:
    """Asks and reminds; its letters lead to ``base_url``."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    def jobs(self) -> list[Kind]:
        """The daily round."""
        about = "Asks both sides how it was one and three months after they met, and reminds once after a week."
        return [Kind(DAILY, self._round, 100, about, daily=True)]

    def _round(self, _jobs: Sequence[dict[str, Any]]) -> None:
        asking.ask(base_url=self._base_url)
        asking.remind(base_url=self._base_url)
