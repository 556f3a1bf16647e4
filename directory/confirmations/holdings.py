"""What somebody answered when they were asked whether their entry is still right."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.confirmations.models import Confirmation
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l


def _answers(whom: Whom) -> Iterator[Entry]:
    if whom.person is None:
        return
    query = sa.select(Confirmation).where(Confirmation.person_id == whom.person.id).order_by(Confirmation.id)
    for confirmation in session.scalars(query):
        yield [
            Fact("at", _l("返事の日"), confirmation.at),
            Fact("answer", _l("お返事"), confirmation.answer),
            Fact("answered_by", _l("受付方法"), confirmation.answered_by),
            Fact("words", _l("直したいところ"), confirmation.words),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    if whom.person is None:
        return 0
    gone = sa.delete(Confirmation).where(Confirmation.person_id == whom.person.id).returning(Confirmation.id)
    return len(session.scalars(gone).all())


CONFIRMATIONS = Holding("confirmations", _l("年1回の確認"), _answers, _erase)
