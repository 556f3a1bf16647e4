"""Words for the questions of the form and for how far a consultation is."""

from typing import Final

import matching.needs.labels  # noqa: F401 - a consultation is shown in the words of its need
from kit.i18n import _l
from kit.labels import describe
from matching.consultations.models import Confirmed, Decision, Part

describe(
    Part,
    {
        Part.STORY: _l("どんなことでお困りですか"),
        Part.KIND: _l("どんな助けがあるとよいですか"),
        Part.SKILLS: _l("どんなことができる人がよいですか"),
        Part.WHEN_WHERE: _l("いつ、どこでのことですか"),
        Part.TERMS: _l("人数や期限、お金のこと"),
        Part.CONTACT: _l("あなたのお名前と連絡先"),
    },
)
SHORT: Final = {
    Part.STORY: _l("困りごと"),
    Part.KIND: _l("ほしい助け"),
    Part.SKILLS: _l("分野・技能"),
    Part.WHEN_WHERE: _l("いつ・どこで"),
    Part.TERMS: _l("人数・期限"),
    Part.CONTACT: _l("連絡先"),
}
"""The questions in a row of steps."""

describe(
    Confirmed,
    {
        Confirmed.MAIL: _l("メールで確認済み"),
        Confirmed.PHONE: _l("電話で確認済み"),
        Confirmed.ACCOUNT: _l("ログインして送信"),
    },
)
describe(
    Decision,
    {
        Decision.WAITING: _l("確認待ち"),
        Decision.ASKED: _l("センターからのおたずねに、お返事をお待ちしています"),
        Decision.ACCEPTED: _l("受け付けました"),
        Decision.DECLINED: _l("お受けできませんでした"),
        Decision.WITHDRAWN: _l("取り下げ"),
    },
)

FIELDS: Final = {
    "story": _l("困っていること"),
    "kind": _l("どんな助けがあるとよいか"),
    "fields": _l("活動分野"),
    "skills": _l("できてほしいこと"),
    "dates": _l("日にち"),
    "slots": _l("曜日と時間帯"),
    "schedule_note": _l("日時について"),
    "place": _l("場所"),
    "online": _l("オンライン"),
    "areas": _l("地域"),
    "people_wanted": _l("人数"),
    "due_on": _l("いつまでに"),
    "fee": _l("お礼"),
    "audience": _l("この相談を見られる人"),
    "requester_name": _l("お名前"),
    "group_name": _l("団体の名前"),
    "group": _l("どの団体としての相談か"),
    "phone": _l("電話番号"),
    "email": _l("メールアドレス"),
    "contact_note": _l("連絡のつきやすい時間など"),
    "agree": _l("相談の内容と連絡先の使い方"),
}
AGREED: Final = _l(
    "書いていただいたことは、この相談のためだけに使います。お名前と連絡先を見るのは、センターの職員だけです。"
    "紹介する相手にお伝えするのは、あなたが「伝えてよい」と言った項目だけです。"
    "分野・地域・時期だけは、お名前も内容も出さずに、応えられそうな団体にお見せすることがあります。"
)
"""What is agreed to by sending."""
