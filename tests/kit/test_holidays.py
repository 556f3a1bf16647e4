"""Public holidays of Japan, and the weekday by whose habits a day goes."""

from datetime import date

import pytest

from kit.holidays import holiday_name, weekday_of


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 9, 21), "敬老の日"),
        (date(2026, 9, 22), "国民の休日"),  # between two holidays
        (date(2026, 9, 23), "秋分の日"),
        (date(2026, 5, 6), "憲法記念日 振替休日"),  # the third of May was a Sunday
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2026, 11, 24), ""),
        (date(2026, 12, 31), ""),
    ],
)
def test_holidays_have_the_names_of_their_law(day: date, name: str) -> None:
    assert holiday_name(day) == name


def test_a_holiday_goes_like_a_sunday_and_other_days_like_themselves() -> None:
    assert weekday_of(date(2026, 9, 22)) == 6  # a Tuesday
    assert weekday_of(date(2026, 11, 24)) == 1
    assert weekday_of(date(2026, 11, 28)) == 5
