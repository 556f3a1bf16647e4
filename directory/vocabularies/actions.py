"""Filling and changing the vocabularies."""

import sqlalchemy as sa

from directory.vocabularies.fields import FIELDS
from directory.vocabularies.models import Area, AreaKind, Field, Skill, SynonymSet
from directory.vocabularies.prefectures import PREFECTURES
from directory.vocabularies.skills import SKILLS
from directory.vocabularies.synonyms import SYNONYM_SETS
from kit.db import session


def fill_vocabularies() -> None:
    """Give a new installation its fields, skills, prefectures and synonyms; what is there already stays as it is."""
    for field in FIELDS:
        if session.get(Field, field.code) is None:
            session.add(Field(code=field.code, name=field.name, short_name=field.short_name, name_en=field.name_en))
    for place in PREFECTURES:
        if session.get(Area, place.code) is None:
            session.add(Area(kind=AreaKind.PREFECTURE, **place._asdict()))
    _fill_skills()
    if session.scalar(sa.select(sa.func.count()).select_from(SynonymSet)) == 0:
        session.add_all(SynonymSet(words=list(words)) for words in SYNONYM_SETS)
    session.flush()


def put_area(area: Area) -> Area:
    """Add an area, or bring the one with its code up to date."""
    return session.merge(area)


def _fill_skills() -> None:
    known = {skill.code: skill for skill in session.scalars(sa.select(Skill))}
    for position, entry in enumerate(SKILLS):
        if entry.code in known:
            continue
        parent = known.get(entry.parent_code or "")
        skill = Skill(
            code=entry.code,
            parent=parent,
            position=position,
            name=entry.name,
            name_en=entry.name_en,
            synonyms=list(entry.synonyms),
        )
        session.add(skill)
        session.flush()
        known[entry.code] = skill
