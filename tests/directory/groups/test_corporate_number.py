"""The check digit of corporate numbers."""

import pytest

from directory.groups.corporate_number import (
    NotACorporateNumber,
    check_digit,
    is_corporate_number,
    parse_corporate_number,
)


def test_the_example_of_the_tax_agency_is_right() -> None:
    # 国税庁 prints its own number, 7000012050002.
    assert check_digit("000012050002") == 7
    assert is_corporate_number("7000012050002")


@pytest.mark.parametrize(
    "written",
    ["7000012050002", "法人番号7000012050002", "法人番号：７０００－０１２０－５０００２", " 7 0000 1205 0002 "],
)
def test_the_number_is_read_however_it_is_written(written: str) -> None:
    assert parse_corporate_number(written) == "7000012050002"


@pytest.mark.parametrize("place", range(13))
def test_one_wrong_digit_is_noticed(place: int) -> None:
    number = "7000012050002"
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert not is_corporate_number(wrong)
    with pytest.raises(NotACorporateNumber):
        parse_corporate_number(wrong)


@pytest.mark.parametrize("written", ["", "なし", "700001205000", "70000120500021", "abc"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(NotACorporateNumber):
        parse_corporate_number(written)
