"""What the fictional town asks for: needs of its groups, each made from the seed and its own number."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import import_module
from random import Random
from typing import NamedTuple

from app.demo.chances import chance, order
from app.demo.contacts import HOME_NOTE, TownContact
from app.demo.groups import TownGroup, group
from app.demo.names import any_name
from app.demo.places import CITY_CODE, Hamlet, building, hamlets
from app.demo.schedules import availability
from app.demo.sectors import Plan, plan
from kit.slots import pairs


class TownNeedSkill(NamedTuple):
    """A skill code, and whether it must be there or would be nice."""

    code: str
    must: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TownNeed:
    """A need under the attribute names of `Need`; `group_number` is that of the asking `TownGroup`.

    Private, never to be shown to a visitor: contact, requester_name, received_by, and everything about a need whose `state`
    is `draft` or whose `audience` does not include the viewer.
    """

    number: int
    state: str
    closed_because: str | None
    title: str
    story: str
    kind: str
    group_number: int | None
    requester_name: str
    skills: tuple[TownNeedSkill, ...]
    fields: tuple[int, ...]
    areas: tuple[str, ...]
    place: str
    online: bool
    slots: int
    dates: tuple[str, ...]
    schedule_note: str
    people_wanted: int
    due_on: date
    fee: str
    audience: str
    expires_on: date
    contact: str
    received_by_method: str
    received_by: str
    received_on: date


class _Story(NamedTuple):
    title: str
    themes: tuple[str, ...]
    kind: str
    field: int
    sectors: tuple[str, ...]
    text: str
    skills: tuple[TownNeedSkill, ...]
    place: str
    schedule: str
    people: int
    fee: str
    audience: str
    weeks: int
    method: str


# Needs come from the first groups only, so that a bigger town keeps the needs of a smaller one.
_ASKING_GROUPS = 300
_STATES = (("open", 70), ("matched", 12), ("closed", 13), ("draft", 5))
_STAFF = ("窓口 木原", "窓口 前川", "協働推進課 有田", "窓口 湯川")
_EXPIRES_AFTER = timedelta(days=14)


def need(seed: int, number: int, groups: int, today: date) -> TownNeed:
    """The need `number` of a town of `groups` groups; the same for every size from 300 groups on."""
    rng = chance(f"{seed}:need:{number}")
    stories = _stories()
    story = stories[order(f"{seed}:stories", len(stories))[number % len(stories)]]
    asking = _asking(rng, seed, story, min(groups, _ASKING_GROUPS), today)
    state = rng.choices([name for name, _ in _STATES], [weight for _, weight in _STATES])[0]
    received, due = _days(rng, story, state, today)
    free = availability(rng, story.schedule)
    return _assembled(rng, number, story, asking, state, (received, due), (free.slots, free.note))


def _assembled(
    rng: Random, number: int, story: _Story, asking: TownGroup | None, state: str, days: tuple[date, date],
    free: tuple[int, str],
) -> TownNeed:  # fmt: skip
    received, due = days
    return TownNeed(
        number=number, state=state,
        closed_because=rng.choice(("met", "met", "met", "withdrawn", "expired")) if state == "closed" else None,
        title=story.title, story=story.text, kind=story.kind,
        group_number=asking.number if asking else None, requester_name=_requester(rng, asking),
        skills=story.skills, fields=(story.field,), areas=asking.areas if asking else (CITY_CODE,),
        place=building(rng, story.place, _near(rng, asking)),
        online=story.place == "online" or (story.kind == "adviser" and rng.random() < 0.3),
        slots=free[0], dates=_dates(rng, story, free[0], due), schedule_note=free[1],
        people_wanted=story.people, due_on=due, fee=story.fee, audience=story.audience,
        expires_on=due + _EXPIRES_AFTER, contact=_contact(asking),
        received_by_method=story.method, received_by="" if story.method == "web" else rng.choice(_STAFF),
        received_on=received,
    )  # fmt: skip


@cache
def _stories() -> tuple[_Story, ...]:
    """Reads blocks of `= title`, `t` themes of groups it fits best, `k` kind, field and sectors, `s` text,
    `m` skills: must / nice, `@` place; schedule; people; fee; audience; weeks; method."""
    blocks = []
    for module in ("stories", "stories_more"):
        text: str = import_module(f"app.demo.words.{module}").STORIES
        blocks += text.strip().removeprefix("= ").split("\n= ")
    return tuple(map(_story, blocks))


def _story(block: str) -> _Story:
    title, *lines = block.strip().split("\n")
    found = {line[0]: line[2:].strip() for line in lines}
    kind, field, *sectors = found["k"].split()
    must, _, nice = found["m"].partition("/")
    skills = [TownNeedSkill(code, needed) for codes, needed in ((must, True), (nice, False)) for code in codes.split()]
    place, schedule, people, fee, audience, weeks, method = (part.strip() for part in found["@"].split(";"))
    return _Story(
        title, tuple(found.get("t", "").split()), kind, int(field), tuple(sectors), found["s"], tuple(skills),
        place, schedule, int(people), fee, audience, int(weeks), method,
    )  # fmt: skip


@lru_cache(maxsize=64)
def _plans(seed: int, groups: int) -> tuple[Plan, ...]:
    return tuple(plan(seed, number) for number in range(groups))


def _asking(rng: Random, seed: int, story: _Story, groups: int, today: date) -> TownGroup | None:
    """An active group of a sector the story fits, of its theme or field where there is one; None in too small a town."""
    candidates = [
        (planned.idea.theme.text not in story.themes, planned.idea.field != story.field, rng.random(), number)
        for number, planned in enumerate(_plans(seed, groups))
        if planned.sector in story.sectors
    ]
    for *_, number in sorted(candidates):
        found = group(seed, number, today)
        if found.state == "active":
            return found
    return None


def _days(rng: Random, story: _Story, state: str, today: date) -> tuple[date, date]:
    """The day it was received and the day it is due: what is open is due in the future, what is over was due in the past."""
    weeks = timedelta(weeks=story.weeks)
    if state == "closed":
        received = today - weeks - timedelta(days=rng.randint(20, 300))
    else:
        received = today - timedelta(days=rng.randint(0, story.weeks * 7 - 7))
    return received, received + weeks


def _dates(rng: Random, story: _Story, slots: int, due: date) -> tuple[str, ...]:
    """For help on a day, one to three days near the due day, on weekdays of the schedule."""
    if story.kind not in ("hands", "talk") or rng.random() < 0.35:
        return ()
    weekdays = {weekday for weekday, _ in pairs(slots)}
    days = [due - timedelta(days=back) for back in range(7)]
    fitting = [day.isoformat() for day in days if day.weekday() in weekdays]
    return tuple(sorted(rng.sample(fitting, min(len(fitting), rng.randint(1, 3)))))


def _near(rng: Random, asking: TownGroup | None) -> Hamlet:
    """The hamlet of the asking group."""
    if asking is None:
        return rng.choice(hamlets())
    north, east = asking.latitude, asking.longitude
    return min(hamlets(), key=lambda at: (at.latitude - north) ** 2 + (at.longitude - east) ** 2)


def _requester(rng: Random, asking: TownGroup | None) -> str:
    for contact in asking.contacts if asking else ():
        if contact.kind == "representative":
            return contact.value
    return any_name(rng).text


def _contact(asking: TownGroup | None) -> str:
    """How staff reach the requester: private even when the group shows the same number."""
    ways: list[TownContact] = list(asking.contacts) if asking else []
    values = [way.value for way in ways if way.kind in ("phone", "email") and way.note != HOME_NOTE]
    return "、".join(values[:2])
