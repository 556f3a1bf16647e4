"""Who may do what to a person."""

from directory.accounts.models import Account
from directory.confirmations.models import Step
from directory.people.models import Audience, Person, PersonState

# Which state may follow which, and only by staff. Becoming active publishes nobody: that is for ``findable_by`` to say.
NEXT_STATES: dict[PersonState, tuple[PersonState, ...]] = {
    PersonState.DRAFT: (PersonState.ACTIVE, PersonState.WITHDRAWN),
    PersonState.SUBMITTED: (PersonState.ACTIVE, PersonState.RETURNED, PersonState.WITHDRAWN),
    PersonState.RETURNED: (PersonState.ACTIVE, PersonState.WITHDRAWN),
    PersonState.ACTIVE: (PersonState.PAUSED, PersonState.WITHDRAWN),
    PersonState.PAUSED: (PersonState.ACTIVE, PersonState.WITHDRAWN),
    PersonState.WITHDRAWN: (PersonState.ACTIVE,),
}
# People themselves rest and come back; leaving goes by the yearly confirmation or by staff.
OWN_STATES: dict[PersonState, tuple[PersonState, ...]] = {
    PersonState.ACTIVE: (PersonState.PAUSED,),
    PersonState.PAUSED: (PersonState.ACTIVE,),
}


def audiences(viewer: Account | None) -> tuple[Audience, ...]:
    """The audiences the viewer belongs to."""
    if viewer is None:
        return (Audience.PUBLIC,)
    return tuple(Audience) if viewer.is_staff else (Audience.PUBLIC, Audience.MEMBERS)


def is_self(person: Person, viewer: Account | None) -> bool:
    """Whether this is the viewer's own record."""
    return viewer is not None and person.account_id is not None and person.account_id == viewer.id


def see(person: Person, viewer: Account | None) -> bool:
    """An active person is seen by whom they chose; staff see everybody, and everybody sees their own record."""
    if see_private(person, viewer):
        return True
    return person.state is PersonState.ACTIVE and person.findable_by in audiences(viewer)


def see_private(person: Person, viewer: Account | None) -> bool:
    """Name, address, contact, notes, posts and conditions are for the staff and the person."""
    return bool(viewer and viewer.is_staff) or is_self(person, viewer)


def edit(person: Person, viewer: Account | None) -> bool:
    """The person, and staff for them."""
    return bool(viewer and viewer.is_staff) or is_self(person, viewer)


OF_STAFF = ("notes", "intake", "intake_note")
"""The centre's own notes, and how it came to hear of a change."""


def fields_of_staff(viewer: Account | None) -> tuple[str, ...]:
    """What people cannot change of their own record; that a skill is verified they cannot either."""
    return () if viewer and viewer.is_staff else OF_STAFF


def next_states(person: Person, viewer: Account | None) -> tuple[PersonState, ...]:
    """The states into which this viewer may put the person; who has faded comes back by being confirmed."""
    if viewer and viewer.is_staff:
        return NEXT_STATES[person.state]
    faded = person.confirmation_step is Step.FADED
    return OWN_STATES.get(person.state, ()) if is_self(person, viewer) and not faded else ()


def private_part(person: Person, viewer: Account | None, *, opened: bool = False) -> Person | None:
    """The person once more, for showing the private part: to themselves, and to staff once they have opened it."""
    return person if is_self(person, viewer) or (opened and see_private(person, viewer)) else None


def conditions(person: Person, viewer: Account | None) -> Person | None:
    """The person once more, for showing their conditions, which staff need to propose them and see without an opening."""
    return person if see_private(person, viewer) else None
