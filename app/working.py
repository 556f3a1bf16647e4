"""The worker process: the only one that works jobs and the only writer of the search index."""

import fcntl
import logging
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.jobs import REBUILD, job_kinds, keeper_of
from app.setup import Setup
from kit.jobs import Worker, leave
from search.sync import Keeper, Progress

log = logging.getLogger("musubite.worker")

IDLE_SECONDS = 0.5
QUIET_SECONDS = 20


def work_until_done(setup: Setup) -> int:
    """Work until no job is due; returns how many were done.

    While another worker is running, waits until that one has done them.
    """
    with only_worker(setup, wait=False) as alone:
        keeper = keeper_of(setup.settings, setup.database)
        worker = Worker(setup.database, job_kinds(setup.settings, keeper))
        if not alone:
            while worker.waiting():
                time.sleep(IDLE_SECONDS)
            return 0
        worker.release_all()
        worker.leave_daily()
        keeper.make_ready()
        done = 0
        while count := worker.work_once():
            done += count
        return done


def rebuild_index(setup: Setup, progress: Progress) -> int | None:
    """Build the index anew; returns how many documents it holds, or None when a running worker has been asked to do it."""
    with only_worker(setup, wait=False) as alone:
        if alone:
            return keeper_of(setup.settings, setup.database).rebuild(progress, resume=False)
    with setup.database.transaction():
        leave(REBUILD)
    return None


def work_forever(setup: Setup) -> None:
    """Work jobs until SIGTERM or SIGINT; the batch at hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with only_worker(setup, wait=True, stop=stop):
        if stop.is_set():
            return
        keeper = keeper_of(setup.settings, setup.database)
        worker = Worker(setup.database, job_kinds(setup.settings, keeper))
        worker.release_all()
        worker.leave_daily()
        log.info("worker started")
        _loop(worker, keeper, stop)
    log.info("worker stopped")


def _loop(worker: Worker, keeper: Keeper, stop: threading.Event) -> None:
    quiet_since = time.monotonic()
    tidied = ready = False
    while not stop.is_set():
        try:
            if not ready:
                keeper.make_ready()
                ready = True
            if worker.work_once():
                quiet_since, tidied = time.monotonic(), False
                continue
            if not tidied and keeper.index.untidy and time.monotonic() - quiet_since > QUIET_SECONDS:
                keeper.index.optimise()
                tidied = True
        except Exception:  # the database may be away for a moment; the worker outlives that
            log.exception("worker stumbled")
            stop.wait(5)
        stop.wait(IDLE_SECONDS)


@contextmanager
def only_worker(setup: Setup, *, wait: bool, stop: threading.Event | None = None) -> Iterator[bool]:
    """Hold the lock that makes this the only worker on the data folder; the system frees it when the process dies."""
    setup.settings.data_dir.mkdir(parents=True, exist_ok=True)
    with (setup.settings.data_dir / "worker.lock").open("a") as file:
        alone = _lock(file)
        while not alone and wait and not (stop and stop.is_set()):
            time.sleep(IDLE_SECONDS)
            alone = _lock(file)
        yield alone


def _lock(file: Any) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
