"""After a deletion: the deleted words leave the files too, of the search index and of the database."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from directory.deletions.actions import SCRUB
from kit.clock import now
from kit.db import Database, FilesInUse
from kit.jobs import Kind, NotNow
from search.sync import Keeper

SOON = timedelta(seconds=20)


class Scrubbing:
    """Merges the index and rewrites the database, each of which leaves out what was deleted."""

    def __init__(self, keeper: Keeper, database: Database) -> None:
        self._keeper = keeper
        self._database = database

    def job(self) -> Kind:
        """The kind of job. It must not have read anything itself: its own look at the database would keep old pages."""
        about = "Takes deleted words out of the files of the search index and of the database."
        return Kind(SCRUB, self._scrub, 100, about, writes=False)

    def _scrub(self, jobs: Sequence[dict[str, Any]]) -> None:
        things = {(kind, number) for job in jobs for kind, number in job["things"]}
        if things:
            with self._database.transaction(writing=False):
                self._keeper.refresh([{"kind": kind, "id": number} for kind, number in sorted(things)])
        if not self._keeper.index.expunge():
            raise NotNow(at=now() + SOON)  # an index that was replaced a moment ago may still be read
        try:
            self._database.scrub()
        except FilesInUse:
            raise NotNow(at=now() + SOON) from None
