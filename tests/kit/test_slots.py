"""Weekly slots as bits and as words."""

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from kit import slots


def test_words_join_days_with_the_same_times(app: Flask) -> None:
    chosen = slots.mask([1, 3], [3]) | slots.mask([5], [0, 1])
    assert slots.words(chosen) == "火・木の夜、土の午前・午後"


def test_a_whole_day_has_a_word_of_its_own() -> None:
    assert slots.words(slots.mask([6], [])) == "日の終日"


def test_sunday_is_no_day_in_english(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("en"):
        assert slots.words(slots.mask([5, 6], [])) == "Sat, Sun all day"
        assert slots.weekday_words() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def test_no_slot_has_no_words() -> None:
    assert slots.words(0) == ""


@given(st.integers(0, slots.ALL))
def test_pairs_give_the_bits_back(chosen: int) -> None:
    assert sum(slots.bit(day, time) for day, time in slots.pairs(chosen)) == chosen


@pytest.mark.parametrize(("weekday", "time"), [(7, 0), (-1, 0), (0, 4)])
def test_a_slot_outside_the_week_is_an_error(weekday: int, time: int) -> None:
    with pytest.raises(ValueError, match="no such slot"):
        slots.bit(weekday, time)
