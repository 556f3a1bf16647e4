"""Who may do what to the people who keep a group."""

from directory.accounts.models import Account, Membership, MembershipRole
from directory.groups.access import EDITING, is_editor
from directory.groups.models import Group
from directory.memberships.models import Invitation

KEEPING = (MembershipRole.REPRESENTATIVE, MembershipRole.EDITOR)
"""The roles that somebody can be given here."""


def see(group: Group, viewer: Account | None) -> bool:
    """Who keeps the group is for those who do, and the staff, to see."""
    return bool(viewer and viewer.is_staff) or is_editor(group, viewer)


def manage(group: Group, viewer: Account | None) -> bool:
    """Inviting, changing roles and removing are for the representative and the staff."""
    return bool(viewer and viewer.is_staff) or is_representative(group, viewer)


def is_representative(group: Group, viewer: Account | None) -> bool:
    """Whether the viewer represents the group."""
    representing = MembershipRole.REPRESENTATIVE
    return bool(viewer and any(held.group_id == group.id and held.role is representing for held in viewer.memberships))


def keepers(group: Group) -> list[Membership]:
    """The representatives and editors who can sign in."""
    return [held for held in group.memberships if held.role in EDITING and held.account and held.account.active]


def answer(invitation: Invitation, viewer: Account) -> bool:
    """An invitation for somebody known is theirs alone; of any other the link or the code decides."""
    return invitation.account_id in (None, viewer.id)
