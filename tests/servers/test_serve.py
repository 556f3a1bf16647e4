"""``musubite serve`` as an operator meets it: what dies comes back, what is stopped is gone, what many do at once stays whole."""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from directory.groups.models import Group
from kit.db import Database, session
from kit.settings import Settings
from tests.cast import PASSWORD, Cast
from tests.conftest import POSTGRES
from tests.depth import times
from tests.servers import processes
from tests.servers.http import Browser, fields_of_form
from tests.servers.processes import alive, command_line, descendants, wait_until

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(bool(POSTGRES), reason="real processes are tried on SQLite"),
]

START_SECONDS = 90
WRITES = times(2, 5)
"""Of each of the eight; every one of them makes the seven others begin again."""
STOP_SECONDS = 25


@contextmanager
def served(settings: Settings, log: Path) -> Iterator[tuple[Popen[bytes], int]]:
    port = processes.free_port()
    with (
        processes.told_of(log),
        processes.ended(processes.start(settings, "serve", "--port", str(port), log=log)) as process,
    ):
        wait_until(Browser(port).answers, seconds=START_SECONDS, what=f"ready; see {log}")
        yield process, port


def child(process: Popen[bytes], words: str) -> int:
    """The one process right under the supervisor whose command line holds these words; 0 when there is none."""
    return next((pid for pid in descendants(process.pid) if words in command_line(pid)), 0)


def test_what_dies_is_started_again_and_what_is_stopped_leaves_nothing(
    settings: Settings, database: Database, cast: Cast, tmp_path: Path
) -> None:
    with served(settings, tmp_path / "log") as (process, port):
        browser = Browser(port)
        assert browser.get("/groups?q=" + quote("川" * 800)).status == 200
        for words in ("-m app work", "gunicorn"):
            wait_until(lambda words=words: child(process, words), seconds=30, what=words)
            dead = child(process, words)
            processes.kill({dead})
            wait_until(lambda words=words, dead=dead: child(process, words) not in (0, dead), seconds=30, what=words)
            wait_until(browser.answers, seconds=20, what=f"answers without {words}")
        wait_until(lambda: descendants(child(process, "gunicorn")), seconds=30, what="web processes")
        processes.kill({descendants(child(process, "gunicorn"))[0]})
        assert all(browser.get(f"/groups/{cast.river}").status == 200 for _ in range(20))

        family = {process.pid, *descendants(process.pid)}
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP_SECONDS) == 0
        assert time.monotonic() - asked < STOP_SECONDS
        assert alive(family) == set()

    with served(settings, tmp_path / "log") as (_process, port):
        assert "むすび川を守る会" in Browser(port).get(f"/groups/{cast.river}").text


def test_children_do_not_outlive_a_killed_supervisor(settings: Settings, database: Database, tmp_path: Path) -> None:
    with served(settings, tmp_path / "log") as (process, _port):
        wait_until(lambda: child(process, "-m app work"), seconds=30, what="worker")
        children = set(descendants(process.pid))
        try:
            processes.kill({process.pid})
            wait_until(lambda: not alive(children), seconds=STOP_SECONDS, what="orphans end")
        finally:
            processes.kill(alive(children))
    with served(settings, tmp_path / "log") as (process, _port):
        wait_until(lambda: child(process, "-m app work"), seconds=30, what="worker")


def test_wrong_sign_ins_are_limited_over_all_processes(settings: Settings, database: Database, tmp_path: Path) -> None:
    def one_account(number: int) -> int:
        return Browser(port, place=f"127.0.0.{10 + number % 50}").sign_in("taro@example.jp", f"wrong {number}").status

    def one_place(number: int) -> int:
        return Browser(port, place="127.0.0.9").sign_in(f"nobody{number}@example.jp", "wrong").status

    with served(settings, tmp_path / "log") as (_process, port), ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(one_account, range(20))) == {422: 10, 429: 10}
        assert Counter(pool.map(one_place, range(80))) == {422: 60, 429: 20}
        assert Browser(port).sign_in("taro@example.jp", PASSWORD).status == 429, "the right password is not tried"
        assert Browser(port).sign_in("hanako@example.jp", PASSWORD).status == 303


def test_nothing_written_by_eight_at_once_is_lost(
    settings: Settings, database: Database, cast: Cast, tmp_path: Path
) -> None:
    refused: Counter[int] = Counter()

    def write(writer: int) -> None:
        browser = Browser(port)
        assert browser.sign_in("hanako@example.jp", PASSWORD).status == 303
        for number in range(WRITES):
            add(browser, (cast.river, cast.paused)[(writer + number) % 2], f"［{writer}の{number}］")

    def add(browser: Browser, group_id: int, words: str) -> None:
        address = f"/groups/{group_id}/edit"
        for _ in range(200):
            shown = fields_of_form(browser.get(address).text, address)
            status = browser.post(address, [(k, v + words if k == "activities" else v) for k, v in shown]).status
            if status == 303:
                return
            assert status in (409, 422), status
            refused[status] += 1
        raise AssertionError(f"never saved: {words}")

    with served(settings, tmp_path / "log") as (_process, port), ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    with database.transaction(writing=False):
        texts = "".join(session.scalars(sa.select(Group.activities).where(Group.id.in_((cast.river, cast.paused)))))
    wanted = {f"［{writer}の{number}］": 1 for writer in range(8) for number in range(WRITES)}
    assert {words: texts.count(words) for words in wanted} == wanted
    assert refused, "nobody met anybody: this has tried nothing"
