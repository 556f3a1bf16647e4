"""Fixtures: a real database with the cast in it, the application on it, and browsers signed in as each of the cast."""

import gc
import hashlib
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from jinja2 import FileSystemBytecodeCache

from app import create_app, migrations
from app.findable import SOURCES
from app.jobs import job_kinds, keeper_of
from directory.accounts import actions, passwords
from directory.accounts.queries import find_active_by_email, find_second_factor
from directory.vocabularies.actions import fill_vocabularies
from kit.db import Database
from kit.jobs import Worker
from kit.settings import Settings
from kit.web import Application
from matching.suggestions import signals
from search import queries as index
from search.sync import listen
from tests import depth, statements
from tests.cast import Cast, put_cast
from tests.postgres import Kept

passwords.use(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))  # thousands of sign-ins that nobody attacks
gc.set_threshold(50_000, 20, 50)  # tests leave little behind, and what is loaded is a lot to look through
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2 * 1024**3:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # thousands of small files, gone after each test

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
POSTGRES = os.environ.get("MUSUBITE_TEST_DATABASE_URL", "").replace(
    "{worker}", os.environ.get("PYTEST_XDIST_WORKER", "master")
)
"""Empty: the tests run on SQLite. Otherwise the address of an empty PostgreSQL database that they may wipe."""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """A data folder made once: migrated, with vocabularies, the cast and their index. Tests work on copies."""
    folder = tmp_path_factory.mktemp("template")
    database = Database(f"sqlite:///{folder / 'musubite.db'}")
    migrations.upgrade(database)
    with database.transaction():
        fill_vocabularies()
        cast = put_cast()
    keeper_of(Settings(data_dir=folder), database).make_ready()
    database.engine.dispose()
    return folder, cast


@pytest.fixture(scope="session")
def on_postgres(template: tuple[Path, Cast]) -> Kept | None:
    """The same database on PostgreSQL, where the tests are to run there."""
    return Kept(Settings(database_url=POSTGRES).database_address, template[0]) if POSTGRES else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked ``deep`` is left to ``make test-deep``; on PostgreSQL only what says more about it is repeated."""
    kept = {item for item in items if depth.DEEP or not item.get_closest_marker("deep")}
    if POSTGRES:
        kept &= _worth_repeating(items)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = [item for item in items if item in kept]


def _worth_repeating(items: list[pytest.Item]) -> set[pytest.Item]:
    """What uses a database at all, and of that what asks it for something that no other test asks it for."""
    using = {item.nodeid: item for item in items if "database" in getattr(item, "fixturenames", ())}
    if depth.DEEP:
        return set(using.values())
    always = {name for name, item in using.items() if item.get_closest_marker("on_both")}
    return {using[name] for name in statements.worth_repeating(statements.read(), using.keys(), always)}


def pytest_configure() -> None:
    if statements.FOLDER and not POSTGRES:
        statements.note_what_is_asked()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    statements.begin(item.nodeid)
    try:
        return (yield)
    finally:
        statements.end()


def pytest_sessionfinish() -> None:
    if statements.FOLDER and not POSTGRES:
        statements.write_down(f"{os.environ.get('PYTEST_XDIST_WORKER', 'master')}-{os.getpid()}")


@pytest.fixture
def settings(template: tuple[Path, Cast], tmp_path: Path) -> Settings:
    """Settings of a copy of the template."""
    folder = tmp_path / "var"
    shutil.copytree(template[0], folder, copy_function=shutil.copyfile)
    return Settings(data_dir=folder, secret_key="tests", base_url="http://localhost", database_url=POSTGRES)


@pytest.fixture(scope="session")
def one_database(template: tuple[Path, Cast]) -> Database:
    """The database of all tests, connected to the copy of each: an engine keeps the statements that it has compiled."""
    database = Database(Settings(data_dir=template[0], database_url=POSTGRES).database_address)

    @sa.event.listens_for(database.engine, "do_connect")
    def _to_the_copy(_dialect: sa.Dialect, _record: object, where: list[str], _options: object) -> None:
        if not POSTGRES:
            where[0] = database.address.removeprefix("sqlite:///")

    return database


@pytest.fixture
def database(settings: Settings, on_postgres: Kept | None, one_database: Database) -> Iterator[Database]:
    """The database with the cast in it."""
    one_database.address = settings.database_address
    listen(SOURCES)
    signals.listen()
    yield one_database
    one_database.engine.dispose()  # what a process keeps of a database (columns of everybody) goes with its connections
    if on_postgres:
        on_postgres.put_back()


@pytest.fixture
def cast(template: tuple[Path, Cast]) -> Cast:
    """Ids of the cast."""
    return template[1]


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> FileSystemBytecodeCache:
    """Compiled once for all workers."""
    mine = tmp_path_factory.getbasetemp()
    shared = (mine if worker_id == "master" else mine.parent) / "compiled_templates"
    shared.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(shared))


@pytest.fixture(scope="session")
def one_app(template: tuple[Path, Cast], compiled_templates: FileSystemBytecodeCache) -> Application:
    """The application of all tests: to make one takes longer than most tests."""
    made = create_app(Settings(data_dir=template[0], secret_key="tests", base_url="http://localhost"))
    made.jinja_env.bytecode_cache = compiled_templates
    made.testing = False  # errors are answered as for a visitor
    made.database.engine.dispose()
    return made


@pytest.fixture
def app(one_app: Application, settings: Settings, database: Database) -> Iterator[Application]:
    """The application on the database."""
    usual = dict(one_app.config)
    one_app.database = database
    one_app.extensions["settings"] = settings
    index.install(one_app, settings.index_dir)
    yield one_app
    one_app.config.clear()
    one_app.config.update(usual)


@pytest.fixture
def own_app(settings: Settings, database: Database, compiled_templates: FileSystemBytecodeCache) -> Application:
    """An application of the test's own, for tests that change it; with what the others have compiled."""
    made = create_app(settings)
    made.jinja_env.bytecode_cache = compiled_templates
    made.database.engine.dispose()
    made.database = database
    return made


@pytest.fixture
def client(app: Application) -> FlaskClient:
    """A visitor's browser."""
    return app.test_client()


@pytest.fixture
def browser_of(app: Application) -> Callable[[str], FlaskClient]:
    """A browser signed in as somebody of the cast: ``browser_of("hanako")``; ``""`` is a visitor.

    The form for it is tried by the tests of the form; here the session is begun as it does when everything is right.
    """

    def sign_in(name: str) -> FlaskClient:
        client = app.test_client()
        if name:
            with app.database.transaction():
                account = find_active_by_email(f"{name}@example.jp")
                assert account is not None, name
                assert find_second_factor(account) is None, "who is asked for a code signs in by the form"
                token = actions.sign_in(account, device="")
            with client.session_transaction() as cookie:
                cookie.update(_user_id=token, _fresh=True)
        return client

    return sign_in


@pytest.fixture
def work(settings: Settings, database: Database) -> Callable[[], int]:
    """Work all jobs that are due, as the worker does."""

    def run() -> int:
        keeper = keeper_of(settings, database)
        keeper.make_ready()
        worker = Worker(database, job_kinds(settings, keeper))
        done = 0
        while count := worker.work_once():
            done += count
        return done

    return run


def post(client: FlaskClient, address: str, data: dict[str, object], *, page: str = ""):
    """Post a form as a browser does, with the token that its page (``page``, where that is another one) holds.

    The page itself is not asked for it: that every form holds its token is seen by ``test_crawl.py``, on all pages.
    """
    with client.session_transaction() as cookie:
        secret = cookie.setdefault("csrf_token", hashlib.sha256(os.urandom(8)).hexdigest())
    signing = URLSafeTimedSerializer(client.application.secret_key, salt="wtf-csrf-token")
    return client.post(address, data={**data, "csrf_token": signing.dumps(secret)})


def open_private(client: FlaskClient, page: str, *, why: str = "call", words: str = ""):
    """Press 「表示する」 on the page of a record, as staff do before they see its private part."""
    return post(client, f"{page}/opening", {"why": why, "why_words": words}, page=page)
