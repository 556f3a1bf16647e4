"""Whole rows become groups, people, needs and areas."""

import time
from pathlib import Path
from typing import Any

import pytest

from directory.groups.models import ContactKind, Publication, Sector
from directory.imports import houjin
from directory.imports.attributes import ATTRIBUTES
from directory.imports.columns import Mapping, Proposal, Why, known_header, propose
from directory.imports.entries import Entries, Entry
from directory.imports.findings import Reason, Weight
from directory.imports.mapping_files import parse_map
from directory.imports.models import ImportKind
from directory.imports.reading import Row, open_table
from directory.people.models import Fee, HelpKind
from kit.slots import words

GROUPS, PEOPLE, NEEDS, AREAS = ImportKind


def entries(tmp_path: Path, kind: ImportKind, *lines: str, mapping: str = "") -> list[Entry]:
    path = tmp_path / "file.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    map_file = parse_map(mapping, kind) if mapping else None
    table = open_table(path, map_file.reading if map_file else None, knows=known_header)
    made = Entries(propose(table, kind, map_file))
    return [made.of(row) for row in table.rows()]


def one(tmp_path: Path, kind: ImportKind, cells: dict[str, str], mapping: str = "") -> Entry:
    quoted = [",".join('"' + text.replace('"', '""') + '"' for text in line) for line in (cells, cells.values())]
    return entries(tmp_path, kind, *quoted, mapping=mapping)[0]


def contacts_of(entry: Entry) -> dict[ContactKind, list[str]]:
    found: dict[ContactKind, list[str]] = {}
    for contact in entry.values.get("contacts", ()):
        found.setdefault(contact.kind, []).append(contact.value)
    return found


def reasons(entry: Entry) -> set[Reason]:
    return {finding.reason for finding in entry.findings}


GROUP = {
    "団体名": "ＮＰＯ法人　髙﨑の会",
    "フリガナ": "ﾀｶｻｷﾉｶｲ",
    "法人番号": "7000012050002",
    "設立年月日": "平成13年4月1日",
    "活動内容": "花を植える",
    "活動分野": "環境・子ども",
    "郵便番号": "7530056",
    "都道府県": "山口県",
    "市区町村": "山口市",
    "住所": "湯田温泉１－１",
    "電話番号1": "083-922-1111",
    "電話番号2": "090-1234-5678（夜間）",
    "FAX": "非公開",
    "メールアドレス": "info@example.jp",
    "ホームページ": "https://example.jp",
    "代表者氏名": "山田　花子",
    "会員数": "３０名",
    "活動日時": "毎週土曜 10:00～12:00",
    "会員募集": "○",
    "緯度": "34.1",
    "経度": "131.4",
}


def test_a_row_becomes_a_group(tmp_path: Path) -> None:
    entry = one(tmp_path, GROUPS, GROUP)
    values = entry.values
    assert not entry.refused
    assert (values["name"], values["reading"], values["sector"]) == (
        "ＮＰＯ法人　髙﨑の会",
        "たかさきのかい",
        Sector.NPO,
    )
    assert (values["corporate_number"], values["founded_on"]) == ("7000012050002", "2001-04-01")
    assert (values["fields"], values["member_count"], values["recruiting"]) == ((7, 13), 30, True)
    assert (values["latitude"], values["longitude"]) == (34.1, 131.4)
    assert words(values["slots"]) == "土の午前"
    [area] = values["areas"]
    assert (area.prefecture, area.municipality) == ("山口県", "山口市")
    assert values["web_pages"] == ("https://example.jp",)
    assert contacts_of(entry) == {
        ContactKind.REPRESENTATIVE: ["山田　花子"],
        ContactKind.PHONE: ["083-922-1111", "090-1234-5678"],
        ContactKind.EMAIL: ["info@example.jp"],
        ContactKind.POSTAL: ["〒753-0056 山口県山口市湯田温泉１－１"],
    }
    assert [(f.column, f.original) for f in entry.findings if f.reason is Reason.PRIVATE] == [("FAX", "非公開")]


def test_an_address_is_not_written_twice(tmp_path: Path) -> None:
    for street in ("湯田温泉１", "山口市湯田温泉１", "山口県山口市湯田温泉１"):
        entry = one(
            tmp_path, GROUPS, {"団体名": "さくら会", "都道府県": "山口県", "市区町村": "山口市", "住所": street}
        )
        assert contacts_of(entry)[ContactKind.POSTAL] == ["山口県山口市湯田温泉１"]


def test_a_hidden_address_leaves_the_area(tmp_path: Path) -> None:
    entry = one(tmp_path, GROUPS, {"団体名": "さくら会", "都道府県": "山口県", "市区町村": "山口市", "住所": "非公開"})
    assert ContactKind.POSTAL not in contacts_of(entry)
    assert [area.municipality for area in entry.values["areas"]] == ["山口市"]


def test_columns_about_time_and_cost_are_put_together(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        GROUPS,
        {
            "名称": "さくら食堂",
            "市区町村名": "山口市",
            "住所": "山口市湯田温泉１",
            "方書": "さくら会館",
            "運営団体名": "NPO法人うめ",
            "法人番号": "7000012050002",
            "開催頻度": "5",
            "開催曜日": "火木",
            "開催日": "毎月第二火曜日、第四木曜日",
            "開催開始時間": "17:00",
            "開催終了時間": "20:00",
            "参加費_子ども": "0",
            "参加費_大人": "300 ",
            "テイクアウト実施": "1 ",
            "備考": "現在休止中　連絡先 sakura@example.jp",
        },
    )
    values = entry.values
    assert words(values["slots"]) == "火・木の夕方・夜"
    assert values["schedule_note"] == "火木 17:00～20:00 毎月第二火曜日、第四木曜日"
    assert values["place"] == "山口市湯田温泉１ さくら会館"
    assert values["cost"] == "参加費・子ども：0円\n参加費・大人：300円"
    assert values["activities"] == "運営団体名：NPO法人うめ\nテイクアウト実施：あり"
    assert "corporate_number" not in values
    assert values["state"] == "paused"
    assert contacts_of(entry) == {ContactKind.EMAIL: ["sakura@example.jp"]}
    assert {Reason.BARE_CODE, Reason.ON_BREAK} <= reasons(entry)


@pytest.mark.parametrize(
    ("kind", "cells", "free"),
    [
        (GROUPS, {"曜日": "火曜", "時間帯": "午前"}, "火の午前"),
        (GROUPS, {"曜日": "土日の夜", "時間帯": ""}, "土・日の夜"),
        (GROUPS, {"曜日": "金曜 19時〜21時"}, "金の夜"),
        (GROUPS, {"曜日": "月・水 午前、土 午後"}, "月・水の午前、土の午後"),
        (GROUPS, {"曜日": "土の夜、日", "時間帯": "午前"}, "土の夜、日の午前"),
        (GROUPS, {"曜日": "木", "時間帯": "１３：００～１５：００"}, "木の午後"),
        (GROUPS, {"曜日": "木", "時間帯": "日中"}, "木の午前・午後"),
        (GROUPS, {"活動日": "第2土曜", "時間帯": "午前"}, "土の午前"),
        (GROUPS, {"活動曜日": "木", "開始時間": "19:00", "終了時間": "21:00"}, "木の夜"),
        (PEOPLE, {"活動できる曜日": "平日の夜"}, "月・火・水・木・金の夜"),
        (PEOPLE, {"活動できる曜日": "土日", "活動できる時間帯": "午後"}, "土・日の午後"),
        (NEEDS, {"活動曜日": "水曜 10:00～12:00"}, "水の午前"),
        (NEEDS, {"曜日": "水曜", "希望時間帯": "夕方"}, "水の夕方"),
    ],
)
def test_weekdays_have_the_times_that_stand_with_them_or_in_a_column_of_their_own(
    tmp_path: Path, kind: ImportKind, cells: dict[str, str], free: str
) -> None:
    entry = one(tmp_path, kind, {"団体名": "朝の会", "氏名": "湊", "事業名": "花"} | cells)
    assert words(entry.values["slots"]) == free
    assert Reason.TIMES_UNKNOWN not in reasons(entry)


@pytest.mark.parametrize("cells", [{"曜日": "火曜"}, {"曜日": "火曜", "時間帯": "未定"}, {"活動日時": "毎週火曜"}])
@pytest.mark.parametrize("kind", [GROUPS, PEOPLE, NEEDS])
def test_weekdays_without_a_time_are_told(tmp_path: Path, kind: ImportKind, cells: dict[str, str]) -> None:
    entry = one(tmp_path, kind, {"団体名": "朝の会", "氏名": "湊", "事業名": "花"} | cells)
    assert words(entry.values["slots"]) == "火の終日"
    assert [finding.weight for finding in entry.findings if finding.reason is Reason.TIMES_UNKNOWN] == [Weight.DOUBT]


def test_marks_under_fields_count_for_the_field(tmp_path: Path) -> None:
    entry = one(tmp_path, GROUPS, {"団体名": "さくら会", "まちづくり": "○", "環境": "", "子ども": "◎", "観光": "×"})
    assert entry.values["fields"] == (3, 13)


def test_a_remark_beside_a_number_stays_with_it(tmp_path: Path) -> None:
    entry = one(tmp_path, GROUPS, {"名称": "さくら会", "電話番号1": "083-922-1111", "電話番号1_連絡先備考": "（代表）"})
    assert [(contact.value, contact.note) for contact in entry.values["contacts"]] == [("083-922-1111", "代表")]


def test_values_that_cannot_be_read_are_left_out_and_told_with_their_column(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        GROUPS,
        {"団体名": "さくら会", "法人番号": "123", "設立年月日": "むかし", "URL": "javascript:alert(1)"},
    )
    assert not entry.refused
    assert {(f.column, f.reason, f.original) for f in entry.findings if f.weight is Weight.DOUBT} == {
        ("法人番号", Reason.NOT_A_CORPORATE_NUMBER, "123"),
        ("設立年月日", Reason.NOT_A_DATE, "むかし"),
        ("URL", Reason.DANGEROUS_URL, "javascript:alert(1)"),
    }


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"活動場所": "むすび市中央1-2-3 田中方"}, Reason.MAYBE_HOME),
        ({"活動場所": "会長宅"}, Reason.MAYBE_HOME),
        ({"会場住所": "むすび市中央１－２－３　ハイツ中央２０１号室"}, Reason.MAYBE_HOME),
        ({"住所": "むすび市中央1-2-3", "方書": "田中様方", "緯度": "34.1", "経度": "131.4", "開催日": "火"}, Reason.MAYBE_HOME),
        ({"会場住所": "非公開", "緯度": "34.1", "経度": "131.4"}, Reason.MAYBE_HOME),
        ({"住所": "むすび市中央1-2-3", "緯度": "34.1", "経度": "131.4"}, Reason.POINT_OF_CONTACT),
        ({"住所": "非公開", "緯度": "34.1", "経度": "131.4"}, Reason.POINT_OF_CONTACT),
        ({"代表者": "田中", "住所": "中央1", "会場": "公民館", "緯度": "34.1", "経度": "131.4"}, Reason.POINT_OF_CONTACT),
    ],
)  # fmt: skip
def test_a_place_that_may_be_somebodys_home_is_for_the_centre_only_and_said_so(
    tmp_path: Path, cells: dict[str, str], reason: Reason
) -> None:
    entry = one(tmp_path, GROUPS, {"名称": "白ばら刺しゅうの会"} | cells)
    assert entry.values["place_publication"] is Publication.CENTER
    assert [finding.weight for finding in entry.findings if finding.reason is reason] == [Weight.DOUBT]


@pytest.mark.parametrize(
    "place",
    ["中央公民館 2階", "市営住宅集会所", "三宅町公民館", "宅老所ひだまり", "枚方市民会館", "公民館 夕方", "東北地方", "中央マンション1階"],
)  # fmt: skip
def test_a_place_that_is_nobodys_home_is_left_to_be_shown(tmp_path: Path, place: str) -> None:
    assert "place_publication" not in one(tmp_path, GROUPS, {"名称": "さくら会", "活動場所": place}).values


def test_a_row_without_a_name_is_refused(tmp_path: Path) -> None:
    entry = one(tmp_path, GROUPS, {"団体名": "　", "住所": "山口市"})
    assert entry.refused
    assert Reason.NAME_MISSING in reasons(entry)


@pytest.mark.parametrize(
    "last", ["合計,3", "3,合計", "合　計,3団体", "【合計】,", "計 3団体,", "3団体,小計", "Total,3", "計,3"]
)
@pytest.mark.parametrize(("kind", "name"), [(GROUPS, "団体名"), (PEOPLE, "氏名"), (NEEDS, "事業名")])
def test_a_row_that_adds_up_the_others_is_refused(tmp_path: Path, kind: ImportKind, name: str, last: str) -> None:
    *taken, total = entries(tmp_path, kind, f"{name},電話", "合計さくら会,083-222-3301", "統計の会,", last)
    assert not any(entry.refused for entry in taken)
    assert total.refused
    assert Reason.TOTAL_ROW in reasons(total)


def test_somebody_called_as_a_total_is_taken(tmp_path: Path) -> None:
    entry = one(tmp_path, PEOPLE, {"姓": "計", "名": "花子", "電話": "083-222-3301"})
    assert (entry.refused, entry.values["display_name"]) == (False, "計 花子")


def test_a_name_of_digits_alone_is_told(tmp_path: Path) -> None:
    entry = one(tmp_path, GROUPS, {"団体名": "59", "電話": "083-222-3301"})
    assert (entry.refused, entry.values["name"]) == (False, "59")
    assert [f.weight for f in entry.findings if f.reason is Reason.NAME_ONLY_DIGITS] == [Weight.DOUBT]


def test_constants_hold_for_every_row(tmp_path: Path) -> None:
    made = entries(
        tmp_path, GROUPS, "団体名", "さくら会", "うめ会", mapping='[constants]\nsector = "council"\nareas = "山口市"'
    )
    assert [entry.values["sector"] for entry in made] == [Sector.COUNCIL] * 2
    assert made[1].values["areas"][0].municipality == "山口市"


def houjin_line(**values: str) -> str:
    return ",".join((dict.fromkeys(houjin.COLUMNS, "") | {"sequenceNumber": "1", "latest": "1"} | values).values())


@pytest.mark.parametrize(
    ("name", "kind", "sector"),
    [
        ("特定非営利活動法人さくら", "399", Sector.NPO),
        ("まちづくりＮＰＯ法人さくら", "399", Sector.NPO),
        ("さくら町自治会", "499", Sector.NEIGHBORHOOD),
        ("認可地縁団体　桜区", "499", Sector.NEIGHBORHOOD),
        ("株式会社さくら", "301", None),
        ("医療法人さくら", "399", None),
        ("社会福祉法人桜町会", "399", None),
        ("一般社団法人ＮＰＯ法人さくら支援", "399", None),
        ("さくら土地区画整理組合", "499", None),
        ("さくら市", "201", None),
    ],
)
def test_of_all_corporate_bodies_only_civic_ones_are_groups(
    tmp_path: Path, name: str, kind: str, sector: Sector | None
) -> None:
    [entry] = entries(tmp_path, GROUPS, houjin_line(corporateNumber="7000012050002", name=name, kind=kind))
    assert entry.values.get("sector") is sector
    assert entry.refused is (sector is None)
    assert (Reason.NOT_A_GROUP_KIND in reasons(entry)) is (sector is None)


def test_companies_are_taken_when_the_mapping_says_that_they_are_wanted(tmp_path: Path) -> None:
    line = houjin_line(corporateNumber="7000012050002", name="株式会社さくら", kind="301")
    [entry] = entries(tmp_path, GROUPS, line, mapping='[constants]\nsector = "company"')
    assert (entry.refused, entry.values["sector"]) == (False, Sector.COMPANY)


def test_history_is_refused_and_closure_is_kept(tmp_path: Path) -> None:
    body = {"corporateNumber": "7000012050002", "name": "特定非営利活動法人さくら", "kind": "399"}
    [old] = entries(tmp_path, GROUPS, houjin_line(**body, **{"latest": "0"}))
    assert old.refused
    [closed] = entries(
        tmp_path,
        GROUPS,
        houjin_line(
            **body,
            closeDate="2021-09-14",
            prefectureCode="35",
            cityCode="203",
            prefectureName="山口県",
            cityName="山口市",
        ),
    )
    assert (closed.refused, closed.values["state"]) == (False, "dissolved")
    assert closed.values["areas"][0].codes[0] == "352039"


PERSON = {
    "氏名": "山田　花子",
    "ふりがな": "ヤマダ ハナコ",
    "所属・役職": "さくら市役所\n総務課",
    "活動拠点": "山口県を中心に",
    "略歴": "長い経歴\n二行目",
    "専門分野": "会計、広報",
    "関連URL": "ブログ\nhttps://example.jp",
    "電話": "083-922-1111",
    "メール": "a@example.jp、b@example.jp",
    "オンライン対応": "オンラインなら可",
    "謝金": "交通費のみ",
    "支援の種類": "講師・助言",
    "生年月日": "昭和50年1月1日",
    "使える言語": "英語、手話",
    "活動可能曜日": "平日",
    "活動可能日時": "19時以降",
}


def test_a_row_becomes_a_person(tmp_path: Path) -> None:
    values: dict[str, Any] = one(tmp_path, PEOPLE, PERSON).values
    assert (values["display_name"], values["reading"], values["affiliation"]) == (
        "山田　花子",
        "やまだ はなこ",
        "さくら市役所 総務課",
    )
    assert values["about"] == "【略歴】\n長い経歴\n二行目\n\n【専門分野】\n会計、広報"
    assert (values["skill_text"], values["base"]) == ("会計、広報", "山口県を中心に")
    assert [area.prefecture for area in values["areas"]] == ["山口県"]
    assert (values["web_pages"], values["phone"], values["email"]) == (
        ("https://example.jp",),
        "083-922-1111",
        "a@example.jp",
    )
    assert values["notes"] == "メール：b@example.jp"
    assert (values["online"], values["fee"], values["birth_year"]) == (True, Fee.EXPENSES, 1975)
    assert (values["help_kinds"], values["languages"]) == ((HelpKind.ADVICE, HelpKind.LECTURE), ("英語", "手話"))
    assert words(values["slots"]) == "月・火・水・木・金の夜"


def test_family_and_given_name_in_two_columns_are_one_name(tmp_path: Path) -> None:
    values = one(tmp_path, PEOPLE, {"姓": "山田", "名": "花子", "せい": "やまだ", "めい": "はなこ"}).values
    assert (values["display_name"], values["reading"]) == ("山田 花子", "やまだ はなこ")


def test_a_pen_name_is_shown_and_the_legal_name_kept(tmp_path: Path) -> None:
    values = one(tmp_path, PEOPLE, {"ペンネーム": "はなこ", "本名": "山田花子"}).values
    assert (values["display_name"], values["legal_name"]) == ("はなこ", "山田花子")


def test_a_row_becomes_a_need(tmp_path: Path) -> None:
    entry = one(
        tmp_path,
        NEEDS,
        {
            "番号": "3",
            "事業名": "花の講座",
            "自治体名": "山口県山口市",
            "部署名": "環境課",
            "事業の目的": "花を増やす",
            "事業の概要": "年三回",
            "予算予定額\n（上限額）\n（千円）": "190 ",
            "募集人数": "２名",
            "開催日": "2026年12月5日（土）13:30～15:30",
            "締切": "令和8年11月30日",
            "連絡先": "環境課 083-922-1111",
        },
    )
    values = entry.values
    assert (values["title"], values["requester_name"], values["source_id"]) == ("花の講座", "山口県山口市 環境課", "3")
    assert values["story"] == "事業の目的：花を増やす\n事業の概要：年三回\n予算予定額（上限額）（千円）：190"
    assert (values["people_wanted"], values["due_on"], values["dates"]) == (2, "2026-11-30", ("2026-12-05",))
    assert words(values["slots"]) == "土の午後"
    assert values["contact"] == "環境課 083-922-1111"
    assert (values["areas"][0].prefecture, values["areas"][0].municipality) == ("山口県", "山口市")


def test_a_row_becomes_an_area(tmp_path: Path) -> None:
    header = "pref,cid,city,citykana,lat,lng,lgcode"
    ward, ambiguous = entries(
        tmp_path,
        AREAS,
        header,
        "北海道,1101,札幌市 中央区,さっぽろし ちゅうおうく,43.05,141.34,011011",
        "山口県,35203,山口市,やまぐちし,34.178,131.474,35203",
    )
    assert (ward.values["codes"], ward.values["name"], ward.values["reading"]) == (
        ("011011",),
        "札幌市中央区",
        "さっぽろしちゅうおうく",
    )
    assert (ward.values["kind"], ward.values["prefecture"]) == ("municipality", "北海道")
    assert ambiguous.values["codes"][0] == "352039"
    [prefecture] = entries(tmp_path, AREAS, "pref,prefkana,lgcode", "山口県,やまぐちけん,350001")
    assert (prefecture.values["kind"], prefecture.values["codes"], prefecture.values["name"]) == (
        "prefecture",
        ("35",),
        "山口県",
    )
    [district] = entries(tmp_path, AREAS, "コード,地区名,上位コード", "352039-01,湯田地区,352039")
    assert (district.values["kind"], district.values["parent_code"]) == ("district", "352039")


@pytest.mark.parametrize("text", ["月", "(", "電話", "9", "0-", "http://a ", "一"])
@pytest.mark.parametrize("kind", ImportKind)
def test_a_cell_of_nonsense_as_long_as_a_spreadsheet_allows_is_told_and_does_not_hold_the_import_up(
    kind: ImportKind, text: str
) -> None:
    attributes = ATTRIBUTES[kind]
    mapping = Mapping(kind, tuple(Proposal(name, (name,), Why.SAME) for name in attributes))
    started = time.process_time()
    entry = Entries(mapping).of(Row(2, dict.fromkeys(attributes, (text * 32_767)[:32_767])))
    assert Reason.TOO_LONG in reasons(entry)
    assert time.process_time() - started < 2
