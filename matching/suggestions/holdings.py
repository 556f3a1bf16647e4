"""What the kept lists of suggestions hold about somebody: where they stood, and with how many points."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l
from matching.suggestions.models import ShownList, ShownRow


def _held(whom: Whom) -> Iterator[Entry]:
    """Without the need, which may be one that they have never heard of."""
    if whom.person is None:
        return
    mine = sa.select(ShownList.at, ShownRow.rank, ShownRow.final).join(ShownRow, ShownRow.list_id == ShownList.id)
    for at, rank, final in session.execute(mine.where(ShownRow.person_id == whom.person.id).order_by(ShownList.id)):
        yield [
            Fact("at", _l("職員が候補の一覧を見た日時"), at),
            Fact("rank", _l("順位"), rank),
            Fact("final", _l("点"), final),
        ]


def _erase(whom: Whom, erasure: Erasure) -> int:
    if whom.person is None:
        return 0
    gone = session.execute(sa.delete(ShownRow).where(ShownRow.person_id == whom.person.id))
    return int(gone.rowcount)  # type: ignore[attr-defined]


SUGGESTIONS = Holding("suggestions", _l("候補の一覧"), _held, _erase)
"""Every line about somebody on a list that the staff were shown."""
