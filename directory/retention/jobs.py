"""What has been kept long enough is forgotten daily."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from directory.deletions.actions import forget_old
from directory.log.actions import forget_entries
from directory.retention.queries import periods
from kit.jobs import Kind
from kit.settings import Settings

FORGET = "retention.forget"


class Forgetting:
    """Knows the settings, which hold where administrators have said nothing."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def job(self) -> Kind:
        """The kind of job."""
        about = "Empties old letters and log entries, deletes used links and expired sign-ins."
        return Kind(FORGET, self._forget, 100, about, daily=True)

    def _forget(self, _jobs: Sequence[dict[str, Any]]) -> None:
        kept = periods(self._settings)
        forget_old(letters_kept=timedelta(days=kept.letters_days))
        forget_entries(timedelta(days=kept.log_days))
