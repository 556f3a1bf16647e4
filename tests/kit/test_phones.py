"""Telephone numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.display import phone_links
from kit.phones import NotAPhone, find_phones, phone_digits


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("03-1234-5678", "0312345678"),
        ("(03)1234-5678", "0312345678"),
        ("03(1234)5678", "0312345678"),
        ("０３－１２３４－５６７８", "0312345678"),
        ("０３ー１２３４ー５６７８", "0312345678"),
        ("03.1234.5678", "0312345678"),
        ("03 1234 5678", "0312345678"),
        ("0312345678", "0312345678"),
        ("+81-3-1234-5678", "0312345678"),
        ("+81 (0)3 1234 5678", "0312345678"),
        ("090-1234-5678", "09012345678"),
        ("050-1234-5678", "05012345678"),
        ("0120-123-456", "0120123456"),
        ("0800-123-4567", "08001234567"),
        ("0839-22-1111", "0839221111"),
        ("TEL：083-922-1111（代表）", "0839221111"),
    ],
)
def test_numbers_are_read_however_they_are_written(written: str, digits: str) -> None:
    assert phone_digits(written) == digits


@pytest.mark.parametrize(
    "written",
    ["", "非公開", "22-1111", "03-1234-56789", "110", "2001年4月1日", "1010005004779", "00-1234-5678", "090-123-4567"],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(NotAPhone):
        phone_digits(written)


@pytest.mark.parametrize(
    "written",
    ["03-1234-5678 / 090-1234-5678", "03-1234-5678　090-1234-5678", "03-1234-5678\n090-1234-5678", "03-1234-5678,090-1234-5678"],
)  # fmt: skip
def test_two_numbers_in_one_text_are_both_found(written: str) -> None:
    found, _ = find_phones(written)
    assert [phone.digits for phone in found] == ["0312345678", "09012345678"]
    with pytest.raises(NotAPhone):
        phone_digits(written)


def test_the_number_is_shown_as_it_was_written_with_the_remark_beside_it() -> None:
    [phone], rest = find_phones("０３－１２３４－５６７８（代表）")
    assert (phone.shown, phone.note, rest) == ("０３－１２３４－５６７８", "代表", "（代表）")


def test_digits_that_belong_to_no_number_are_left_over() -> None:
    found, rest = find_phones("083-922-1111・1112")
    assert ([phone.digits for phone in found], rest) == (["0839221111"], "・1112")


@given(st.text(alphabet="0123456789０-－ー()（） +.・TEL", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    found, _ = find_phones(text)
    assert all(len(phone.digits) in (10, 11) for phone in found)


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("０８３−１２３−４５６７", '<a href="tel:0831234567">０８３−１２３−４５６７</a>'),
        (
            "083-123-4567、090-1111-2222（夜間）",
            '<a href="tel:0831234567">083-123-4567</a>、<a href="tel:09011112222">090-1111-2222</a>（夜間）',
        ),
        ("<b>窓口で</b>", "&lt;b&gt;窓口で&lt;/b&gt;"),
    ],
)
def test_every_number_in_a_text_can_be_pressed(written: str, links: str) -> None:
    assert phone_links(written) == links
