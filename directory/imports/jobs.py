"""Imports in the background: one chunk a job, each leaving the next."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from directory.imports import actions
from directory.imports.importers import Importer
from directory.imports.models import ImportKind, ImportRun, ImportState
from directory.imports.running import Running
from kit.db import session
from kit.errors import Refusal
from kit.jobs import Kind, leave

STEP = "import.step"


class Steps:
    """Does the steps of imports; keeps what an import needs in memory between its steps."""

    def __init__(self, folder: Path, importers: Mapping[ImportKind, Importer]) -> None:
        self._folder = folder
        self._importers = importers
        self._running: Running | None = None

    def job(self) -> Kind:
        """The kind of job."""
        return Kind(STEP, self._work, 1, "Does the next rows of a check, an import or its undoing.")

    def _work(self, jobs: Sequence[dict[str, Any]]) -> None:
        for job in jobs:
            run = session.get(ImportRun, job["run"])
            if run is not None and self.step(run):
                leave(STEP, run=run.id)

    def step(self, run: ImportRun) -> bool:
        """Do one step of what the import is at; returns whether there is more to do."""
        steps: dict[ImportState, Callable[[ImportRun, Running], bool]] = {
            ImportState.RUNNING: actions.carry_out,
            ImportState.CHECKING: actions.check_step,
        }
        if run.state is ImportState.UNDOING:
            return actions.undo_step(run, self._importers[run.kind])
        if run.state not in steps:
            return False
        try:
            more = steps[run.state](run, self._of(run))
        except Refusal as refusal:
            actions.give_up(run, refusal.text)
            more = False
        except Exception:
            self._running = None  # its memory may be ahead of what was kept
            raise
        if not more:
            self._running = None
        return more

    def _of(self, run: ImportRun) -> Running:
        known = self._running
        if known is None or (known.run_id, known.position) != (run.id, run.position):
            table, mapping = actions.opened(self._folder, run)
            known = self._running = Running(run, table, mapping, self._importers[run.kind])
        return known
