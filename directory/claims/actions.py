"""What can be done with claims: make one, take it back, accept it, decline it."""

from typing import Any

import sqlalchemy as sa

from directory.accounts.models import Account, MembershipRole
from directory.claims import access, letters
from directory.claims.models import Claim, ClaimState
from directory.claims.queries import claims_of, find_open_claim
from directory.groups.models import Group
from directory.memberships.actions import give_role, lock
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Conflict, Forbidden, Missing
from kit.i18n import _l

MOST_OPEN = 5
"""Open claims of one account: somebody may keep several groups, but nobody claims the whole register."""


class AlreadyClaimed(Conflict):
    """This account has claimed the group and waits for the answer."""

    message = _l("この団体の申し出は、すでに受け付けています。センターからの返事をお待ちください。")
    field = "position"


class TooManyClaims(Conflict):
    """This account has too many claims that wait."""

    message = _l("確認を待っている申し出が多すぎます。返事がとどいてから、つぎの申し出をしてください。")
    field = "position"


class Decided(Conflict):
    """Somebody else has decided on it, or it was taken back."""

    message = _l("この申し出は、もう返事がすんでいるか、取り下げられています。")


class AlreadyKept(Conflict):
    """The group has somebody who keeps it by now."""

    message = _l("この団体には、もう代表・担当の方がいます。申し出は認めずに、その方から招待してもらってください。")
    field = "decision"


def make_claim(group: Group, data: dict[str, Any], *, by: Account) -> Claim:
    """Say that one represents a group that nobody keeps.

    Raises:
        Missing: the group cannot be claimed.
        AlreadyClaimed: the account's claim on it waits for its answer.
        TooManyClaims: too many claims of the account wait.
    """
    lock(group, by)
    if not access.claim(group):
        raise Missing()
    if find_open_claim(group, by):
        raise AlreadyClaimed()
    if len(claims_of(by)) >= MOST_OPEN:
        raise TooManyClaims()
    claim = Claim(group_id=group.id, account_id=by.id, **data)
    session.add(claim)
    session.flush()
    audit.record("claim.made", f"group:{group.id}", actor_id=by.id, reason=f"claim:{claim.id}")
    return claim


def take_back(claim: Claim, *, by: Account) -> None:
    """Take one's own claim back: nothing of it is kept.

    Raises:
        Missing: it is not theirs, or has been decided.
    """
    number, group_id = claim.id, claim.group_id
    own = (Claim.id == number) & (Claim.account_id == by.id) & (Claim.state == ClaimState.OPEN)
    if (
        session.scalar(sa.delete(Claim).where(own).returning(Claim.id)) is None
    ):  # of this and a decision the first holds
        raise Missing()
    audit.record("claim.taken_back", f"group:{group_id}", actor_id=by.id, reason=f"claim:{number}")


def accept(claim: Claim, *, by: Account) -> None:
    """Make who claims the group its representative.

    Raises:
        Forbidden: ``by`` is not of the staff.
        Decided: it has been decided meanwhile.
        AlreadyKept: somebody keeps the group by now.
    """
    _decide(claim, ClaimState.ACCEPTED, "", by=by)
    if not access.claim(claim.group):
        raise AlreadyKept()
    give_role(claim.group, claim.account, MembershipRole.REPRESENTATIVE, by=by)
    letters.tell_decision(claim, accepted=True)


def decline(claim: Claim, *, reason: str, by: Account) -> None:
    """Refuse a claim with a reason.

    Raises:
        Forbidden: ``by`` is not of the staff.
        Decided: it has been decided meanwhile.
    """
    _decide(claim, ClaimState.DECLINED, reason, by=by)
    letters.tell_decision(claim, accepted=False)


def _decide(claim: Claim, state: ClaimState, reason: str, *, by: Account) -> None:
    """Of several decisions at once the first holds."""
    if not by.is_staff:
        raise Forbidden()
    lock(claim.group, by)
    waiting = (Claim.id == claim.id) & (Claim.state == ClaimState.OPEN)
    values = {"state": state, "reason": reason, "decided_at": now(), "decided_by_id": by.id}
    if session.scalar(sa.update(Claim).where(waiting).values(**values).returning(Claim.id)) is None:
        raise Decided()
    session.refresh(claim)
    audit.record(
        f"claim.{state}", f"group:{claim.group_id}", actor_id=by.id, reason=f"claim:{claim.id} {reason}".strip()
    )
