"""Free half hours on plain values."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.availability.free import (
    FreeTimes,
    Habits,
    bits_between,
    common_hours,
    common_times,
    free_times,
    midnight,
    runs,
)
from directory.availability.wording import span_words
from kit import slots
from kit.clock import TOKYO

SATURDAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 0, 0, tzinfo=TOKYO)
MONDAY, TUESDAY, SUNDAY = 0, 1, 6
MORNING, AFTERNOON, EVENING = 0, 1, 2


def times(days: int = 28, now: datetime = NOW, **habits: object) -> FreeTimes:
    return free_times(Habits(**habits), SATURDAY, days, now=now)  # type: ignore[arg-type]


def told(found: FreeTimes) -> list[str]:
    return [span_words(*moments) for moments in runs(found.free, found.first)]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)


def test_the_weekly_pattern_is_laid_over_the_calendar() -> None:
    found = times(14, slots=slots.mask([TUESDAY], [MORNING, AFTERNOON]))
    assert told(found) == ["11/24(火) 6時–16時", "12/1(火) 6時–16時"]


def test_a_holiday_follows_the_sunday_row_whatever_its_weekday() -> None:
    # 2026-11-23 is a Monday and 勤労感謝の日.
    assert told(times(10, slots=slots.bit(MONDAY, MORNING))) == ["11/30(月) 6時–12時"]
    sundays = told(times(10, slots=slots.bit(SUNDAY, MORNING)))
    assert sundays == ["11/22(日) 6時–12時", "11/23(月) 6時–12時", "11/29(日) 6時–12時"]


def test_the_holiday_between_two_holidays_is_one() -> None:
    first = date(2026, 9, 20)
    found = free_times(Habits(slots=slots.bit(TUESDAY, EVENING)), first, 10, now=midnight(first))
    assert told(found) == ["9/29(火) 16時–19時"]  # the 22nd is 国民の休日


def test_absences_busy_times_and_a_pause_are_taken_out() -> None:
    mornings = slots.mask([], [MORNING])
    assert told(times(4, slots=mornings, absences=[(date(2026, 11, 22), date(2026, 11, 23))])) == [
        "11/21(土) 6時–12時",
        "11/24(火) 6時–12時",
    ]
    assert told(times(2, slots=mornings, busy=[(at(21, 8), at(21, 10))])) == [
        "11/21(土) 6時–8時",
        "11/21(土) 10時–12時",
        "11/22(日) 6時–12時",
    ]
    assert told(times(3, slots=mornings, resting_until=date(2026, 11, 22))) == ["11/23(月) 6時–12時"]
    assert told(times(3, slots=mornings, resting_until=date(2026, 11, 1))) != []


def test_a_half_hour_that_an_appointment_touches_is_busy() -> None:
    found = times(1, slots=slots.mask([], [MORNING]), busy=[(at(21, 8, 10), at(21, 8, 50))])
    assert told(found) == ["11/21(土) 6時–8時", "11/21(土) 9時–12時"]
    found = times(
        1,
        slots=slots.mask([], [MORNING]),
        busy=[
            (
                at(
                    21,
                    8,
                    29,
                ),
                at(21, 8, 30),
            )
        ],
    )
    assert told(found) == ["11/21(土) 6時–8時", "11/21(土) 8時30分–12時"]


def test_notice_counts_in_whole_days_from_today_and_what_is_past_is_past() -> None:
    mornings = slots.mask([], [MORNING])
    assert told(times(4, slots=mornings, notice_days=3)) == ["11/24(火) 6時–12時"]
    assert told(times(1, now=at(21, 9, 10), slots=mornings)) == ["11/21(土) 9時30分–12時"]
    # At eleven at night in London it is already the next day here.
    late = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
    assert told(times(4, now=late, slots=mornings, notice_days=2)) == ["11/24(火) 6時–12時"]


def test_who_has_said_nothing_is_not_said_to_be_never_free() -> None:
    unknown, never = times(7), times(7, slots=slots.bit(TUESDAY, MORNING), resting_until=date(2027, 1, 1))
    assert (unknown.stated, unknown.free) == (False, 0)
    assert (never.stated, never.free) == (True, 0)
    assert unknown.blocked == 0


def test_preferred_wins_over_possible_and_possible_counts_half() -> None:
    both = slots.bit(TUESDAY, MORNING) | slots.bit(TUESDAY, AFTERNOON)
    found = times(7, slots=slots.bit(TUESDAY, MORNING), slots_possible=both)
    assert [span_words(*moments) for moments in runs(found.possible, found.first)] == ["11/24(火) 12時–16時"]
    assert found.preferred & found.possible == 0
    other = times(7, slots=both)
    assert common_hours(found, other) == 6 + 4 / 2
    assert common_hours(found, other) == common_hours(other, found)


def test_what_two_sides_have_in_common_is_said_in_one_sentence() -> None:
    one = times(14, slots=slots.bit(TUESDAY, MORNING), busy=[(at(24, 6), at(24, 10))])
    other = times(14, slots=slots.mask([TUESDAY], []))
    spans = common_times(one, other)
    words = [span_words(span.starts, span.ends) for span in spans]
    assert words == ["11/24(火) 10時–12時", "12/1(火) 8時–12時"]  # nobody is asked to come at six
    assert [span.hours for span in spans] == [2.0, 4.0]
    assert common_times(one, other, least=timedelta(hours=3)) == spans[1:]
    assert common_times(one, other, hours=(6, 9))[0].starts.hour == 6


def test_common_times_end_with_their_day() -> None:
    found = times(3, slots=slots.ALL)
    spans = common_times(found, found, hours=(0, 24))
    assert [span_words(span.starts, span.ends) for span in spans[:2]] == ["11/21(土) 6時–24時", "11/22(日) 6時–24時"]


def test_times_of_different_days_are_not_compared() -> None:
    with pytest.raises(ValueError, match="different days"):
        common_times(times(7), times(8))


def test_a_meeting_fits_when_all_of_it_is_free() -> None:
    found = times(7, slots=slots.bit(TUESDAY, MORNING))
    assert found.fits(at(24, 10), at(24, 12))
    assert not found.fits(at(24, 10), at(24, 12, 1))
    assert not found.fits(at(24, 12), at(24, 12))
    assert not found.fits(at(24, 10), datetime(2027, 11, 24, 12, tzinfo=TOKYO))


def test_ninety_days_take_540_bytes() -> None:
    everything = free_times(Habits(slots=slots.ALL), SATURDAY, now=NOW)
    assert (everything.free.bit_length() + 7) // 8 == 540


MOMENTS = st.datetimes(datetime(2026, 11, 10), datetime(2027, 1, 10)).map(lambda naive: naive.replace(tzinfo=UTC))
BUSY = st.lists(st.tuples(MOMENTS, st.integers(1, 5000)).map(lambda one: (one[0], one[0] + timedelta(minutes=one[1]))))
DAYS = st.dates(date(2026, 11, 10), date(2027, 1, 10))
ABSENCES = st.lists(st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days))), max_size=3)
MASKS = st.integers(0, slots.ALL)
HABITS = st.builds(
    Habits, slots=MASKS, slots_possible=MASKS, absences=ABSENCES, busy=BUSY, notice_days=st.integers(0, 20),
    resting_until=st.none() | DAYS,
)  # fmt: skip


@given(HABITS, MOMENTS)
def test_a_free_time_never_lies_in_a_busy_one(habits: Habits, now: datetime) -> None:
    found = free_times(habits, SATURDAY, 28, now=now)
    for starts, ends in runs(found.free, SATURDAY):
        assert starts >= now
        assert not any(starts < busy_ends and busy_starts < ends for busy_starts, busy_ends in habits.busy)
        for first, last in habits.absences:
            assert ends <= midnight(first) or starts >= midnight(last + timedelta(days=1))
        assert habits.resting_until is None or starts.date() > habits.resting_until
        assert starts.date() >= now.astimezone(TOKYO).date() + timedelta(days=habits.notice_days)


@given(HABITS, HABITS, MOMENTS)
def test_what_is_common_is_free_on_both_sides(one: Habits, other: Habits, now: datetime) -> None:
    sides = [free_times(habits, SATURDAY, 28, now=now) for habits in (one, other)]
    for span in common_times(*sides, least=timedelta(minutes=30)):
        assert all(side.fits(span.starts, span.ends) for side in sides)
        assert span.starts.date() == (span.ends - timedelta(minutes=1)).date()


@given(st.integers(0, (1 << 48 * 28) - 1))
def test_bits_and_stretches_of_time_say_the_same(bits: int) -> None:
    again = 0
    for starts, ends in runs(bits, SATURDAY):
        again |= bits_between(starts, ends, SATURDAY, 28)
    assert again == bits


@given(HABITS, st.integers(0, 27), MOMENTS)
def test_another_weekly_time_never_takes_a_free_one_away(habits: Habits, bit: int, now: datetime) -> None:
    more = Habits(**{**habits.__dict__, "slots": habits.slots | 1 << bit})
    before, after = (free_times(each, SATURDAY, 28, now=now) for each in (habits, more))
    assert before.free & ~after.free == 0
    assert before.preferred & ~after.preferred == 0
