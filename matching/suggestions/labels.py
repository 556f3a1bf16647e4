"""Words for criteria, rules and changes."""

import matching.needs.labels  # noqa: F401 - reasons are told in the words of needs and of the register
from kit.i18n import _l
from kit.labels import describe
from matching.scoring.profiles import PartnerKind
from matching.scoring.rules import Rule
from matching.scoring.weights import Criterion, Side

describe(PartnerKind, {PartnerKind.PERSON: _l("人材"), PartnerKind.GROUP: _l("団体")})
describe(Side, {Side.NEED: _l("相談にとって"), Side.PARTNER: _l("候補にとって")})
describe(
    Criterion,
    {
        Criterion.SKILL: _l("できること"),
        Criterion.FIELD: _l("活動分野"),
        Criterion.TEXT: _l("ことば"),
        Criterion.TIME: _l("曜日・時間"),
        Criterion.AREA: _l("地域"),
        Criterion.EXPERIENCE: _l("これまでの紹介"),
        Criterion.WISH: _l("活動分野の希望"),
        Criterion.HELP: _l("手伝い方"),
        Criterion.FEE: _l("費用"),
        Criterion.WAY: _l("活動地域の希望"),
    },
)
describe(
    Rule,
    {
        Rule.INACTIVE: _l("登録中でない"),
        Rule.UNCONFIRMED: _l("確認中"),
        Rule.RESTING: _l("今は休み"),
        Rule.OWN: _l("相談した本人・団体"),
        Rule.HIDDEN: _l("公開していない"),
        Rule.AVOIDED: _l("組まない希望がある"),
        Rule.APART: _l("対象外"),
        Rule.BUSY: _l("依頼の上限に達した"),
        Rule.PLACE: _l("場所が合わない"),
        Rule.TIME: _l("日時が合わない"),
        Rule.UNRELATED: _l("相談との関わりが見つからない"),
    },
)
