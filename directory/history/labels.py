"""Words for how a change came, and for every attribute of which the history is kept."""

from typing import Any, Final

from directory.history.models import Intake, Kind, Method
from kit.i18n import _l
from kit.labels import describe

_INTAKES: Final = {
    Intake.COUNTER: _l("窓口"),
    Intake.PHONE: _l("電話"),
    Intake.FAX: _l("FAX"),
    Intake.LETTER: _l("手紙"),
    Intake.MAIL: _l("メール"),
    Intake.VISIT: _l("訪問"),
    Intake.OTHER: _l("その他"),
}
describe(Intake, _INTAKES)
describe(
    Method,
    {
        Method.WEB: _l("本人・団体がウェブで入力"),
        Method.STAFF: _l("センターの職員が入力"),
        Method.COUNTER: _l("窓口で聞いて職員が入力"),
        Method.PHONE: _l("電話で聞いて職員が入力"),
        Method.FAX: _l("FAXを見て職員が入力"),
        Method.LETTER: _l("手紙を見て職員が入力"),
        Method.MAIL: _l("メールを見て職員が入力"),
        Method.VISIT: _l("訪問して聞いて職員が入力"),
        Method.OTHER: _l("そのほかの方法で聞いて職員が入力"),
        Method.IMPORT: _l("ファイルから取り込み"),
        Method.CORRECTION: _l("まちがいの知らせを受けて訂正"),
        Method.RESTORE: _l("前の版に戻した"),
        Method.SYSTEM: _l("自動の処理"),
    },
)

_BOTH: Final = {
    "state": _l("登録の状態"),
    "state_reason": _l("状態の理由"),
    "reading": _l("ふりがな"),
    "fields": _l("活動分野"),
    "schedule_note": _l("活動日のことば"),
    "web_pages": _l("ウェブページ"),
    "notes": _l("覚え書き"),
    "last_confirmed_on": _l("最終確認"),
}
ATTRIBUTES: Final[dict[Kind, dict[str, Any]]] = {
    Kind.GROUP: {
        **_BOTH,
        "name": _l("団体の名前"),
        "short_name": _l("略称"),
        "sector": _l("主体"),
        "corporate_number": _l("法人番号"),
        "founded_on": _l("設立"),
        "purpose": _l("ひとことで言うと（目的）"),
        "activities": _l("活動の内容"),
        "areas": _l("活動地域"),
        "place": _l("おもな活動場所"),
        "place_publication": _l("活動場所を見せる相手"),
        "latitude": _l("緯度"),
        "longitude": _l("経度"),
        "slots": _l("ふだん活動している曜日と時間帯"),
        "member_count": _l("人数"),
        "joining": _l("参加できる人"),
        "cost": _l("費用"),
        "recruiting": _l("いまメンバーを募集している"),
        "offers": _l("できること"),
        "wants": _l("求めていること"),
        "skills": _l("得意なこと"),
        "contacts": _l("連絡先"),
    },
    Kind.PERSON: {
        **_BOTH,
        "display_name": _l("表示する名前"),
        "affiliation": _l("所属・肩書き"),
        "introduction": _l("ひとこと紹介"),
        "about": _l("くわしい紹介"),
        "qualifications": _l("資格・経歴"),
        "skills": _l("できること"),
        "help_kinds": _l("手伝い方"),
        "areas": _l("行ける地域"),
        "base": _l("おもな活動の拠点"),
        "on_site": _l("現地へ行ける"),
        "online": _l("オンラインでできる"),
        "travel_km": _l("その地域から何kmまで行けるか"),
        "languages": _l("日本語のほかに話せることば"),
        "slots": _l("ふだん動ける曜日と時間帯"),
        "slots_possible": _l("頼まれれば動ける曜日と時間帯"),
        "schedule_note": _l("動ける日のことば"),
        "absences": _l("動けない日"),
        "fee": _l("謝礼"),
        "findable_by": _l("この人をだれが見つけられますか"),
        "max_at_once": _l("一度に受けられる件数"),
        "max_per_month": _l("1か月に受けられる件数"),
        "max_per_year": _l("1年に受けられる件数"),
        "resting_until": _l("今は休み（いつまで）"),
        "minimum_notice_days": _l("何日前までに頼んでほしいか"),
        "avoided_groups": _l("組めない団体"),
        "avoided_fields": _l("手伝いたくない分野"),
        "avoided_note": _l("引き受けない内容"),
        "legal_name": _l("本名"),
        "address": _l("住所"),
        "phone": _l("電話"),
        "email": _l("メール"),
        "birth_year": _l("生まれた年"),
        "council_posts": _l("審議会などの委員"),
    },
}
"""In the order in which they are shown: as here."""
