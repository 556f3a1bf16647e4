"""What the needs hold about somebody: those they asked, and where they are named as whom to call."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.db import session
from kit.i18n import _l
from matching.needs.models import Need


def _asked(whom: Whom) -> Iterator[Entry]:
    if whom.person is None:
        return
    for need in session.scalars(sa.select(Need).where(Need.person_id == whom.person.id).order_by(Need.id)):
        yield [
            Fact("title", _l("題名"), need.title),
            Fact("story", _l("くわしい話"), need.story),
            Fact("requester_name", _l("相談した人"), need.requester_name),
            Fact("contact", _l("連絡先"), need.contact),
            Fact("state", _l("状態"), need.state),
            Fact("created_at", _l("受け付けた日時"), need.created_at),
        ]


def _forget(whom: Whom, erasure: Erasure) -> int:
    """The needs stay, without who asked them and how to reach that person."""
    count = 0
    named = (Need.requester_name != "") | (Need.contact != "") | Need.person_id.is_not(None)
    for need in session.scalars(sa.select(Need).where(named)).all():
        asked = whom.person is not None and need.person_id == whom.person.id
        if asked or whom.is_named_in(need.contact) or whom.is_named_in(need.requester_name):
            need.person_id, need.requester_name, need.contact, need.received_by = None, "", "", ""
            erasure.changed.append(("need", need.id))
            count += 1
    session.flush()
    return count


NEEDS = Holding("needs", _l("相談・募集"), _asked, _forget)
