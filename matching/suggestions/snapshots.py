"""The columns of this process: built once a day, and patched with whoever has changed since they were last looked at.

Every web process has its own. Which partners changed stands in ``partner_changes``, written in the transaction of the
change, so after a commit anywhere the next question sees it. Only what is committed gets into the columns.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
import sqlalchemy as sa

from kit.clock import now
from kit.db import beside, session
from matching.scoring.columns import Part, build
from matching.scoring.order import number_of
from matching.scoring.profiles import Key, PartnerKind
from matching.suggestions.candidates import load, load_groups, load_people
from matching.suggestions.models import PartnerChange

OLDEST: Final = timedelta(days=1)
MOST_CHANGED: Final = 500
MOST_SHARE: Final = 20
"""When more than one in so many has changed, the columns are built anew."""
WINDOW: Final = 1000
"""On PostgreSQL a change may be committed after others with a higher number: so many are looked at again."""


@dataclass(frozen=True)
class Snapshot:
    """Everybody as of the last change that was seen."""

    parts: tuple[Part, ...]
    built_at: datetime
    last: int
    seen: frozenset[int] = frozenset()
    changed: frozenset[Key] = field(default_factory=frozenset)


_kept: WeakKeyDictionary[Any, Snapshot] = WeakKeyDictionary()
_lock: Final = Lock()


def current() -> Snapshot:
    """Everybody as committed now."""
    pool = session.get_bind().engine.pool  # who disconnects from the database to use another one gets other columns
    snapshot = _kept.get(pool)
    if snapshot is not None and _is_current(snapshot):
        return snapshot
    with _lock:
        snapshot = _kept.get(pool)
        with beside():
            snapshot = _built() if snapshot is None or _is_old(snapshot) else _patched(snapshot)
        _kept[pool] = snapshot
        return snapshot


def _is_old(snapshot: Snapshot) -> bool:
    return not timedelta() <= now() - snapshot.built_at < OLDEST


def _is_current(snapshot: Snapshot) -> bool:
    return not _is_old(snapshot) and not _news(snapshot)


def _news(snapshot: Snapshot) -> dict[int, tuple[PartnerKind, int | None]]:
    """The changes that the snapshot has not seen, by number."""
    window = 0 if session.get_bind().dialect.name == "sqlite" else WINDOW
    query = sa.select(PartnerChange.id, PartnerChange.kind, PartnerChange.partner_id)
    rows = session.execute(query.where(PartnerChange.id > snapshot.last - window))
    return {row.id: (row.kind, row.partner_id) for row in rows if row.id not in snapshot.seen}


def _built() -> Snapshot:
    at, window = now(), 0 if session.get_bind().dialect.name == "sqlite" else WINDOW
    last = session.scalar(sa.select(sa.func.max(PartnerChange.id))) or 0
    seen = frozenset(session.scalars(sa.select(PartnerChange.id).where(PartnerChange.id > last - window)))
    return Snapshot((Part(build(_everybody()), None),), at, last, seen)


def _everybody() -> Any:
    yield from load_people()
    yield from load_groups()


def _patched(snapshot: Snapshot) -> Snapshot:
    news = _news(snapshot)
    if not news:
        return snapshot
    base = snapshot.parts[0].columns
    changed = snapshot.changed | {(kind, number) for kind, number in news.values() if number is not None}
    if None in {number for _kind, number in news.values()} or len(changed) > max(MOST_CHANGED, len(base) // MOST_SHARE):
        return _built()
    gone = np.zeros(len(base), bool)
    rows = base.rows_of(np.fromiter(map(number_of, changed), np.uint32, len(changed)))
    gone[rows[rows >= 0]] = True
    last = max(snapshot.last, *news)
    seen = frozenset(number for number in (*snapshot.seen, *news) if number > last - WINDOW)
    parts = Part(base, gone), Part(build(load(changed)), None)
    return Snapshot(parts, snapshot.built_at, last, seen, changed)
