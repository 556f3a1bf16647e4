"""The words for what a side says afterwards."""

from kit.i18n import _l
from kit.labels import describe
from matching.follow_ups.models import Again, Found, May, Result, Round

describe(Round, {Round.FIRST: _l("1か月後"), Round.SECOND: _l("3か月後")})
describe(
    Found,
    {
        Found.USEFUL: _l("会えて、役に立った"),
        Found.UNSURE: _l("会ったが、まだわからない"),
        Found.NOT: _l("会えなかった・続いていない"),
    },
)
describe(Again, {Again.YES: _l("はい"), Again.UNSURE: _l("わからない"), Again.NO: _l("いいえ")})
describe(May, {May.YES: _l("紹介してもよい"), May.NO: _l("紹介しないでほしい")})
describe(
    Result,
    {
        Result.MET: _l("相談は解決した"),
        Result.PARTLY: _l("少し役に立った"),
        Result.NOT: _l("役に立たなかった"),
    },
)
