"""How often everybody was asked, read from the introductions."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from kit.clock import TOKYO
from kit.db import session
from kit.i18n import tokyo
from matching.introductions.models import Happened, Introduction
from matching.introductions.moves import BUSY, Move, State
from matching.scoring.profiles import Asks, Key, PartnerKind

MONTH, QUARTER, YEAR = timedelta(days=31), timedelta(days=90), timedelta(days=366)
"""As the database counts them that keeps the limits, or a day more: nobody is proposed whom it would then refuse."""


def asks(today: date) -> Mapping[Key, Asks]:
    """How often each partner was asked, and what came of it; who was never asked is not in it.

    What is still going on is neither for nor against anybody: only what is over after both had agreed was started.
    """
    end = datetime.combine(today + timedelta(days=1), time(), TOKYO)
    had_agreed = sa.exists().where(Happened.introduction_id == Introduction.id, Happened.move == Move.REQUESTER_YES)
    ended = Introduction.state == State.ENDED
    columns = (
        Introduction.person_id,
        Introduction.group_id,
        _count(Introduction.state.in_(BUSY)),
        _count(Introduction.asked_at > end - MONTH),
        _count(Introduction.asked_at > end - YEAR),
        _count(Introduction.asked_at > end - QUARTER),
        sa.func.max(Introduction.asked_at),
        _count(sa.or_(ended, sa.and_(Introduction.state == State.CANCELLED, had_agreed))),
        _count(ended),
    )
    query = sa.select(*columns).where(Introduction.asked_at.is_not(None))
    rows = session.execute(query.group_by(Introduction.person_id, Introduction.group_id))
    return {key: _asks(row) for row in rows if (key := _key(row))}


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _key(row: Any) -> Key | None:
    if row[0] is not None:
        return PartnerKind.PERSON, row[0]
    return (PartnerKind.GROUP, row[1]) if row[1] is not None else None


def _asks(row: Any) -> Asks:
    now, month, year, quarter, last, started, completed = row[2:]
    return Asks(
        now=now, this_month=month, this_year=year, last_90_days=quarter, last=tokyo(last).date(),
        started=started, completed=completed,
    )  # fmt: skip
