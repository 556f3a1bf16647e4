"""What is held about who looked at somebody's private data."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from directory.openings.models import Opening
from kit.db import session
from kit.i18n import _l


def _openings(whom: Whom) -> Iterator[Entry]:
    for opening in session.scalars(sa.select(Opening).where(Opening.subject.in_(whom.subjects)).order_by(Opening.id)):
        yield [
            Fact("at", _l("見た日時"), opening.at),
            Fact("reason", _l("見た理由"), opening.reason),
            Fact("words", _l("見た理由のくわしい説明"), opening.words),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    """With the record goes who looked at it; what they did as staff themselves stays, as it is about others."""
    gone = sa.delete(Opening).where(Opening.subject.in_(whom.subjects)).returning(Opening.id)
    return len(session.scalars(gone).all())


OPENINGS = Holding("openings", _l("個人情報を見た記録"), _openings, _erase)
