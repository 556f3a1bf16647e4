"""What the columns of a file can be used for, by kind of record: the names that a mapping file may use."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from directory.imports.models import ImportKind
from kit.i18n import _l


@dataclass(frozen=True, slots=True)
class Attribute:
    """One use of a column. ``many``: several columns may feed it; otherwise the best one does."""

    name: str
    label: Any  # lazy text
    many: bool = False


_PLACES: Final = (
    Attribute("area_code", _l("全国地方公共団体コード"), many=True),
    Attribute("prefecture", _l("都道府県"), many=True),
    Attribute("municipality", _l("市区町村")),
    Attribute("areas", _l("活動地域"), many=True),
)
_TIMES: Final = (
    Attribute("schedule", _l("活動日時"), many=True),
    Attribute("weekdays", _l("曜日"), many=True),
    Attribute("starts_at", _l("開始時刻")),
    Attribute("ends_at", _l("終了時刻")),
)
_CONTACTS: Final = (
    Attribute("phone", _l("電話"), many=True),
    Attribute("email", _l("メールアドレス"), many=True),
    Attribute("contact", _l("連絡先"), many=True),
    Attribute("postal_code", _l("郵便番号")),
    Attribute("address", _l("住所（公開しない）"), many=True),
)
_RECORD: Final = (Attribute("source_id", _l("元の番号")), Attribute("last_confirmed_on", _l("確認日")))

_GROUPS: Final = (
    Attribute("name", _l("団体名")),
    Attribute("reading", _l("ふりがな")),
    Attribute("short_name", _l("略称")),
    Attribute("sector", _l("主体の種類")),
    Attribute("corporate_number", _l("法人番号")),
    Attribute("founded_on", _l("設立")),
    Attribute("purpose", _l("目的"), many=True),
    Attribute("activities", _l("活動内容"), many=True),
    Attribute("fields", _l("活動分野"), many=True),
    *_PLACES,
    Attribute("place", _l("活動場所（公開）"), many=True),
    Attribute("venue", _l("会場の住所（公開）"), many=True),
    Attribute("latitude", _l("緯度（公開）")),
    Attribute("longitude", _l("経度（公開）")),
    *_TIMES,
    Attribute("member_count", _l("会員数")),
    Attribute("joining", _l("参加できる人・参加のしかた"), many=True),
    Attribute("cost", _l("費用"), many=True),
    Attribute("recruiting", _l("会員募集")),
    Attribute("offers", _l("できること"), many=True),
    Attribute("wants", _l("求めていること"), many=True),
    Attribute("skills", _l("提供できる技能"), many=True),
    Attribute("web_pages", _l("ウェブページ"), many=True),
    Attribute("representative", _l("代表者"), many=True),
    Attribute("contact_person", _l("担当者"), many=True),
    *_CONTACTS,
    Attribute("phone_note", _l("電話の備考"), many=True),
    Attribute("fax", _l("FAX"), many=True),
    Attribute("email_note", _l("メールの備考"), many=True),
    Attribute("state", _l("活動状況")),
    Attribute("closed_on", _l("解散・閉鎖の日")),
    Attribute("remarks", _l("備考（公開しない）"), many=True),
    Attribute("legal_kind", _l("法人種別")),
    Attribute("latest", _l("最新履歴")),
    *_RECORD,
)
_PEOPLE: Final = (
    Attribute("display_name", _l("名前（公開）"), many=True),
    Attribute("legal_name", _l("本名"), many=True),
    Attribute("reading", _l("ふりがな"), many=True),
    Attribute("affiliation", _l("所属"), many=True),
    Attribute("introduction", _l("ひとこと紹介")),
    Attribute("about", _l("紹介文"), many=True),
    Attribute("qualifications", _l("資格"), many=True),
    Attribute("skills", _l("できること"), many=True),
    Attribute("fields", _l("活動分野"), many=True),
    Attribute("base", _l("活動拠点")),
    *_PLACES,
    Attribute("web_pages", _l("ウェブページ"), many=True),
    Attribute("on_site", _l("現地に行ける")),
    Attribute("online", _l("オンライン")),
    Attribute("languages", _l("言語"), many=True),
    *_TIMES,
    Attribute("fee", _l("謝礼")),
    Attribute("help_kinds", _l("手伝いの種類"), many=True),
    *_CONTACTS,
    Attribute("birth_year", _l("生年")),
    Attribute("notes", _l("備考（公開しない）"), many=True),
    Attribute("council_posts", _l("審議会等の委員"), many=True),
    Attribute("findable_by", _l("公開の範囲")),
    Attribute("max_at_once", _l("同時に受けられる件数")),
    Attribute("max_per_year", _l("年に受けられる件数")),
    Attribute("minimum_notice_days", _l("何日前までに必要か")),
    Attribute("resting_until", _l("休みの終わり")),
    *_RECORD,
)
_NEEDS: Final = (
    Attribute("title", _l("題名")),
    Attribute("story", _l("内容"), many=True),
    Attribute("kind", _l("相談の種類")),
    Attribute("requester_name", _l("相談した人・団体・部署"), many=True),
    Attribute("skills", _l("求める技能"), many=True),
    Attribute("fields", _l("活動分野"), many=True),
    *_PLACES,
    Attribute("place", _l("場所"), many=True),
    Attribute("online", _l("オンライン")),
    Attribute("dates", _l("日にち"), many=True),
    *_TIMES,
    Attribute("people_wanted", _l("募集人数")),
    Attribute("due_on", _l("いつまでに")),
    Attribute("fee", _l("謝礼")),
    Attribute("audience", _l("公開の範囲")),
    Attribute("expires_on", _l("掲載の終わり")),
    *_CONTACTS,
    Attribute("received_by", _l("受付者")),
    Attribute("received_on", _l("受付日")),
    *_RECORD,
)
_AREAS: Final = (
    Attribute("code", _l("全国地方公共団体コード"), many=True),
    Attribute("name", _l("地域名")),
    Attribute("reading", _l("ふりがな")),
    Attribute("name_en", _l("英語名")),
    Attribute("prefecture", _l("都道府県"), many=True),
    Attribute("prefecture_reading", _l("都道府県のふりがな")),
    Attribute("parent_code", _l("上の地域のコード")),
    Attribute("latitude", _l("緯度")),
    Attribute("longitude", _l("経度")),
)
ATTRIBUTES: Final[dict[ImportKind, dict[str, Attribute]]] = {
    kind: {attribute.name: attribute for attribute in attributes}
    for kind, attributes in (
        (ImportKind.GROUPS, _GROUPS),
        (ImportKind.PEOPLE, _PEOPLE),
        (ImportKind.NEEDS, _NEEDS),
        (ImportKind.AREAS, _AREAS),
    )
}
# Without one of these (the first is the one asked for) nothing can be imported.
NECESSARY: Final[dict[ImportKind, tuple[str, ...]]] = {
    ImportKind.GROUPS: ("name",),
    ImportKind.PEOPLE: ("display_name", "legal_name"),
    ImportKind.NEEDS: ("title",),
    ImportKind.AREAS: ("name", "prefecture"),
}


def lacking(kind: ImportKind, used: Collection[str]) -> Any:
    """The label of what every record must have, when none of the uses gives it; "" when one does."""
    necessary = NECESSARY[kind]
    return "" if any(name in used for name in necessary) else ATTRIBUTES[kind][necessary[0]].label
