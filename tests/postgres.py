"""One PostgreSQL database for all tests of a process, made once and put back after each test as it was before.

To make a database takes PostgreSQL longer than most tests: thousands of files are copied. Here every table has a trigger that
notes that it was written to, and what was written to is filled again from a copy. The tests' role has to be a superuser.
"""

from pathlib import Path

import sqlalchemy as sa

from app import migrations
from kit.db import Base, Database

_WATCH = """
CREATE SCHEMA kept;
CREATE UNLOGGED TABLE kept.written (name text);
CREATE FUNCTION kept.note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kept.written VALUES (TG_TABLE_NAME);
  RETURN NULL;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', name);
    EXECUTE format('CREATE TRIGGER written AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.%I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION kept.note()', name);
  END LOOP;
END $$;
CREATE TABLE kept.counters AS
  SELECT format('public.%I', sequencename) AS name, coalesce(last_value, start_value) AS value, last_value IS NOT NULL AS used
  FROM pg_sequences WHERE schemaname = 'public';
"""
# Foreign keys and the triggers above are off for whoever only takes over rows: so the order of tables does not matter.
_PUT_BACK = """
SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend';
DO $$
DECLARE name text;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT DISTINCT written.name FROM kept.written LOOP
    EXECUTE format('DELETE FROM public.%I', name);
    EXECUTE format('INSERT INTO public.%1$I SELECT * FROM kept.%1$I', name);
  END LOOP;
  PERFORM setval(counters.name::regclass, value, used) FROM kept.counters;
  TRUNCATE kept.written;
END $$;
"""


class Kept:
    """The database of this process's tests."""

    def __init__(self, address: str, template: Path) -> None:
        self._engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
        _make_anew(sa.make_url(address))
        _fill(Database(address), template)
        self._run(_WATCH)

    def put_back(self) -> None:
        """What a test has written is gone, ids are counted as before, and who is still at work is sent away."""
        self._run(_PUT_BACK)

    def _run(self, script: str) -> None:
        with self._engine.connect() as connection:
            for statement in _statements(script):
                connection.exec_driver_sql(statement.replace("%", "%%"))


def _statements(script: str) -> list[str]:
    """The statements of a script; one ends with a semicolon at the end of a line, outside of ``$$``."""
    found, inside = [""], False
    for line in script.strip().split("\n"):
        inside ^= line.count("$$") % 2 == 1
        found[-1] += line + "\n"
        if line.endswith(";") and not inside:
            found.append("")
    return [statement for statement in found if statement]


def _make_anew(address: sa.URL) -> None:
    server = sa.create_engine(address.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{address.database}" WITH (FORCE)')
        connection.exec_driver_sql(f'CREATE DATABASE "{address.database}"')
    server.dispose()


def _fill(database: Database, template: Path) -> None:
    """Copy the template's rows, so that ids are the same on both databases."""
    migrations.upgrade(database)
    source = Database(f"sqlite:///{template / 'musubite.db'}")
    with source.engine.connect() as reading, database.engine.begin() as writing:
        for table in Base.metadata.sorted_tables:
            rows = [dict(row) for row in reading.execute(sa.select(table)).mappings()]
            if not rows:
                continue
            writing.execute(table.delete())  # what a migration put there
            writing.execute(table.insert(), rows)
            if "id" in table.c:
                sequence = sa.text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), :top)")
                writing.execute(sequence, {"top": max(row["id"] for row in rows)})
    source.engine.dispose()
    database.engine.dispose()
