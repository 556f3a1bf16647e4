"""Needs and partners of every kind, drawn by chance: a number gives the same ones again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

from directory.people.models import Audience, Fee, HelpKind
from kit import slots
from matching.needs.models import NeedKind
from matching.scoring.criteria import Comparison
from matching.scoring.matches import TimeFit
from matching.scoring.profiles import (
    NEVER_ASKED,
    Asks,
    HeldSkill,
    NeedProfile,
    PartnerKind,
    PartnerProfile,
    WantedSkill,
)
from matching.scoring.times import Times, slots_on
from tests.matching.scoring.profiles import (
    FAR_TOWN,
    MUSUBI,
    NEXT_TOWN,
    NORTH,
    OTHER,
    SOUTH,
    TODAY,
    VOCABULARY,
)

Value = TypeVar("Value")

SKILLS = sorted(VOCABULARY.skills)
FIELDS = sorted(VOCABULARY.fields)
AREAS = [NORTH, NORTH, SOUTH, MUSUBI, NEXT_TOWN, FAR_TOWN, OTHER, "35", "13"]
DAYS = [TODAY + timedelta(days=ahead) for ahead in (-30, 0, 1, 3, 8, 15, 16, 40)]
"""The one in three days is a public holiday."""
WEEKS = [0, 0, slots.ALL, slots.bit(3, 3), slots.bit(5, 0), slots.mask([5, 6], []), slots.mask([], [3])]


def some(chance: Random, values: Sequence[Value], most: int) -> list[Value]:
    """A few different ones."""
    return chance.sample(values, chance.randint(0, min(most, len(values))))


def maybe(chance: Random, values: Sequence[Value], share: float = 0.5) -> Value | None:
    """One or none."""
    return chance.choice(values) if chance.random() < share else None


def a_need(chance: Random) -> NeedProfile:
    """Somebody asks for something."""
    guessed = chance.random() < 0.2
    return NeedProfile(
        id=chance.randint(1, 1000),
        kind=chance.choice(list(NeedKind)),
        today=TODAY,
        skills=tuple(
            WantedSkill(skill_id=skill, must=chance.random() < 0.5, guessed_from="推定" if guessed else "")
            for skill in some(chance, SKILLS, 4)
        ),
        fields=frozenset(some(chance, FIELDS, 3)),
        fields_guessed=chance.random() < 0.3,
        areas=frozenset(some(chance, AREAS, 2)),
        whole_prefecture=chance.random() < 0.2,
        online=chance.random() < 0.4,
        slots=chance.choice([*WEEKS, chance.randint(0, slots.ALL)]),
        dates=tuple(sorted(set(some(chance, DAYS, 3)) if chance.random() < 0.4 else ())),
        fee=maybe(chance, list(Fee)),
        group_id=maybe(chance, [10, 20]),
        person_id=maybe(chance, [1, 2, 3], 0.2),
        own_groups=frozenset(some(chance, [20, 21], 2)),
        own_people=frozenset(some(chance, [1, 2], 2)),
        apart=frozenset((kind, number) for kind in PartnerKind for number in some(chance, range(1, 17), 2)),
    )


def a_partner(chance: Random, number: int, *, willing: bool = False) -> PartnerProfile:
    """Somebody in the register; ``willing`` are kept away by fewer conditions of their own."""
    stated: dict[str, Any] = {
        "kind": chance.choice(list(PartnerKind)),
        "id": number,
        "name": f"その{number}",
        "asks": some_asks(chance),
        "notice_days": chance.choice([0, 0, 7, 20]),
        "skills": tuple(
            HeldSkill(skill, chance.randint(1, 3), maybe(chance, [1, 50]), chance.random() < 0.5)
            for skill in some(chance, SKILLS, 4)
        ),
        "fields": frozenset(some(chance, FIELDS, 3)),
        "areas": frozenset(some(chance, AREAS, 3)),
        "position": maybe(chance, [(34.0, 131.0), (34.01, 131.0), (35.5, 132.0)]),
        "travel_km": maybe(chance, [0, 5, 11, 12, 60, 150], 0.3),
        "on_site": chance.random() < 0.8,
        "online": chance.random() < 0.5,
        "slots": chance.choice([*WEEKS, chance.randint(0, slots.ALL)]),
        "absences": ((TODAY, TODAY + timedelta(days=8)),) if chance.random() < 0.2 else (),
        "fee": maybe(chance, list(Fee)),
        "help_kinds": frozenset(some(chance, list(HelpKind), 3)),
    }
    stated["possible"] = stated["slots"] & chance.choice([0, slots.ALL, chance.randint(0, slots.ALL)])
    conditions: dict[str, Any] = {
        "active": chance.random() < 0.9,
        "unconfirmed": chance.random() < 0.1,
        "findable_by": chance.choice(list(Audience)),
        "resting_until": maybe(chance, DAYS, 0.2),
        "avoided_groups": frozenset(some(chance, [10, 20], 1) if chance.random() < 0.2 else ()),
        "avoided_fields": frozenset(some(chance, FIELDS, 1) if chance.random() < 0.2 else ()),
        "max_at_once": maybe(chance, range(5), 0.3),
        "max_per_month": maybe(chance, range(5), 0.2),
        "max_per_year": maybe(chance, range(9), 0.2),
    }
    return PartnerProfile(**stated, **({} if willing else conditions))


def some_asks(chance: Random) -> Asks:
    """Mostly never asked."""
    if chance.random() < 0.6:
        return NEVER_ASKED
    started = chance.randint(0, 6)
    return Asks(
        now=chance.randint(0, 3),
        this_month=chance.randint(0, 3),
        this_year=chance.randint(0, 5),
        last_90_days=chance.randint(0, 8),
        last=maybe(chance, [TODAY - timedelta(days=ago) for ago in (0, 30, 179, 180, 400)], 0.8),
        started=started,
        completed=chance.randint(0, started),
    )


def a_crowd(chance: Random, count: int, *, willing: bool = False) -> list[PartnerProfile]:
    """Several of them."""
    numbers = chance.sample(range(1, 4 * count), count)
    return [a_partner(chance, number, willing=willing or chance.random() < 0.5) for number in numbers]


def a_comparison(chance: Random, asked: NeedProfile, crowd: Sequence[PartnerProfile]) -> Comparison:
    """The need with what the search and the introductions say."""
    text = {one.key: chance.random() ** 2 for one in crowd if chance.random() < 0.6}
    audiences = tuple(Audience)[: chance.choice([1, 2, 3, 3])]
    usual = maybe(chance, [0, 640, 1000])
    return Comparison(asked, VOCABULARY, maybe(chance, [text], 0.8), audiences=audiences, usual=usual)


def better(chance: Random, asked: NeedProfile, partner: PartnerProfile) -> PartnerProfile:
    """The same with one more skill that is wanted, or one more time that is."""
    wanted = (asked.slots | slots_on(asked.open_dates)) & chance.randint(0, slots.ALL)
    freer = replace(partner, slots=partner.slots | wanted)
    if wanted and Times(asked).common(freer).fit is TimeFit.COMMON and chance.random() < 0.5:
        return freer
    missing = [skill for skill in SKILLS if skill not in {held.skill_id for held in partner.skills}]
    more = HeldSkill(chance.choice(missing), chance.randint(1, 3), None, chance.random() < 0.5) if missing else None
    return replace(partner, skills=(*partner.skills, more)) if more else partner
