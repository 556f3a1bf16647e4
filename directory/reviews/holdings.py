"""What was decided on somebody's registration."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from directory.registrations.models import PersonRegistration
from directory.reviews.models import Review
from kit.db import session
from kit.i18n import _l


def _registration(whom: Whom) -> Iterator[Entry]:
    if whom.person is None:
        return
    mine = sa.select(PersonRegistration).where(PersonRegistration.person_id == whom.person.id)
    for registration in session.scalars(mine):
        yield [
            Fact("reference", _l("受付番号"), registration.reference),
            Fact("created_at", _l("申し込みを始めた日時"), registration.created_at),
            Fact("submitted_at", _l("提出した日時"), registration.submitted_at),
            Fact("remarks", _l("直していただきたいところ"), "\n".join(registration.remarks.values())),
        ]
    decided = sa.select(Review).where(Review.person_id == whom.person.id).order_by(Review.id)
    for review in session.scalars(decided):
        yield [
            Fact("at", _l("決めた日時"), review.at),
            Fact("decision", _l("結果"), review.decision),
            Fact("reason", _l("理由"), review.reason),
            Fact("remarks", _l("直していただきたいところ"), "\n".join(review.remarks.values())),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    if whom.person is None:
        return 0
    gone = 0
    for model in (PersonRegistration, Review):
        mine = sa.delete(model).where(model.person_id == whom.person.id).returning(model.id)
        gone += len(session.scalars(mine).all())
    return gone


REVIEWS = Holding("reviews", _l("登録の申し込みと審査"), _registration, _erase)
"""The registration of a person, and every decision on it."""
