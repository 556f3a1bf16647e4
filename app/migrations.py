"""Bringing the database to the newest shape."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from kit.db import Database

FOLDER = Path(__file__).parent.parent / "migrations"


def configuration(connection: sa.Connection | None = None) -> Config:
    """Alembic's configuration for our folder, acting on ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database, to: str = "head") -> None:
    """Run the migrations that are missing, all in one transaction."""
    with database.engine.begin() as connection:
        command.upgrade(configuration(connection), to)


def downgrade(database: Database, to: str) -> None:
    """Take migrations back down to revision ``to``."""
    with database.engine.begin() as connection:
        command.downgrade(configuration(connection), to)


def is_current(database: Database) -> bool:
    """Whether the database has the newest shape."""
    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == ScriptDirectory.from_config(configuration()).get_current_head()
