"""What is held of what somebody said after they had met, and of how it ended."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

import matching.follow_ups.labels  # noqa: F401 - the words of the answers
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l
from matching.follow_ups.models import Ending, FollowUp
from matching.introductions.models import Introduction
from matching.introductions.moves import Side
from matching.needs.models import Need


def _held(whom: Whom) -> Iterator[Entry]:
    for said in _said_by(whom):
        yield [
            Fact("asked_at", _l("おたずねした日時"), said.asked_at),
            Fact("found", _l("その後のようす"), said.found),
            Fact("words", _l("どんなことがありましたか"), said.words),
            Fact("hours", _l("使った時間"), said.hours),
            Fact("again", _l("またやってみたいか"), said.again),
            Fact("may_tell", _l("事例としての紹介"), said.may_tell),
        ]


def _erase(whom: Whom, erasure: Erasure) -> int:
    """What they said goes; of what the other side said, and of how it ended, the words go, in which they may stand."""
    found = _said_by(whom)
    for said in found:
        session.delete(said)
    session.flush()
    if whom.person is not None:
        for model in (FollowUp, Ending):
            session.execute(sa.update(model).where(model.introduction_id.in_(_introductions(whom))).values(words=""))
    session.flush()
    return len(found)


def _said_by(whom: Whom) -> Sequence[FollowUp]:
    if whom.person is None:
        return []
    mine = sa.or_(
        (FollowUp.side == Side.CANDIDATE) & (Introduction.person_id == whom.person.id),
        (FollowUp.side == Side.REQUESTER) & (Need.person_id == whom.person.id),
    )
    query = sa.select(FollowUp).join(FollowUp.introduction).join(Introduction.need).where(mine)
    return session.scalars(query.order_by(FollowUp.id)).all()


def _introductions(whom: Whom) -> Sequence[int]:
    assert whom.person is not None
    mine = (Introduction.person_id == whom.person.id) | (Need.person_id == whom.person.id)
    return session.scalars(sa.select(Introduction.id).join(Introduction.need).where(mine)).all()


FOLLOW_UPS = Holding("follow_ups", _l("その後のようす"), _held, _erase)
"""What somebody said one and three months after they had met."""
