"""What is held about somebody who is not introduced to somebody else: that it is so, not with whom, nor why."""

from collections.abc import Iterator

import sqlalchemy as sa

import matching.exclusions.labels  # noqa: F401 - the words of the kinds
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l
from matching.exclusions.models import PairExclusion
from matching.exclusions.queries import exclusions_of_person


def _held(whom: Whom) -> Iterator[Entry]:
    """Who the other is and what was written would tell what somebody else has said in confidence."""
    for exclusion in exclusions_of_person(whom.person.id) if whom.person else ():
        yield [
            Fact("kind", _l("紹介の対象外：わけ"), exclusion.kind),
            Fact("created_at", _l("記録した日時"), exclusion.created_at),
            Fact("until", _l("いつまで"), exclusion.until),
            Fact("ended_at", _l("終わりにした日時"), exclusion.ended_at),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    if whom.person is None:
        return 0
    number = whom.person.id
    mine = (PairExclusion.person_id == number) | (PairExclusion.other_person_id == number)
    return len(session.scalars(sa.delete(PairExclusion).where(mine).returning(PairExclusion.id)).all())


EXCLUSIONS = Holding("exclusions", _l("紹介の対象外"), _held, _erase)
"""Every pair that somebody is one of."""
