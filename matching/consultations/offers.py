"""Where what a group can do meets what somebody asks for: shown to both without naming anybody."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.accounts.models import Account
from directory.confirmations.models import Step
from directory.groups import access as groups
from directory.groups.models import Group, GroupState, group_areas, group_skills
from directory.people.models import Audience
from directory.vocabularies.models import Skill
from directory.vocabularies.queries import skills as all_skills
from kit import audit
from kit import slots as weekly
from kit.clock import today
from kit.db import session
from kit.display import day, own_name
from kit.errors import Missing
from kit.i18n import _
from kit.text import search_key
from matching.consultations.models import Consultation, Interest
from matching.exclusions.queries import apart_from, kept_apart
from matching.needs.models import Need, NeedSkill, NeedState
from matching.suggestions.guesses import guess_skills

MOST_SHOWN = 5
_SHORTEST = 2
_SILENT = (Step.UNSURE, Step.FADED)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A need as a group sees it that could help: nothing of who asks, nor of what they wrote."""

    need_id: int
    fields: Sequence[str]
    areas: Sequence[str]
    when: str
    is_asked: bool
    """Whether the group has said that it wants to hear more."""


def count_groups(need: Need) -> int:
    """How many groups could answer a need by what they say they can do."""
    wanted = {held.skill_id for held in need.skills}
    if not wanted:
        return 0
    related = _related(wanted)
    by_skill = sa.select(group_skills.c.group_id).where(group_skills.c.skill_id.in_(related))
    found: set[int] = set(session.scalars(_active(need).where(Group.id.in_(by_skill))))
    words = {key for skill in all_skills() if skill.id in related for key in _keys(skill)}
    offering = session.execute(_active(need).add_columns(Group.offers).where(Group.offers != "")).all()
    found |= {
        group_id
        for group_id, offers in offering
        if group_id not in found
        and any(word in search_key(offers) for word in words)
        and related & set(_said_in(offers))
    }
    found -= kept_apart(need, today())[0]
    places = _places(found)
    wanted_areas = {area.code for area in need.areas}
    return sum(_near(wanted_areas, places.get(group_id, set())) for group_id in found)


def outlines_for(group: Group, viewer: Account) -> list[Outline]:
    """Needs that fit what the group can do, the newest first.

    Of what only the centre is to see, only those whose askers were told that their field, area and time may be shown.
    """
    asked = set(session.scalars(sa.select(Interest.need_id).where(Interest.group_id == group.id)))
    return [
        Outline(
            need_id=need.id,
            fields=[own_name(field) for field in need.fields],
            areas=[own_name(area) for area in need.areas],
            when=_when(need),
            is_asked=need.id in asked,
        )
        for need in _fitting(group, viewer)
    ]


def show_interest(group: Group, need_id: int, *, by: Account) -> None:
    """Tell the staff that the group wants to hear more; twice is the same as once.

    Raises:
        Missing: ``by`` does not keep the group, or there is no such need that fits it.
    """
    if not groups.is_editor(group, by):
        raise Missing()
    session.execute(sa.select(Group.id).where(Group.id == group.id).with_for_update())  # pressed twice at once
    if need_id not in {need.id for need in _fitting(group, by)}:
        raise Missing()
    shown = (Interest.need_id == need_id) & (Interest.group_id == group.id)
    if session.scalar(sa.select(Interest.id).where(shown)) is None:
        session.add(Interest(need_id=need_id, group_id=group.id, account_id=by.id))
        session.flush()
        audit.record("need.interest_shown", f"need:{need_id}", actor_id=by.id)


def _fitting(group: Group, viewer: Account) -> list[Need]:
    if group.state is not GroupState.ACTIVE or group.confirmation_step in _SILENT:
        return []
    can = {skill.id for skill in group.skills} | set(_said_in(group.offers))
    if not can:
        return []
    agreed = sa.select(Consultation.need_id).where(Consultation.agreed != "")
    may = Need.audience.in_((Audience.PUBLIC, Audience.MEMBERS)) | Need.id.in_(agreed)
    skilled = Need.id.in_(sa.select(NeedSkill.need_id).where(NeedSkill.skill_id.in_(_related(can))))
    others = Need.group_id.is_(None) | (Need.group_id != group.id)
    mine = sa.select(Consultation.need_id).where(Consultation.account_id == viewer.id)
    query = sa.select(Need).where(Need.state == NeedState.OPEN, may, skilled, others, Need.id.not_in(mine))
    options = (selectinload(Need.fields), selectinload(Need.areas))
    found = session.scalars(query.order_by(Need.id.desc()).limit(200).options(*options))
    own = {area.code for area in group.areas}
    apart, apart_people = apart_from(group_id=group.id, person_id=None, on=today())
    return [
        need
        for need in found
        if need.group_id not in apart
        and need.person_id not in apart_people
        and _near({area.code for area in need.areas}, own)
    ][:MOST_SHOWN]


def _active(need: Need) -> sa.Select[Any]:
    query = sa.select(Group.id).where(Group.state == GroupState.ACTIVE, Group.confirmation_step.not_in(_SILENT))
    return query.where(Group.id != need.group_id) if need.group_id else query


def _related(skill_ids: Collection[int]) -> set[int]:
    """These skills, and for each the one above it and those under it."""
    known = all_skills()
    parents = {skill.parent_id for skill in known if skill.id in skill_ids and skill.parent_id}
    return {*skill_ids, *parents, *(skill.id for skill in known if skill.parent_id in skill_ids)}


def _said_in(offers: str) -> Iterable[int]:
    if not offers:
        return []
    return [guess.entry for guess in guess_skills("", offers, all_skills())]


def _keys(skill: Skill) -> set[str]:
    return {key for word in (skill.name, *skill.synonyms) if len(key := search_key(word)) >= _SHORTEST}


def _places(group_ids: Collection[int]) -> dict[int, set[str]]:
    query = sa.select(group_areas.c.group_id, group_areas.c.area_code).where(group_areas.c.group_id.in_(group_ids))
    found: dict[int, set[str]] = {}
    for group_id, code in session.execute(query):
        found.setdefault(group_id, set()).add(code)
    return found


def _near(wanted: Collection[str], own: Collection[str]) -> bool:
    """One lies in the other, or one of them has said nothing: a district's code begins with its town's."""
    if not wanted or not own:
        return True
    return any(_inside(one, other) or _inside(other, one) for one in wanted for other in own)


def _inside(code: str, wider: str) -> bool:
    prefecture = len(wider) == 2
    return code == wider or code.startswith(wider if prefecture else f"{wider}-")


def _when(need: Need) -> str:
    """Days and weekly times; the words that somebody wrote beside them are not shown."""
    days = [day(date.fromisoformat(iso)) for iso in need.dates if iso >= today().isoformat()][:3]
    parts = [*days, weekly.words(need.slots)] if need.slots else days
    if need.due_on:
        parts.append(str(_("%(date)sまで", date=day(need.due_on))))
    return str(_("、")).join(parts)
