"""When a record is asked, reminded, marked and faded."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from directory.confirmations.models import Step
from directory.confirmations.schedule import due_step, first_due, months_after

CONFIRMED = date(2025, 1, 31)


def steps(*, days: range) -> list[tuple[Step, date]]:
    """What happens to a record on the mornings of these days after it was confirmed."""
    step, step_on, taken = Step.NONE, None, []
    for number in days:
        morning = CONFIRMED + timedelta(days=number)
        if following := due_step(step, step_on, CONFIRMED, morning):
            step, step_on = following, morning
            taken.append((following, morning))
    return taken


def test_each_step_comes_once_in_its_month() -> None:
    assert steps(days=range(1, 1000)) == [
        (Step.ASKED, date(2026, 1, 31)),
        (Step.REMINDED, date(2026, 2, 28)),
        (Step.REMINDED_AGAIN, date(2026, 3, 31)),
        (Step.UNSURE, date(2026, 4, 30)),
        (Step.FADED, date(2027, 1, 31)),
    ]


@pytest.mark.parametrize("away", [30, 60, 400])
def test_after_mornings_without_a_worker_everybody_is_still_asked_three_times_with_time_to_answer(away: int) -> None:
    taken = steps(days=range(360 + away, 1400))
    assert [step for step, _day in taken] == [*Step][1:]
    gaps = [(later - earlier).days for (_a, earlier), (_b, later) in pairwise(taken)]
    assert min(gaps) >= 25


def test_a_month_later_is_the_same_day_or_the_last_one() -> None:
    assert months_after(date(2025, 12, 31), 2) == date(2026, 2, 28)
    assert months_after(date(2026, 2, 28), -12) == date(2025, 2, 28)
    assert first_due(date(2026, 3, 15)) == date(2025, 3, 15)
