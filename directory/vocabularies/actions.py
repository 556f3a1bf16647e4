"""Filling the vocabularies of a new installation, and keeping them."""

import secrets
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import attributes

from directory.accounts.models import Account
from directory.vocabularies.fields import FIELDS
from directory.vocabularies.merging import Entry, count_uses, key_of, put_in_place
from directory.vocabularies.models import Area, AreaKind, Field, Skill, SynonymSet
from directory.vocabularies.prefectures import PREFECTURES
from directory.vocabularies.queries import district_called, skill_called
from directory.vocabularies.skills import SKILLS
from directory.vocabularies.synonyms import SYNONYM_SETS
from kit import audit
from kit.db import session
from kit.errors import Conflict, Invalid
from kit.i18n import _, _l


class InUse(Conflict):
    """The entry stands in records, which would lose it."""

    message = _l("「%(name)s」は%(count)s件で使われているので、消せません。ほかの語にまとめることはできます。")


class CannotMerge(Conflict):
    """The two entries are one, or one lies under the other, or there would be three levels."""

    message = _l("この2つをまとめることはできません。")


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


def save_skill(skill: Skill | None, data: dict[str, Any], *, by: Account) -> Skill:
    """Add a skill, or change one; what it is called takes effect in every search at once.

    Raises:
        Invalid: the name is taken, or the parent is not of the upper level.
    """
    parent = session.get(Skill, data["parent"]) if data["parent"] else None
    if (twin := skill_called(data["name"])) and twin is not skill:
        raise Invalid({"name": [_("「%(name)s」は、もうあります。", name=twin.name)]})
    if data["parent"] and (parent is None or parent.parent_id or parent is skill or (skill and _children(skill))):
        raise Invalid({"parent": [_("上の段の語を選んでください。下に語があるものは、下の段に移せません。")]})
    if skill is None:
        own = secrets.token_hex(4)
        code = f"{parent.code}.{own}" if parent else own
        skill = Skill(code=code, position=_last_position(parent))
        session.add(skill)
    values = {"name": data["name"], "name_en": data["name_en"], "synonyms": data["synonyms"]}
    for name, value in values.items():
        if getattr(skill, name) != value:
            setattr(skill, name, value)
    if skill.parent is not parent:
        skill.parent, skill.position = parent, _last_position(parent)
    changed = audit.changed_attributes(skill)
    session.flush()
    audit.record("skill.saved", f"skill:{skill.id}", actor_id=by.id, changed=changed)
    return skill


def save_district(district: Area | None, data: dict[str, Any], *, by: Account) -> Area:
    """Add a district of the town, or change one.

    Raises:
        Invalid: the name is taken, or there is no municipality for it.
    """
    if (twin := district_called(data["name"], data["parent"])) and twin is not district:
        raise Invalid({"name": [_("「%(name)s」は、もうあります。", name=twin.name)]})
    if district is None:
        if session.get(Area, data["parent"]) is None:
            raise Invalid({"parent": [_("市区町村を選んでください。")]})
        code = _next_district_code(data["parent"])
        district = Area(code=code, kind=AreaKind.DISTRICT, parent_code=data["parent"])
        session.add(district)
    for name in ("name", "reading", "name_en", "latitude", "longitude"):
        if getattr(district, name) != data[name]:
            setattr(district, name, data[name])
    changed = audit.changed_attributes(district)
    session.flush()
    audit.record("district.saved", f"area:{district.code}", actor_id=by.id, changed=changed)
    return district


def merge(old: Entry, new: Entry, *, by: Account) -> None:
    """Let one entry stand wherever another stood, which then is gone; a skill's name lives on as a synonym.

    Raises:
        CannotMerge: they are one, or the second lies under the first, or a third level would come of it.
    """
    if old is new or type(old) is not type(new):
        raise CannotMerge()
    if isinstance(old, Skill) and isinstance(new, Skill):
        if new.parent_id == old.id or (new.parent_id and _children(old)):
            raise CannotMerge()
        words = dict.fromkeys([*new.synonyms, old.name, *old.synonyms])
        new.synonyms = [word for word in words if word != new.name]
    put_in_place(old, new)
    session.refresh(new)
    attributes.flag_modified(new, "name")  # its documents are read anew also where no word was added
    session.flush()
    _end("merged", old, by=by, reason=f"→ {key_of(new)}")


def remove(entry: Entry, *, by: Account) -> None:
    """Take out an entry that no record uses.

    Raises:
        InUse: some do.
    """
    if count := count_uses(entry):
        raise InUse(name=entry.name, count=count)
    _end("removed", entry, by=by)


def save_synonyms(synonyms: SynonymSet | None, words: Sequence[str], *, by: Account) -> None:
    """Add or change a set of words that mean one thing; without words it is taken out."""
    if synonyms is None:
        synonyms = SynonymSet(words=list(words))
        session.add(synonyms)
        session.flush()
    verb, subject = "synonyms.saved" if words else "synonyms.removed", f"synonyms:{synonyms.id}"
    if words:
        synonyms.words = list(words)
    else:
        session.delete(synonyms)
    audit.record(verb, subject, actor_id=by.id)


def _end(verb: str, entry: Entry, *, by: Account, reason: str = "") -> None:
    kind = "skill" if isinstance(entry, Skill) else "district"
    subject = f"{'skill' if kind == 'skill' else 'area'}:{key_of(entry)}"
    session.delete(entry)
    session.flush()
    audit.record(f"{kind}.{verb}", subject, actor_id=by.id, reason=reason)


def _children(skill: Skill) -> int:
    return session.scalar(sa.select(sa.func.count()).where(Skill.parent_id == skill.id)) or 0


def _last_position(parent: Skill | None) -> int:
    """Behind the last of its neighbours; who shares a position stands in the order of coming."""
    if parent is None:
        return (session.scalar(sa.select(sa.func.max(Skill.position))) or 0) + 1
    last = session.scalar(sa.select(sa.func.max(Skill.position)).where(Skill.parent_id == parent.id))
    return parent.position if last is None else last


def _next_district_code(municipality: str) -> str:
    codes = sa.select(Area.code).where(Area.parent_code == municipality, Area.kind == AreaKind.DISTRICT)
    numbers = [int(code.rpartition("-")[2]) for code in session.scalars(codes)]
    return f"{municipality}-{max(numbers, default=0) + 1:02d}"
