"""The supporters of the fictional town, each made from the seed and the person's own number alone."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from app.demo.chances import chance, order
from app.demo.history import confirmed_on
from app.demo.names import Word, full_name, nicknames, phone, romaji
from app.demo.places import CITY_CODE, Hamlet, districts, hamlets
from app.demo.profiles import Profile, profiles
from app.demo.schedules import availability
from app.demo.words import person_phrases as phrases
from kit.slots import mask, pairs


class TownPersonSkill(NamedTuple):
    """A skill code with level (1 some experience, 2 at home in it, 3 professional), years, and whether staff saw proof."""

    code: str
    level: int
    years: int
    verified: bool


class TownAbsence(NamedTuple):
    """Days on which a person is away, both included."""

    starts_on: date
    ends_on: date


class TownPost(NamedTuple):
    """A seat on a council of the city; `ends_on` may lie in the past, `recruited` is a code of `Recruited`."""

    council: str
    starts_on: date
    ends_on: date
    recruited: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TownPerson:
    """A supporter under the attribute names of `Person`; skills, fields and areas are codes.

    Private, never to be shown to a visitor or another member: legal_name, address, phone, email, birth_year, notes,
    council_posts, avoided_groups, avoided_fields, avoided_note, max_at_once, max_per_month, max_per_year, and everything
    about a person whose `state` is not `active` or whose `findable_by` does not include the viewer.
    """

    number: int
    state: str
    display_name: str
    reading: str
    affiliation: str
    base: str
    introduction: str
    about: str
    qualifications: str
    skills: tuple[TownPersonSkill, ...]
    fields: tuple[int, ...]
    areas: tuple[str, ...]
    on_site: bool
    online: bool
    languages: tuple[str, ...]
    travel_km: int | None
    slots: int
    slots_possible: int
    schedule_note: str
    absences: tuple[TownAbsence, ...]
    fee: str
    help_kinds: tuple[str, ...]
    findable_by: str
    legal_name: str
    address: str
    phone: str
    email: str
    birth_year: int
    notes: str
    council_posts: tuple[TownPost, ...]
    max_at_once: int
    max_per_month: int | None
    max_per_year: int
    resting_until: date | None
    minimum_notice_days: int
    avoided_groups: tuple[int, ...]
    avoided_fields: tuple[int, ...]
    avoided_note: str
    last_confirmed_on: date | None


# Telephones of people begin where those of 12,500,000 groups end.
_FIRST_PHONE = 50_000_000
_STATES = (("active", 90), ("submitted", 3), ("draft", 2), ("paused", 3), ("withdrawn", 2))
_FINDABLE = (("public", 76), ("members", 17), ("coordinators", 7))
_TOPICS = range(1, 21)
"""The fields of activity."""
_LANGUAGES = {
    "language.english": "英語", "language.chinese": "中国語", "language.korean": "韓国語", "language.vietnamese": "ベトナム語",
    "language.portuguese": "ポルトガル語", "language.tagalog": "フィリピノ語",
}  # fmt: skip


def person(seed: int, number: int, today: date) -> TownPerson:
    """The supporter `number` of the town `seed`, as the register stands on `today`."""
    rng = chance(f"{seed}:person:{number}")
    choice = profiles()
    profile = choice[order(f"{seed}:profiles", len(choice))[number % len(choice)]]
    at = rng.choice(hamlets())
    age = rng.randint(*profile.ages)
    women = profile.women or rng.random() < 0.48
    name = rng.choice(profile.names) if profile.names else full_name(seed, number, age=age, women=women)
    made = _assembled(rng, number, profile, name, age, at, today)
    return replace(made, **_conditions(chance(f"{seed}:conditions:{number}"), made))


def _assembled(rng: Random, number: int, profile: Profile, name: Word, age: int, at: Hamlet, today: date) -> TownPerson:
    free = availability(rng, profile.schedule)
    display = _display_name(rng, name)
    online = rng.random() < 0.45
    condition = _weighted(rng, _STATES)
    return TownPerson(
        number=number, state=condition, display_name=display.text, reading=display.reading if rng.random() < 0.7 else "",
        affiliation=profile.affiliation if rng.random() < 0.7 else "", base=f"{at.district}地区",
        introduction=_introduction(rng, profile, at), about=_about(rng, profile, at),
        qualifications=profile.qualifications, skills=_skills(rng, profile, age), fields=profile.fields,
        areas=_areas(rng, at), on_site=not online or rng.random() < 0.85, online=online, travel_km=None,
        languages=tuple(name for skill, name in _LANGUAGES.items() if skill in profile.skills),
        slots=free.slots, slots_possible=0, schedule_note=free.note + rng.choice(phrases.SEASONS), absences=_absences(rng, today),
        fee=profile.fee if rng.random() < 0.75 else rng.choice(("free", "expenses")),
        help_kinds=profile.help_kinds, findable_by=_weighted(rng, _FINDABLE),
        legal_name=name.text, address=f"むすび市{at.district}{at.name}{rng.randint(1, 980)}番地",
        phone=phone(_FIRST_PHONE + number), email=f"{romaji(name.reading)}.{number}@example.jp",
        birth_year=today.year - age, notes=rng.choice(phrases.NOTES) if rng.random() < 0.2 else "",
        council_posts=_posts(rng, age, today),
        max_at_once=rng.choice((1, 1, 1, 2, 2, 3)), max_per_month=None, max_per_year=rng.choice((2, 3, 4, 6, 6, 10, 12)),
        resting_until=today + timedelta(days=rng.randint(10, 160)) if rng.random() < 0.06 else None,
        minimum_notice_days=rng.choice((3, 7, 7, 14, 14, 30)),
        avoided_groups=(rng.randrange(100),) if rng.random() < 0.04 else (),
        avoided_fields=(), avoided_note=rng.choice(phrases.AVOIDED) if rng.random() < 0.07 else "",
        last_confirmed_on=confirmed_on(rng, condition, today),
    )  # fmt: skip


def _conditions(rng: Random, made: TownPerson) -> dict[str, Any]:
    """What some say besides: other times that would do, how often in a month, how far they go, a topic they leave to others."""
    days = {weekday for weekday, _time in pairs(made.slots)}
    others = (mask((5,), (0, 1)), mask((6,), (0,)), mask(days, (2,)), mask(range(5), (1,)))
    stays = made.on_site and made.areas != (CITY_CODE,)
    topics = sorted(set(_TOPICS) - set(made.fields))
    return {
        "slots_possible": rng.choice(others) & ~made.slots if rng.random() < 0.4 else 0,
        "max_per_month": min(rng.choice((1, 1, 2)), made.max_per_year) if rng.random() < 0.45 else None,
        "travel_km": rng.choice((3, 5, 5, 10, 15)) if rng.random() < 0.5 and stays else None,
        "avoided_fields": (rng.choice(topics),) if rng.random() < 0.06 else (),
    }


def _display_name(rng: Random, name: Word) -> Word:
    """Most use their name; some a pen name, some only the given name."""
    chance = rng.random()
    if chance < 0.06:
        own = rng.choice(nicknames())
        return Word(f"{own.text}さん", f"{own.reading}さん")
    if chance < 0.12 and " " in name.text:
        own_reading = name.reading.partition(" ")[2]
        return Word(f"{own_reading}さん", f"{own_reading}さん")
    return name


def _introduction(rng: Random, profile: Profile, at: Hamlet) -> str:
    if rng.random() < 0.7:
        return rng.choice(profile.introductions)
    return rng.choice(phrases.INTRODUCTIONS).format(t=profile.title, d=f"{at.district}地区")


def _about(rng: Random, profile: Profile, at: Hamlet) -> str:
    count = rng.choice((2, 3, 3, 4))
    chosen = sorted(rng.sample(range(len(profile.abouts)), min(count, len(profile.abouts))))
    sentences = [profile.abouts[place] for place in chosen]
    sentences += [rng.choice(row) for row in rng.sample(phrases.ABOUTS, rng.choice((0, 1, 1, 2)))]
    return "".join(sentences).replace("{d}", f"{at.district}地区")


def _skills(rng: Random, profile: Profile, age: int) -> tuple[TownPersonSkill, ...]:
    """The first skill is the person's trade, the others go less deep; nobody began before fifteen."""
    found = []
    for place, code in enumerate(profile.skills):
        level = rng.choice((2, 3, 3)) if place == 0 else rng.choice((1, 2, 2))
        longest = max(1, min(age - 18, profile.longest if place == 0 else 15))
        years = rng.randint(max(1, longest // 3), longest)
        proven = bool(profile.qualifications) and place == 0 and rng.random() < 0.6
        found.append(TownPersonSkill(code, level, years, proven))
    return tuple(found)


def _areas(rng: Random, at: Hamlet) -> tuple[str, ...]:
    if rng.random() < 0.45:
        return (CITY_CODE,)
    others = [area.code for area in rng.sample(districts(), rng.randint(0, 3)) if area.code != at.area_code]
    return (at.area_code, *others)


def _absences(rng: Random, today: date) -> tuple[TownAbsence, ...]:
    """One person in eight is away for some days of the coming months."""
    if rng.random() > 0.12:
        return ()
    first = today + timedelta(days=rng.randint(5, 90))
    return (TownAbsence(first, first + timedelta(days=rng.randint(1, 20))),)


def _posts(rng: Random, age: int, today: date) -> tuple[TownPost, ...]:
    if age < 30 or rng.random() > 0.12:
        return ()
    posts = []
    for council in rng.sample(phrases.COUNCILS, rng.choice((1, 1, 1, 2, 3))):
        since = date(today.year - rng.randint(0, 4), 4, 1)
        posts.append(TownPost(council, since, date(since.year + 2, 3, 31), rng.choice(phrases.RECRUITED)))
    return tuple(posts)


def _weighted(rng: Random, choice: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([name for name, _ in choice], [weight for _, weight in choice])[0]
