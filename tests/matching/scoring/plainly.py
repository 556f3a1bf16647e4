"""Who may be proposed for a need, said once more in the plainest way: nothing of the product's rules or criteria is used."""

from collections.abc import Mapping
from datetime import date
from math import acos, cos, radians, sin

import jpholiday

from matching.scoring.criteria import Comparison
from matching.scoring.profiles import AreaEntry, NeedProfile, PartnerKind, PartnerProfile

GOES_KM = 25.0
"""As far as people usually go who have not said how far."""


def leak(compared: Comparison, partner: PartnerProfile) -> str:
    """What forbids to propose this partner; empty: nothing."""
    need = compared.need
    for said, forbidden in (
        ("hidden from this viewer", partner.findable_by not in compared.audiences),
        ("not active", not partner.active),
        ("not confirmed", partner.unconfirmed),
        ("resting", partner.resting_until is not None and need.today <= partner.resting_until),
        ("belongs to who asks", _belongs(need, partner)),
        ("wants nothing of this group", need.group_id is not None and need.group_id in partner.avoided_groups),
        ("wants nothing of this field", not need.fields_guessed and bool(need.fields & partner.avoided_fields)),
        ("kept apart", partner.key in need.apart),
        ("more than they take on", _has_enough(partner)),
        ("no common time", partner.kind is PartnerKind.PERSON and not _can_come(need, partner)),
        ("out of reach", not _can_be_there(need, partner, compared.vocabulary.areas)),
        ("nothing in common", not _has_to_do_with(compared, partner)),
    ):
        if forbidden:
            return said
    return ""


def _belongs(need: NeedProfile, partner: PartnerProfile) -> bool:
    if partner.kind is PartnerKind.GROUP:
        return partner.id in {need.group_id, *need.own_groups}
    return partner.id in {need.person_id, *need.own_people}


def _has_enough(partner: PartnerProfile) -> bool:
    asks = partner.asks
    had = (asks.now, asks.this_month, asks.this_year)
    limits = (partner.max_at_once, partner.max_per_month, partner.max_per_year)
    return any(most is not None and done >= most for most, done in zip(limits, had, strict=True))


def _can_come(need: NeedProfile, partner: PartnerProfile) -> bool:
    dates = [day for day in need.dates if day >= need.today]
    dated = {_weekday(day) for day in dates}
    weekly = {(cell // 4, cell % 4) for cell in range(28) if need.slots >> cell & 1}
    free = {(cell // 4, cell % 4) for cell in range(28) if partner.slots >> cell & 1}
    every_week = {cell for cell in weekly if cell[0] not in dated}
    if not dates and not every_week:
        return True
    if every_week and (not free or every_week & free):
        return True
    for day in dates:
        cells = {cell for cell in weekly if cell[0] == _weekday(day)} or {(_weekday(day), time) for time in range(4)}
        away = any(first <= day <= last for first, last in partner.absences)
        if not away and (day - need.today).days >= partner.notice_days and (not free or cells & free):
            return True
    return False


def _weekday(day: date) -> int:
    return 6 if jpholiday.is_holiday(day) else day.weekday()


def _can_be_there(need: NeedProfile, partner: PartnerProfile, areas: Mapping[str, AreaEntry]) -> bool:
    if not need.areas or (need.online and partner.online):
        return True
    if not partner.on_site:
        return False
    if not partner.areas:
        return True
    return any(_reaches(here, there, need, partner, areas) for here in need.areas for there in partner.areas)


def _reaches(here: str, there: str, need: NeedProfile, partner: PartnerProfile, areas: Mapping[str, AreaEntry]) -> bool:
    if here.startswith(there) or there.startswith(here) or here[:6] == there[:6]:
        return True
    one, other = _middle(here, areas), _middle(there, areas)
    if one and other:
        km = _km(one, other)
        if partner.travel_km is not None:
            return km <= partner.travel_km
        if km <= GOES_KM:
            return True
    return need.whole_prefecture and here[:2] == there[:2]


def _middle(code: str, areas: Mapping[str, AreaEntry]) -> tuple[float, float] | None:
    entry = areas.get(code)
    if entry is None or len(code) < 6:
        return None
    return entry.position or (_middle(entry.parent_code, areas) if entry.parent_code else None)


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    (north, west), (south, east) = ((radians(angle) for angle in point) for point in (one, other))
    return 6371.0 * acos(min(1.0, sin(north) * sin(south) + cos(north) * cos(south) * cos(west - east)))


def _has_to_do_with(compared: Comparison, partner: PartnerProfile) -> bool:
    need, skills, texts = compared.need, compared.vocabulary.skills, compared.texts
    score = (texts or {}).get(partner.key, 0.0)
    wanted = [one.skill_id for one in need.skills if one.must] or [one.skill_id for one in need.skills]
    for one in wanted:
        for held in (skill.skill_id for skill in partner.skills):
            if held == one or skills[held].parent_id == one or held == skills[one].parent_id:
                return True
    if not need.skills and not need.fields and texts is None:
        return True
    return score >= 0.25 or bool(need.fields & partner.fields and (texts is None or score >= 0.08))
