"""Who may open private data, and for how long it then stays open."""

from datetime import datetime, timedelta

from directory.accounts.models import Account
from directory.openings.models import Opening

LASTS = timedelta(minutes=15)


def open_private(viewer: Account | None) -> bool:
    """Staff open what is not their own; others see their own without it, and nothing else at all."""
    return bool(viewer and viewer.is_staff)


def is_open(opening: Opening | None, subject: str, viewer: Account | None, *, at: datetime) -> bool:
    """Whether this opening still shows this record to this viewer."""
    if opening is None or viewer is None or not open_private(viewer):
        return False
    return opening.account_id == viewer.id and opening.subject == subject and at - opening.at <= LASTS
