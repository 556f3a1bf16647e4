"""The database: one engine, one transaction per request or job, and the column types all models share."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock
from time import monotonic, sleep
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import QueuePool
from werkzeug.local import LocalProxy

_current: ContextVar[Session] = ContextVar("musubite_session")

session: Session = cast(Session, LocalProxy(_current, unbound_message="no transaction is open"))
"""The session of the transaction that is open: a request's, a job's or a command's."""

SQLITE_BUSY_SECONDS = 30
SQLITE_TRY_SECONDS = 0.002
SCRUB_BUSY_SECONDS = 2
"""So long emptying the log waits for a reader. Whoever wants to write waits with it, so it has to give up long before they do."""


class Unreachable(Exception):
    """No transaction could be begun: the database is away, or somebody has written for too long."""


class FilesInUse(Exception):
    """Somebody is reading an older state of the database, so its files cannot be rewritten now."""


class Base(DeclarativeBase):
    """Base of all models; constraint names are fixed so that migrations can name them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {list[str]: sa.JSON, dict[str, Any]: sa.JSON}


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware moment, kept as UTC; a naive one is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_column(kind: type[StrEnum]) -> sa.Enum:
    """Column type of a StrEnum, kept as its word."""
    return sa.Enum(
        kind, native_enum=False, length=24, create_constraint=False, values_callable=lambda e: [m.value for m in e]
    )


def make_engine(address: str) -> sa.Engine:
    """Engine for a SQLite or PostgreSQL address, with the settings that make both behave alike."""
    if not address.startswith("sqlite"):
        return sa.create_engine(address, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = sa.create_engine(
        address,
        connect_args={"timeout": SQLITE_BUSY_SECONDS, "check_same_thread": False},
        poolclass=QueuePool,
        pool_size=10,
        max_overflow=20,
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not open transactions behind our back; see _begin_sqlite
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=NORMAL",
        "cache_size=-32000",
        "temp_store=MEMORY",
        "secure_delete=ON",  # what is deleted is overwritten with zeros; see Database.scrub
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # A transaction that reads first and writes later cannot wait for the lock in WAL mode, it fails at once;
    # so one that is going to write takes the lock at its start.
    if connection.get_execution_options().get("writing", True):
        _wait_to_write(cast(sqlite3.Connection, connection.connection.driver_connection))
    else:
        connection.exec_driver_sql("BEGIN")


def _wait_to_write(connection: sqlite3.Connection) -> None:
    """Begin as soon as no other process writes.

    SQLite's own waiting tries ever more seldom, so that whoever has waited long is overtaken by all who come later.
    """
    give_up = monotonic() + SQLITE_BUSY_SECONDS
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > give_up:
                    raise
                sleep(SQLITE_TRY_SECONDS)
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_SECONDS * 1000}")


class Database:
    """One database and its transactions."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.engine = make_engine(address)
        self._factory = sessionmaker(self.engine, expire_on_commit=False)
        self._turn = Lock()

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self, *, writing: bool = True) -> Iterator[Session]:
        """Open a transaction, make its session the current one, commit at the end or roll back on an error.

        With ``writing=False`` a flush is an error: reading never writes.

        Raises:
            Unreachable: it could not be begun.
        """
        with self._turn_to_write() if writing else nullcontext(), self._factory() as new:
            new.info["writing"] = writing
            try:
                new.connection(execution_options={"writing": writing})
            except (sa.exc.OperationalError, sa.exc.TimeoutError, sqlite3.OperationalError) as error:
                raise Unreachable() from error
            token = _current.set(new)
            try:
                yield new
                if writing:
                    new.commit()
            except BaseException:
                new.rollback()
                raise
            finally:
                _current.reset(token)

    @contextmanager
    def _turn_to_write(self) -> Iterator[None]:
        """On SQLite one writes at a time: the threads of this process queue, so that each waits its turn."""
        queueing = self.is_sqlite and self._turn.acquire(timeout=SQLITE_BUSY_SECONDS)
        try:
            yield
        finally:
            if queueing:
                self._turn.release()

    def scrub(self) -> None:
        """Rewrite the files so that nothing of what was deleted can be read in them. Call outside of transactions.

        SQLite: pages that rows were moved away from keep copies of them, and the log keeps former pages.

        Raises:
            FilesInUse: a reader kept the log from being emptied; try again later.
        """
        connection = self.engine.raw_connection()
        try:
            if not self.is_sqlite:
                connection.rollback()
                cast(Any, connection.driver_connection).autocommit = True
                connection.cursor().execute("VACUUM")
                return
            connection.execute("PRAGMA temp_store=FILE")  # a large database must not pass through memory
            connection.execute("VACUUM")
            connection.execute(f"PRAGMA busy_timeout={SCRUB_BUSY_SECONDS * 1000}")
            busy, _pages, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise FilesInUse()
        finally:
            connection.invalidate()
            connection.close()


@contextmanager
def beside() -> Iterator[Session]:
    """A reading transaction beside the open one: it sees what has been committed, and not what the open one changes."""
    with Session(session.get_bind(), expire_on_commit=False) as new:
        new.info["writing"] = False
        new.connection(execution_options={"writing": False})
        token = _current.set(new)
        try:
            yield new
        finally:
            _current.reset(token)
            new.rollback()


@sa.event.listens_for(Session, "before_flush")
def _reading_never_writes(flushing: Session, _context: Any, _instances: Any) -> None:
    if not flushing.info.get("writing", True) and (flushing.new or flushing.deleted or flushing.dirty):
        changed = [type(item).__name__ for item in (*flushing.new, *flushing.deleted, *flushing.dirty)]
        raise RuntimeError(f"a reading transaction changed {changed}")


def among(column: Any, values: Iterable[int | str]) -> sa.ColumnElement[bool]:
    """``column IN values`` for any number of values: sent as one parameter, so no limit on variables is met."""
    items = list(values)
    if session.get_bind().dialect.name == "sqlite":
        listed = sa.func.json_each(json.dumps(items)).table_valued("value")
        return cast(sa.ColumnElement[bool], column.in_(sa.select(listed.c.value)))
    kind = sa.BigInteger if isinstance(column.type, sa.Integer) else sa.Text
    return cast(sa.ColumnElement[bool], column == sa.any_(sa.cast(items, sa.ARRAY(kind))))
