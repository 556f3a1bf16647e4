"""Words for the fixed choices of an opening."""

from directory.openings.models import Reason, Way
from kit.i18n import _l
from kit.labels import describe

describe(
    Reason,
    {
        Reason.CALL: _l("電話・メールをかけるため"),
        Reason.ASKED: _l("本人からの問い合わせ"),
        Reason.INTRODUCTION: _l("紹介のため"),
        Reason.REGISTRATION: _l("登録の確認"),
        Reason.OTHER: _l("その他（下に書く）"),
    },
)
describe(
    Way,
    {Way.PAGE: _l("ページ"), Way.FORM: _l("内容をなおす画面"), Way.API: _l("API")},
)
