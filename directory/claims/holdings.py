"""What is held about somebody's claims on groups."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.claims.models import Claim
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l


def _claims(whom: Whom) -> Iterator[Entry]:
    if whom.account is None:
        return
    for claim in session.scalars(sa.select(Claim).where(Claim.account_id == whom.account.id).order_by(Claim.id)):
        yield [
            Fact("group", _l("団体"), claim.group.name),
            Fact("position", _l("団体での立場"), claim.position),
            Fact("proof", _l("申し出の説明"), claim.proof),
            Fact("phone", _l("電話"), claim.phone),
            Fact("created_at", _l("申し出た日時"), claim.created_at),
            Fact("reason", _l("センターの返事の理由"), claim.reason),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    if whom.account is None:
        return 0
    return len(session.scalars(sa.delete(Claim).where(Claim.account_id == whom.account.id).returning(Claim.id)).all())


CLAIMS = Holding("claims", _l("団体の代表・担当としての申し出"), _claims, _erase)
