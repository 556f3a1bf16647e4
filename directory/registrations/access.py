"""Who may do what to a registration."""

from directory.accounts.models import Account
from directory.groups import access as groups
from directory.groups.models import Group, GroupState

OPEN = (GroupState.DRAFT, GroupState.RETURNED)


def read(group: Group, viewer: Account | None) -> bool:
    """The group's editors and the staff."""
    return bool(viewer and viewer.is_staff) or groups.is_editor(group, viewer)


def fill(group: Group, viewer: Account | None) -> bool:
    """The editors as long as it is theirs to fill in; staff also while it is being looked at."""
    if viewer is not None and viewer.is_staff:
        return group.state in (*OPEN, GroupState.SUBMITTED)
    return group.state in OPEN and groups.is_editor(group, viewer)


def withdraw(group: Group, viewer: Account | None) -> bool:
    """Those who handed it in may take it back while nobody has decided."""
    return group.state is GroupState.SUBMITTED and read(group, viewer)
