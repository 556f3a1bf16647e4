"""How people in the town answer, and what becomes of it: nothing of it is known to those who choose."""

from dataclasses import dataclass, field
from enum import StrEnum
from math import exp

from matching.scoring.places import distance_km
from tests.bench.town.world import GROUP_KINDS, Human, Wanted, World


class Answer(StrEnum):
    """What comes of an ask."""

    YES = "yes"
    SILENCE = "silence"
    DATES = "dates"
    DISTANCE = "distance"
    SKILLS = "skills"
    BURDEN = "burden"
    NO_INTEREST = "no_interest"
    OTHER = "other"


@dataclass
class Weariness:
    """What a human has been asked and has done in one run."""

    asked: list[int] = field(default_factory=list)
    busy_until: list[int] = field(default_factory=list)
    burdens: int = 0
    left: bool = False

    def overload(self, human: Human, day: int) -> float:
        """How far what they were asked in 90 days, and what they do now, is beyond their patience."""
        asked = sum(day - 90 < at for at in self.asked)
        return asked + 1.5 * sum(until > day for until in self.busy_until) - human.patience


def answer(world: World, human: Human, need: Wanted, weary: Weariness, day: int) -> Answer:
    """What they say to this ask; chance is the same whichever policy asks."""

    def happens(what: str, likely: float) -> bool:
        return world.draw(what, need.id, human.id) < likely

    over = weary.overload(human, day)
    if happens("silence", 0.06 + 0.04 * max(0.0, min(4.0, over))):
        return Answer.SILENCE
    if need.slots and not need.slots & human.free and happens("dates", 0.95):
        return Answer.DATES
    if not (need.online and human.online) and _km(world, human, need) > human.reach_km and happens("far", 0.9):
        return Answer.DISTANCE
    if human.ability.get(need.skills[0], 0.0) < 0.25 and happens("skills", 0.75):
        return Answer.SKILLS
    if happens("burden", 1 / (1 + exp(-(over - 1.5) / 0.8))):
        return Answer.BURDEN
    willing = human.willingness(need.field, need.group % GROUP_KINDS, need.season)
    if not happens("willing", willing):
        return Answer.NO_INTEREST
    return Answer.YES if happens("requester", 0.92) else Answer.OTHER


def comes_to_good_end(world: World, human: Human, need: Wanted, weary: Weariness, day: int) -> bool:
    """Whether what was agreed on is done, and well: they come, and they can do what is truly wanted."""
    over = max(0.0, weary.overload(human, day))
    if world.draw("absent", need.id, human.id) < human.absent * (1 + over):
        return False
    weights = [2, *(1 for _skill in need.skills[1:])]
    able = sum(
        weight * human.ability.get(skill, 0.0) for weight, skill in zip(weights, need.skills, strict=True)
    ) / sum(weights)
    return world.draw("well", need.id, human.id) < 0.3 + 0.7 * able


def _km(world: World, human: Human, need: Wanted) -> float:
    here, there = world.words.areas[need.area].position, world.words.areas[human.home].position
    assert here
    assert there
    return distance_km(here, there)
