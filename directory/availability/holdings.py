"""What is held about when a person is busy: the times taken from their calendar file."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.availability.models import BusyTime, CalendarImport
from directory.availability.queries import busy_times_of
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.clock import TOKYO
from kit.db import session
from kit.i18n import _l


def _times(whom: Whom) -> Iterator[Entry]:
    if whom.person is None:
        return
    if busy := busy_times_of(whom.person.id):
        spans = [(time.starts_at.astimezone(TOKYO), time.ends_at.astimezone(TOKYO)) for time in busy]
        words = [f"{starts:%Y-%m-%d %H:%M} – {ends:%Y-%m-%d %H:%M}" for starts, ends in spans]
        yield [Fact("busy", _l("予定のある時間"), words)]


def _erase(whom: Whom, erasure: Erasure) -> int:
    if whom.person is None:
        return 0
    own = whom.person.id
    gone = session.scalars(sa.delete(BusyTime).where(BusyTime.person_id == own).returning(BusyTime.id)).all()
    session.execute(sa.delete(CalendarImport).where(CalendarImport.person_id == own))
    return len(gone)


BUSY_TIMES = Holding("busy_times", _l("カレンダーから取り込んだ予定のある時間"), _times, _erase)
