"""What one cell says: values, or findings that keep the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.groups.models import Sector
from directory.imports import cells, contacts, places, schedules, words
from directory.imports.findings import Reason, Weight
from directory.imports.places import AreaHint
from directory.people.models import Fee, HelpKind
from kit.slots import words as slot_words


def reasons(read: cells.Read) -> list[Reason]:
    return [finding.reason for finding in read.findings]


@pytest.mark.parametrize("text", ["", " ", "　\t", "なし", "特になし", "－", "N/A", "null", "該当なし", "未定"])
def test_nothing_is_no_value_and_no_finding(text: str) -> None:
    for reader in (cells.corporate_number, cells.date, cells.number, cells.postal_code, cells.reading, cells.free_text):
        read = reader(text)
        assert (read.value or None, read.findings) == (None, ())


@pytest.mark.parametrize("text", ["非公開", "（非公開）", "※以下未公開", "公開不可", "非公表"])
def test_hidden_is_no_value(text: str) -> None:
    assert cells.says_hidden(text)
    assert reasons(cells.free_text(text)) == [Reason.PRIVATE]
    assert reasons(contacts.phones(text)) == [Reason.PRIVATE]
    assert contacts.phones(text).value.phones == ()


def test_a_name_is_kept_as_written() -> None:
    assert cells.name(" 神﨑㈱①の会　\n").value == "神﨑㈱①の会"
    assert cells.name("さくら\r\nの会").value == "さくら の会"


@pytest.mark.parametrize(
    "text", ["法人番号7000012050002", "平成2001年4月1日", "2001年4月1日", "https://sakura.example.jp", "〒753-0056"]
)
def test_another_value_in_the_place_of_the_name_refuses_the_row(text: str) -> None:
    read = cells.name(text.replace("平成2001", "2001"))
    assert (read.value, reasons(read), read.findings[0].weight) == ("", [Reason.NAME_SHIFTED], Weight.REFUSAL)


def test_a_finding_keeps_the_original() -> None:
    [finding] = cells.corporate_number("7000012050003").findings
    assert (finding.reason, finding.original) == (Reason.NOT_A_CORPORATE_NUMBER, "7000012050003")
    assert "法人番号" in finding.text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ｻｸﾗｶｲ", "さくらかい"),
        ("サクラ　カイ", "さくら かい"),
        ("さくらかい", "さくらかい"),
        ("サクラー・カイ", "さくらー・かい"),
        ("桜会", ""),
    ],
)
def test_readings_become_hiragana(text: str, value: str) -> None:
    assert cells.reading(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("○", True), ("◯", True), ("〇", True), ("有", True), ("あり", True), ("可", True), ("TRUE", True), ("1 ", True), ("１", True),
     ("×", False), ("無", False), ("なし", False), ("不可", False), ("0", False), ("", None), ("△", None)],
)  # fmt: skip
def test_yes_and_no(text: str, value: bool | None) -> None:
    assert cells.yes_or_no(text).value is value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("753-0056", "753-0056"),
        ("〒７５３－００５６", "753-0056"),
        ("7530056", "753-0056"),
        ("600000", "060-0000"),
        ("12", ""),
    ],
)
def test_postal_codes(text: str, code: str) -> None:
    assert cells.postal_code(text).value == code


@pytest.mark.parametrize(
    ("latitude", "longitude", "position", "found"),
    [
        ("34.178", "131.474", (34.178, 131.474), []),
        ("１３１．４７４", "34.178", (34.178, 131.474), [Reason.COORDINATES_SWAPPED]),
        ("北緯34度30分", "東経131度30分", (34.5, 131.5), []),
        ("48.85", "2.35", None, [Reason.COORDINATES_ABROAD]),
        ("34.178", "", None, [Reason.NOT_COORDINATES]),
        ("北のほう", "東のほう", None, [Reason.NOT_COORDINATES]),
        ("", "", None, []),
        ("0", "0", None, []),
    ],
)
def test_positions_lie_in_japan(latitude: str, longitude: str, position: object, found: list[Reason]) -> None:
    read = cells.coordinates(latitude, longitude)
    assert (read.value, reasons(read)) == (position, found)


@pytest.mark.parametrize(
    ("text", "digits", "found"),
    [
        ("083-922-1111", ["0839221111"], []),
        ("083-922-1111（代表）、090-1234-5678", ["0839221111", "09012345678"], []),
        ("839221111", ["0839221111"], [Reason.PHONE_ZERO_LOST]),
        ("083-922-1111・1112", ["0839221111"], [Reason.NOT_A_PHONE]),
        ("事務局まで", [], [Reason.NOT_A_PHONE]),
        ("info@sakura.example.jp", [], []),
    ],
)
def test_telephone_cells(text: str, digits: list[str], found: list[Reason]) -> None:
    read = contacts.phones(text)
    assert ([phone.digits for phone in read.value.phones], reasons(read)) == (digits, found)


def test_telephone_and_fax_in_one_cell_are_told_apart() -> None:
    read = contacts.contacts("TEL 083-922-1111 FAX 083-922-2222 info＠sakura.example.jp https://sakura.example.jp/")
    assert [phone.digits for phone in read.value.phones] == ["0839221111"]
    assert [phone.digits for phone in read.value.faxes] == ["0839222222"]
    assert read.value.emails == ("info@sakura.example.jp",)
    assert read.value.web_pages == ("https://sakura.example.jp/",)
    both = contacts.contacts("電話・FAX 083-922-1111").value
    assert [len(both.phones), len(both.faxes)] == [1, 1]
    assert [phone.digits for phone in contacts.phones("083-922-1111", fax=True).value.faxes] == ["0839221111"]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("info@sakura.example.jp", ("info@sakura.example.jp",)),
        ("ｉｎｆｏ＠ｓａｋｕｒａ．ｅｘａｍｐｌｅ．ｊｐ", ("info@sakura.example.jp",)),
        ("info(at)sakura.example.jp", ("info@sakura.example.jp",)),
        ("a@B.example.JP b@b.example.jp", ("a@b.example.jp", "b@b.example.jp")),
        ("メールで", ()),
    ],
)
def test_mail_addresses(text: str, addresses: tuple[str, ...]) -> None:
    assert contacts.emails(text).value.emails == addresses


@pytest.mark.parametrize(
    ("text", "pages", "found"),
    [
        ("https://sakura.example.jp/", ("https://sakura.example.jp/",), []),
        ("HTTP://Sakura.example.jp", ("http://Sakura.example.jp",), []),
        ("www.sakura.example.jp", ("http://www.sakura.example.jp",), []),
        (
            "紹介\nhttps://a.example.jp\n写真 https://b.example.jp。",
            ("https://a.example.jp", "https://b.example.jp"),
            [],
        ),
        ("https://a.example.jp/long\r\n/path", ("https://a.example.jp/long/path",), []),
        ("https://a.example.jp/会の-1/", ("https://a.example.jp/会の-1/",), []),
        ("javascript:alert(1)", (), [Reason.DANGEROUS_URL]),
        (" JavaScript : alert(1)", (), [Reason.DANGEROUS_URL]),
        ("data:text/html,x", (), [Reason.DANGEROUS_URL]),
        ("http://user:pw@evil.example", (), [Reason.NOT_A_URL]),
        ("準備中", (), [Reason.NOT_A_URL]),
        ("0", (), []),
    ],
)
def test_web_addresses(text: str, pages: tuple[str, ...], found: list[Reason]) -> None:
    read = contacts.web_pages(text)
    assert (read.value, reasons(read)) == (pages, found)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("毎月第2・第4土曜日 10:00～12:00", "土の午前"),
        ("火・木 19時～21時", "火・木の夜"),
        ("月水金 午前", "月・水・金の午前"),
        ("月～金 9:00-17:00", "月・火・水・木・金の午前・午後・夕方"),
        ("月曜日から金曜日の午後1時30分～3時", "月・火・水・木・金の午後"),
        ("平日　15時30分～", "月・火・水・木・金の午後"),
        ("土日祝 10時半", "土・日の午前"),
        ("土曜の夜、日曜午前", "土の夜、日の午前"),
        ("毎週火曜日、木曜日 18:30～", "火・木の夕方"),
        ("月1回　土曜日　正午～15時", "土の午後"),
        ("10～12時 第3日曜", "日の午前"),
        ("(水)13:30～15:30", "水の午後"),
        ("月～土（祝日除く）10時-正午", "月・火・水・木・金・土の午前"),
        ("金曜日 7pm-9pm", "金の夜"),
        ("第3日曜", "日の終日"),
        ("不定期", ""),
        ("月1回", ""),
        ("毎月15日", ""),
        ("夏季（4月～10月）18:00", ""),
        ("料金は無料、当日受付、木工教室", ""),
        ("月曜休み", ""),
    ],
)
def test_times_of_activity_become_weekly_slots(text: str, slots: str) -> None:
    read = schedules.schedule(text)
    assert (slot_words(read.value.slots), read.value.note) == (slots, text)


def test_what_is_uncertain_about_times_is_said() -> None:
    assert reasons(schedules.schedule("第3日曜")) == [Reason.TIMES_UNKNOWN]
    assert reasons(schedules.schedule("不定期")) == [Reason.SCHEDULE_UNKNOWN]
    assert reasons(schedules.schedule("非公開")) == [Reason.PRIVATE]


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("山口県山口市道場門前2丁目3-6", ("山口県", "山口市", "道場門前2丁目3-6")),
        ("〒753-0056 山口県山口市", ("山口県", "山口市", "")),
        ("東京都大田区南雪谷5", ("東京都", "大田区", "南雪谷5")),
        ("愛知県名古屋市中村区一", ("愛知県", "名古屋市中村区", "一")),
        ("三重県四日市市諏訪町", ("三重県", "四日市市", "諏訪町")),
        ("北海道余市郡余市町一", ("北海道", "余市郡余市町", "一")),
        ("奈良県大和郡山市一", ("奈良県", "大和郡山市", "一")),
        ("東京都小笠原村父島", ("東京都", "小笠原村", "父島")),
        ("田布施町一", ("", "田布施町", "一")),
        ("海の近く", ("", "", "海の近く")),
    ],
)
def test_addresses_are_taken_apart(address: str, parts: tuple[str, str, str]) -> None:
    split = places.split_address(address)
    assert (split.prefecture, split.municipality, split.rest) == parts


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("山口市・防府市", [("", "山口市"), ("", "防府市")]),
        ("山口県（山口市、防府市）", [("山口県", ""), ("山口県", "山口市"), ("山口県", "防府市")]),
        ("山口", [("山口県", "")]),
        ("全国", [("全国", "")]),
        ("山陰地方を中心に活動中。", [("鳥取県", ""), ("島根県", "")]),
        ("東京を拠点に全国で活動", [("全国", "")]),
        ("帯広", [("", "帯広")]),
        ("なし", []),
    ],
)
def test_lists_of_areas(text: str, hints: list[tuple[str, str]]) -> None:
    assert [(hint.prefecture, hint.municipality) for hint in places.areas(text).value] == hints


def test_what_is_no_area_is_told() -> None:
    read = places.areas("山口市、森のそばの広いところ")
    assert read.value == (AreaHint("", "山口市"),)
    assert (reasons(read), read.findings[0].detail) == ([Reason.UNKNOWN_AREA], "森のそばの広いところ")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("352039", ("352039",)),
        ("35203", ("352039", "035203")),  # ambiguous: the second is a code of Iwate without its 0, if it existed
        ("13101", ("131016",)),
        ("011002", ("011002",)),
        ("1100", ("011002",)),
        ("11002", ("011002",)),
        ("35", ("35",)),
        ("350001", ("35",)),
        ("10006", ("01",)),
        ("352038", ()),
        ("99999", ()),
    ],
)
def test_area_codes_with_and_without_check_digit_and_leading_zero(text: str, codes: tuple[str, ...]) -> None:
    assert places.area_code(text).value == codes


@pytest.mark.parametrize(
    ("text", "name"),
    [("山口県", "山口県"), ("山口", "山口県"), ("yamaguchi", "山口県"), ("35", "山口県"), ("北の国", "")],
)
def test_prefectures(text: str, name: str) -> None:
    assert places.prefecture(text).value == name


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("1,13", (1, 13)),
        ("①⑬", (1, 13)),
        ("第7号、第3号", (3, 7)),
        ("福祉・まちづくり・子ども", (1, 3, 13)),
        ("保健、医療又は福祉の増進を図る活動、環境の保全を図る活動", (1, 7)),
        ("学術・文化・芸術・スポーツの振興", (6,)),
        ("保健・医療・福祉／社会教育", (1, 2)),
        ("前各号に掲げる活動を行う団体の運営又は活動に関する連絡、助言又は援助の活動", (19,)),
    ],
)
def test_fields_from_numbers_names_and_short_words(text: str, codes: tuple[int, ...]) -> None:
    read = words.fields(text)
    assert (read.value, read.findings) == (codes, ())


def test_an_unknown_field_is_told() -> None:
    read = words.fields("福祉、料理、21")
    assert (read.value, reasons(read), read.findings[0].detail) == ((1,), [Reason.UNKNOWN_FIELD], "料理、21")


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("特定非営利活動法人さくら", Sector.NPO),
        ("ＮＰＯ法人　さくら", Sector.NPO),
        ("さくら町内会", Sector.NEIGHBORHOOD),
        ("認可地縁団体　桜区", Sector.NEIGHBORHOOD),
        ("桜地域づくり協議会", Sector.COUNCIL),
        ("株式会社さくら", Sector.COMPANY),
        ("㈱さくら", Sector.COMPANY),
        ("さくら通り商店街振興組合", Sector.COMPANY),
        ("県立さくら高等学校", Sector.SCHOOL),
        ("さくら小学校PTA", Sector.CITIZEN),
        ("さくら市市民協働推進課", Sector.CITY),
        ("さくら市民活動支援センター", Sector.INTERMEDIARY),
        ("さくらを植える会", Sector.CITIZEN),
    ],
)
def test_a_name_gives_the_sector_away(name: str, sector: Sector) -> None:
    read = words.sector_of_name(name)
    assert (read.value, reasons(read)) == (sector, [Reason.SECTOR_GUESSED])


@pytest.mark.parametrize(
    ("text", "fee"),
    [("無償", Fee.FREE), ("謝礼不要", Fee.FREE), ("交通費程度", Fee.EXPENSES), ("無償（交通費実費）", Fee.EXPENSES),
     ("謝金あり", Fee.PAID), ("5,000円/回", Fee.PAID), ("応相談", Fee.PAID), ("0円", Fee.FREE), ("", None), ("気持ち", None)],
)  # fmt: skip
def test_fees(text: str, fee: Fee | None) -> None:
    assert words.fee(text).value is fee


def test_kinds_of_help_and_need() -> None:
    assert words.help_kinds("講師・相談対応・当日スタッフ").value == (
        HelpKind.ADVICE,
        HelpKind.LECTURE,
        HelpKind.DAY_HELP,
    )
    assert [words.need_kind(text).value for text in ("アドバイザー", "ボランティア募集", "協働相手", "意見交換")] == [
        "adviser",
        "hands",
        "partner",
        "talk",
    ]


@given(st.text(max_size=80))
def test_no_text_breaks_any_reader(text: str) -> None:
    for reader in (
        cells.name, cells.free_text, cells.reading, cells.corporate_number, cells.date, cells.number, cells.yes_or_no,
        cells.postal_code, cells.dates, contacts.contacts, contacts.phones, contacts.emails, contacts.web_pages,
        schedules.schedule, places.areas, places.area_code, places.prefecture, words.fields, words.sector,
        words.sector_of_name, words.fee, words.help_kinds, words.need_kind, words.audience,
    ):  # fmt: skip
        reader(text)
    cells.coordinates(text, text)
    places.split_address(text)


@given(st.text(alphabet="月火水木金土日曜第毎週平夜午前後時分半～~:・、 　0123456789", max_size=60))
def test_no_schedule_breaks_the_reader(text: str) -> None:
    assert 0 <= schedules.schedule(text).value.slots < 1 << 28
