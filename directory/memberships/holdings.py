"""What is held about somebody's invitations into groups."""

from collections.abc import Iterator

import sqlalchemy as sa

from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from directory.memberships.models import Invitation
from kit.db import session
from kit.i18n import _l
from kit.text import nfkc


def _invitations(whom: Whom) -> Iterator[Entry]:
    for invitation in _to(whom):
        yield [
            Fact("group", _l("団体"), invitation.group.name),
            Fact("role", _l("役割"), invitation.role),
            Fact("email", _l("メールアドレス"), invitation.email),
            Fact("created_at", _l("招待された日時"), invitation.created_at),
        ]


def _erase(whom: Whom, _erasure: Erasure) -> int:
    invitations = list(_to(whom))
    for invitation in invitations:
        session.delete(invitation)
    session.flush()
    return len(invitations)


def _to(whom: Whom) -> Iterator[Invitation]:
    for invitation in session.scalars(sa.select(Invitation).order_by(Invitation.id)):
        theirs = whom.account is not None and invitation.account_id == whom.account.id
        if theirs or nfkc(invitation.email).strip().casefold() in whom.emails:
            yield invitation


INVITATIONS = Holding("invitations", _l("団体への招待"), _invitations, _erase)
