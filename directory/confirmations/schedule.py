"""When a record is asked, reminded, marked and faded (domain rule: 12, 13, 14, 15 and 24 months)."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from directory.confirmations.models import Step

MONTHS: Final = {
    Step.ASKED: 12,
    Step.REMINDED: 13,
    Step.REMINDED_AGAIN: 14,
    Step.UNSURE: 15,
    Step.FADED: 24,
}
ANSWERING_TAKES: Final = timedelta(days=25)
"""No step follows the one before sooner: after weeks without a worker nobody is marked who was not asked three times."""

_ORDER: Final = list(Step)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def due_step(step: Step, step_on: date | None, confirmed_on: date, today: date) -> Step | None:
    """The step that is to be taken today, one at a time; None: nothing to do."""
    if step is _ORDER[-1]:
        return None
    following = _ORDER[_ORDER.index(step) + 1]
    if today < months_after(confirmed_on, MONTHS[following]):
        return None
    if step_on is not None and today < step_on + ANSWERING_TAKES:
        return None
    return following


def first_due(today: date) -> date:
    """Records confirmed after this day have nothing due."""
    return months_after(today, -MONTHS[Step.ASKED])
