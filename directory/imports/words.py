"""Reads the words of the trade in a cell: fields of activity, sectors, fees, kinds of help and of need."""

import re
from typing import Final, TypeVar

from directory.groups.models import Sector
from directory.imports.cells import Read, says_hidden, says_nothing, trimmed
from directory.imports.findings import Reason, doubt, note
from directory.people.models import Audience, Fee, HelpKind
from directory.vocabularies.fields import FIELDS
from kit.text import nfkc

T = TypeVar("T")

# Short words that stand for one of the twenty fields (the names themselves come from the vocabulary).
_FIELD_WORDS: Final[dict[int, str]] = {
    1: "保健 医療 福祉 健康 介護 高齢者 障害者 障がい者 障碍者 子ども食堂 こども食堂 病気",
    2: "社会教育 生涯学習 生涯教育",
    3: "まちづくり 街づくり 町づくり 地域づくり まち育て コミュニティ 地域活性化",
    4: "観光",
    5: "農山漁村 中山間地域 中山間 農業 林業 漁業 農村 里山振興",
    6: "学術 文化 芸術 スポーツ 音楽 伝統芸能 芸能 歴史",
    7: "環境保全 環境の保全 環境 自然保護 自然 リサイクル 緑化 動物愛護",
    8: "災害救援 災害支援 災害ボランティア 防災 災害 救援",
    9: "地域安全 防犯 交通安全",
    10: "人権 平和",
    11: "国際協力 国際交流 国際 多文化共生",
    12: "男女共同参画社会 男女共同参画 男女平等 ジェンダー",
    13: "子どもの健全育成 子どもの育成 青少年の健全育成 青少年育成 青少年 子ども 子供 こども 子育て 児童",
    14: "情報化社会 情報化 情報通信 ICT IT",
    15: "科学技術 科学",
    16: "経済活動の活性化 経済活動 経済 産業振興 産業 起業",
    17: "職業能力・雇用機会 職業能力 雇用機会 雇用 職業 就労支援 就労",
    18: "消費者の保護 消費者保護 消費者 消費生活",
    19: "連絡・助言・援助 団体の支援 団体支援 中間支援 市民活動支援 NPO支援 連絡助言",
    20: "条例指定 条例で定める活動 条例",
}
_FIELD_FILLING: Final = re.compile(
    r"(?:活動|分野|推進|増進|振興|促進|支援|保全|育成|健全|擁護|社会|形成|発展|保護|活性化|拡充|機会|能力|援助|助言|連絡|団体|運営|社会|開発|"
    r"その他|図る|又は|または|及び|および|等|など|全般|関係|に関する|の|を|と|や|[・()（）「」\s.。:：\-])+"
)
_CIRCLED: Final = {ord(sign): f"、{number}、" for number, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}

# First match wins; each pattern is searched in the NFKC form of the text.
_SECTOR_WORDS: Final = (
    (Sector.NPO, r"特定非営利活動|NPO法人|認定NPO|^NPO$|\(特非\)|\(特活\)|\(N\)"),
    (Sector.INTERMEDIARY, r"中間支援|(?:活動|ボランティア|NPO)(?:支援|サポート|交流)?センター|社会福祉協議会"),
    (Sector.COUNCIL, r"(?:地域|まち|町|街|地区|コミュニティ|自治|校区|学区|づくり|振興|推進)協議会|まち協"),
    (
        Sector.NEIGHBORHOOD,
        r"自治会|町内会|町会|区会|部落会|常会|自治区|行政区|地縁(?:団体|法人|による)|自治振興会|町内$",
    ),
    (Sector.COMPANY, r"株式会社|有限会社|合[同資名]会社|\([株有同資名]\)|企業|商店[会街]|商工会|事業者|会社"),
    (Sector.SCHOOL, r"大学|高等?学校|高校|中学校|小学校|学校|学園|高専|幼稚園|教育機関|短大"),
    (
        Sector.CITY,
        r"行政|(?:^|[都道府県市区町村])(?:役所|役場|庁)|[市県区町村](?:長|教育委員会)|担当課|.{2}課$|推進室$",
    ),
    (Sector.CITIZEN, r"市民活動団体|任意団体|ボランティア(?:団体|グループ|サークル)|市民団体|サークル|個人"),
)
_FEES: Final = (
    (Fee.FREE, r"(?:謝[礼金]|報酬|費用)(?:は|等)?(?:不要|なし|無し|いりません|0円)"),
    (Fee.PAID, r"謝[礼金]|有償|有料|報酬|講師料|paid|[1-9][\d,]*円|応相談|要相談"),
    (Fee.EXPENSES, r"実費|交通費|材料費|経費|expenses"),
    (Fee.FREE, r"無償|無料|ボランティア|不要|なし|^0(?:円)?$|free"),
)
_HELP_KINDS: Final = (
    (HelpKind.ADVICE, r"相談|助言|アドバイ|advice"),
    (HelpKind.LECTURE, r"講師|講座|講演|研修|授業|lecture"),
    (HelpKind.PRACTICE, r"実務|作業|制作|作成|practice"),
    (HelpKind.FACILITATION, r"進行|司会|ファシリ|コーディネ|facilitation"),
    (HelpKind.DAY_HELP, r"当日|手伝い|スタッフ|運営補助|day_help"),
)
# Needs belong to a package above this one, so their words stand here as texts (see NeedKind).
_NEED_KINDS: Final = (
    ("adviser", r"助言|アドバイ|講師|専門家|adviser"),
    ("talk", r"話し合い|意見交換|対話|円卓|ラウンドテーブル|talk"),
    ("partner", r"組む|協働|パートナー|連携|委託|共催|partner"),
    ("hands", r"手伝|ボランティア|人手|スタッフ|協力者|hands"),
)
_AUDIENCES: Final = (
    (Audience.COORDINATORS, r"センター(?:のみ|だけ)|非公開|職員|コーディネーター|coordinators"),
    (Audience.MEMBERS, r"登録者|会員|登録団体|限定|members"),
    (Audience.PUBLIC, r"公開|一般|だれでも|誰でも|public"),
)


def _field_phrases() -> list[tuple[str, int]]:
    phrases = {word: code for code, words in _FIELD_WORDS.items() for word in words.split()}
    phrases |= {name: entry.code for entry in FIELDS for name in (entry.name, entry.short_name)}
    return sorted(phrases.items(), key=lambda pair: -len(pair[0]))


_FIELD_PHRASES: Final = _field_phrases()


def fields(text: str) -> Read[tuple[int, ...]]:
    """Codes of fields of activity from numbers (``1,13``, ``①⑬``, ``第7号``), names, or short words (福祉・子ども)."""
    if says_nothing(text) or says_hidden(text):
        return Read(())
    left = nfkc(text.translate(_CIRCLED))
    codes: set[int] = set()
    for phrase, code in _FIELD_PHRASES:
        if phrase in left:
            codes.add(code)
            left = left.replace(phrase, "、")
    unknown: list[str] = []
    for item in re.split(r"[、,;/\s|・]+", left):
        if number := re.fullmatch(r"第?\(?(\d{1,2})\)?(?:号|分野|\.)?", item):
            known = 1 <= int(number[1]) <= len(FIELDS)
            codes |= {int(number[1])} if known else set()
            unknown += [] if known else [item]
        elif _FIELD_FILLING.sub("", item) and not re.fullmatch(r"\(?\d{1,2}\)?[.:]?", item):
            unknown.append(item)
    findings = (doubt(Reason.UNKNOWN_FIELD, text, detail="、".join(unknown)),) if unknown else ()
    return Read(tuple(sorted(codes)), findings)


def is_field(text: str) -> bool:
    """Whether the text is, as a whole, the name or short name of one field: a column of marks may be headed by it."""
    folded = re.sub(r"^[\d().]+|[\s　]", "", nfkc(text.translate(_CIRCLED)).lstrip("、0123456789"))
    names = {name for entry in FIELDS for name in (entry.name, entry.short_name)}
    short = {word for words in _FIELD_WORDS.values() for word in words.split()}
    return folded in names | short or folded.removesuffix("活動").removesuffix("分野") in names | short


def sector(text: str) -> Read[Sector | None]:
    """The sector that a word for it names (NPO法人, 任意団体, 自治会, 企業, 行政 …), in Japanese or as our own code."""
    if says_nothing(text) or says_hidden(text):
        return Read(None)
    folded = nfkc(trimmed(text))
    if folded.casefold() in set(Sector):
        return Read(Sector(folded.casefold()))
    found = _first(_SECTOR_WORDS, folded)
    return Read(found) if found else Read(None, (doubt(Reason.UNKNOWN_SECTOR, text),))


def sector_of_name(name: str) -> Read[Sector]:
    """The sector that a body's own name gives away; a citizen group when it gives nothing away. Always a guess."""
    folded = nfkc(name)
    found = _first(_SECTOR_WORDS, folded) or Sector.CITIZEN
    if found is Sector.SCHOOL and re.search(r"PTA|同窓会|育友会|保護者|応援団|の会|学生", folded):
        found = Sector.CITIZEN
    return Read(found, (note(Reason.SECTOR_GUESSED, name, detail=found.value),))


def fee(text: str) -> Read[Fee | None]:
    """Free, expenses or paid, from 無償, 交通費程度, 謝金あり …; the stricter word wins."""
    if not trimmed(text) or says_hidden(text):
        return Read(None)
    found = _first(_FEES, nfkc(trimmed(text)))
    return Read(found) if found or says_nothing(text) else Read(None, (doubt(Reason.UNKNOWN_FEE, text),))


def help_kinds(text: str) -> Read[tuple[HelpKind, ...]]:
    """Every kind of help that is named."""
    found = tuple(kind for kind, pattern in _HELP_KINDS if re.search(pattern, nfkc(text)))
    if found or says_nothing(text):
        return Read(found)
    return Read((), (doubt(Reason.UNKNOWN_WORD, text),))


def need_kind(text: str) -> Read[str]:
    """``adviser``, ``hands``, ``partner`` or ``talk``; "" when no word tells."""
    found = _first(_NEED_KINDS, nfkc(text))
    if found or says_nothing(text):
        return Read(found or "")
    return Read("", (doubt(Reason.UNKNOWN_WORD, text),))


def audience(text: str) -> Read[Audience | None]:
    """Who may find the record."""
    found = _first(_AUDIENCES, nfkc(text))
    if found or says_nothing(text):
        return Read(found)
    return Read(None, (doubt(Reason.UNKNOWN_WORD, text),))


def _first(choices: tuple[tuple[T, str], ...], text: str) -> T | None:
    return next((choice for choice, pattern in choices if re.search(pattern, text)), None)
