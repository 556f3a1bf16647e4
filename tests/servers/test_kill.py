"""kill -9 at random moments: afterwards the register and the index agree, and nothing is there twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.jobs import keeper_of
from directory.groups.models import Group
from directory.imports.models import ImportRun, ImportState
from kit.db import Database, session
from kit.settings import Settings
from search.finding import STAFF

pytestmark = pytest.mark.server

ROWS = 1500
KILLS = 10


def musubite(folder: Path, *words: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "MUSUBITE_DATA_DIR": str(folder)}
    environment.pop("MUSUBITE_TEST_DATABASE_URL", None)
    command = [sys.executable, "-m", "app", *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def done(folder: Path, *words: str) -> None:
    assert musubite(folder, *words).wait(120) == 0, words


def kill(process: "subprocess.Popen[bytes]") -> None:
    """The process and everything it has started, at once."""
    for pid in [*descendants(process.pid), process.pid]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait()


def descendants(pid: int) -> list[int]:
    try:
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
    return [each for child in children for each in (child, *descendants(child))]


def start_import(folder: Path, file: Path) -> None:
    """As the page does: the import is begun, the worker does the rest."""
    script = (
        "import sys; from pathlib import Path; from app.setup import open_setup; from directory.imports import actions\n"
        "from directory.imports.jobs import STEP; from directory.imports.models import ImportKind; from kit import jobs\n"
        "setup = open_setup()\n"
        "with setup.database.transaction():\n"
        "    run = actions.take_in(setup.settings.data_dir, Path(sys.argv[1]), kind=ImportKind.GROUPS, name='x', by=None, map_file=None)\n"
        "    actions.begin(run, activate=True)\n"
        "    jobs.leave(STEP, run=run.id)\n"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(file)], check=True, env={**os.environ, "MUSUBITE_DATA_DIR": str(folder)}
    )


def test_after_kill_9_during_an_import_and_edits_register_and_index_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MUSUBITE_TEST_DATABASE_URL", raising=False)
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    print(f"seed {seed}")
    folder = tmp_path / "var"
    done(folder, "init")
    file = tmp_path / "many.csv"
    file.write_text("団体名,ふりがな\n" + "".join(f"第{n}の会,だい{n}のかい\n" for n in range(ROWS)), encoding="utf-8")
    start_import(folder, file)
    database = Database(Settings(data_dir=folder).database_address)
    for number in range(KILLS):
        # In turn the worker alone, and everything: supervisor, web processes and worker.
        words = ("work",) if number % 2 else ("serve", "--port", "8148", "--workers", "1")
        running = musubite(folder, *words)
        time.sleep(chance.uniform(0.8, 3.0))
        with database.transaction():
            group = session.scalars(sa.select(Group).order_by(Group.id).offset(number).limit(1)).first()
            if group:
                group.name = f"あたらしい会{number}"
        time.sleep(chance.uniform(0.0, 0.5))
        kill(running)
    done(folder, "work", "--once")
    agree(folder, database)
    database.engine.dispose()


def agree(folder: Path, database: Database) -> None:
    with database.transaction(writing=False):
        names = dict(session.execute(sa.select(Group.id, Group.name)).all())
        assert session.scalars(sa.select(ImportRun.state)).all() == [ImportState.DONE]
    assert len(names) == ROWS
    assert max(Counter(names.values()).values()) == 1
    index = keeper_of(Settings(data_dir=folder), database).index
    assert index.documents == ROWS
    for group_id, name in list(names.items())[:: ROWS // 60] + [
        item for item in names.items() if "あたらしい" in item[1]
    ]:
        assert group_id in index.find(name, viewer=STAFF).ids("group")[:5], name


def test_serve_starts_what_dies_again_and_stops_in_order(tmp_path: Path) -> None:
    server = musubite(tmp_path / "var", "serve", "--port", "8147", "--workers", "1")
    try:
        children = wait_for_children(server.pid, 2)
        for child in children:
            os.kill(child, signal.SIGKILL)
        again = wait_for_children(server.pid, 2, other_than=children)
        assert not set(again) & set(children)
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(40) == 0
    assert all(not Path(f"/proc/{child}").exists() for child in again)


def wait_for_children(parent: int, count: int, other_than: list[int] | None = None) -> list[int]:
    for _attempt in range(150):
        text = Path(f"/proc/{parent}/task/{parent}/children").read_text()
        found = [int(pid) for pid in text.split() if int(pid) not in (other_than or [])]
        if len(found) >= count:
            time.sleep(1.5)
            return found
        time.sleep(0.2)
    raise TimeoutError
