"""Who may see whom the service would propose."""

from directory.accounts.models import Account
from matching.needs import access as needs
from matching.needs.models import Need


def see(need: Need, viewer: Account | None) -> bool:
    """Staff, and those who asked."""
    return see_excluded(viewer) or needs.is_requester(need, viewer)


def see_excluded(viewer: Account | None) -> bool:
    """Who is not proposed and why, and what speaks against somebody, tells of people's own conditions: staff only."""
    return bool(viewer and viewer.is_staff)
