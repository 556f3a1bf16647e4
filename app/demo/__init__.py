"""The fictional town: groups, people and needs of an invented city, made from a seed without a database.

The same seed gives the same town on every machine. Group i, person i and need i are made from the seed and i alone, so a
bigger town begins with the smaller one (needs ask from the first 300 groups) and can be written out without holding it in
memory. Nobody and nothing in it is real; see `app.demo.names` for why its numbers reach nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.demo.contacts import TownContact
from app.demo.groups import TownGroup, group
from app.demo.needs import TownNeed, TownNeedSkill, need
from app.demo.people import TownAbsence, TownPerson, TownPersonSkill, TownPost, person
from app.demo.places import CITY, TownDistrict, districts

__all__ = [
    "Town", "TownAbsence", "TownContact", "TownDistrict", "TownGroup", "TownNeed", "TownNeedSkill", "TownPerson",
    "TownPersonSkill", "TownPost", "town",
]  # fmt: skip

# A day to stand for "today" where the caller has none to give, so that examples do not change.
USUAL_DAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Town:
    """A town of a given size; the methods start a new pass each time they are called."""

    seed: int
    group_count: int
    person_count: int
    need_count: int
    today: date

    def areas(self) -> tuple[TownDistrict, ...]:
        """The city (kind `municipality`, no parent: it lies in no real prefecture), then its districts."""
        return (CITY, *districts())

    def groups(self) -> Iterator[TownGroup]:
        """Every group, number 0 first."""
        return (group(self.seed, number, self.today) for number in range(self.group_count))

    def people(self) -> Iterator[TownPerson]:
        """Every supporter, number 0 first."""
        return (person(self.seed, number, self.today) for number in range(self.person_count))

    def needs(self) -> Iterator[TownNeed]:
        """Every need, number 0 first; `group_number` is always below the number of groups."""
        return (need(self.seed, number, self.group_count, self.today) for number in range(self.need_count))


def town(seed: int, groups: int = 300, people: int = 400, needs: int = 60, *, today: date = USUAL_DAY) -> Town:
    """The town of a seed; `today` is the day its dates are counted from."""
    return Town(seed, groups, people, needs, today)
