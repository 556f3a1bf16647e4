"""The introductions of whoever is signed in, on either side."""

from collections.abc import Sequence

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.memberships.queries import groups_kept_by
from directory.people.queries import find_own
from kit.db import session
from kit.errors import Missing
from matching.introductions import access
from matching.introductions.models import Introduction
from matching.introductions.moves import OPEN, Side
from matching.needs.models import Need
from matching.sides.waiting import waits_for


def introductions_of(account: Account) -> Sequence[tuple[Introduction, Side]]:
    """Those on which the account has been asked, with its side: who is waited for first, then the newest."""
    groups, person = [group.id for group in groups_kept_by(account)], find_own(account)
    person_id = person.id if person else None
    as_candidate = Introduction.group_id.in_(groups) | (Introduction.person_id == person_id)
    as_requester = Need.group_id.in_(groups) | (Need.person_id == person_id)
    asked = (as_candidate & Introduction.asked_at.is_not(None)) | (
        as_requester & Introduction.requester_asked_at.is_not(None)
    )
    query = sa.select(Introduction).join(Introduction.need).where(asked).order_by(Introduction.moved_at.desc())
    found = [(each, side) for each in session.scalars(query) if (side := access.side_of(each, account))]
    return sorted(found, key=_order)


def get_introduction(introduction_id: int, account: Account) -> tuple[Introduction, Side]:
    """The introduction with this id, and the side of it on which the account is.

    Raises:
        Missing: there is none, or the account has not been asked.
    """
    found = session.get(Introduction, introduction_id)
    side = access.side_of(found, account) if found else None
    if found is None or side is None:
        raise Missing()
    return found, side


def find_by_subject(subject: str) -> tuple[Introduction, Side] | None:
    """The introduction and the side that a link is about."""
    _kind, number, side = subject.split(":")
    found = session.get(Introduction, int(number))
    return (found, Side(side)) if found else None


def _order(held: tuple[Introduction, Side]) -> int:
    introduction, side = held
    if waits_for(introduction, side):
        return 0
    return 1 if introduction.state in OPEN else 2
