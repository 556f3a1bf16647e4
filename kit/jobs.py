"""Work left for later: rows in the same database, taken by one worker, tried again when they fail.

A job takes ids, reads again, and brings things to how they should be, so doing one twice does no harm.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from kit.clock import TOKYO, now, today
from kit.db import Base, Database, UtcDateTime, session

log = logging.getLogger("musubite.jobs")

LEASE: Final = timedelta(minutes=10)
RETRY_SECONDS: Final = (5, 30, 120, 600, 3600)
DAILY_AT: Final = time(5, 0)
"""On the clock in Japan."""

Write = Callable[[], None]
Handler = Callable[[Sequence[dict[str, Any]]], Write | None]
"""Takes the arguments of the jobs. One that only reads may return what is to be written when its work is done."""


class NotNow(Exception):
    """Raised by a handler whose work waits for something outside: its jobs are put back without being called a fault.

    ``write`` is what is to be written about it. With ``at`` the jobs are due then and the attempt does not count;
    without it they are tried again with the usual growing delays.
    """

    def __init__(self, *, write: Write | None = None, at: datetime | None = None) -> None:
        super().__init__()
        self.write = write
        self.at = at


class Job(Base):
    """One piece of work: ``name`` of its handler and ``args`` (ids, never personal data)."""

    __tablename__ = "jobs"

    id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    args: Mapped[dict[str, Any]]
    run_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    taken_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str] = mapped_column(sa.Text, default="")


@dataclass(frozen=True)
class Kind:
    """A kind of job: its handler, how many are handed over at once, and one sentence for the documentation."""

    name: str
    handler: Handler
    batch: int
    about: str
    writes: bool = True
    """False for a handler that only reads the database: it does not hold others up while it works.

    What it returns to be written is written in a short transaction of its own, the one in which its jobs are forgotten.
    """
    daily: bool = False
    """Done once a day by itself, early in the morning; after days without a worker once for all of them."""
    at_start: bool = False
    """A daily one that is also done whenever a worker starts."""


def leave(name: str, *, at: datetime | None = None, **args: Any) -> None:
    """Leave a job in the open transaction: it exists if and only if the transaction is committed."""
    session.add(Job(name=name, args=args, run_at=at or now(), error=""))


def leave_many(into: Session, name: str, many: Sequence[dict[str, Any]]) -> None:
    """Leave one job for each of the arguments, in one statement; usable while ``into`` is flushing."""
    if many:
        at = now()
        rows = [{"name": name, "args": args, "run_at": at, "attempts": 0, "error": ""} for args in many]
        into.connection().execute(sa.insert(Job), rows)


class Worker:
    """Takes due jobs and hands them to their handlers, a batch of one kind at a time."""

    def __init__(self, database: Database, kinds: Sequence[Kind]) -> None:
        self._database = database
        self._kinds = {kind.name: kind for kind in kinds}

    def release_all(self) -> None:
        """Give back what a dead worker had taken. Call only while no other worker can be running."""
        with self._database.transaction() as open_session:
            open_session.execute(sa.update(Job).values(taken_until=None).where(Job.taken_until.is_not(None)))

    def leave_daily(self) -> None:
        """Leave the daily jobs that are not waiting already; they and those for the start are due at once."""
        with self._database.transaction() as open_session:
            for kind in self._kinds.values():
                waiting = sa.select(Job.id).where(Job.name == kind.name).limit(1)
                if kind.daily and open_session.scalar(waiting) is None:
                    leave(kind.name)
                elif kind.at_start:
                    open_session.execute(sa.update(Job).where(Job.name == kind.name).values(run_at=now()))

    def work_once(self) -> int:
        """Do one batch of due jobs; returns how many there were, 0 when nothing is due."""
        taken = self._take()
        if not taken:
            return 0
        kind = self._kinds.get(taken[0][1])
        ids = [job_id for job_id, _name, _args, _attempts in taken]
        try:
            if kind is None:
                raise LookupError(f"no handler for job {taken[0][1]!r}")
            self._do(kind, [args for _id, _name, args, _attempts in taken], ids)
        except NotNow as reason:
            log.info("job waits", extra={"job": taken[0][1], "jobs": len(ids)})
            self._put_back(taken, reason)
        except Exception as error:
            log.exception("job failed", extra={"job": taken[0][1], "jobs": len(ids)})
            self._put_back(taken, error)
        return len(ids)

    def _do(self, kind: Kind, args: Sequence[dict[str, Any]], ids: Sequence[int]) -> None:
        """Work and forget the jobs in one transaction, or in a reading one and then a short writing one."""
        write: Write | None = None
        if not kind.writes:
            with self._database.transaction(writing=False):
                write = kind.handler(args)
        with self._database.transaction() as open_session:
            if kind.writes:
                write = kind.handler(args)
            if write is not None:
                write()
            open_session.execute(sa.delete(Job).where(Job.id.in_(ids)))
            if kind.daily:
                leave(kind.name, at=datetime.combine(today() + timedelta(days=1), DAILY_AT, TOKYO))

    def waiting(self) -> int:
        """How many jobs are due now and not taken."""
        with self._database.transaction(writing=False) as open_session:
            return open_session.scalar(sa.select(sa.func.count()).select_from(Job).where(self._due())) or 0

    @staticmethod
    def _due() -> sa.ColumnElement[bool]:
        moment = now()
        return (Job.run_at <= moment) & (Job.taken_until.is_(None) | (Job.taken_until < moment))

    def _take(self) -> list[tuple[int, str, dict[str, Any], int]]:
        with self._database.transaction(writing=False) as open_session:
            if open_session.scalar(sa.select(Job.id).where(self._due()).limit(1)) is None:
                return []  # an idle worker must not take SQLite's write lock twice a second
        with self._database.transaction() as open_session:
            first = open_session.scalar(sa.select(Job.name).where(self._due()).order_by(Job.run_at, Job.id).limit(1))
            if first is None:
                return []
            # A job that failed goes alone the next time, so that it cannot hold back the others of its batch.
            limit = self._kinds[first].batch if first in self._kinds else 1
            chosen = (
                sa.select(Job.id)
                .where(self._due(), Job.name == first)
                .order_by(Job.run_at, Job.id)
                .limit(limit)
                .with_for_update(skip_locked=True)
            )
            ids = list(open_session.scalars(chosen))
            failed = set(open_session.scalars(sa.select(Job.id).where(Job.id.in_(ids), Job.attempts > 0)))
            ids = [job_id for job_id in ids if job_id not in failed] or ids[:1]
            taking = (
                sa.update(Job)
                .where(Job.id.in_(ids))
                .values(taken_until=now() + LEASE)
                .returning(Job.id, Job.name, Job.args, Job.attempts)
            )
            return sorted((row.id, row.name, row.args, row.attempts) for row in open_session.execute(taking))

    def _put_back(self, taken: Sequence[tuple[int, str, dict[str, Any], int]], error: Exception) -> None:
        at = error.at if isinstance(error, NotNow) else None
        with self._database.transaction() as open_session:
            if isinstance(error, NotNow) and error.write is not None:
                error.write()
            for job_id, _name, _args, attempts in taken:
                delay = RETRY_SECONDS[min(attempts, len(RETRY_SECONDS) - 1)]
                values = {
                    "attempts": attempts + (at is None),
                    "taken_until": None,
                    "run_at": at or now() + timedelta(seconds=delay),
                    # The kind of error only: its message may quote what somebody wrote.
                    "error": type(error).__name__,
                }
                open_session.execute(sa.update(Job).where(Job.id == job_id).values(**values))
