"""What plans hold about somebody who was proposed."""

from collections.abc import Iterator

import sqlalchemy as sa

import matching.plans.labels  # noqa: F401 - the words of the states
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l
from matching.plans.models import PlanRow


def _held(whom: Whom) -> Iterator[Entry]:
    if whom.person is None:
        return
    mine = sa.select(PlanRow).where(PlanRow.person_id == whom.person.id).order_by(PlanRow.id)
    for row in session.scalars(mine):
        yield [
            Fact("need", _l("相談"), row.need.title),
            Fact("score", _l("点"), row.score),
            Fact("state", _l("状態"), row.state),
            Fact("reason", _l("理由"), row.reason),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    if whom.person is None:
        return 0
    mine = sa.delete(PlanRow).where(PlanRow.person_id == whom.person.id).returning(PlanRow.id)
    return len(session.scalars(mine).all())


PLANS = Holding("plans", _l("まとめて考えた候補"), _held, _erase)
"""Every row of a plan in which somebody was proposed."""
