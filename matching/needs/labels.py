"""Words for the fixed choices of a need."""

from kit.i18n import _l
from kit.labels import describe
from matching.needs.models import Closed, NeedKind, NeedState, ReceivedBy

describe(
    NeedState,
    {
        NeedState.DRAFT: _l("下書き"),
        NeedState.OPEN: _l("募集中"),
        NeedState.MATCHED: _l("相手が決まりました"),
        NeedState.CLOSED: _l("終了"),
    },
)
describe(
    Closed,
    {Closed.MET: _l("かなった"), Closed.WITHDRAWN: _l("取り下げ"), Closed.EXPIRED: _l("期限切れ")},
)
describe(
    NeedKind,
    {
        NeedKind.ADVISER: _l("助言者がほしい"),
        NeedKind.HANDS: _l("手伝いがほしい"),
        NeedKind.PARTNER: _l("組む相手がほしい"),
        NeedKind.TALK: _l("話し合いの場がほしい"),
    },
)
describe(
    ReceivedBy,
    {
        ReceivedBy.WEB: _l("ウェブ"),
        ReceivedBy.COUNTER: _l("窓口"),
        ReceivedBy.PHONE: _l("電話"),
        ReceivedBy.FAX: _l("FAX"),
        ReceivedBy.LETTER: _l("手紙"),
        ReceivedBy.EMAIL: _l("メール"),
        ReceivedBy.IMPORT: _l("取り込み"),
    },
)
