"""Showing each side what the other has ticked: only once both agree, only while the consent stands, and with a receipt."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.consents.models import ConsentText, Purpose
from directory.consents.queries import last, may_disclose
from directory.groups.models import Group
from directory.people.models import Person
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Missing
from matching.introductions import access
from matching.introductions.items import Item, shown_by
from matching.introductions.models import Came, Introduction, Receipt
from matching.introductions.moves import Side, other

SHOWN_FOR: Final = timedelta(minutes=15)
"""How long a page shows what was opened on it."""
TOLD: Final = frozenset({Came.PHONE, Came.VISIT, Came.FAX, Came.LETTER})
"""How staff pass on what is shown to a side that has no page to look at."""


def on_offer(introduction: Introduction, reader: Side) -> list[Item]:
    """What this side may open of the other now; nothing before both agree, or after the consent was withdrawn."""
    side = other(reader)
    party = introduction.party(side)
    if not access.disclosed(introduction):
        return []
    if isinstance(party, Person | Group) and not may_disclose(party):
        return []
    return shown_by(introduction, side)


def open_items(introduction: Introduction, reader: Side, *, by: Account | None, came: Came) -> list[Item]:
    """Show them, and leave a receipt for each on both sides' pages.

    Raises:
        Missing: there is nothing to be shown.
    """
    offered = on_offer(introduction, reader)
    if not offered:
        raise Missing()
    side = other(reader)
    party = introduction.party(side)
    consent = last(party, Purpose.THIRD_PARTY) if isinstance(party, Person | Group) else None
    for item in offered:
        receipt = Receipt(
            introduction_id=introduction.id,
            side=side,
            item=item.key,
            account_id=by.id if by else None,
            came=came,
            consent_text_id=consent.text_id if consent else None,
        )
        session.add(receipt)
    session.flush()
    audit.record("introduction.disclosed", f"introduction:{introduction.id}", actor_id=by.id if by else None)
    return offered


def receipts_of(introduction: Introduction) -> Sequence[Receipt]:
    """Every look, the newest first."""
    mine = sa.select(Receipt).where(Receipt.introduction_id == introduction.id)
    return session.scalars(mine.order_by(Receipt.id.desc())).all()


def consent_number(receipt: Receipt) -> int | None:
    """Which version of the consent stood when it was shown."""
    text = session.get(ConsentText, receipt.consent_text_id) if receipt.consent_text_id else None
    return text.number if text else None


def opened_lately(introduction: Introduction, reader: Side, by: Account | None) -> bool:
    """Whether this reader opened them a moment ago, so that the page shows them."""
    whose = Receipt.account_id == by.id if by else Receipt.account_id.is_(None)
    about = (Receipt.introduction_id == introduction.id) & (Receipt.side == other(reader))
    lately = sa.select(Receipt.id).where(about, whose, Receipt.at > now() - SHOWN_FOR).limit(1)
    return session.scalar(lately) is not None
