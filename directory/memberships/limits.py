"""How long and how many: the limits of invitations, and what is refused."""

from datetime import timedelta
from typing import Final

from directory.accounts.attempts import QUARTER, Limit
from kit.errors import Conflict, Refusal, TooMany
from kit.i18n import _l

LINK_LASTS: Final = timedelta(days=14)
CODE_LASTS: Final = timedelta(days=30)
MOST_OPEN: Final = 20
"""Open invitations of one group."""


class LastRepresentative(Conflict):
    """The group would have nobody who represents it."""

    message = _l(
        "代表の方がいなくなるため、できません。先に、ほかの方を代表にするか、「代表を引き継ぐ」で次の方にお願いしてください。"
    )


class AlreadyIn(Conflict):
    """Who is invited has this role already, or a greater one."""

    message = _l("すでにこの団体の「%(role)s」になっています。")
    field = "email"


class TooManyInvitations(Conflict):
    """Too many invitations of the group wait to be used."""

    message = _l("まだ使われていない招待が多すぎます。使わない招待を取り消してから、もう一度お試しください。")
    field = "email"


class UnknownCode(Refusal):
    """No open invitation has this code; whether there ever was one is not told."""

    message = _l("この番号は使えません。打ち間違いがないか、期限（30日）が過ぎていないか、お確かめください。")
    field = "code"


class TooManyCodes(TooMany):
    """Too many wrong codes of late."""

    message = _l("番号を何度もまちがえたため、しばらく受け付けられません。15分ほど待ってから、もう一度お試しください。")
    field = "code"


CODES_ACCOUNT: Final = Limit("join account", 10, QUARTER, TooManyCodes)
CODES_PLACE: Final = Limit("join place", 10, QUARTER, TooManyCodes)
"""Wrong codes of one account, and of one place."""
