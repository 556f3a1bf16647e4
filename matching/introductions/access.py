"""Who may see what of an introduction."""

from directory.accounts.models import Account
from directory.groups import access as groups
from directory.groups.models import Group
from directory.people import access as people
from directory.people.models import Person
from matching.introductions.models import Introduction
from matching.introductions.moves import ACCEPTED, Side, State
from matching.needs import access as needs

DISCLOSING = ACCEPTED | {State.ENDED}
"""Only in these does either side see what the other has ticked."""


def is_party(party: Person | Group | None, viewer: Account | None) -> bool:
    """Whether the viewer speaks for this person or group."""
    if party is None:
        return False
    return groups.is_editor(party, viewer) if isinstance(party, Group) else people.is_self(party, viewer)


def side_of(introduction: Introduction, viewer: Account | None) -> Side | None:
    """On which side the viewer is, once that side has been asked; before, there is nothing for them to see."""
    if introduction.asked_at is not None and is_party(introduction.candidate, viewer):
        return Side.CANDIDATE
    if introduction.requester_asked_at is not None and needs.is_requester(introduction.need, viewer):
        return Side.REQUESTER
    return None


def see(introduction: Introduction, viewer: Account | None) -> bool:
    """Staff, and each side from when it is asked."""
    return bool(viewer and viewer.is_staff) or side_of(introduction, viewer) is not None


def disclosed(introduction: Introduction) -> bool:
    """Whether both have said yes, so that what is ticked is shown."""
    return introduction.state in DISCLOSING
