"""The one list of background jobs."""

from app.findable import SOURCES
from app.holdings import HOLDINGS
from app.importable import IMPORTERS
from app.scrubbing import Scrubbing
from directory.accounts.jobs import SWEEP_ACCOUNTS
from directory.center.queries import center
from directory.confirmations.jobs import Asking
from directory.deletions.jobs import Deleting
from directory.documents.files import Uploads
from directory.documents.jobs import Caretaker
from directory.imports.jobs import Steps
from directory.retention.jobs import Forgetting
from kit.db import Database
from kit.jobs import Kind
from kit.postman import Postman
from kit.settings import Settings
from matching.care.jobs import Following
from matching.consultations.jobs import Reminding
from matching.follow_ups.jobs import Asking as AskingAfterwards
from matching.introductions.jobs import Waiting
from matching.meetings.jobs import REMIND_OF_MEETINGS
from matching.needs.jobs import EXPIRE_NEEDS
from matching.plans.jobs import Planning
from matching.suggestions.jobs import FORGET_CHANGES, FORGET_LISTS
from search import sync
from search.engine import Index

BATCH = 500
REBUILD = "search.rebuild"


def keeper_of(settings: Settings, database: Database) -> sync.Keeper:
    """The writer of this installation's index."""
    return sync.Keeper(Index(settings.index_dir), database, SOURCES)


def job_kinds(settings: Settings, keeper: sync.Keeper) -> list[Kind]:
    """Every kind of job there is."""
    return [
        Kind(
            sync.JOB, keeper.refresh, BATCH, "Brings the search index up to date with what was changed.", writes=False
        ),
        Kind(
            REBUILD, lambda _jobs: keeper.rebuild_anew(), 100, "Builds the search index anew, on request.", writes=False
        ),
        Steps(settings.data_dir, IMPORTERS).job(),
        EXPIRE_NEEDS,
        *Waiting(settings.base_url).jobs(),
        REMIND_OF_MEETINGS,
        *AskingAfterwards(settings.base_url).jobs(),
        *Following(settings.base_url).jobs(),
        *Reminding(settings).jobs(),
        FORGET_CHANGES,
        *Planning(keeper.index, nightly=settings.nightly_plan).jobs(),
        FORGET_LISTS,
        *Asking(settings.base_url).jobs(),
        *Postman(settings, center).jobs(),
        *Deleting(settings, HOLDINGS).jobs(),
        Forgetting(settings).job(),
        Scrubbing(keeper, keeper.database).job(),
        *Caretaker(Uploads(settings.data_dir)).jobs(),
        SWEEP_ACCOUNTS,
    ]
