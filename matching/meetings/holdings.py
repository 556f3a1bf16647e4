"""What meetings hold about somebody who was, or was to be, there."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l
from matching.introductions.models import Introduction
from matching.meetings.labels import when
from matching.meetings.models import Hold, MeetingOption
from matching.needs.models import Need


def _held(whom: Whom) -> Iterator[Entry]:
    for option in _about(whom):
        yield [Fact("when", _l("日時"), when(option)), Fact("place", _l("場所"), option.place)]


def _erase(whom: Whom, erasure: Erasure) -> int:
    """The times go with where they were, and nobody is held for them."""
    found = _about(whom)
    if whom.person is not None:
        session.execute(sa.delete(Hold).where(Hold.who == f"person:{whom.person.id}"))
    for option in found:
        session.delete(option)
    session.flush()
    return len(found)


def _about(whom: Whom) -> Sequence[MeetingOption]:
    if whom.person is None:
        return []
    mine = (Introduction.person_id == whom.person.id) | (Need.person_id == whom.person.id)
    query = sa.select(MeetingOption).join(MeetingOption.introduction).join(Introduction.need).where(mine)
    return session.scalars(query.order_by(MeetingOption.id)).all()


MEETINGS = Holding("meetings", _l("引き合わせの日時"), _held, _erase)
"""When and where somebody met, or was to meet, another."""
