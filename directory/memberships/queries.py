"""How memberships and invitations are found."""

import hashlib
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from directory.accounts.models import Account, Membership, MembershipRole
from directory.groups.models import Group
from directory.memberships.codes import plain_code
from directory.memberships.models import Invitation
from kit.clock import now
from kit.db import session
from kit.errors import Missing

ORDER = {MembershipRole.REPRESENTATIVE: 0, MembershipRole.EDITOR: 1, MembershipRole.MEMBER: 2}


def list_memberships(group: Group) -> list[Membership]:
    """Those with an account who belong to the group, its representatives first; read anew."""
    query = sa.select(Membership).where(Membership.group_id == group.id, Membership.account_id.is_not(None))
    found = session.scalars(query.options(joinedload(Membership.account)).execution_options(populate_existing=True))
    return sorted(found, key=lambda held: (ORDER[held.role], held.id))


def get_membership(group: Group, membership_id: int) -> Membership:
    """The membership with this id in the group.

    Raises:
        Missing: there is none, or none any more.
    """
    for held in list_memberships(group):
        if held.id == membership_id:
            return held
    raise Missing()


def find_membership(group: Group, account: Account) -> Membership | None:
    """The account's membership in the group, read anew."""
    return next((held for held in list_memberships(group) if held.account_id == account.id), None)


def open_invitations(group: Group) -> Sequence[Invitation]:
    """Invitations of the group that can still be used, the newest first."""
    query = sa.select(Invitation).where(Invitation.group_id == group.id, *_open())
    return session.scalars(query.order_by(Invitation.id.desc())).all()


def invitations_for(account: Account) -> Sequence[Invitation]:
    """Invitations that wait for this account's answer."""
    query = sa.select(Invitation).where(Invitation.account_id == account.id, *_open())
    return session.scalars(query.order_by(Invitation.id)).all()


def get_invitation(invitation_id: int) -> Invitation:
    """The invitation with this id, while it can be used.

    Raises:
        Missing: there is none.
    """
    invitation = session.scalar(sa.select(Invitation).where(Invitation.id == invitation_id, *_open()))
    if invitation is None:
        raise Missing()
    return invitation


def find_by_code(code: str) -> Invitation | None:
    """The invitation with this code on paper, in whatever way it was typed."""
    return session.scalar(sa.select(Invitation).where(Invitation.code_hash == code_hash(code), *_open()))


def code_hash(code: str) -> str:
    """How a code is kept."""
    return hashlib.sha256(plain_code(code).encode()).hexdigest()


def groups_kept_by(account: Account) -> Sequence[Group]:
    """The groups that the account represents or edits, by name."""
    roles = (MembershipRole.REPRESENTATIVE, MembershipRole.EDITOR)
    kept = sa.select(Membership.group_id).where(Membership.account_id == account.id, Membership.role.in_(roles))
    return session.scalars(sa.select(Group).where(Group.id.in_(kept)).order_by(Group.sort_key, Group.id)).all()


def _open() -> tuple[sa.ColumnElement[bool], ...]:
    return (Invitation.ended_at.is_(None), Invitation.expires_at > now())
