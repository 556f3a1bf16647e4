"""How introductions are found."""

from kit.db import session
from kit.errors import Missing
from matching.introductions.models import Introduction


def read_again(introduction: Introduction) -> None:
    """After an act: everything about it is read anew when it is next asked for."""
    session.flush()
    session.expire(introduction)


def get_introduction(introduction_id: int) -> Introduction:
    """The introduction with this number, for staff.

    Raises:
        Missing: there is none.
    """
    found = session.get(Introduction, introduction_id)
    if found is None:
        raise Missing()
    return found
