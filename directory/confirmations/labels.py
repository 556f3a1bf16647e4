"""Words for the fixed choices of a confirmation."""

from directory.confirmations.models import Answer, AnsweredBy, Step
from kit.i18n import _l
from kit.labels import describe

describe(
    Step,
    {
        Step.NONE: _l("確認済み"),
        Step.ASKED: _l("確認をお願いした"),
        Step.REMINDED: _l("1回目のお知らせ"),
        Step.REMINDED_AGAIN: _l("2回目のお知らせ"),
        Step.UNSURE: _l("確認中"),
        Step.FADED: _l("一覧から外した"),
    },
)
describe(
    Answer,
    {
        Answer.UNCHANGED: _l("変更はありません"),
        Answer.CHANGES: _l("直したいところがあります"),
        Answer.PAUSED: _l("しばらく休みます"),
        Answer.DISSOLVED: _l("解散しました・登録をやめます"),
    },
)
describe(
    AnsweredBy,
    {
        AnsweredBy.PHONE: _l("電話"),
        AnsweredBy.VISIT: _l("来館"),
        AnsweredBy.FAX: _l("ファクス"),
        AnsweredBy.LETTER: _l("郵便"),
        AnsweredBy.LINK: _l("手紙のリンク"),
        AnsweredBy.WEB: _l("ウェブ"),
    },
)
