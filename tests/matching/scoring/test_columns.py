"""Over needs drawn by chance: no rule leaks, points sum, more never costs a place, columns agree with the pure functions."""

from datetime import timedelta

from matching.scoring.columns import build
from tests.matching.scoring.profiles import TODAY, person
from tests.matching.scoring.properties import PROPERTIES, Case

NEEDS = 300
"""Of a hundred thousand: the others are drawn by ``python -m tests.bench.needs``."""


def test_what_holds_for_every_need() -> None:
    for number in range(NEEDS):
        for holds in PROPERTIES.values():
            holds(Case.drawn(number))


def test_a_person_takes_at_most_sixty_bytes() -> None:
    away = ((TODAY, TODAY + timedelta(days=3)),)
    crowd = [person(id=number, absences=away * (number % 10 == 0)) for number in range(5000)]
    assert build(crowd).bytes / 5000 <= 60
