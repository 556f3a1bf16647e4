"""Who may read and end what."""

from directory.accounts.models import Account, Role
from matching.exclusions.models import PairExclusion


def read_reason(exclusion: PairExclusion, viewer: Account | None) -> bool:
    """Administrators, and who wrote it; the others of the staff read that there is one, and not why."""
    if viewer is None or not viewer.is_staff:
        return False
    return viewer.role is Role.ADMIN or (exclusion.by_id is not None and viewer.id == exclusion.by_id)
