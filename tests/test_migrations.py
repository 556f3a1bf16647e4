"""Migrations make the tables the models describe, and go up and down with data in them."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import app.models  # noqa: F401
from app import migrations
from directory.vocabularies.actions import fill_vocabularies
from kit.db import Base, Database
from tests.cast import put_cast

REVISIONS = [script.revision for script in ScriptDirectory.from_config(migrations.configuration()).walk_revisions()]


def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_migration_goes_down_and_up_again_with_data(revision: str, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'musubite.db'}")
    migrations.upgrade(database)
    with database.transaction():
        fill_vocabularies()
        put_cast()
    before = ScriptDirectory.from_config(migrations.configuration()).get_revision(revision).down_revision
    migrations.downgrade(database, str(before or "base"))
    migrations.upgrade(database)
    assert migrations.is_current(database)
    with database.engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA foreign_key_check")).all() == []
    database.engine.dispose()
