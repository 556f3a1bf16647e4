"""Who may see whom the service would propose."""

from directory.accounts.models import Account, Role
from matching.needs import access as needs
from matching.needs.models import Need


def see(need: Need, viewer: Account | None) -> bool:
    """Staff, and those who asked."""
    return see_excluded(viewer) or needs.is_requester(need, viewer)


def see_excluded(viewer: Account | None) -> bool:
    """Who is not proposed and why, and what speaks against somebody, tells of people's own conditions: staff only."""
    return bool(viewer and viewer.is_staff)


def see_blocked(viewer: Account | None, *, sees_to_it: bool) -> bool:
    """That somebody does not want to work with a group is told to who sees to a case of the need, and to administrators.

    ``sees_to_it``: whether the viewer is the coordinator of an introduction for this need. For the others they are
    "not in question", which is the whole answer.
    """
    return bool(viewer and viewer.is_staff and (sees_to_it or viewer.role is Role.ADMIN))
