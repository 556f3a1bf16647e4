"""Who may do what to a need."""

from datetime import date, timedelta

from directory.accounts.models import Account
from directory.groups import access as groups
from directory.groups.models import Group
from directory.people import access as people
from matching.needs.models import Need, NeedState

WARNED_BEFORE = timedelta(days=14)
"""So long before a need closes by itself those who asked are told."""

# Which state may follow which, and only by staff. What was matched may open again when the introduction comes to nothing.
NEXT_STATES: dict[NeedState, tuple[NeedState, ...]] = {
    NeedState.DRAFT: (NeedState.OPEN, NeedState.CLOSED),
    NeedState.OPEN: (NeedState.MATCHED, NeedState.CLOSED),
    NeedState.MATCHED: (NeedState.OPEN, NeedState.CLOSED),
    NeedState.CLOSED: (NeedState.OPEN,),
}


def is_requester(need: Need, viewer: Account | None) -> bool:
    """Whether the viewer asked for this: an editor of the group, or the person."""
    if need.group is not None and groups.is_editor(need.group, viewer):
        return True
    return need.person is not None and people.is_self(need.person, viewer)


def see(need: Need, viewer: Account | None) -> bool:
    """An open need is seen by its audience; any other only by those who asked and the staff."""
    if see_private(need, viewer):
        return True
    return need.state is NeedState.OPEN and need.audience in people.audiences(viewer)


def see_private(need: Need, viewer: Account | None) -> bool:
    """Whom to call, the name of who asked, and how it came in are for those who asked and the staff."""
    return bool(viewer and viewer.is_staff) or is_requester(need, viewer)


def edit(need: Need, viewer: Account | None) -> bool:
    """In this release staff edit, also for those who asked."""
    return bool(viewer and viewer.is_staff)


def ends_soon(need: Need, today: date) -> bool:
    """Whether an open need closes by itself within the time in which those who asked are warned."""
    return need.state is NeedState.OPEN and need.expires_on is not None and need.expires_on - today <= WARNED_BEFORE


def visible_requester(need: Need, viewer: Account | None) -> Group | None:
    """The group that asked, where the viewer may see its page."""
    return need.group if need.group is not None and groups.see(need.group, viewer) else None


def private_part(need: Need, viewer: Account | None) -> Need | None:
    """The need once more, for showing who asked and how it came in, or None where the viewer may not see it."""
    return need if see_private(need, viewer) else None


def contact_part(need: Need, viewer: Account | None, *, opened: bool = False) -> Need | None:
    """The need once more, for showing whom to call: to those who asked, and to staff once they have opened it."""
    return need if is_requester(need, viewer) or (opened and see_private(need, viewer)) else None
