"""The one list of background jobs."""

from app.findable import SOURCES
from kit.db import Database
from kit.jobs import Kind
from kit.settings import Settings
from matching.needs.jobs import EXPIRE_NEEDS
from search import sync
from search.engine import Index

BATCH = 500


def keeper_of(settings: Settings, database: Database) -> sync.Keeper:
    """The writer of this installation's index."""
    return sync.Keeper(Index(settings.index_dir), database, SOURCES)


def job_kinds(keeper: sync.Keeper) -> list[Kind]:
    """Every kind of job there is."""
    return [
        Kind(
            sync.JOB, keeper.refresh, BATCH, "Brings the search index up to date with what was changed.", writes=False
        ),
        EXPIRE_NEEDS,
    ]
