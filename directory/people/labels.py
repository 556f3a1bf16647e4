"""Words for the fixed choices of a person."""

from directory.people.models import Audience, Fee, HelpKind, PersonState, Recruited
from kit.i18n import _l
from kit.labels import describe

describe(
    PersonState,
    {
        PersonState.DRAFT: _l("下書き"),
        PersonState.SUBMITTED: _l("審査待ち"),
        PersonState.RETURNED: _l("差戻し"),
        PersonState.ACTIVE: _l("登録"),
        PersonState.PAUSED: _l("休止"),
        PersonState.WITHDRAWN: _l("退会"),
    },
)
describe(Fee, {Fee.FREE: _l("無償"), Fee.EXPENSES: _l("実費"), Fee.PAID: _l("謝金")})
describe(
    HelpKind,
    {
        HelpKind.ADVICE: _l("相談・助言"),
        HelpKind.LECTURE: _l("講師"),
        HelpKind.PRACTICE: _l("実務"),
        HelpKind.FACILITATION: _l("進行役"),
        HelpKind.DAY_HELP: _l("当日の手伝い"),
    },
)
describe(
    Audience,
    {
        Audience.PUBLIC: _l("だれでも"),
        Audience.MEMBERS: _l("会員（ログインした人）"),
        Audience.COORDINATORS: _l("センターのみ"),
    },
)
describe(
    Recruited,
    {Recruited.OPEN: _l("公募"), Recruited.RECOMMENDED: _l("推薦"), Recruited.EX_OFFICIO: _l("充て職")},
)

SKILL_LEVELS = {1: _l("手伝える"), 2: _l("まかせられる"), 3: _l("教えられる")}
"""What the levels of a person's skill mean."""
