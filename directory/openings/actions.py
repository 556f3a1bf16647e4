"""What can be done about openings: open a record's private part, which is noted for good."""

from directory.accounts.models import Account
from directory.openings import access
from directory.openings.models import Opening, Reason, Way
from kit import audit
from kit.db import session
from kit.errors import Forbidden


def open_private(subject: str, reason: Reason, *, by: Account, words: str = "", way: Way = Way.PAGE) -> Opening:
    """Note that ``by`` is shown the private part of a record.

    Raises:
        Forbidden: ``by`` is not of the staff.
    """
    if not access.open_private(by):
        raise Forbidden()
    opening = Opening(account_id=by.id, subject=subject, reason=reason, words=words, way=way)
    session.add(opening)
    session.flush()
    audit.record("private.opened", subject, actor_id=by.id, via=audit.Via.STAFF, reason=words or reason.value)
    return opening
