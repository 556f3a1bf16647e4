"""Who may do what to a group."""

from collections.abc import Sequence

from directory.accounts.models import Account, MembershipRole
from directory.confirmations.models import Step
from directory.groups.models import Group, GroupContact, GroupState, Publication

EDITING = {MembershipRole.REPRESENTATIVE, MembershipRole.EDITOR}

CHECKED = ("sector", "corporate_number")
"""What the centre has checked before it registered a group; a change of it goes by the centre."""

# Which state may follow which by staff; everything else has to go through one of these.
NEXT_STATES: dict[GroupState, tuple[GroupState, ...]] = {
    GroupState.DRAFT: (GroupState.ACTIVE, GroupState.WITHDRAWN),
    GroupState.SUBMITTED: (GroupState.ACTIVE, GroupState.RETURNED, GroupState.WITHDRAWN),
    GroupState.RETURNED: (GroupState.ACTIVE, GroupState.WITHDRAWN),
    GroupState.ACTIVE: (GroupState.PAUSED, GroupState.DISSOLVED, GroupState.WITHDRAWN),
    GroupState.PAUSED: (GroupState.ACTIVE, GroupState.DISSOLVED, GroupState.WITHDRAWN),
    GroupState.DISSOLVED: (GroupState.ACTIVE,),
    GroupState.WITHDRAWN: (GroupState.ACTIVE,),
}
# Editors rest and come back; ending a registration goes by the yearly confirmation or by staff.
EDITORS_STATES: dict[GroupState, tuple[GroupState, ...]] = {
    GroupState.ACTIVE: (GroupState.PAUSED,),
    GroupState.PAUSED: (GroupState.ACTIVE,),
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
    """The group's representative and editors, and staff for them."""
    return bool(viewer and viewer.is_staff) or is_editor(group, viewer)


OF_STAFF = ("notes", "intake", "intake_note")
"""The centre's own notes, and how it came to hear of a change."""


def fields_of_staff(group: Group, viewer: Account | None) -> tuple[str, ...]:
    """What of the group this viewer cannot change although they may edit it."""
    if viewer and viewer.is_staff:
        return ()
    registered = group.state in (GroupState.ACTIVE, GroupState.PAUSED)
    return (*OF_STAFF, *CHECKED) if registered else OF_STAFF


def next_states(group: Group, viewer: Account | None) -> tuple[GroupState, ...]:
    """The states into which this viewer may put the group; one that has faded comes back by being confirmed."""
    if viewer and viewer.is_staff:
        return NEXT_STATES[group.state]
    faded = group.confirmation_step is Step.FADED
    return EDITORS_STATES.get(group.state, ()) if is_editor(group, viewer) and not faded else ()


def private_part(group: Group, viewer: Account | None, *, opened: bool = False) -> Group | None:
    """The group once more, for showing the private part: to its editors, to staff once they have opened it (``opened``)."""
    return group if is_editor(group, viewer) or (opened and see_private(group, viewer)) else None


def visible_contacts(group: Group, viewer: Account | None, *, opened: bool = False) -> Sequence[GroupContact]:
    """The contact details that the viewer is shown: staff see what is private after an opening only."""
    if private_part(group, viewer, opened=opened):
        return group.contacts
    return [contact for contact in group.contacts if contact.publication in publications(viewer)]


def see_place(group: Group, viewer: Account | None) -> bool:
    """Whether the viewer sees the exact place and its point on the map; the areas are everybody's to see."""
    return group.place_publication in publications(viewer) or see_private(group, viewer)


def edited_groups(viewer: Account | None) -> list[int]:
    """Ids of the groups that the viewer keeps as representative or editor."""
    return [held.group_id for held in viewer.memberships if held.role in EDITING] if viewer else []


def publications(viewer: Account | None) -> tuple[Publication, ...]:
    """What kinds of published detail the viewer may see of any group."""
    return (Publication.PUBLIC,) if viewer is None else (Publication.PUBLIC, Publication.MEMBERS)
