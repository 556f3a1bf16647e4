"""Background work with uploaded files: what belongs to no document is removed."""

from collections.abc import Sequence
from typing import Any

from directory.documents.actions import FORGET
from directory.documents.files import Uploads
from directory.documents.queries import is_stored, stored_names
from kit.jobs import Kind

SWEEP = "documents.sweep"


class Caretaker:
    """Keeps the files of one installation in step with its rows."""

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads

    def jobs(self) -> list[Kind]:
        """The kinds of job."""
        return [
            Kind(FORGET, self.forget, 100, "Removes the files of documents that were taken back.", writes=False),
            Kind(SWEEP, self.sweep, 1, "Removes uploaded files that belong to no document.", writes=False, daily=True),
        ]

    def forget(self, jobs: Sequence[dict[str, Any]]) -> None:
        """Remove the named files, unless a document has them."""
        for job in jobs:
            if not is_stored(job["file"]):
                self._uploads.forget(job["file"])

    def sweep(self, _jobs: Sequence[dict[str, Any]]) -> None:
        """Remove the files that have been nobody's for a day."""
        self._uploads.sweep(stored_names())
