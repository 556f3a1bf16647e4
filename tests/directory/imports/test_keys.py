"""The same group or person is recognised, however the name is spelled; what is not sure is doubtful."""

from typing import Any

import pytest

from directory.imports.keys import Identity, Likeness, Recogniser, compare, identity, name_keys, person_key, reading_key
from directory.imports.models import ImportKind
from directory.imports.places import AreaHint

GROUPS, PEOPLE, NEEDS, AREAS = ImportKind
YAMAGUCHI, HOFU = AreaHint("山口県", "山口市"), AreaHint("", "防府市")


def group(name: str, **values: Any) -> Identity:
    return identity(GROUPS, {"name": name, **values})


def person(name: str, **values: Any) -> Identity:
    return identity(PEOPLE, {"display_name": name, **values})


@pytest.mark.parametrize(
    "name",
    [
        "NPO法人さくら",
        "ＮＰＯ法人　さくら",
        "特定非営利活動法人さくら",
        "（特非）さくら",
        "認定特定非営利活動法人 さくら",
        "さくら（特活）",
        "NPO法人 サクラ",
    ],
)
def test_spellings_of_a_name_and_its_legal_form_are_one(name: str) -> None:
    assert compare(group(name), group("特定非営利活動法人さくら")) is Likeness.SAME


def test_a_name_with_another_or_no_legal_form_is_doubtful() -> None:
    assert compare(group("NPO法人さくら"), group("さくら")) is Likeness.DOUBTFUL
    assert compare(group("一般社団法人さくら"), group("株式会社さくら")) is Likeness.DOUBTFUL
    assert compare(group("NPO法人さくら"), group("NPO法人うめ")) is Likeness.DIFFERENT


def test_a_name_that_is_nothing_but_a_legal_form_still_has_a_key() -> None:
    assert name_keys("NPO法人")[1]
    assert compare(group(""), group("")) is Likeness.DIFFERENT


def test_old_and_new_characters_are_one() -> None:
    assert compare(group("髙﨑の会"), group("高崎の会")) is Likeness.SAME


def test_a_corporate_number_decides_alone() -> None:
    one, other = "7000012050002", "1000012010003"
    assert compare(group("さくら", corporate_number=one), group("うめ", corporate_number=one)) is Likeness.SAME
    assert compare(group("さくら", corporate_number=one), group("さくら", corporate_number=other)) is Likeness.DIFFERENT
    assert compare(group("さくら", corporate_number=one), group("さくら")) is Likeness.SAME


def test_another_reading_or_area_makes_a_name_doubtful() -> None:
    assert compare(group("桜会", reading="さくらかい"), group("桜会", reading="おうかい")) is Likeness.DOUBTFUL
    assert compare(group("桜会", areas=(YAMAGUCHI,)), group("桜会", areas=(HOFU,))) is Likeness.DOUBTFUL
    assert compare(group("桜会", areas=(YAMAGUCHI,)), group("桜会", areas=(HOFU, YAMAGUCHI))) is Likeness.SAME
    assert compare(group("桜会", areas=(YAMAGUCHI,)), group("桜会")) is Likeness.SAME
    assert compare(group("桜会", areas=(YAMAGUCHI,)), group("桜会", areas=(AreaHint("全国"),))) is Likeness.SAME


def test_codes_of_areas_compare_with_their_prefecture() -> None:
    town = identity(GROUPS, {"name": "桜会"}, area_codes=["352039"])
    assert compare(town, identity(GROUPS, {"name": "桜会"}, area_codes=["35"])) is Likeness.SAME
    assert compare(town, identity(GROUPS, {"name": "桜会"}, area_codes=["34"])) is Likeness.DOUBTFUL


@pytest.mark.parametrize(
    ("one", "other"),
    [("きようどう", "きょうどう"), ("イシヅキ", "いしずき"), ("ｻｰｸﾙ", "さくる"), ("さくら かい", "さくらかい")],
)
def test_readings_compare_as_registers_write_them(one: str, other: str) -> None:
    assert reading_key(one) == reading_key(other)


@pytest.mark.parametrize("name", ["山田　花子", "山田花子", "山 田 花 子", "山田 花子 先生", "山田花子（やまだ）"])
def test_spaces_and_titles_in_a_persons_name_make_no_difference(name: str) -> None:
    assert person_key(name) == "山田花子"


def test_a_person_is_the_same_by_name_and_reading_across_the_years() -> None:
    earlier = person("山田 花子", reading="やまだ はなこ", affiliation="さくら市役所")
    assert compare(earlier, person("山田　花子", reading="やまだ　はなこ", affiliation="うめ市役所")) is Likeness.SAME
    assert compare(earlier, person("山田花子", reading="やまた はなこ")) is Likeness.DOUBTFUL


def test_a_persons_name_alone_proves_nothing() -> None:
    assert compare(person("山田花子"), person("山田花子")) is Likeness.DOUBTFUL
    assert (
        compare(person("山田花子", affiliation="さくら会"), person("山田花子", affiliation="さくら会")) is Likeness.SAME
    )
    assert compare(person("山田花子", email="a@example.jp"), person("山田 花子", email="a@example.jp")) is Likeness.SAME
    phone = person("山田花子", phone="083-922-1111、090-1234-5678")
    assert compare(phone, person("山田花子", phone="０９０－１２３４－５６７８")) is Likeness.SAME


def test_the_same_name_and_reading_somewhere_else_is_doubtful() -> None:
    here = person("山田花子", reading="やまだはなこ", areas=(YAMAGUCHI,))
    assert compare(here, person("山田花子", reading="やまだはなこ", areas=(HOFU,))) is Likeness.DOUBTFUL


def test_a_need_is_the_same_by_title_and_department() -> None:
    def need(title: str, requester: str) -> Identity:
        return identity(NEEDS, {"title": title, "requester_name": requester})

    assert compare(need("花の講座", "福井県 総務課"), need("花の　講座", "総務課")) is Likeness.SAME
    assert compare(need("花の講座", "総務課"), need("花の講座", "環境課")) is Likeness.DOUBTFUL


def test_an_area_is_its_code() -> None:
    def area(name: str, code: str) -> Identity:
        return identity(AREAS, {"name": name, "codes": (code,)})

    assert compare(area("府中市", "132063"), area("府中市", "342084")) is Likeness.DIFFERENT
    assert compare(area("府中市", "132063"), area("府中", "132063")) is Likeness.SAME


def test_the_one_same_record_is_found_before_doubtful_ones() -> None:
    recogniser = Recogniser()
    recogniser.add(group("NPO法人さくら"), 1)
    recogniser.add(group("さくら", reading="さくら", areas=(YAMAGUCHI,)), 2)
    assert recogniser.find(group("さくら", areas=(YAMAGUCHI,))) == (Likeness.SAME, 2)
    assert recogniser.find(group("株式会社さくら"))[0] is Likeness.DOUBTFUL
    assert recogniser.find(group("うめ")) == (Likeness.DIFFERENT, None)


def test_two_records_that_could_both_be_it_are_doubtful() -> None:
    recogniser = Recogniser()
    recogniser.add(group("さくら", areas=(YAMAGUCHI,)), 1)
    recogniser.add(group("さくら", areas=(HOFU,)), 2)
    assert recogniser.find(group("さくら")) == (Likeness.DOUBTFUL, 1)
