"""Jobs: left with the transaction, worked in batches, tried again, given back when a worker dies."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from kit.clock import now, travelled
from kit.db import Database, session
from kit.jobs import Job, Kind, Worker, leave, leave_many


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    Job.__table__.create(database.engine)
    yield database
    database.engine.dispose()


class Diary:
    """A handler that writes down what it is given, and fails on what it is told to fail on."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.bad: set[int] = set()

    def __call__(self, many: Sequence[dict[str, Any]]) -> None:
        numbers = [args["n"] for args in many]
        self.batches.append(numbers)
        if self.bad & set(numbers):
            raise ValueError("bad number")


@pytest.fixture
def diary() -> Diary:
    return Diary()


def worker(database: Database, diary: Diary, batch: int = 3) -> Worker:
    return Worker(database, [Kind("note", diary, batch, "Writes a number down.")])


def put(database: Database, *numbers: int) -> None:
    with database.transaction() as open_session:
        leave_many(open_session, "note", [{"n": number} for number in numbers])


def left(database: Database) -> list[int]:
    with database.transaction(writing=False):
        return [args["n"] for args in session.scalars(sa.select(Job.args).order_by(Job.id))]


def make_due(database: Database) -> None:
    with database.transaction():
        for waiting in session.scalars(sa.select(Job)):
            waiting.run_at -= timedelta(hours=1)


def test_a_job_of_a_failed_request_does_not_exist(empty: Database, diary: Diary) -> None:
    with pytest.raises(ZeroDivisionError), empty.transaction():
        leave("note", n=1)
        raise ZeroDivisionError
    assert worker(empty, diary).work_once() == 0


def test_jobs_are_worked_in_order_and_in_batches(empty: Database, diary: Diary) -> None:
    put(empty, 1, 2, 3, 4)
    assert [worker(empty, diary).work_once() for _ in range(3)] == [3, 1, 0]
    assert diary.batches == [[1, 2, 3], [4]]
    assert left(empty) == []


def test_a_job_for_later_waits(empty: Database, diary: Diary) -> None:
    with empty.transaction():
        leave("note", at=now() + timedelta(hours=1), n=1)
    assert worker(empty, diary).work_once() == 0
    assert left(empty) == [1]


def test_a_failed_batch_is_tried_again_one_by_one_so_that_one_bad_job_holds_back_no_other(
    empty: Database, diary: Diary
) -> None:
    put(empty, 1, 2, 3)
    diary.bad = {2}
    working = worker(empty, diary)
    working.work_once()
    assert left(empty) == [1, 2, 3]
    for _ in range(3):
        make_due(empty)
        working.work_once()
    assert left(empty) == [2]
    with empty.transaction(writing=False):
        stuck = session.scalars(sa.select(Job)).one()
        assert stuck.attempts >= 2
        assert stuck.error == "ValueError"


def test_what_a_dead_worker_had_taken_is_done_by_the_next(empty: Database, diary: Diary) -> None:
    put(empty, 1)
    dying = worker(empty, diary)
    dying._take()
    following = worker(empty, diary)
    assert following.work_once() == 0
    following.release_all()
    assert following.work_once() == 1


def test_a_job_nobody_knows_is_kept_and_does_not_stop_the_worker(empty: Database, diary: Diary) -> None:
    with empty.transaction():
        leave("unheard of", n=1)
        leave("note", n=2)
    working = worker(empty, diary)
    while working.work_once():
        pass
    assert diary.batches == [[2]]
    assert left(empty) == [1]


def test_a_daily_job_is_done_once_for_all_the_days_without_a_worker(empty: Database) -> None:
    done: list[int] = []
    kinds = [Kind("daily", lambda jobs: done.append(len(jobs)), 10, "", daily=True)]

    def a_morning() -> None:
        worker = Worker(empty, kinds)
        worker.leave_daily()
        worker.leave_daily()
        while worker.work_once():
            pass

    a_morning()
    a_morning()
    with travelled(timedelta(days=30)):
        a_morning()
        a_morning()
        with travelled(timedelta(days=2)):  # the next day it may still be before the hour
            a_morning()
    assert done == [1, 1, 1]
