"""How claims are found."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from directory.accounts.models import Account
from directory.claims.models import Claim, ClaimState
from directory.groups.models import Group
from kit.db import session
from kit.errors import Missing
from kit.paging import PER_PAGE, Page


def get_claim(claim_id: int) -> Claim:
    """The claim with this number.

    Raises:
        Missing: there is none.
    """
    claim = session.get(Claim, claim_id, options=[joinedload(Claim.group), joinedload(Claim.account)])
    if claim is None:
        raise Missing()
    return claim


def find_open_claim(group: Group, account: Account) -> Claim | None:
    """The claim of this account on this group that waits for its answer."""
    where = (Claim.group_id == group.id) & (Claim.account_id == account.id) & (Claim.state == ClaimState.OPEN)
    return session.scalar(sa.select(Claim).where(where))


def claims_of(account: Account) -> Sequence[Claim]:
    """The account's claims that wait for their answer."""
    where = (Claim.account_id == account.id) & (Claim.state == ClaimState.OPEN)
    return session.scalars(sa.select(Claim).where(where).options(joinedload(Claim.group)).order_by(Claim.id)).all()


def list_claims(state: ClaimState, *, number: int) -> Page[Claim]:
    """Claims of one state: those that wait the oldest first, others the newest first."""
    total = session.scalar(sa.select(sa.func.count()).select_from(Claim).where(Claim.state == state)) or 0
    order = Claim.id if state is ClaimState.OPEN else Claim.id.desc()
    query = sa.select(Claim).where(Claim.state == state).options(joinedload(Claim.group), joinedload(Claim.account))
    items = session.scalars(query.order_by(order).limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(items=items, total=total, number=number)


def count_open_claims() -> int:
    """How many claims wait for a decision."""
    return session.scalar(sa.select(sa.func.count()).select_from(Claim).where(Claim.state == ClaimState.OPEN)) or 0
