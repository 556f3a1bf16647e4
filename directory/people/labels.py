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

FIELDS = {
    "findable_by": _l("見つけられる人"),
    "display_name": _l("表示する名前"),
    "reading": _l("表示する名前のふりがな（ひらがな）"),
    "introduction": _l("ひとこと紹介"),
    "about": _l("くわしい紹介"),
    "qualifications": _l("資格・経歴"),
    "skills": _l("できること"),
    "help_kinds": _l("手伝い方"),
    "fields": _l("活動分野"),
    "fee": _l("謝礼"),
    "languages": _l("日本語のほかに話せることば"),
    "on_site": _l("現地へ行ける"),
    "online": _l("オンラインでできる"),
    "areas": _l("行ける地域"),
    "other_areas": _l("ほかに行ける市区町村・都道府県"),
    "base": _l("おもな活動の拠点"),
    "travel_km": _l("その地域から何kmまで行けますか"),
    "slots": _l("ふだん動ける曜日と時間帯"),
    "slots_possible": _l("頼まれれば動ける曜日と時間帯"),
    "schedule_note": _l("動ける日のことば"),
    "max_at_once": _l("一度に受けられる件数"),
    "max_per_month": _l("1か月に受けられる件数"),
    "max_per_year": _l("1年に受けられる件数"),
    "minimum_notice_days": _l("何日前までに頼んでほしいか"),
    "resting_until": _l("今は休み（いつまで）"),
    "avoided_fields": _l("手伝いたくない分野"),
    "avoided_note": _l("引き受けない内容"),
    "legal_name": _l("本名"),
    "phone": _l("電話"),
    "email": _l("メール"),
    "address": _l("住所"),
    "birth_year": _l("生まれた年"),
}
"""What people are asked about themselves, in the order of the form; screen, paper, letters and desk all use these words."""
