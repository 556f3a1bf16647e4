"""Words for the fixed choices of memberships."""

from directory.accounts.models import MembershipRole
from directory.memberships.models import Afterwards
from kit.i18n import _l
from kit.labels import describe

describe(
    MembershipRole,
    {
        MembershipRole.REPRESENTATIVE: _l("代表"),
        MembershipRole.EDITOR: _l("担当"),
        MembershipRole.MEMBER: _l("会員"),
    },
)
describe(
    Afterwards,
    {
        Afterwards.EDITOR: _l("担当として残る"),
        Afterwards.LEAVE: _l("この団体の担当をやめる"),
    },
)
