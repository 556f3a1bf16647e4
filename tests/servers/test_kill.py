"""Power cuts at any moment: after a restart the database and the index say the same, nothing lost, nothing doubled."""

import csv
import itertools
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.findable import SOURCES
from app.jobs import job_kinds, keeper_of
from directory.groups.models import Group
from directory.imports import actions
from directory.imports.jobs import STEP
from directory.imports.models import ImportKind, ImportRun, ImportState
from kit.db import Database, session
from kit.jobs import Job, Worker, leave
from kit.settings import Settings
from search.engine import Index
from search.finding import STAFF, Matched
from search.sync import listen
from tests.conftest import POSTGRES
from tests.depth import times
from tests.servers import processes
from tests.servers.http import Browser
from tests.servers.processes import wait_until

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(bool(POSTGRES), reason="real processes are tried on SQLite"),
]

ROWS = times(800, 2000)
KILLS_OF_WORKER, KILLS_OF_ALL = times(2, 8), times(1, 2)
SYLLABLES = "かきくさしすたちなにはひまみやゆらりわ"


@pytest.fixture
def chance() -> random.Random:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # shown when the test fails
    return random.Random(seed)


@pytest.fixture(autouse=True)
def _heard() -> None:
    listen(SOURCES)


def test_power_cuts_lose_and_double_nothing(
    settings: Settings, database: Database, tmp_path: Path, chance: random.Random
) -> None:
    before = count(database)
    run_id = take_in(settings, database, written(tmp_path / "groups.csv", chance))
    log = tmp_path / "log"
    edited: dict[int, str] = {}
    numbers = itertools.count(1)
    plan = ["work"] * KILLS_OF_WORKER + ["serve"] * KILLS_OF_ALL
    chance.shuffle(plan)
    for command in plan:
        with power_cut(settings, command, log):
            until = time.monotonic() + chance.uniform(0.1, 2.0)
            while time.monotonic() < until:
                edited |= rename_one(database, chance, f"改名{next(numbers)}会")
                time.sleep(0.1)
    assert processes.run(settings, "work", "--once", log=log) == 0
    with database.transaction(writing=False):
        run = session.get_one(ImportRun, run_id)
        assert (run.state, run.error, run.position >= ROWS) == (ImportState.DONE, "", True)
        assert session.scalar(sa.select(sa.func.count()).select_from(Job).where(Job.name == STEP)) == 0
        names = {row.id: row.name for row in session.execute(sa.select(Group.id, Group.name))}
    assert len(names) == before + ROWS
    assert [name for name, times in Counter(names.values()).items() if times > 1] == []
    assert {group_id: names[group_id] for group_id in edited} == edited
    assert_index_agrees(settings, database, names)


def test_a_killed_import_command_is_simply_given_again(
    settings: Settings, database: Database, tmp_path: Path, chance: random.Random
) -> None:
    before, log = count(database), tmp_path / "log"
    file = str(written(tmp_path / "groups.csv", chance))
    with processes.ended(processes.start(settings, "import", "groups", file, "--activate", log=log)) as process:
        wait_until(lambda: count(database) > before, seconds=30, what="first rows in")
        time.sleep(chance.uniform(0.0, 0.5))
        processes.kill({process.pid})
    assert processes.run(settings, "import", "groups", file, "--activate", log=log) == 0
    assert processes.run(settings, "work", "--once", log=log) == 0
    with database.transaction(writing=False):
        names = {row.id: row.name for row in session.execute(sa.select(Group.id, Group.name))}
    assert len(names) == len(set(names.values())) == before + ROWS
    assert_index_agrees(settings, database, names, every=10)


def test_a_change_made_after_a_killed_rebuild_is_found(settings: Settings, database: Database) -> None:
    keeper = keeper_of(settings, database)
    keeper.make_ready()
    with pytest.raises(KeyboardInterrupt):
        keeper.rebuild(interrupt, resume=False)
    group_id, name = next(iter(rename_one(database, random.Random(1), "つくりなおしの会").items()))
    keeper.rebuild()
    Worker(database, job_kinds(settings, keeper)).work_once()
    assert finds(keeper.index, group_id, name)


def test_a_beginning_of_a_rebuild_that_has_grown_old_is_not_continued(settings: Settings, database: Database) -> None:
    keeper = keeper_of(settings, database)
    keeper.make_ready()
    with pytest.raises(KeyboardInterrupt):
        keeper.rebuild(interrupt, resume=False)
    group_id, name = next(iter(rename_one(database, random.Random(1), "つくりなおしの会").items()))
    worker = Worker(database, job_kinds(settings, keeper))
    while worker.work_once():
        pass
    keeper.rebuild()
    assert finds(keeper.index, group_id, name)


def interrupt(_done: int, _total: int) -> None:
    """Ctrl-C after the first batch of a rebuild."""
    raise KeyboardInterrupt


@contextmanager
def power_cut(settings: Settings, command: str, log: Path) -> Iterator[None]:
    """The worker alone, or everything, is running during the block and is killed at its end."""
    port = processes.free_port()
    arguments = ["serve", "--port", str(port), "--workers", "1"] if command == "serve" else ["work"]
    with processes.told_of(log), processes.ended(processes.start(settings, *arguments, log=log)):
        if command == "serve":
            wait_until(lambda: Browser(port).answers(), seconds=30, what="ready")
        else:
            time.sleep(1.0)  # most of which Python needs to start; what it does before that matters to nobody
        yield


def written(file: Path, chance: random.Random) -> Path:
    """A csv file of groups, no two of which are called alike."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["元の番号", "団体名", "目的", "活動内容"])
        for number in range(ROWS):
            name = "".join(chance.choices(SYLLABLES, k=6))
            writer.writerow([f"A{number}", f"{name}{number}", "町を楽しくする", f"毎月集まって{name}を習う"])
    return file


def take_in(settings: Settings, database: Database, file: Path) -> int:
    """Begin the import as its page does, for the worker to carry out."""
    with database.transaction():
        run = actions.take_in(settings.data_dir, file, kind=ImportKind.GROUPS, name=file.name, by=None, map_file=None)
        actions.begin(run, activate=True)
        leave(STEP, run=run.id)
        return run.id


def rename_one(database: Database, chance: random.Random, name: str) -> dict[int, str]:
    """Give some group another name; returns id and name."""
    with database.transaction():
        ids = list(session.scalars(sa.select(Group.id).order_by(Group.id)))
        group = session.get_one(Group, chance.choice(ids))
        group.name = name
        return {group.id: name}


def count(database: Database) -> int:
    with database.transaction(writing=False):
        return session.scalar(sa.select(sa.func.count()).select_from(Group)) or 0


def assert_index_agrees(settings: Settings, database: Database, names: dict[int, str], *, every: int = 1) -> None:
    """Every document once, and every group (or each tenth …) by the name that it has in the database."""
    index = keeper_of(settings, database).index
    with database.transaction(writing=False):
        expected = sum(
            len(list(source.documents(list(session.scalars(sa.select(source.model.id)))))) for source in SOURCES
        )
    assert index.documents == expected
    assert [name for group_id, name in list(names.items())[::every] if not finds(index, group_id, name)] == []


def finds(index: Index, group_id: int, name: str) -> bool:
    """Whether a name leads to its group, and once only; something alike would not do."""
    found = index.find(name, viewer=STAFF, kinds=["group"])
    return found.matched is Matched.EVERY_WORD and found.ids("group").count(group_id) == 1
