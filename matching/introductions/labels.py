"""The words for where an introduction stands, what can happen to it, and why it came to nothing."""

from kit.i18n import _l
from kit.labels import describe
from matching.introductions.answers import Answer
from matching.introductions.models import Came, Reason
from matching.introductions.moves import Move, Side, State

describe(
    State,
    {
        State.PROPOSED: _l("候補に選んだ"),
        State.ASKED_CANDIDATE: _l("候補に打診中"),
        State.CANDIDATE_WILLING: _l("候補は会ってみたい"),
        State.ASKED_REQUESTER: _l("相談した方に確認中"),
        State.AGREED: _l("双方が承諾"),
        State.MET: _l("引き合わせた"),
        State.RUNNING: _l("続いている"),
        State.ENDED: _l("終わった"),
        State.DECLINED: _l("見送り"),
        State.EXPIRED: _l("返事がなく終了"),
        State.CANCELLED: _l("取りやめ"),
    },
)
describe(
    Move,
    {
        Move.ASK_CANDIDATE: _l("候補に打診する"),
        Move.CANDIDATE_YES: _l("候補：会ってみたい"),
        Move.CANDIDATE_NO: _l("候補：今回は見送る"),
        Move.ASK_REQUESTER: _l("相談した方にたずねる"),
        Move.REQUESTER_YES: _l("相談した方：会ってみたい"),
        Move.REQUESTER_NO: _l("相談した方：今回は見送る"),
        Move.STEP_BACK: _l("候補：やはり見送る"),
        Move.MEET: _l("引き合わせた"),
        Move.START: _l("続けることになった"),
        Move.END: _l("終わった"),
        Move.EXPIRE: _l("返事がないまま期限が過ぎた"),
        Move.CANCEL: _l("取りやめる"),
    },
)
describe(
    Answer,
    {
        Answer.YES: _l("会ってみたい"),
        Answer.QUESTION: _l("もう少し知りたい（質問）"),
        Answer.NO: _l("今回は見送る"),
    },
)
describe(Side, {Side.CANDIDATE: _l("候補"), Side.REQUESTER: _l("相談した方")})
describe(
    Reason,
    {
        Reason.SKILL: _l("技能が合わない"),
        Reason.LEVEL: _l("経験の深さが合わない"),
        Reason.DATES: _l("日程が合わない"),
        Reason.DISTANCE: _l("遠い"),
        Reason.INTEREST: _l("分野の関心がちがう"),
        Reason.BURDEN: _l("いまは負担が大きい"),
        Reason.FORMER: _l("以前の関係がある"),
        Reason.OTHER_CHOSEN: _l("別の候補を選んだ"),
        Reason.NO_ANSWER: _l("返事がない"),
        Reason.OTHER: _l("その他"),
    },
)
describe(
    Came,
    {
        Came.LINK: _l("手紙・メールのリンク"),
        Came.WEB: _l("ウェブ"),
        Came.PHONE: _l("電話"),
        Came.VISIT: _l("来館"),
        Came.FAX: _l("FAX"),
        Came.LETTER: _l("手紙"),
        Came.CLOCK: _l("期限"),
    },
)
