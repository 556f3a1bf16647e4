"""What is held about somebody who pointed out a mistake and left an address for the answer."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.corrections.models import Correction
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l


def _proposed(whom: Whom) -> Iterator[Entry]:
    for correction in _by(whom):
        yield [
            Fact("received_at", _l("受け付けた日時"), correction.received_at),
            Fact("remark", _l("ひとこと"), correction.remark),
            Fact("email", _l("メールアドレス"), correction.email),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    """What was proposed stays to be decided on; who proposed it goes."""
    corrections = list(_by(whom))
    for correction in corrections:
        correction.email = correction.remark = ""
    session.flush()
    return len(corrections)


def _by(whom: Whom) -> Iterator[Correction]:
    told = sa.select(Correction).where((Correction.email != "") | (Correction.remark != "")).order_by(Correction.id)
    for correction in session.scalars(told):
        if whom.is_named_in(correction.email) or whom.is_named_in(correction.remark):
            yield correction


CORRECTIONS = Holding("corrections", _l("まちがいの知らせ"), _proposed, _erase)
