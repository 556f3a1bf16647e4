"""Dates as people write them, and how they are shown."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.dates import (
    NotADate,
    find_dates,
    full_date,
    full_date_time,
    months_after,
    parse_date,
    parse_full_date,
    partial_date,
    wareki,
    year_words,
)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2001年4月1日", "2001-04-01"),
        ("２００１年４月１日", "2001-04-01"),
        ("平成13年4月1日", "2001-04-01"),
        ("平成十三年四月一日", "2001-04-01"),
        ("H13.4.1", "2001-04-01"),
        ("h13/4/1", "2001-04-01"),
        ("㍻13年4月1日", "2001-04-01"),
        ("令和元年5月1日", "2019-05-01"),
        ("令和元年", "2019"),
        ("R元.5.1", "2019-05-01"),
        ("昭和64年1月7日", "1989-01-07"),
        ("S50", "1975"),
        ("2026/11/20", "2026-11-20"),
        ("2026.11.20", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("2026ー11ー20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("2026-11-20 00:00:00", "2026-11-20"),
        ("2026年11月20日（金）", "2026-11-20"),
        ("2026年11月20日金曜日", "2026-11-20"),
        ("2001年4月", "2001-04"),
        ("2001.4", "2001-04"),
        ("平成13年4月設立", "2001-04"),
        ("2001年", "2001"),
        ("2001年度", "2001"),
        ("2001", "2001"),
        ("二〇〇一年四月", "2001-04"),
        (" 2001年 4月 1日 ", "2001-04-01"),
    ],
)
def test_dates_are_read_however_they_are_written(written: str, iso: str) -> None:
    assert parse_date(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        "",
        "不明",
        "4月1日",
        "2001-13-01",
        "2026年2月29日",
        "平成32年1月1日",
        "昭和65年",
        "平成0年",
        "13",
        "20011",
        "0000年",
        "2001年4月1日から2002年3月31日まで",
    ],
)
def test_what_is_no_date_that_exists_is_refused(written: str) -> None:
    with pytest.raises(NotADate):
        parse_date(written)


def test_a_full_date_needs_its_day() -> None:
    assert parse_full_date("令和8年12月5日") == dt.date(2026, 12, 5)
    with pytest.raises(NotADate):
        parse_full_date("令和8年12月")


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2019-04-30", "平成31年4月30日"),
        ("2019-05-01", "令和元年5月1日"),
        ("2019", "令和元年"),
        ("2019-04", "平成31年4月"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1989-01-08", "平成元年1月8日"),
        ("1926-12-24", "大正15年12月24日"),
        ("1912-07-30", "大正元年7月30日"),
        ("1873-01-01", "明治6年1月1日"),
        ("1872", "1872年"),
        (dt.date(2026, 12, 5), "令和8年12月5日"),
    ],
)
def test_dates_are_shown_in_the_japanese_calendar(date: dt.date | str, words: str) -> None:
    assert wareki(date) == words


def test_dates_are_shown_in_full() -> None:
    assert full_date(dt.date(2026, 12, 5)) == "2026年12月5日（土）"
    assert full_date_time(dt.datetime(2026, 12, 5, 13, 30)) == "2026年12月5日（土）13時30分"
    assert full_date_time(dt.datetime(2026, 12, 5, 9, 0)) == "2026年12月5日（土）9時"
    assert partial_date("2001-04") == "2001年4月"
    assert year_words(2001) == "2001年（平成13年）"


def test_every_date_in_a_text_is_found() -> None:
    text = "2026年12月5日（土）13:30～、令和8年12月6日 または 20261207、2026年13月1日を除く"
    assert find_dates(text) == ["2026-12-05", "2026-12-06", "2026-12-07"]


@given(st.dates(dt.date(1873, 1, 1), dt.date(2100, 1, 1)))
def test_a_date_survives_the_japanese_calendar(date: dt.date) -> None:
    assert parse_date(wareki(date)) == date.isoformat()


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    find_dates(text)
    try:
        parse_date(text)
    except NotADate:
        return


def test_three_months_later_is_a_day_that_exists() -> None:
    assert months_after(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28)
    assert months_after(dt.date(2026, 9, 15), 3) == dt.date(2026, 12, 15)
    assert months_after(dt.date(2026, 10, 31), 3) == dt.date(2027, 1, 31)
