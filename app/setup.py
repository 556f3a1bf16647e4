"""What a command works with: the settings, the database, and a Japanese interface for its messages."""

from dataclasses import dataclass

from app.findable import SOURCES
from kit.db import Database
from kit.settings import Settings, read_settings
from matching.suggestions import signals
from search.sync import listen


@dataclass(frozen=True)
class Setup:
    """Settings and database of one installation."""

    settings: Settings
    database: Database


def open_setup() -> Setup:
    """Read the settings and open their database; nothing is created yet."""
    settings = read_settings()
    if settings.database_address.startswith("sqlite"):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    listen(SOURCES)
    signals.listen()
    return Setup(settings=settings, database=Database(settings.database_address))
