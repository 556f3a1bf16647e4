"""Numbers as people write them."""

import pytest

from kit.numbers import NotANumber, from_kanji, parse_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("120", 120),
        ("１２０名", 120),
        ("1,200円", 1200),
        ("約30人", 30),
        ("20名程度", 20),
        ("12人（女性8人）", 12),
        ("2.0", 2),
        ("千五百", 1500),
        ("一万二千", 12000),
        ("十", 10),
        ("二〇", 20),
        ("1万円", 10000),
        ("0", 0),
        ("-5", -5),
        ("1,234,567", 1234567),
        ("１０ｋｍ", 10),
    ],
)
def test_numbers_are_read_however_they_are_written(written: str, number: int) -> None:
    assert parse_number(written) == number


@pytest.mark.parametrize(
    "written", ["", "１２三", "多数", "100～200", "30名、12団体", "2、3人", "2,3人", "1,23,456", "2.5", "人", "1" * 40]
)
def test_what_is_not_one_number_is_refused(written: str) -> None:
    with pytest.raises(NotANumber):
        parse_number(written)


def test_two_kanji_digits_before_a_unit_are_no_number() -> None:
    with pytest.raises(NotANumber):
        from_kanji("一二十")
