"""The audit: entries are only ever added, and each holds fast to the one before."""

import json
import threading
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from kit import audit
from kit.audit import AuditEntry, AuditHead
from kit.audit_triggers import protect, unprotect
from kit.db import Database, session


@pytest.fixture
def protected(database: Database) -> Database:
    """The database as its migration leaves it."""
    with database.engine.begin() as connection:
        protect(connection)
        protect(connection)
    return database


def write(database: Database, *verbs: str) -> None:
    with database.transaction():
        for verb in verbs:
            audit.record(verb, "group:1", actor_id=1, reason="電話で", changed=["name"])


def verified(database: Database) -> int | None:
    with database.transaction(writing=False):
        return audit.verify()


def tamper(database: Database, statement: str) -> None:
    """What somebody does who has the database file in hand and no respect for triggers."""
    with database.engine.begin() as connection:
        unprotect(connection)
        connection.exec_driver_sql(statement)


def test_entries_are_chained_in_the_order_they_were_written(protected: Database) -> None:
    write(protected, "one", "two")
    write(protected, "three")
    with protected.transaction(writing=False):
        chain = session.scalars(sa.select(AuditEntry).where(AuditEntry.number.is_not(None)).order_by(AuditEntry.number))
        found = list(chain)
        assert [entry.verb for entry in found][-3:] == ["one", "two", "three"]
        assert [entry.number for entry in found] == list(range(1, len(found) + 1))
        assert session.get_one(AuditHead, 1).hash == found[-1].hash
        assert audit.verify() is None


def test_what_is_rolled_back_leaves_no_gap(protected: Database) -> None:
    write(protected, "one")
    with pytest.raises(ZeroDivisionError), protected.transaction():
        audit.record("never", "group:1", actor_id=1)
        session.flush()
        raise ZeroDivisionError
    with protected.transaction():
        audit.record("kept", "group:1", actor_id=1)
        savepoint = session.begin_nested()
        audit.record("tried", "group:1", actor_id=1)
        session.flush()
        savepoint.rollback()
        audit.record("kept too", "group:1", actor_id=1)
        with session.begin_nested():
            audit.record("nested", "group:1", actor_id=1)
    with protected.transaction(writing=False):
        verbs = session.scalars(sa.select(AuditEntry.verb).order_by(AuditEntry.number)).all()
        assert verbs[-4:] == ["one", "kept", "kept too", "nested"]
    assert verified(protected) is None


@pytest.mark.on_both
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET verb = 'other' WHERE verb = 'two'",
        "UPDATE audit_entries SET hash = NULL WHERE verb = 'two'",
        "UPDATE audit_entries SET reason = 'x' WHERE verb = 'old'",
        "DELETE FROM audit_entries WHERE verb = 'two'",
        "DELETE FROM audit_entries WHERE verb = 'old'",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(protected: Database, statement: str) -> None:
    write(protected, "one", "two", "three")
    with protected.engine.begin() as connection:
        row = "VALUES ('2026-01-01', 'old', 'group:1', '[]', '', 'web')"
        connection.exec_driver_sql(f"INSERT INTO audit_entries (at, verb, subject, changed, reason, via) {row}")
    with pytest.raises(sa.exc.DBAPIError, match="only ever added"), protected.engine.begin() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.on_both
@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_entries SET verb = 'other' WHERE verb = 'two'", 2),
        ("UPDATE audit_entries SET actor_id = 2 WHERE verb = 'two'", 2),
        ("UPDATE audit_entries SET reason = 'x' WHERE verb = 'one'", 1),
        ("UPDATE audit_entries SET at = '2026-01-01 00:00:00' WHERE verb = 'three'", 3),
        ("DELETE FROM audit_entries WHERE verb = 'two'", 2),
        ("DELETE FROM audit_entries WHERE verb = 'three'", 3),
        ("UPDATE audit_entries SET number = 9, hash = 'x' WHERE verb = 'three'", 3),
        (
            "INSERT INTO audit_entries (at, verb, subject, changed, reason, via) VALUES ('2026-01-01', 'a', 'b', '[]', '', 'web')",
            4,
        ),
        ("DELETE FROM audit_heads", 1),
    ],
)
def test_what_was_changed_behind_our_back_is_found(protected: Database, statement: str, broken: int) -> None:
    write(protected, "one", "two", "three")
    assert verified(protected) is None
    tamper(protected, statement)
    assert verified(protected) == broken


def test_the_chain_begins_after_what_is_older(database: Database) -> None:
    with database.engine.begin() as connection:
        unprotect(connection)
        connection.exec_driver_sql("DELETE FROM audit_heads")  # an installation from before the chain
        row = "VALUES ('2026-01-01', 'old', 'group:1', '[]', '', 'web')"
        connection.exec_driver_sql(f"INSERT INTO audit_entries (at, verb, subject, changed, reason, via) {row}")
        protect(connection)
    write(database, "new")
    assert verified(database) is None
    with database.transaction(writing=False):
        lines = list(audit.export())
    assert [(line["verb"], line["number"]) for line in lines] == [("old", None), ("new", 1)]
    assert json.loads(json.dumps(lines[-1]))["changed"] == ["name"]


def test_many_who_write_at_once_make_one_chain(protected: Database) -> None:
    def each(action: Callable[[int], None]) -> None:
        threads = [threading.Thread(target=action, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    each(lambda number: [write(protected, f"{number}-{turn}", f"{number}-{turn}b") for turn in range(10)] and None)
    with protected.transaction(writing=False):
        verbs = session.scalars(
            sa.select(AuditEntry.verb).where(AuditEntry.number.is_not(None)).order_by(AuditEntry.number)
        ).all()
    assert len(verbs) == 160
    assert all(verbs[at + 1] == f"{verb}b" for at, verb in enumerate(verbs) if not verb.endswith("b"))
    assert verified(protected) is None


def test_an_erased_reason_leaves_the_chain_whole_and_a_changed_one_does_not(protected: Database) -> None:
    write(protected, "one", "two")
    with protected.transaction():
        assert audit.erase_reasons(["group:1"]) == 2
    assert verified(protected) is None
    with protected.transaction(writing=False):
        assert [line["reason"] for line in audit.export()] == ["", ""]


def test_a_reason_is_not_exchanged_for_another(protected: Database) -> None:
    write(protected, "one")
    with pytest.raises(sa.exc.DatabaseError), protected.transaction():
        session.execute(sa.text("UPDATE audit_entries SET reason = 'ほかの理由'"))
    with protected.engine.begin() as connection:
        unprotect(connection)
        connection.exec_driver_sql("UPDATE audit_entries SET reason = 'ほかの理由'")
    assert verified(protected) == 1
