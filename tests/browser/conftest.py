"""A real server with the fictional town in it, and a real Chromium."""

import base64
import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from app import migrations
from app.demo import town
from app.findable import SOURCES
from app.jobs import keeper_of
from app.settling import PASSWORD, settle
from directory.vocabularies.actions import fill_vocabularies
from kit.db import Database
from kit.settings import Settings
from matching.suggestions import signals
from search.sync import listen
from tests.browser import things
from tests.receiver import Receiver, a_receiver, listening

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "/usr/bin/chromium"
"""The same engine without the windows of a desk: it takes a third of the work."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
EMPTY_TILE = {
    "responseHeaders": [{"name": "Content-Type", "value": "image/svg+xml"}],
    "body": base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode(),
}


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A small fictional town with its index: built by the worker that needs it first, copied by the others."""
    mine = tmp_path_factory.getbasetemp()
    first = (mine if worker_id == "master" else mine.parent) / "first_town"
    with first.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not first.exists():
            building = first.with_suffix(".building")
            _build_town(building)
            building.rename(first)
    return shutil.copytree(first, mine / "town")


def _build_town(folder: Path) -> None:
    folder.mkdir()
    settings = Settings(data_dir=folder)
    database = Database(settings.database_address)
    listen(SOURCES)
    signals.listen()
    migrations.upgrade(database)
    with database.transaction():
        fill_vocabularies()
    settle(town(1, 60, 60, 20), database, lambda _what, _count: None)
    things.put(database, folder)
    keeper_of(settings, database).make_ready()
    database.engine.dispose()


@pytest.fixture(scope="session")
def post_office() -> Iterator[Receiver]:
    """The mail server of the service; what it was sent is read in ``received``."""
    with listening(a_receiver()) as receiver:
        yield receiver


@pytest.fixture
def register(data_dir: Path) -> Iterator[Database]:
    """The database of the running service, for letting a year pass in it."""
    opened = Database(Settings(data_dir=data_dir).database_address)
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="session")
def site(data_dir: Path, post_office: Receiver) -> Iterator[str]:
    """Address of the running service."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "app", "serve", "--port", str(port), "--workers", "1"]
    address = f"http://127.0.0.1:{port}"
    settings = {"DATA_DIR": data_dir, "MAIL_URL": post_office.url, "BASE_URL": address}
    environment = {**os.environ, **{f"MUSUBITE_{name}": str(value) for name, value in settings.items()}}
    environment.pop("MUSUBITE_TEST_DATABASE_URL", None)
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"{address}/healthz")
        yield address
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    if not Path(CHROMIUM).exists():
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """A page of a fresh browser: ``open_browser(width=320, who="coordinator", script=True)``; ``axe``: with axe in each page."""
    contexts: list[BrowserContext] = []

    def open_page(*, width: int = 1280, who: str = "", script: bool = True, axe: bool = False) -> Page:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        _draw_tiles_for(page)
        if who:
            page.goto("/login")
            page.fill("#email", f"{who}@example.jp")
            page.fill("#password", PASSWORD)
            page.click("main button[type=submit]")
            assert page.url.rstrip("/") == site
        if axe:
            page.add_init_script(AXE_SCRIPT)  # what is evaluated in a page is compiled each time, this is not
        return page

    yield open_page
    for context in contexts:
        context.close()


def _draw_tiles_for(page: Page) -> None:
    """Tiles of the map come from elsewhere, and the tests reach nobody: empty ones are given.

    The browser is asked for this itself: whoever routes by Playwright has every request stopped, and nothing is cached.
    """
    devtools = page.context.new_cdp_session(page)

    def give(stopped: dict[str, str]) -> None:
        devtools.send("Fetch.fulfillRequest", {"requestId": stopped["requestId"], "responseCode": 200, **EMPTY_TILE})

    devtools.on("Fetch.requestPaused", give)
    devtools.send("Fetch.enable", {"patterns": [{"urlPattern": "https://*"}]})


def _launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def _wait_for(address: str) -> None:
    for _attempt in range(150):
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)
