"""``make bench``: how fast the service is, one JSON object a line. Medians, or the percentile that the name says."""

import itertools
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app import create_app, migrations
from app.demo import town
from app.findable import SOURCES
from app.importable import IMPORTERS
from app.jobs import keeper_of
from app.settling import settle
from directory.accounts.models import Account, Role
from directory.accounts.passwords import hash_password
from directory.groups.models import Group
from directory.imports import actions, queries
from directory.imports.jobs import Steps
from directory.imports.models import ImportKind
from directory.vocabularies.actions import fill_vocabularies
from kit.clock import now
from kit.db import Database, session
from kit.settings import Settings
from matching.introductions.models import Came, Happened, Introduction, Question
from matching.introductions.moves import OPEN, WAITING, Actor, Side, State
from matching.needs.models import Need
from matching.suggestions import signals
from search.finding import EVERYBODY
from search.sync import Keeper, listen

PASSWORD = "measured with patience"

QUESTIONS = (
    "子ども食堂 手話 防災 高齢者 お年寄り 川の清掃 朗読 会計 里山 "
    "ホタル 太鼓 NPO法人 町内会 居場所 認知症 パソコン 写真 まちづくり "
    "学習支援 むすび さくら 見守り フードバンク 観光ガイド 竹林 子育て 絵本 "
    "合唱 消費生活 男女共同参画 人権 災害ボランティア 空き家 移動支援 介護 合気道 "
    "環境"
).split()


def say(name: str, value: float, unit: str, n: int) -> None:
    """Print one figure."""
    print(json.dumps({"name": name, "value": round(value, 3), "unit": unit, "n": n}), flush=True)


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


def timed(work: Callable[[], Any]) -> float:
    """Seconds that the work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu_of(work: Callable[[], Any]) -> float:
    """Seconds of processor time that the work took: what others do on the machine counts less."""
    start = time.process_time()
    work()
    return time.process_time() - start


def new_town(folder: Path, groups: int, *, people: int = 400) -> tuple[Settings, Database, Keeper]:
    """A town with an index."""
    settings = Settings(data_dir=folder, secret_key="bench")
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_address)
    listen(SOURCES)
    signals.listen()
    migrations.upgrade(database)
    with database.transaction():
        fill_vocabularies()
    settle(town(1, groups, people, 60), database, lambda _what, _count: None)
    keeper = keeper_of(settings, database)
    seconds = timed(keeper.make_ready)
    if groups > 1000:
        say("index_docs_per_s", keeper.index.documents / seconds, "1/s", keeper.index.documents)
    return settings, database, keeper


def bench_pages(name: str, settings: Settings, requests: int) -> None:
    """/groups with facets, 20 rows, through the WSGI application in this process: one request at a time."""
    client = create_app(settings).test_client()
    addresses = [
        "/groups",
        "/groups?field=7",
        "/groups?day=5&time=0",
        "/groups?page=3",
        "/groups?area=482013-03&open=1",
    ]
    for address in addresses:
        assert client.get(address).status_code == 200
    times = [timed(lambda at=number: client.get(addresses[at % len(addresses)])) for number in range(requests)]
    say(f"{name}_rps", len(times) / sum(times), "1/s", len(times))
    say(f"{name}_p50_ms", statistics.median(times) * 1000, "ms", len(times))
    say(f"{name}_p95_ms", p95(times) * 1000, "ms", len(times))


def bench_search(keeper: Keeper) -> None:
    """Citizens' questions at 10,000 groups: the hits of a page and the total."""
    index = keeper.index

    def ask(text: str) -> None:
        found = index.find(text, viewer=EVERYBODY, kinds=["group"])
        found.page(limit=20)

    for text in QUESTIONS:
        ask(text)
    times = [timed(lambda text=text: ask(text)) for _round in range(3) for text in QUESTIONS]
    say("search_10k_p50_ms", statistics.median(times) * 1000, "ms", len(times))
    say("search_10k_p95_ms", p95(times) * 1000, "ms", len(times))


def bench_import(settings: Settings, database: Database, folder: Path) -> None:
    """5,000 new groups from a CSV file, to the commit of the last chunk."""
    rows = "".join(f"計測{n}の会,けいそく{n}のかい,山口県,03-0000-{n % 10000:04}\n" for n in range(5000))
    file = folder / "bench.csv"
    file.write_text("団体名,ふりがな,都道府県,電話\n" + rows, encoding="utf-8")
    with database.transaction():
        run = actions.take_in(settings.data_dir, file, kind=ImportKind.GROUPS, name="bench.csv", by=None, map_file=None)
        actions.begin(run, activate=True)

    def carry_out() -> None:
        steps, more = Steps(settings.data_dir, IMPORTERS), True
        while more:
            with database.transaction():
                more = steps.step(queries.get_run(run.id))

    say("import_rows_per_s", 5000 / timed(carry_out), "1/s", 5000)


def bench_suggest(settings: Settings) -> None:
    """The command for one need of the fictional town, start of the process included."""
    command = [sys.executable, "-m", "app", "suggest", "1", "--json"]
    environment = {"MUSUBITE_DATA_DIR": str(settings.data_dir), "PATH": "/usr/bin:/bin"}
    seconds = [
        timed(lambda: subprocess.run(command, env=environment, check=True, capture_output=True)) for _round in range(3)
    ]
    say("suggest_command_town_s", statistics.median(seconds), "s", len(seconds))


def bench_desk(settings: Settings, database: Database) -> None:
    """The coordinator's pages with 10,000 open introductions: every view of the list, searches, a case, a need, the desk."""
    with database.transaction():
        coordinator = Account(
            email="bench@example.jp", email_key="bench@example.jp", name="計測", role=Role.COORDINATOR,
            password_hash=hash_password(PASSWORD),
        )  # fmt: skip
        session.add(coordinator)
        session.flush()
        ids = _introductions(coordinator.id, 10_000)
    client = create_app(settings).test_client()
    token = re.search(r'csrf_token" value="([^"]+)', client.get("/login").text)
    assert token
    signed_in = {"email": "bench@example.jp", "password": PASSWORD, "csrf_token": token[1]}
    assert client.post("/login", data=signed_in).status_code == 303
    desk = "/desk/introductions"
    addresses = [
        *(f"{desk}?tab={tab}{more}" for tab in ("next", "awaiting", "going", "over") for more in ("", "&page=40")),
        *(f"{desk}?tab={tab}&{found}" for tab in ("next", "awaiting") for found in ("whose=mine", "q=会", "q=手伝")),
        *(f"{desk}/{ids[at]}" for at in (0, 3333, 9999)),
        "/desk",
        "/desk/queue/awaited-answers",
    ]
    for address in addresses:
        assert client.get(address).status_code == 200, address
    times = [timed(lambda at=address: client.get(at)) for _round in range(5) for address in addresses]
    say("desk_10k_introductions_p50_ms", statistics.median(times) * 1000, "ms", len(times))
    say("desk_10k_introductions_p95_ms", p95(times) * 1000, "ms", len(times))


def _introductions(coordinator: int, count: int) -> list[int]:
    """So many open introductions of all kinds, a question on every tenth."""
    needs, groups = session.scalars(sa.select(Need.id)).all(), session.scalars(sa.select(Group.id)).all()
    session.execute(sa.update(Need).values(people_wanted=count))
    states = [state for state in State if state in OPEN]
    rows = []
    for number, (need, group) in enumerate(itertools.islice(itertools.product(needs, groups), count)):
        state, moved = states[number % len(states)], now() - timedelta(days=number % 20, minutes=number)
        due = moved + timedelta(days=14) if state in WAITING else None
        rows.append({"need_id": need, "group_id": group, "state": state, "moved_at": moved, "created_at": moved,
                     "answer_due_at": due, "coordinator_id": coordinator if number % 3 else None})  # fmt: skip
    assert len(rows) == count, "the town is too small"
    session.execute(sa.insert(Introduction), rows)
    ids = session.scalars(sa.select(Introduction.id).order_by(Introduction.id)).all()
    questions = [{"introduction_id": number, "side": Side.CANDIDATE, "words": "何時から"} for number in ids[::10]]
    session.execute(sa.insert(Question), questions)
    lines = [
        {"introduction_id": number, "state": State.PROPOSED, "by": Actor.STAFF, "came": Came.WEB} for number in ids
    ]
    session.execute(sa.insert(Happened), lines)
    return list(ids)


def main() -> None:
    """Measure everything on temporary folders."""
    with tempfile.TemporaryDirectory() as name:
        small, database, _keeper = new_town(Path(name) / "small", 300)
        bench_pages("page_groups_300", small, 200)
        bench_suggest(small)
        bench_desk(small, database)
        large, large_database, keeper = new_town(Path(name) / "large", 10_000)
        bench_pages("page_groups_10k", large, 60)
        bench_search(keeper)
        bench_import(small, database, Path(name))
        database.engine.dispose()
        large_database.engine.dispose()


if __name__ == "__main__":
    main()
