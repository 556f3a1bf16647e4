"""Who may read and who may change the documents of a group."""

from directory.accounts.models import Account
from directory.groups import access as groups
from directory.groups.models import Group, GroupState


def read(group: Group, viewer: Account | None) -> bool:
    """Its editors and the staff; nobody else knows that there are any."""
    return bool(viewer and viewer.is_staff) or groups.is_editor(group, viewer)


def change(group: Group, viewer: Account | None) -> bool:
    """Who may read them, but not the editors while the centre is looking at the registration."""
    if viewer is not None and viewer.is_staff:
        return True
    return groups.is_editor(group, viewer) and group.state is not GroupState.SUBMITTED
