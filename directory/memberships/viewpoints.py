"""Seeing a page as somebody else: a stand-in that the ordinary access rules are asked about."""

from enum import StrEnum

from directory.accounts.models import Account, Role
from kit.i18n import _l
from kit.labels import describe


class Viewpoint(StrEnum):
    """As whom a page can be seen beforehand."""

    VISITOR = "visitor"
    MEMBER = "member"
    COORDINATOR = "coordinator"


describe(
    Viewpoint,
    {
        Viewpoint.VISITOR: _l("だれでも（ログインしていない人）"),
        Viewpoint.MEMBER: _l("会員（ログインした人）"),
        Viewpoint.COORDINATOR: _l("センターの職員"),
    },
)


def viewpoint(word: str) -> Viewpoint:
    """The viewpoint of an address; any other word is the visitor's."""
    return next((each for each in Viewpoint if each.value == word), Viewpoint.VISITOR)


def stand_in(view: Viewpoint) -> Account | None:
    """Somebody with this view and no groups or record of their own. Never stored."""
    if view is Viewpoint.VISITOR:
        return None
    return Account(id=0, role=Role.COORDINATOR if view is Viewpoint.COORDINATOR else Role.MEMBER, memberships=[])
