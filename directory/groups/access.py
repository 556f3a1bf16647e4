"""Who may do what to a group."""

from collections.abc import Sequence

from directory.accounts.models import Account, MembershipRole
from directory.groups.models import Group, GroupContact, GroupState, Publication

EDITING = {MembershipRole.REPRESENTATIVE, MembershipRole.EDITOR}

# Which state may follow which, and only by staff; everything else has to go through one of these.
NEXT_STATES: dict[GroupState, tuple[GroupState, ...]] = {
    GroupState.DRAFT: (GroupState.ACTIVE, GroupState.WITHDRAWN),
    GroupState.SUBMITTED: (GroupState.ACTIVE, GroupState.RETURNED, GroupState.WITHDRAWN),
    GroupState.RETURNED: (GroupState.ACTIVE, GroupState.WITHDRAWN),
    GroupState.ACTIVE: (GroupState.PAUSED, GroupState.DISSOLVED, GroupState.WITHDRAWN),
    GroupState.PAUSED: (GroupState.ACTIVE, GroupState.DISSOLVED, GroupState.WITHDRAWN),
    GroupState.DISSOLVED: (GroupState.ACTIVE,),
    GroupState.WITHDRAWN: (GroupState.ACTIVE,),
}


def is_editor(group: Group, viewer: Account | None) -> bool:
    """Whether the viewer is the group's representative or one of its editors."""
    if viewer is None:
        return False
    return any(held.group_id == group.id and held.role in EDITING for held in viewer.memberships)


def see(group: Group, viewer: Account | None) -> bool:
    """An active group is everybody's to see; any other its editors' and the staff's."""
    return group.is_public or bool(viewer and viewer.is_staff) or is_editor(group, viewer)


def see_private(group: Group, viewer: Account | None) -> bool:
    """Contact details that are not public are for the group's editors and the staff."""
    return bool(viewer and viewer.is_staff) or is_editor(group, viewer)


def edit(group: Group, viewer: Account | None) -> bool:
    """In this release staff edit, also for the groups themselves."""
    return bool(viewer and viewer.is_staff)


def private_part(group: Group, viewer: Account | None, *, opened: bool = False) -> Group | None:
    """The group once more, for showing the private part: to its editors, to staff once they have opened it (``opened``)."""
    return group if is_editor(group, viewer) or (opened and see_private(group, viewer)) else None


def visible_contacts(group: Group, viewer: Account | None, *, opened: bool = False) -> Sequence[GroupContact]:
    """The contact details that the viewer is shown: staff see what is private after an opening only."""
    if private_part(group, viewer, opened=opened):
        return group.contacts
    return [contact for contact in group.contacts if contact.publication in publications(viewer)]


def publications(viewer: Account | None) -> tuple[Publication, ...]:
    """What kinds of published detail the viewer may see of any group."""
    return (Publication.PUBLIC,) if viewer is None else (Publication.PUBLIC, Publication.MEMBERS)
