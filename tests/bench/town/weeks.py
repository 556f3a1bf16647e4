"""A year in the town under one policy: twice a week everybody who is still needed is asked for."""

from dataclasses import dataclass, field
from typing import Final

from matching.plans.fairness import gini
from tests.bench.town.people import Answer, Weariness, answer, comes_to_good_end
from tests.bench.town.policies import POLICIES, PRODUCT, Words
from tests.bench.town.register import Introduction, Register
from tests.bench.town.world import Human, Wanted, World, day_of

ROUNDS: Final = (0, 3)
"""The days of a week on which people are asked; they answer before the next."""
OPEN_DAYS: Final = 56
REST_DAYS: Final = 56
ENOUGH_BURDEN: Final = 2


class Leak(AssertionError):
    """The product has chosen somebody whom nobody may ask."""


@dataclass
class Year:
    """What came of one policy in one world."""

    policy: str
    asks: int = 0
    accepted: int = 0
    completed: int = 0
    burden: int = 0
    left: int = 0
    gini: float = 0.0
    never: float = 0.0
    unserved: int = 0
    leaks: int = 0
    answers: dict[str, int] = field(default_factory=dict)


class Run:
    """One policy, one world."""

    def __init__(self, world: World, policy: str, words: Words) -> None:
        self.world = world
        self.register = Register(world, dict(world.profiles), apart=set(world.apart))
        self.policy = POLICIES[policy](world, self.register, words)
        self.weary = {human.id: Weariness() for human in world.humans}
        self.year = Year(policy)
        self.ends: list[tuple[int, Introduction, Wanted]] = []

    def go(self, weeks: int) -> Year:
        """Let the year pass."""
        for week in range(weeks):
            self.register.day = week * 7
            self.policy.new_day()
            for at in ROUNDS:
                self.register.day = week * 7 + at
                self._let_things_end()
                self._ask(week)
                if at == ROUNDS[0]:
                    self._withdraw(week)  # in the middle of the week, after the columns were built
        return self._count()

    def _ask(self, week: int) -> None:
        day = self.register.day
        needs = [
            need
            for need in self.world.needs
            if need.week <= week and day - need.week * 7 < OPEN_DAYS and self.register.free_seats(need) > 0
        ]
        asked = []
        for need, record in self.policy.choose(needs):
            if said := self.register.forbidden(need, record):
                self._leaked(need, record, said)
                continue
            asked.append((need, self.register.begin(need, record)))
        for need, one in asked:
            self._answer(need, one)

    def _leaked(self, need: Wanted, record: int, said: str) -> None:
        self.year.leaks += 1
        if self.year.policy in PRODUCT:
            where = f"seed {self.world.seed}, day {self.register.day}, {self.year.policy}"
            raise Leak(f"{where}: {record} for need {need.id}: {said}\n{need}\n{self.register.profiles[record]}")

    def _answer(self, need: Wanted, one: Introduction) -> None:
        human, day = self.world.owner[one.record], self.register.day
        weary = self.weary[human.id]
        said = answer(self.world, human, need, weary, day)
        weary.asked.append(day)
        self.year.answers[said] = self.year.answers.get(said, 0) + 1
        if said is Answer.YES:
            one.accepted = True
            until = day + 14 + int(56 * self.world.draw("long", need.id, human.id))
            weary.busy_until.append(until)
            self.ends.append((until, one, need))
            return
        self.register.refused(one)
        if said is Answer.DATES and self.world.draw("refresh", need.id, human.id) < 0.3:
            self._change(human, slots=human.free)  # asked for their times anew, some say
        if said is Answer.BURDEN:
            self._burden(human, weary, need)

    def _burden(self, human: Human, weary: Weariness, need: Wanted) -> None:
        """The centre telephones: some rest for a time; who has had enough leaves for good."""
        weary.burdens += 1
        if weary.burdens >= ENOUGH_BURDEN and self.world.draw("leaves", need.id, human.id) < 0.5:
            weary.left = True
            self._change(human, active=False)
        elif self.world.draw("rests", need.id, human.id) < 0.5:
            self._change(human, resting_until=day_of(self.register.day + REST_DAYS))

    def _change(self, human: Human, **stated: object) -> None:
        for record in human.records:
            self.register.change(record, **stated)

    def _let_things_end(self) -> None:
        day = self.register.day
        for until, one, need in [end for end in self.ends if end[0] <= day]:
            human = self.world.owner[one.record]
            good = comes_to_good_end(self.world, human, need, self.weary[human.id], one.day)
            self.register.ended(one, good=good)
            if not good and self.world.draw("quarrel", need.id, human.id) < 0.1:
                self.register.apart.add((need.group, one.record))
            self.ends.remove((until, one, need))

    def _withdraw(self, week: int) -> None:
        for human in self.world.humans:
            if human.withdraws == week:
                self._change(human, active=False)

    def _count(self) -> Year:
        year, had = self.year, self.register.introductions
        year.asks = len(had)
        year.accepted = sum(one.accepted for one in had)
        self.register.day += 1000
        self._let_things_end()
        year.completed = sum(one.good for one in had)
        year.burden = year.answers.get(Answer.BURDEN, 0)
        year.left = sum(weary.left for weary in self.weary.values())
        loads = [len(weary.asked) for weary in self.weary.values()]
        year.gini = gini(loads)
        year.never = loads.count(0) / len(loads)
        year.unserved = sum(
            not any(one.accepted for one in self.register.of_need[need.id]) for need in self.world.needs
        )
        return year
