"""Who may do what to an entry of the log; all of it is the staff's to read."""

from datetime import datetime, timedelta

from directory.accounts.models import Account
from directory.log.models import LogEntry

UNDO_WITHIN = timedelta(minutes=10)


def take_back(entry: LogEntry, viewer: Account, *, at: datetime) -> bool:
    """Who took the entry may take it back for ten minutes."""
    return entry.undone_at is None and entry.taker_id == viewer.id and at - entry.at <= UNDO_WITHIN


def see_contact(entry: LogEntry, viewer: Account, *, opened: bool) -> bool:
    """How to reach the caller is seen by who wrote it down, and by other staff once they have opened it."""
    return opened or entry.taker_id == viewer.id
