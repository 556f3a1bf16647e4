"""Times of day and coming days as people write them."""

from datetime import date, time

import pytest

from kit.dates import NotADate
from kit.hours import NotHours, parse_coming_day, parse_hours

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("14:00〜15:30", time(14), time(15, 30)),
        ("１４：００～１５：３０", time(14), time(15, 30)),
        ("14時-15時半", time(14), time(15, 30)),
        ("14時30分から16時まで", time(14, 30), time(16)),
        ("午後2時から3時半", time(14), time(15, 30)),
        ("午前10時〜午後1時", time(10), time(13)),
        ("午前11時から13時", time(11), time(13)),
        ("正午〜13:00", time(12), time(13)),
    ],
)
def test_times_are_read_as_people_write_them(written: str, start: time, end: time) -> None:
    assert parse_hours(written) == (start, end)


@pytest.mark.parametrize(
    "written", ["", "14:00", "15:00〜14:00", "25:00〜26:00", "昼ごろ", "14:00〜14:00", "14:70〜15:00"]
)
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(NotHours):
        parse_hours(written)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12月5日", date(2026, 12, 5)),
        ("12/5", date(2026, 12, 5)),
        ("１２／５（土）", date(2026, 12, 5)),
        ("1月10日", date(2027, 1, 10)),
        ("11月21日", TODAY),
        ("2月29日", date(2028, 2, 29)),
        ("令和8年12月5日", date(2026, 12, 5)),
        ("2026-12-05", date(2026, 12, 5)),
    ],
)
def test_a_day_without_a_year_is_the_next_one(written: str, day: date) -> None:
    assert parse_coming_day(written, TODAY) == day


@pytest.mark.parametrize("written", ["", "13月1日", "2月30日", "来週", "12月"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(NotADate):
        parse_coming_day(written, TODAY)
