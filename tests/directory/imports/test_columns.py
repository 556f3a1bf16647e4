"""Which column means what, and mapping files."""

from pathlib import Path

import pytest

from directory.imports import houjin, troubles
from directory.imports.attributes import ATTRIBUTES
from directory.imports.columns import Mapping, Why, known_header, propose
from directory.imports.mapping_files import MapFile, load_map, parse_map
from directory.imports.models import ImportKind
from directory.imports.reading import Reading, Table, open_table

GROUPS, PEOPLE, NEEDS, AREAS = ImportKind


def table_of(tmp_path: Path, *lines: str, reading: Reading | None = None) -> Table:
    path = tmp_path / "file.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return open_table(path, reading, knows=known_header)


def mapped(tmp_path: Path, header: str, kind: ImportKind = GROUPS, map_file: MapFile | None = None) -> Mapping:
    return propose(table_of(tmp_path, header, ",".join("あ" * (header.count(",") + 1))), kind, map_file)


def uses(mapping: Mapping) -> dict[str, tuple[str, ...]]:
    return {proposal.column: proposal.attributes for proposal in mapping.proposals}


@pytest.mark.parametrize(
    ("kind", "header", "attribute"),
    [
        (GROUPS, "団体名", "name"),
        (GROUPS, "団体の名称", "name"),
        (GROUPS, "会名", "name"),
        (GROUPS, "クラブ名", "name"),
        (GROUPS, "自治会名", "name"),
        (GROUPS, "会名ふりがな", "reading"),
        (GROUPS, "法人名称", "name"),
        (GROUPS, "ｆｕｒｉｇａｎａ", "reading"),
        (GROUPS, "フリガナ", "reading"),
        (GROUPS, "団体名（ふりがな）", "reading"),
        (GROUPS, "※電 話 番 号", "phone"),
        (GROUPS, "代表者電話番号", "phone"),
        (GROUPS, "電話番号（代表）", "phone"),
        (GROUPS, "TEL", "phone"),
        (GROUPS, "ＦＡＸ番号", "fax"),
        (GROUPS, "Ｅ－ｍａｉｌ", "email"),
        (GROUPS, "ホームページURL", "web_pages"),
        (GROUPS, "主たる事務所の所在地", "address"),
        (GROUPS, "代表者氏名", "representative"),
        (GROUPS, "会員数（人）", "member_count"),
        (GROUPS, "団体設立年月日", "founded_on"),
        (GROUPS, "特定非営利活動の種類", "fields"),
        (GROUPS, "last_verified", "last_confirmed_on"),
        (PEOPLE, "氏名", "display_name"),
        (PEOPLE, "所属・役職", "affiliation"),
        (PEOPLE, "関連ＵＲＬ", "web_pages"),
        (PEOPLE, "活動拠点", "base"),
        (NEEDS, "事業名", "title"),
        (NEEDS, "部署名", "requester_name"),
        (NEEDS, "募集人数", "people_wanted"),
        (AREAS, "lgcode", "code"),
        (AREAS, "citykana", "reading"),
    ],
)
def test_headers_are_understood_however_they_are_written(
    tmp_path: Path, kind: ImportKind, header: str, attribute: str
) -> None:
    assert uses(mapped(tmp_path, f"{header},zzz", kind))[header] == (attribute,)


def test_line_breaks_inside_a_header_make_no_difference(tmp_path: Path) -> None:
    table = table_of(tmp_path, '事業名,"予算予定額\n（上限額）\n（千円）","開始\n年度"', "a,1,2020")
    assert [proposal.attributes for proposal in propose(table, NEEDS).proposals] == [("title",), ("story",), ()]


def test_several_columns_may_feed_one_attribute(tmp_path: Path) -> None:
    mapping = mapped(tmp_path, "名称,電話番号1,電話番号2,都道府県,市区町村,住所,建物名")
    assert mapping.columns("phone") == ["電話番号1", "電話番号2"]
    assert mapping.columns("address") == ["住所", "建物名"]
    people = mapped(tmp_path, "氏名,略歴,地域情報化の専門分野・技術,実績", PEOPLE)
    assert people.columns("about") == ["略歴", "地域情報化の専門分野・技術", "実績"]
    assert people.columns("skills") == ["地域情報化の専門分野・技術"]


def test_one_name_is_enough_and_the_better_header_wins(tmp_path: Path) -> None:
    mapping = mapped(tmp_path, "合併事業名,業務名,事業名", NEEDS)
    assert mapping.columns("title") == ["事業名"]
    assert {proposal.column: proposal.why for proposal in mapping.proposals}["業務名"] is Why.BETTER


def test_every_column_is_proposed_with_a_reason(tmp_path: Path) -> None:
    mapping = mapped(tmp_path, "団体名,電話番号,好きな色,画像_ライセンス")
    assert [(proposal.attributes, proposal.why) for proposal in mapping.proposals] == [
        (("name",), Why.SAME),
        (("phone",), Why.SAME),
        ((), Why.UNKNOWN),
        ((), Why.LISTED),
    ]


def test_columns_of_marks_for_fields_are_recognised_together(tmp_path: Path) -> None:
    mapping = mapped(tmp_path, "団体名,保健・医療・福祉,まちづくり,環境,子ども")
    assert mapping.columns("fields") == ["保健・医療・福祉", "まちづくり", "環境", "子ども"]
    assert mapped(tmp_path, "団体名,環境").columns("fields") == []


def test_in_a_list_of_what_takes_place_when_the_address_is_a_venue(tmp_path: Path) -> None:
    mapping = mapped(tmp_path, "名称,住所,方書,法人番号,運営団体名,開催曜日,開催開始時間")
    assert mapping.columns("venue") == ["住所", "方書"]
    assert mapping.columns("corporate_number") == []
    assert mapped(tmp_path, "名称,住所,法人番号").columns("address") == ["住所"]


@pytest.mark.parametrize(
    "header", ["代表者住所", "連絡先住所", "自宅住所", "事務局住所", "主たる事務所の所在地", "代表者宅", "連絡場所"]
)
def test_an_address_headed_as_a_persons_or_a_contacts_is_never_a_place(tmp_path: Path, header: str) -> None:
    for others in ("活動日", "活動日,緯度,経度", "開催曜日,運営団体名"):
        mapping = mapped(tmp_path, f"名称,{header},{others}")
        assert not {"venue", "place"} & {use for used in uses(mapping).values() for use in used}
    assert uses(mapped(tmp_path, "名称,代表的な活動場所,電話"))["代表的な活動場所"] == ("place",)


@pytest.mark.parametrize(
    "header",
    [
        "団体名,代表者,住所,電話番号,活動日",
        "団体名,住所,電話番号,活動日",
        "名称,代表者名,住所,緯度,経度,開催日",
        "名称,代表者電話番号,住所,方書,緯度,経度,開催日",
        "名称,連絡担当者,住所,運営団体名,開催曜日",
        "名称,住所,連絡先住所,緯度,経度,開催曜日",
    ],
)
def test_an_address_that_may_be_somebodys_home_stays_with_the_centre(tmp_path: Path, header: str) -> None:
    mapping = mapped(tmp_path, header)
    assert (mapping.columns("venue"), uses(mapping)["住所"]) == ([], ("address",))
    assert {proposal.column: proposal.why for proposal in mapping.proposals}["住所"] is Why.MAYBE_HOME


def test_an_address_headed_as_a_venues_is_one(tmp_path: Path) -> None:
    mapping = mapped(tmp_path, "団体名,代表者,住所,会場住所,活動日")
    assert (mapping.columns("venue"), mapping.columns("address")) == (["会場住所"], ["住所"])
    assert mapped(tmp_path, "名称,住所,緯度,経度,開催日").columns("venue") == ["住所"]


def test_the_uses_of_columns_say_what_all_will_see() -> None:
    public = {name for name, use in ATTRIBUTES[GROUPS].items() if str(use.label).endswith("（公開）")}
    assert public == {"place", "venue", "latitude", "longitude"}


def test_without_a_name_nothing_can_be_imported(tmp_path: Path) -> None:
    with pytest.raises(troubles.NothingMapped) as trouble:
        mapped(tmp_path, "住所,電話").demand()
    assert "団体名" in trouble.value.text
    mapped(tmp_path, "団体名,電話").demand()
    mapped(tmp_path, "本名,電話", PEOPLE).demand()


def houjin_line(number: str, name: str, kind: str) -> str:
    values = dict.fromkeys(houjin.COLUMNS, "") | {"corporateNumber": number, "name": name, "kind": kind, "latest": "1"}
    return ",".join(("1", *list(values.values())[1:]))


def test_the_tax_agencys_data_is_recognised_with_and_without_its_header(tmp_path: Path) -> None:
    line = houjin_line("7000012050002", "特定非営利活動法人さくら", "399")
    with_header = propose(table_of(tmp_path, ",".join(houjin.COLUMNS), line), GROUPS)
    assert with_header.columns("corporate_number") == ["corporateNumber"]
    without = propose(table_of(tmp_path, line), GROUPS)
    assert (without.columns("corporate_number"), without.columns("name")) == (["列2"], ["列7"])
    assert (without.columns("area_code"), without.columns("reading")) == (["列14", "列15"], ["列29"])
    assert {proposal.why for proposal in without.proposals} == {Why.SHAPE}


MAP = """
kind = "groups"
encoding = "cp932"
header = false
ignore = ["備考"]
[columns]
name = 1
phone = ["電話", 3]
[constants]
sector = "npo"
recruiting = true
fields = [1, 13]
"""


def test_a_mapping_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(MAP, encoding="utf-8")
    map_file = load_map(path, GROUPS)
    assert map_file.columns == {"name": [1], "phone": ["電話", 3]}
    assert map_file.constants == {"sector": "npo", "recruiting": "1", "fields": "1、13"}
    assert (map_file.reading.encoding, map_file.reading.has_header, map_file.ignore) == ("cp932", False, ("備考",))


def test_a_mapping_file_decides_and_the_rest_is_proposed(tmp_path: Path) -> None:
    map_file = parse_map('ignore = ["備考"]\n[columns]\nname = "かいのなまえ"\nphone = 3', GROUPS)
    mapping = mapped(tmp_path, "かいのなまえ,団体名,番号,電話番号,備考,FAX", map_file=map_file)
    assert mapping.columns("name") == ["かいのなまえ"]
    assert mapping.columns("phone") == ["番号"]
    assert mapping.columns("fax") == ["FAX"]
    assert {proposal.column: proposal.why for proposal in mapping.proposals}["備考"] is Why.IGNORED
    only = parse_map('only = true\n[columns]\nname = "団体名"', GROUPS)
    assert mapped(tmp_path, "団体名,電話番号", map_file=only).columns("phone") == []


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("name = ", troubles.MappingNotToml),
        ('kind = "people"', troubles.MappedKindDiffers),
        ('[columns]\nnaem = "x"', troubles.UnknownAttribute),
        ("[columns]\nname = true", troubles.MappingNotUnderstood),
        ("[columns]\nname = []", troubles.MappingNotUnderstood),
        ("columns = 3", troubles.MappingNotUnderstood),
        ('delimiter = "ab"', troubles.MappingNotUnderstood),
        ("header = 1", troubles.MappingNotUnderstood),
        ("colums = 1", troubles.MappingNotUnderstood),
        ("[constants]\nsector = {a = 1}", troubles.MappingNotUnderstood),
    ],
)
def test_a_wrong_mapping_file_is_refused_by_name(text: str, trouble: type[troubles.MappingTrouble]) -> None:
    with pytest.raises(trouble) as raised:
        parse_map(text, GROUPS)
    assert "%(" not in raised.value.text


@pytest.mark.parametrize("column", ['"電話"', "9", "0"])
def test_a_column_that_the_file_does_not_have_is_named(tmp_path: Path, column: str) -> None:
    with pytest.raises(troubles.UnknownColumn) as trouble:
        mapped(tmp_path, "団体名,住所", map_file=parse_map(f"[columns]\nphone = {column}", GROUPS))
    assert "団体名" in trouble.value.text
