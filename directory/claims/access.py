"""Which groups can be claimed."""

from directory.groups.models import Group, GroupState
from directory.memberships.access import keepers


def claim(group: Group) -> bool:
    """An active group that nobody keeps can be claimed by whoever is signed in."""
    return group.state is GroupState.ACTIVE and not keepers(group)
