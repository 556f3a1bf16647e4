"""The words for where a story stands and what was said of it."""

from kit.i18n import _l
from kit.labels import describe
from matching.stories.moves import Move, State

describe(
    State,
    {
        State.DRAFT: _l("下書き"),
        State.ASKED: _l("双方に確認中"),
        State.PUBLISHED: _l("公開中"),
        State.DECLINED: _l("公開しない"),
        State.WITHDRAWN: _l("取り下げ"),
    },
)
describe(
    Move,
    {
        Move.EDIT: _l("書きかえる"),
        Move.ASK: _l("双方に読んでもらう"),
        Move.APPROVE: _l("この文章でよい"),
        Move.ASK_CHANGES: _l("直してほしい"),
        Move.DECLINE: _l("公開しないでほしい"),
        Move.PUBLISH: _l("公開する"),
        Move.WITHDRAW: _l("取り下げる"),
        Move.DROP: _l("下書きをやめる"),
        Move.REOPEN: _l("もう一度下書きにする"),
    },
)
