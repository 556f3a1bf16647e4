"""A town in which people are not what the register says of them: the same seed gives the same one to every policy.

What decides here is not what the product scores with: people have abilities of which 15 % are not declared and 10 % of those
declared are not there; a willingness of their own by field, kind of group and season; a fame that has nothing to do with
ability; and a patience that wears out. A fifth of the times stated are not true any more, some stand in the register twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp
from random import Random
from typing import Final

from directory.people.models import Fee, HelpKind
from kit import slots
from matching.needs.models import NeedKind
from matching.scoring.profiles import HeldSkill, PartnerKind, PartnerProfile, Vocabulary
from tests.bench.town.words import DISTRICTS, FIELDS, FILLER, TOWNS, vocabulary

FIRST: Final = date(2026, 4, 6)
WEEKS: Final = 52
MISSING, INFLATED, STALE, TWICE, LEAVING_CONSENT = 0.15, 0.10, 0.20, 0.04, 0.06
GROUP_KINDS, SEASONS = 4, 4


@dataclass(eq=False)
class Human:
    """Somebody as they are; ``records``: the numbers under which they stand in the register."""

    id: int
    ability: dict[int, float]
    leaning: float
    by_field: dict[int, float]
    by_kind: list[float]
    by_season: list[float]
    fame: float
    patience: float
    absent: float
    free: int
    home: str
    reach_km: float
    online: bool
    withdraws: int | None
    records: list[int] = field(default_factory=list)

    def willingness(self, code: int, kind: int, season: int) -> float:
        """How gladly they would do this now, if they had nothing else to do: 0 to 1."""
        return 1 / (1 + exp(-(self.leaning + self.by_field[code] + self.by_kind[kind] + self.by_season[season])))


@dataclass(frozen=True, eq=False)
class Wanted:
    """A need: what is truly wanted, what was written down of it (``stated``), and the words it was told in."""

    id: int
    week: int
    group: int
    field: int
    skills: tuple[int, ...]
    stated: bool
    kind: NeedKind
    slots: int
    area: str
    online: bool
    seats: int
    fee: Fee | None
    title: str
    story: str

    @property
    def season(self) -> int:
        return self.week * SEASONS // WEEKS


@dataclass(frozen=True, eq=False)
class World:
    """The town of one seed. ``apart``: (group, record) that are not to be brought together."""

    seed: int
    words: Vocabulary
    said: dict[int, list[str]]
    humans: Sequence[Human]
    profiles: dict[int, PartnerProfile]
    texts: dict[int, str]
    owner: dict[int, Human]
    members: dict[int, frozenset[int]]
    apart: frozenset[tuple[int, int]]
    needs: Sequence[Wanted]

    def draw(self, *what: object) -> float:
        """Between 0 and 1, the same for the same question whichever policy asks."""
        return Random(f"{self.seed}:{what}").random()


def new_world(seed: int, *, people: int = 400, groups: int = 60, a_week: int = 10, weeks: int = WEEKS) -> World:
    """Draw a town."""
    chance = Random(seed)
    words, said = vocabulary()
    below = [skill for skill, entry in words.skills.items() if entry.parent_id]
    ranks = list(range(1, people + 1))
    chance.shuffle(ranks)
    humans = [_human(chance, number, below, 1 / rank, weeks) for number, rank in enumerate(ranks)]
    profiles: dict[int, PartnerProfile] = {}
    texts, owner = {}, {}
    for human in humans:
        for _copy in range(2 if chance.random() < TWICE else 1):
            number = len(profiles) + 1
            human.records.append(number)
            owner[number] = human
            profiles[number] = _declared(chance, number, human, below, groups)
            texts[number] = _introduction(chance, human, said)
    numbers = sorted(profiles)
    return World(
        seed, words, said, humans, profiles, texts, owner,
        members={group: frozenset(chance.sample(numbers, 3)) for group in range(1, groups + 1)},
        apart=frozenset((group, chance.choice(numbers)) for group in range(1, groups + 1) for _pair in range(3)),
        needs=[_need(chance, week, at, below, said, groups, a_week) for week in range(weeks) for at in range(a_week)],
    )  # fmt: skip


def _human(chance: Random, number: int, below: list[int], fame: float, weeks: int) -> Human:
    return Human(
        id=number,
        ability={skill: chance.betavariate(4, 2) for skill in chance.sample(below, chance.randint(2, 5))},
        leaning=chance.gauss(0.4, 0.7),
        by_field={code: chance.gauss(0, 1.0) for code in FIELDS},
        by_kind=[chance.gauss(0, 0.6) for _kind in range(GROUP_KINDS)],
        by_season=[chance.gauss(0, 0.6) for _season in range(SEASONS)],
        fame=fame,
        patience=chance.lognormvariate(1.0, 0.5),
        absent=chance.betavariate(1, 15),
        free=_free(chance),
        home=chance.choice([*DISTRICTS * 2, *TOWNS]),
        reach_km=chance.lognormvariate(2.3, 0.6),
        online=chance.random() < 0.35,
        withdraws=chance.randrange(2, max(3, weeks)) if chance.random() < LEAVING_CONSENT else None,
    )


def _free(chance: Random) -> int:
    days, times = chance.sample(range(7), chance.randint(2, 4)), chance.sample(range(4), chance.randint(1, 3))
    return slots.mask(days, times)


def _declared(chance: Random, number: int, human: Human, below: list[int], groups: int) -> PartnerProfile:
    """What the register says of somebody."""
    held = {}
    for skill, ability in human.ability.items():
        if chance.random() >= MISSING:
            level = 1 + (ability > 0.5) + (ability > 0.75)
            held[skill] = HeldSkill(skill, level, None, chance.random() < 0.25)
    for _skill in human.ability:
        if chance.random() < INFLATED:
            claimed = chance.choice(below)
            held.setdefault(claimed, HeldSkill(claimed, 3, None, False))
    liked = sorted(FIELDS, key=lambda code: -(human.by_field[code] + chance.gauss(0, 0.7)))
    stated = _free(chance) if chance.random() < STALE else human.free
    return PartnerProfile(
        kind=PartnerKind.PERSON,
        id=number,
        name=f"その{number}",
        skills=tuple(held.values()),
        fields=frozenset(liked[: chance.randint(1, 3)]) if chance.random() < 0.8 else frozenset(),
        areas=frozenset({human.home}) if chance.random() < 0.9 else frozenset(),
        travel_km=round(human.reach_km) if chance.random() < 0.4 else None,
        online=human.online,
        slots=stated if chance.random() < 0.85 else 0,
        max_at_once=max(1, round(human.patience / 2)) if chance.random() < 0.55 else None,
        max_per_month=max(1, round(human.patience / 2)) if chance.random() < 0.2 else None,
        max_per_year=max(2, round(human.patience * 3)) if chance.random() < 0.15 else None,
        fee=chance.choice([None, *Fee]),
        help_kinds=frozenset(chance.sample(list(HelpKind), chance.randint(0, 3))),
        avoided_groups=frozenset({chance.randint(1, groups)} if chance.random() < 0.1 else ()),
        avoided_fields=frozenset({liked[-1]} if chance.random() < 0.1 else ()),
    )


def _introduction(chance: Random, human: Human, said: dict[int, list[str]]) -> str:
    lines = [f"{chance.choice(said[skill])}ができます。" for skill in human.ability if chance.random() < 0.7]
    liked = max(human.by_field, key=human.by_field.__getitem__)
    if chance.random() < 0.7:
        lines.append(f"{chance.choice(FIELDS[liked])}に関心があります。")
    lines += chance.sample(FILLER, chance.randint(1, 4))
    chance.shuffle(lines)
    return "".join(lines)


def _need(
    chance: Random, week: int, at: int, below: list[int], said: dict[int, list[str]], groups: int, a_week: int
) -> Wanted:
    group, skills = chance.randint(1, groups), tuple(chance.sample(below, chance.choice([1, 1, 2, 3])))
    code = sorted(FIELDS)[(group * 7 + chance.choice([0, 0, 0, 1])) % len(FIELDS)]
    told = [f"{chance.choice(said[skill])}を手伝ってくれる方を探しています。" for skill in skills]
    told += [f"{chance.choice(FIELDS[code])}の活動です。", *chance.sample(FILLER, 2)]
    days = chance.sample(range(7), chance.randint(1, 3))
    return Wanted(
        id=week * a_week + at + 1,
        week=week,
        group=group,
        field=code,
        skills=skills,
        stated=chance.random() < 0.75,
        kind=chance.choice([NeedKind.ADVISER, NeedKind.HANDS, NeedKind.TALK]),
        slots=slots.mask(days, chance.sample(range(4), chance.randint(1, 2))) if chance.random() < 0.8 else 0,
        area=DISTRICTS[group % len(DISTRICTS)],
        online=chance.random() < 0.2,
        seats=chance.choice([1, 1, 1, 2, 3]),
        fee=chance.choice([None, *Fee]),
        title=f"{chance.choice(said[skills[0]])}のお願い",
        story="".join(told),
    )


def day_of(number: int) -> date:
    """A day of the year."""
    return FIRST + timedelta(days=number)
