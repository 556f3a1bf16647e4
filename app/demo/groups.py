"""The groups of the fictional town, each made from the seed and its own number alone."""

from dataclasses import dataclass
from datetime import date
from random import Random

from app.demo.chances import chance
from app.demo.contacts import TownContact, contacts, web_pages
from app.demo.group_names import GroupName, group_name
from app.demo.group_texts import Filling, GroupTexts, texts
from app.demo.history import confirmed_on, founded_on, state
from app.demo.names import corporate_number
from app.demo.places import CITY_CODE, OUTDOORS, Hamlet, building, districts, hamlets, position
from app.demo.resident_names import resident_name
from app.demo.schedules import schedule
from app.demo.sectors import Plan, plan


@dataclass(frozen=True, slots=True, kw_only=True)
class TownGroup:
    """A group under the attribute names of `Group`; fields, areas and skills are codes.

    Private, never to be shown to a visitor: every contact whose `publication` is `center` (a telephone at home is planted
    there for tests), `state_reason`, and everything about a group whose `state` is not `active`.
    """

    number: int
    sector: str
    state: str
    state_reason: str
    name: str
    reading: str
    short_name: str
    corporate_number: str
    founded_on: str
    purpose: str
    activities: str
    place: str
    latitude: float
    longitude: float
    slots: int
    schedule_note: str
    member_count: int | None
    joining: str
    cost: str
    recruiting: bool
    offers: str
    wants: str
    web_pages: tuple[str, ...]
    last_confirmed_on: date | None
    fields: tuple[int, ...]
    areas: tuple[str, ...]
    skills: tuple[str, ...]
    wanted_skills: tuple[str, ...]
    contacts: tuple[TownContact, ...]


_RESIDENTS = frozenset({"neighborhood", "council", "intermediary"})
# Where and when bodies meet whose ideas do not say so.
_USUAL_PLACES = {
    "neighborhood": ("meeting", "park"),
    "council": ("hall", "closedschool"),
    "intermediary": ("center", "hall"),
}
_USUAL_TIMES = {
    "neighborhood": ("we-am", "we-early", "wd-night"), "council": ("wd-night", "we-am", "office-hours"),
    "intermediary": ("office-hours", "wd-day"),
}  # fmt: skip
_USUAL_SKILLS = {
    "neighborhood": ("farming.mowing", "event.staff"), "council": ("facilitation.meeting", "facilitation.planning"),
    "intermediary": ("organization.volunteer", "facilitation.workshop", "grants.search"),
}  # fmt: skip
_MEMBERS = {
    "npo": (10, 90), "citizen": (5, 42), "neighborhood": (24, 320), "council": (18, 70), "company": (3, 60),
    "school": (6, 45), "city": (4, 14), "intermediary": (3, 12),
}  # fmt: skip
_RETURNED = (
    "会則と構成員名簿が添えられていません。", "活動の目的をもう少し具体的にお書きください。",
    "代表者の連絡先に番号の抜けがあります。", "活動場所の使用について確認させてください。",
)  # fmt: skip


def group(seed: int, number: int, today: date) -> TownGroup:
    """The group `number` of the town `seed`, as the register stands on `today`."""
    rng = chance(f"{seed}:{number}")
    planned = plan(seed, number)
    name = _name(seed, planned)
    at = name.at or rng.choice(hamlets())
    kind = rng.choice(planned.idea.places or _USUAL_PLACES[planned.sector])
    place = _place(rng, planned, kind, name, at)
    when = schedule(rng, _time(rng, planned), outdoors=kind in OUTDOORS)
    founded = founded_on(rng, planned.sector, today)
    members = rng.randint(*_MEMBERS[planned.sector])
    filling = Filling(place=place, at=at, year=int(founded[:4]), members=members, outdoors=kind in OUTDOORS)
    return _assembled(rng, number, planned, name, filling, founded, (when.slots, when.note), today)


def _assembled(
    rng: Random, number: int, planned: Plan, name: GroupName, filling: Filling, founded: str, when: tuple[int, str],
    today: date,
) -> TownGroup:  # fmt: skip
    sector, idea, at = planned.sector, planned.idea, filling.at
    words: GroupTexts = texts(rng, planned, filling)
    condition = state(rng, sector)
    latitude, longitude = position(rng, at)
    legal = sector == "npo" or (sector == "company" and "会社" in name.text)
    return TownGroup(
        number=number, sector=sector, state=condition,
        state_reason=rng.choice(_RETURNED) if condition == "returned" else "",
        name=_written_out(rng, name.text), reading=_reading(rng, name), short_name=name.short,
        corporate_number=corporate_number(number) if legal else "", founded_on=founded,
        purpose=words.purpose, activities=words.activities,
        place=filling.place, latitude=latitude, longitude=longitude, slots=when[0], schedule_note=when[1],
        member_count=filling.members if sector in _RESIDENTS or rng.random() < 0.9 else None,
        joining=words.joining, cost=words.cost, recruiting=rng.random() < 0.55,
        offers=words.offers, wants=words.wants,
        web_pages=web_pages(rng, sector, number, name.reading),
        last_confirmed_on=confirmed_on(rng, condition, today),
        fields=words.fields, areas=_areas(rng, sector, at),
        skills=idea.skills or _USUAL_SKILLS[sector], wanted_skills=idea.wanted_skills,
        contacts=contacts(rng, sector, number, at, name.reading),
    )  # fmt: skip


def _name(seed: int, planned: Plan) -> GroupName:
    if planned.sector in _RESIDENTS:
        return resident_name(seed, planned.sector, planned.rank)
    return group_name(seed, planned.sector, planned.idea, planned.idea_rank)


def _place(rng: Random, planned: Plan, kind: str, name: GroupName, at: Hamlet) -> str:
    """Pupils meet at their own school, everybody else at a building of the kind."""
    if planned.sector == "school" and kind == "school":
        return name.text.partition(" ")[0]
    return building(rng, kind, at)


def _time(rng: Random, planned: Plan) -> str:
    return planned.idea.schedule or rng.choice(_USUAL_TIMES[planned.sector])


_LONG_FORM, _LONG_READING = "特定非営利活動法人", "とくていひえいりかつどうほうじん"


def _written_out(rng: Random, name: str) -> str:
    """NPO法人 in full letters for every other one; the rest of the name keeps it different from all others."""
    return name.replace("NPO法人", _LONG_FORM, 1) if name.startswith("NPO法人") and rng.random() < 0.5 else name


def _reading(rng: Random, name: GroupName) -> str:
    """Half of the groups give a reading; of a legal body the part after the legal form, as registers do."""
    return name.reading.removeprefix("えぬぴーおーほうじん") if rng.random() < 0.55 else ""


def _areas(rng: Random, sector: str, at: Hamlet) -> tuple[str, ...]:
    if sector in ("neighborhood", "council"):
        return (at.area_code,)
    chance = rng.random()
    if sector in ("city", "intermediary") or chance < 0.3:
        return (CITY_CODE,)
    if chance < 0.7:
        return (at.area_code,)
    others = [district.code for district in rng.sample(districts(), 2) if district.code != at.area_code]
    return (at.area_code, *others)
