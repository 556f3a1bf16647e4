"""What can be done about who keeps a group: invite, join, change roles, hand over, remove, leave."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from directory.accounts.models import Account, Membership, MembershipRole
from directory.accounts.queries import find_by_email
from directory.groups.models import Group
from directory.memberships import access, letters
from directory.memberships.codes import new_code
from directory.memberships.limits import (
    CODE_LASTS,
    LINK_LASTS,
    MOST_OPEN,
    AlreadyIn,
    LastRepresentative,
    TooManyInvitations,
)
from directory.memberships.models import Afterwards, Invitation
from directory.memberships.queries import (
    ORDER,
    code_hash,
    find_membership,
    get_membership,
    list_memberships,
    open_invitations,
)
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Forbidden, Missing
from kit.labels import label
from kit.links import LinkOver, end_links, make_link

LINK = "memberships.join"


def invite(
    group: Group, email: str, *, role: MembershipRole, by: Account, base_url: str, afterwards: Afterwards | None = None
) -> Invitation:
    """Invite somebody by a letter with a link; with ``afterwards`` it hands the representation over to them.

    Raises:
        Forbidden: ``by`` may not.
        TooManyInvitations: too many of the group's invitations are open.
        AlreadyIn: the address is that of somebody who already has the role.
    """
    account = find_by_email(email)
    known = account if account and account.active else None
    invitation = _open_invitation(group, role, by, LINK_LASTS, afterwards=afterwards, email=email, account=known)
    token = make_link(LINK, invitation.subject, lasts=LINK_LASTS)
    letters.invite(invitation, group, by=by, base_url=base_url, path=f"/join/{token}")
    return invitation


def invite_by_code(group: Group, *, role: MembershipRole, by: Account) -> tuple[Invitation, str]:
    """Invite somebody by a code on paper; returns it once, it is kept only as a hash.

    Raises:
        Forbidden: ``by`` may not.
        TooManyInvitations: too many of the group's invitations are open.
    """
    code = new_code()
    invitation = _open_invitation(group, role, by, CODE_LASTS, code_hash=code_hash(code))
    return invitation, code


def call_off(invitation: Invitation, *, by: Account) -> None:
    """Make an invitation worthless, as who manages the group or as who was invited."""
    if invitation.account_id != by.id and not access.manage(invitation.group, by):
        raise Forbidden()
    _end(invitation)
    audit.record("invitation.ended", f"group:{invitation.group_id}", actor_id=by.id)


def join(invitation: Invitation, *, by: Account) -> Membership:
    """Accept an invitation: ``by`` gets its role and, where it hands over, who invited gives theirs up.

    Raises:
        LinkOver: it was used or called off meanwhile, or who invited may not invite any more.
        AlreadyIn: ``by`` has this role, or a greater one.
    """
    group, inviter = invitation.group, invitation.invited_by
    lock(group, by)
    session.refresh(invitation)
    if not invitation.is_open(now()) or not access.answer(invitation, by) or not _stands(invitation):
        raise LinkOver()
    held = find_membership(group, by)
    if held and ORDER[held.role] <= ORDER[invitation.role]:
        raise AlreadyIn(role=label(held.role))
    held = give_role(group, by, invitation.role, by=by)
    _end(invitation)
    handing = find_membership(group, inviter) if inviter and invitation.afterwards else None
    _tell(group, letters.joined(group, by.name, invitation.role), and_to=by)
    if handing and inviter:
        _step_back(group, handing, invitation.afterwards, by=inviter)
    return held


def give_role(group: Group, account: Account, role: MembershipRole, *, by: Account) -> Membership:
    """Make an account a keeper of the group, or change what it is; the group is locked by the caller."""
    held = find_membership(group, account)
    if held is None:
        held = Membership(group_id=group.id, account_id=account.id, role=role)
        session.add(held)
    held.role = role
    session.flush()
    session.expire(account, ["memberships"])
    session.expire(group, ["memberships"])
    audit.record(f"membership.{role}", f"group:{group.id}", actor_id=by.id, reason=f"account:{account.id}")
    return held


def change_role(group: Group, membership_id: int, role: MembershipRole, *, by: Account) -> None:
    """Make an editor a representative or the other way round.

    Raises:
        Forbidden: ``by`` may not.
        Missing: there is no such membership any more.
        LastRepresentative: nobody else would represent the group.
    """
    held = _held(group, membership_id, by)
    if held.role is role or held.account is None:
        return
    if role is not MembershipRole.REPRESENTATIVE:
        _keep_one(group, held)
        _end_invitations_of(group, held.account)
    give_role(group, held.account, role, by=by)
    _tell(group, letters.role_changed(group, held.account.name, role), and_to=held.account)


def remove(group: Group, membership_id: int, *, by: Account) -> str:
    """Take somebody off the group; returns their name.

    Raises:
        Forbidden: ``by`` may not.
        Missing: there is no such membership any more.
        LastRepresentative: nobody else would represent the group.
    """
    held = _held(group, membership_id, by)
    return _take_off(group, held, letters.removed(group, held.account.name if held.account else ""), by=by)


def leave(group: Group, *, by: Account) -> None:
    """Stop keeping the group.

    Raises:
        Missing: ``by`` does not belong to it.
        LastRepresentative: nobody else would represent the group.
    """
    lock(group, by)
    held = find_membership(group, by)
    if held is None:
        raise Missing()
    _take_off(group, held, letters.left(group, by.name), by=by)


def lock(group: Group, by: Account) -> None:
    """Let nobody else change who keeps the group until this transaction ends; what is known of it is read anew.

    On SQLite the writing transaction itself is the lock.
    """
    session.flush()
    session.execute(sa.select(Group.id).where(Group.id == group.id).with_for_update())
    session.expire(by, ["memberships"])
    session.expire(group, ["memberships"])


def _open_invitation(
    group: Group, role: MembershipRole, by: Account, lasts: timedelta, *, account: Account | None = None, **more: Any
) -> Invitation:
    lock(group, by)
    if not access.manage(group, by) or role not in access.KEEPING:
        raise Forbidden()
    if more.get("afterwards") and not access.is_representative(group, by):
        raise Forbidden()  # what one does not hold one cannot hand over
    if len(open_invitations(group)) >= MOST_OPEN:
        raise TooManyInvitations()
    if more.get("afterwards"):  # one at a time: the last one asked is meant
        _end_handovers(group, by)
    held = find_membership(group, account) if account else None
    if held and ORDER[held.role] <= ORDER[role]:
        raise AlreadyIn(role=label(held.role))
    invitation = Invitation(
        group_id=group.id,
        role=role,
        account_id=account.id if account else None,
        invited_by_id=by.id,
        expires_at=now() + lasts,
        **more,
    )
    session.add(invitation)
    session.flush()
    audit.record("invitation.made", f"group:{group.id}", actor_id=by.id, reason=f"{invitation.subject} {role}")
    return invitation


def _held(group: Group, membership_id: int, by: Account) -> Membership:
    lock(group, by)
    if not access.manage(group, by):
        raise Forbidden()
    return get_membership(group, membership_id)


def _stands(invitation: Invitation) -> bool:
    """Whether who invited still may: nobody joins by the word of somebody who has left."""
    inviter = invitation.invited_by
    if inviter is None or not inviter.active:
        return False
    session.expire(inviter, ["memberships"])
    return access.manage(invitation.group, inviter)


def _keep_one(group: Group, leaving: Membership) -> None:
    """Refuse what would leave a represented group without a representative."""
    representing = [
        held.id
        for held in list_memberships(group)
        if held.role is MembershipRole.REPRESENTATIVE and held.account and held.account.active
    ]
    if representing == [leaving.id]:
        raise LastRepresentative()


def _take_off(group: Group, held: Membership, news: letters.News, *, by: Account) -> str:
    _keep_one(group, held)
    account = held.account
    session.delete(held)
    session.flush()
    session.expire(group, ["memberships"])
    audit.record("membership.removed", f"group:{group.id}", actor_id=by.id, reason=f"account:{held.account_id}")
    if account is None:
        return ""
    session.expire(account, ["memberships"])
    _end_invitations_of(group, account)
    _tell(group, news, and_to=account)
    return account.name


def _step_back(group: Group, held: Membership, afterwards: Afterwards | None, *, by: Account) -> None:
    if afterwards is Afterwards.LEAVE:
        _take_off(group, held, letters.handed_over(group, by.name, stays=False), by=by)
    elif held.account:
        _end_invitations_of(group, held.account)
        give_role(group, held.account, MembershipRole.EDITOR, by=by)
        _tell(group, letters.handed_over(group, by.name, stays=True), and_to=held.account)


def _tell(group: Group, news: letters.News, *, and_to: Account) -> None:
    """Write to the representatives and to whom it is about."""
    told = {and_to.id: and_to}
    for held in list_memberships(group):
        if held.role is MembershipRole.REPRESENTATIVE and held.account and held.account.active:
            told[held.account.id] = held.account
    for account in told.values():
        letters.tell(group, account, news)


def _end(invitation: Invitation) -> None:
    invitation.ended_at = now()
    session.flush()
    end_links(LINK, invitation.subject)
    letters.take_back(invitation)


def _end_handovers(group: Group, account: Account) -> None:
    for invitation in open_invitations(group):
        if invitation.afterwards and invitation.invited_by_id == account.id:
            _end(invitation)


def _end_invitations_of(group: Group, account: Account) -> None:
    if account.is_staff:
        return
    for invitation in open_invitations(group):
        if invitation.invited_by_id == account.id:
            _end(invitation)
