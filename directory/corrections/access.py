"""Who may propose a correction, and who answers it."""

from directory.accounts.models import Account
from directory.groups import access as groups
from directory.groups.models import Group, Publication
from directory.people import access as people
from directory.people.models import Person

PROPOSABLE = {
    "group": ("purpose", "activities", "place", "schedule_note", "web_pages", "phone", "other"),
    "person": ("introduction", "about", "base", "schedule_note", "web_pages", "other"),
}
"""Public words only; ``phone`` is the group's first public telephone number, ``other`` is free text for people to read."""


def answer(subject: Group | Person, viewer: Account | None) -> bool:
    """The group's editors or the person, and the staff, read and answer what was proposed."""
    if viewer is None:
        return False
    own = groups.is_editor(subject, viewer) if isinstance(subject, Group) else people.is_self(subject, viewer)
    return viewer.is_staff or own


def proposable(subject: Group | Person, viewer: Account | None) -> tuple[str, ...]:
    """What can be proposed for this page: nothing that the page does not show to this viewer."""
    if not isinstance(subject, Group):
        return PROPOSABLE["person"]
    shown = {"phone": public_phone(subject) is not None, "place": groups.see_place(subject, viewer)}
    return tuple(name for name in PROPOSABLE["group"] if shown.get(name, True))


def public_phone(group: Group) -> int | None:
    """Position in the group's list of its first public telephone number."""
    for position, contact in enumerate(group.contacts):
        if contact.kind == "phone" and contact.publication is Publication.PUBLIC:
            return position
    return None
