"""五十音順: where a group stands, whatever its legal form is and whether or not its reading is known."""

import pytest

from directory.groups.models import Group, Sector
from directory.groups.names import bare_name, bare_reading, order_key
from directory.people.models import Person
from kit.morphemes import reading_of


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("特定非営利活動法人ひまわり会", "ひまわり会"),
        ("認定ＮＰＯ法人　青い鳥", "青い鳥"),
        ("(特非)山の会", "山の会"),
        ("（一財）あおば", "あおば"),
        ("(認N)つばさ", "つばさ"),
        ("医療法人社団みどり会", "みどり会"),
        ("うみの会 一般社団法人", "うみの会"),
        ("NPO法人", "NPO法人"),
        ("法人会", "法人会"),
    ],
)
def test_the_legal_form_is_no_part_of_what_a_group_is_called(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_nor_is_it_of_the_reading() -> None:
    assert bare_reading("トクテイヒエイリカツドウホウジン　ヒマワリカイ") == "ひまわりかい"
    assert bare_reading("えぬ・ぴー・おーほうじん ひまわりかい") == "ひまわりかい"
    assert bare_reading("にんてい とくていひえいりかつどう ほうじん おーろら") == "おーろら"
    assert bare_reading("かぶしきかいしゃあきもと") == "あきもと"
    assert bare_reading("えぬぴーおーほうじん") == "えぬぴーおーほうじん"


def test_names_without_a_reading_stand_among_the_others() -> None:
    named = [
        ("若葉の会", ""),
        ("NPO法人朝顔", ""),
        ("手話の会 結", "しゅわのかいゆい"),
        ("特定非営利活動法人鮎の里", "とくていひえいりかつどうほうじんあゆのさと"),
        ("AEDマップの会", ""),
        ("木の芽町内会", "このめちょうないかい"),
        ("学校の森", ""),
        ("環境の会", ""),
    ]
    assert [name for name, reading in sorted(named, key=lambda each: order_key(*each))] == [
        "NPO法人朝顔", "特定非営利活動法人鮎の里", "AEDマップの会", "学校の森", "環境の会", "木の芽町内会", "手話の会 結", "若葉の会",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "　", "\x00\ud800", "☆" * 30_000, "ー" * 900, "𠮷野家", "祇󠄀園"])
def test_any_name_has_a_place(text: str) -> None:
    assert isinstance(order_key(text, ""), str)
    assert isinstance(order_key(text, text), str)


def test_a_place_follows_both_the_name_and_the_reading() -> None:
    group = Group(name="若葉の会", sector=Sector.CITIZEN)
    assert group.sort_key == "わかはのかい わかばのかい"
    group.reading = "ワカハノカイ"
    assert group.sort_key == "わかはのかい"
    group.reading = ""
    group.name = "青葉の会"
    assert group.sort_key == "あおはのかい あおばのかい"
    assert Person(display_name="高橋 みどり").sort_key == "たかはしみとり たかはしみどり"


def test_a_guess_reads_no_marks() -> None:
    assert reading_of("男の台所・包丁会 ☆") == "おとこのだいどころほうちょうかい"
