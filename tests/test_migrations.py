"""Migrations make the tables the models describe, and go up and down with data in them."""

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import app.models  # noqa: F401
from app import migrations
from kit.db import Base, Database
from kit.settings import Settings

SCRIPTS = list(ScriptDirectory.from_config(migrations.configuration()).walk_revisions())  # the newest first


def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_each_migration_goes_down_and_up_again_with_data(settings: Settings) -> None:
    """From the newest, with the whole cast in it, to the first; each with the rows that the later ones have left."""
    database = Database(f"sqlite:///{settings.data_dir / 'musubite.db'}")
    for script in SCRIPTS:
        before = str(script.down_revision or "base")
        migrations.downgrade(database, before)
        migrations.upgrade(database, script.revision)
        with database.engine.connect() as connection:
            assert MigrationContext.configure(connection).get_current_revision() == script.revision
            assert connection.execute(sa.text("PRAGMA foreign_key_check")).all() == [], script.revision
        migrations.downgrade(database, before)
    migrations.upgrade(database)
    assert migrations.is_current(database)
    database.engine.dispose()


def test_names_that_were_there_before_are_put_in_order(settings: Settings) -> None:
    database = Database(f"sqlite:///{settings.data_dir / 'musubite.db'}")
    keys = {table: sa.text(f"SELECT id, sort_key FROM {table} ORDER BY id") for table in ("groups", "people")}
    with database.engine.connect() as connection:
        now = {table: connection.execute(query).all() for table, query in keys.items()}
    migrations.downgrade(database, "0013")
    with database.engine.begin() as connection:
        for table in keys:
            connection.execute(sa.text(f"UPDATE {table} SET sort_key = 'as it was'"))
    migrations.upgrade(database)
    with database.engine.connect() as connection:
        assert {table: connection.execute(query).all() for table, query in keys.items()} == now
    database.engine.dispose()
