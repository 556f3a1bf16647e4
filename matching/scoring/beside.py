"""What is known of partners besides their columns: the search's scores, and how often they were asked."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Final, NamedTuple

import numpy as np

from matching.scoring.columns import Array, Columns, TextScores
from matching.scoring.order import days_ago, number_of
from matching.scoring.profiles import Asks, Key

_COUNTED_NAMES: Final = ("now", "this_month", "this_year", "last_90_days", "started", "completed")
_COUNTED: Final = attrgetter(*_COUNTED_NAMES)


class Asked(NamedTuple):
    """How often those were asked who were: a column for each of ``Asks``. ``row`` ascends; ``last``: the day as a number."""

    row: Array
    now: Array
    this_month: Array
    this_year: Array
    last_90_days: Array
    started: Array
    completed: Array
    last: Array

    def among(self, rows: Array) -> tuple[Array, "Asked"]:
        """Of these rows, which ascend, the positions of those who were asked, and how often."""
        if not len(self.row) or not len(rows):
            return np.zeros(0, np.int64), Asked._make(column[:0] for column in self)
        at = np.minimum(np.searchsorted(rows, self.row), len(rows) - 1)
        here = rows[at] == self.row
        return at[here], Asked._make(column[here] for column in self)


class Beside:
    """What is known of partners besides the columns, by row: the search's scores and how often they were asked."""

    def __init__(self, columns: Columns, text: Mapping[Key, float] | None, asks: Mapping[Key, Asks]) -> None:
        self.columns = columns
        self.text = np.zeros(len(columns)) if text else None
        if text and self.text is not None:
            numbers, scores = _as_columns(text)
            rows = columns.rows_of(numbers)
            self.text[rows[rows >= 0]] = scores[rows >= 0]
        rows = columns.rows_of(np.fromiter(map(number_of, asks), np.uint32, len(asks)))
        counted = np.array([_COUNTED(each) for each in asks.values()], np.int64).reshape(-1, len(_COUNTED_NAMES))
        last = np.array([days_ago(each) for each in asks.values()], np.int64)
        known = np.argsort(rows, kind="stable")[int((rows < 0).sum()) :]
        self.asks = Asked._make((rows[known], *counted[known].T, last[known]))


def _as_columns(text: Mapping[Key, float]) -> tuple[Array, Array]:
    if isinstance(text, TextScores):
        return text.numbers, text.scores
    return np.fromiter(map(number_of, text), np.uint32, len(text)), np.fromiter(text.values(), float, len(text))
