"""Transactions: what is committed, what is not, and that reading never writes."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from kit.db import Database, FilesInUse, among, session
from kit.jobs import Job


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    Job.__table__.create(database.engine)
    yield database
    database.engine.dispose()


def job(name: str) -> Job:
    return Job(name=name, args={}, run_at=datetime.now(UTC), error="")


def names(database: Database) -> list[str]:
    with database.transaction(writing=False):
        return list(session.scalars(sa.select(Job.name).order_by(Job.id)))


def test_what_is_done_in_a_transaction_is_kept(empty: Database) -> None:
    with empty.transaction():
        session.add(job("kept"))
    assert names(empty) == ["kept"]


def test_an_error_takes_everything_back(empty: Database) -> None:
    with pytest.raises(ZeroDivisionError), empty.transaction():
        session.add(job("lost"))
        session.flush()
        raise ZeroDivisionError
    assert names(empty) == []


def test_reading_never_writes(empty: Database) -> None:
    with pytest.raises(RuntimeError, match="reading transaction"), empty.transaction(writing=False):
        session.add(job("by mistake"))
        session.flush()
    assert names(empty) == []


def test_there_is_no_session_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="no transaction is open"):
        session.get(Job, 1)


def test_writers_wait_for_each_other_instead_of_failing(empty: Database) -> None:
    def read_then_write() -> None:
        with empty.transaction():
            count = session.scalar(sa.select(sa.func.count()).select_from(Job)) or 0
            session.add(job(f"number {count}"))

    threads = [threading.Thread(target=read_then_write) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(empty) == [f"number {count}" for count in range(12)]


def test_any_number_of_values_can_be_asked_for(empty: Database) -> None:
    with empty.transaction():
        session.add_all([job("a"), job("b"), job("c")])
    with empty.transaction(writing=False):
        wanted = ["a", "c", *(f"x{n}" for n in range(100_000))]
        assert set(session.scalars(sa.select(Job.name).where(among(Job.name, wanted)))) == {"a", "c"}
        assert list(session.scalars(sa.select(Job.name).where(among(Job.id, [])))) == []


def test_a_moment_without_time_zone_is_refused(empty: Database) -> None:
    with pytest.raises(sa.exc.StatementError, match="time zone"), empty.transaction():
        session.add(Job(name="x", args={}, run_at=datetime(2026, 1, 1), error=""))
        session.flush()


def test_foreign_keys_are_enforced(empty: Database) -> None:
    with empty.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE child (parent INTEGER REFERENCES jobs(id))"))
    with pytest.raises(sa.exc.IntegrityError), empty.transaction():
        session.execute(sa.text("INSERT INTO child VALUES (7)"))


def test_files_that_somebody_reads_are_not_rewritten_and_nobody_waits_for_that_in_vain(empty: Database) -> None:
    with empty.transaction():
        session.add(job("before"))
    with empty.engine.connect() as reader, ThreadPoolExecutor(1) as beside:
        reader.execution_options(writing=False).execute(sa.select(Job.name)).all()
        with empty.transaction():
            session.add(job("meanwhile"))
        scrubbing = beside.submit(empty.scrub)
        while not scrubbing.done():
            with empty.transaction():
                session.add(job("at the same time"))
            time.sleep(0.05)
        assert isinstance(scrubbing.exception(), FilesInUse)
    empty.scrub()
    assert names(empty)[:2] == ["before", "meanwhile"]
