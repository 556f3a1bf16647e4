"""Words for the fixed choices of a letter."""

from kit.i18n import _l
from kit.labels import describe, label
from kit.mail import LetterState, Trouble

describe(
    LetterState,
    {
        LetterState.WAITING: _l("送信待ち"),
        LetterState.SENT: _l("メールで送った"),
        LetterState.FAILED: _l("届かなかった"),
        LetterState.TO_PRINT: _l("印刷待ち"),
        LetterState.PRINTED: _l("郵送した"),
        LetterState.DROPPED: _l("取りやめた"),
    },
)
describe(
    Trouble,
    {
        Trouble.ADDRESS: _l("メールアドレスの形が正しくありません"),
        Trouble.REFUSED: _l("相手のメールサーバーに断られました"),
        Trouble.LATER: _l("メールサーバーが「あとで」と答えたので、送りなおします"),
        Trouble.BOUNCED: _l("送ったメールが戻ってきました"),
        Trouble.CONNECTION: _l("センターのメールサーバーにつながりません"),
        Trouble.TLS: _l("メールサーバーとの通信を暗号にできません"),
        Trouble.SIGN_IN: _l("センターのメールサーバーに入れません（名前かパスワード）"),
        Trouble.SENDER: _l("センターのメールサーバーが、差出人のアドレスを受けつけません"),
    },
)


def trouble_words(trouble: str) -> str:
    """Why a letter did not go out, in words, with the numbers of the server's answer; empty for no trouble."""
    kind, _space, numbers = trouble.partition(" ")
    return "" if not kind else label(Trouble(kind)) + (f" ({numbers})" if numbers else "")
