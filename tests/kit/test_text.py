"""Keys: spellings of one name are one, and different names stay different."""

import pytest

from kit.text import hiragana, search_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("渡邉", "渡邊"),
        ("ＮＰＯ", "npo"),
        ("ﾋﾏﾜﾘ会", "ひまわり会"),
        ("ヒマワリ会", "ひまわり会"),
        ("会田　和子", "会田和子"),
        ("サーバー", "サーバ"),
        ("祇󠄀園", "祇園"),
        ("子ども・食堂", "子ども食堂"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(("one", "other"), [("山田会", "山本会"), ("ひまわり1", "ひまわり2"), ("手話", "手芸")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert search_key(one) != search_key(other)


def test_a_reading_is_hiragana_however_it_was_typed() -> None:
    assert hiragana("ﾑｽﾋﾞﾃ ムスビテ") == "むすびて むすびて"
