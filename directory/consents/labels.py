"""Words for the fixed choices of a consent."""

from directory.consents.models import Method, Purpose, Step
from kit.i18n import _l
from kit.labels import describe

describe(
    Purpose,
    {
        Purpose.REGISTER: _l("名簿に登録する"),
        Purpose.PUBLISH: _l("選んだ項目を公開する"),
        Purpose.THIRD_PARTY: _l("紹介した相手に連絡先を知らせる"),
        Purpose.FOLLOWUP: _l("あとで様子をたずねる"),
    },
)
describe(
    Method,
    {
        Method.WEB: _l("画面で"),
        Method.PAPER: _l("用紙で"),
        Method.SPOKEN: _l("窓口や電話で話して"),
        Method.FAX: _l("FAXで"),
        Method.LETTER: _l("手紙で"),
    },
)
describe(Step, {Step.GIVEN: _l("同意した"), Step.WITHDRAWN: _l("取りやめた")})
