"""How groups, people and areas come in."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from directory.consents.queries import all_withdrawn
from directory.groups.models import Group, GroupContact, GroupState, Publication, Sector, group_areas
from directory.imports.importers import Importer, Lookups
from directory.imports.keys import Identity, identity
from directory.imports.models import ImportKind
from directory.people.models import Audience, Person, PersonSkill, PersonState, person_areas
from directory.vocabularies.models import Area, AreaKind, Skill
from kit.db import among, session

_GROUP = (
    "name reading short_name sector corporate_number founded_on purpose activities place latitude longitude "
    "place_publication slots "
    "schedule_note member_count joining cost recruiting offers wants source_id last_confirmed_on"
)
_PERSON = (
    "display_name legal_name reading affiliation introduction about qualifications base on_site online slots "
    "schedule_note fee address phone email birth_year notes findable_by max_at_once max_per_year "
    "minimum_notice_days resting_until source_id last_confirmed_on"
)
DATES = {"last_confirmed_on", "resting_until", "due_on", "expires_on", "received_on"}


def areas_of(owner: Any, area_code: Any) -> dict[int, list[str]]:
    """Codes of the areas of every record."""
    found: dict[int, list[str]] = {}
    for owner_id, code in session.execute(sa.select(owner, area_code)):
        found.setdefault(owner_id, []).append(code)
    return found


def with_dates(values: dict[str, Any]) -> dict[str, Any]:
    """Values whose dates are dates."""
    return {
        name: date.fromisoformat(value) if name in DATES and isinstance(value, str) else value
        for name, value in values.items()
    }


class GroupImporter(Importer):
    """Groups; contact details come in for the centre only, whatever the file is."""

    kind = ImportKind.GROUPS
    subject = "group"
    model = Group
    plain = tuple(_GROUP.split())
    merged = (*Importer.merged, "skills", "contacts")

    def identities(self) -> Iterator[tuple[Identity, int]]:
        """Everything in the register, as it is recognised."""
        areas = areas_of(group_areas.c.group_id, group_areas.c.area_code)
        rows = session.execute(sa.select(Group.id, Group.name, Group.reading, Group.corporate_number))
        for group_id, name, reading, number in rows:
            values = {"name": name, "reading": reading, "corporate_number": number}
            yield identity(self.kind, values, area_codes=areas.get(group_id, ())), group_id

    def values(self, read: dict[str, Any], lookups: Lookups) -> dict[str, Any]:
        """Attribute values for the group."""
        found = with_dates(super().values(read, lookups))
        if remarks := read.get("remarks"):
            found["notes"] = remarks
        if ids := lookups.skill_ids(read.get("skill_text", "")):
            found["skills"] = list(session.scalars(sa.select(Skill).where(Skill.id.in_(ids))))
        if contacts := read.get("contacts"):
            found["contacts"] = [GroupContact(kind=c.kind, value=c.value, note=c.note) for c in contacts]
        return found

    def new(self, read: dict[str, Any], *, activate: bool) -> Group:
        """A group in the state it comes in with: closed bodies as dissolved, others for review or active."""
        # What a file tells of places has been public before, unless the row says that it may be somebody's home;
        # whoever keeps the group may choose otherwise.
        group = Group(state=GroupState.SUBMITTED, sector=Sector.CITIZEN, place_publication=Publication.PUBLIC)
        group.state = _group_state(read, activate=activate)
        return group

    def apply(self, record: Group, values: dict[str, Any], *, only_blanks: bool) -> tuple[dict[str, Any], list[str]]:
        """As of any record; a place that may be somebody's home never comes in under a switch that shows it."""
        before, kept = super().apply(record, values, only_blanks=only_blanks)
        if "place_publication" in kept:
            kept.remove("place_publication")
            if before.keys() & {"place", "latitude", "longitude"}:
                before["place_publication"] = self.stored("place_publication", record.place_publication)
                record.place_publication = values["place_publication"]
        return before, kept

    def change_state(self, record: Group, read: dict[str, Any], *, activate: bool) -> bool:
        """A body that has closed is dissolved; one that waits is activated when that is asked for."""
        wanted = _group_state(read, activate=activate)
        waiting = record.state is GroupState.SUBMITTED and wanted is not GroupState.SUBMITTED
        closed = wanted is GroupState.DISSOLVED and record.state in (GroupState.ACTIVE, GroupState.PAUSED)
        if waiting or closed:
            record.state = wanted
        return waiting or closed

    def withdrawn(self) -> set[int]:
        """Groups that said no, and those that left."""
        left = session.scalars(sa.select(Group.id).where(Group.state == GroupState.WITHDRAWN))
        return all_withdrawn(Group) | set(left)

    def stored(self, name: str, value: Any) -> Any:
        """A value as JSON can hold it."""
        if name == "skills":
            return sorted(skill.id for skill in value)
        if name == "contacts":
            return [[c.kind.value, c.value, c.note or "", (c.publication or "center")] for c in value]
        return super().stored(name, value)

    def restored(self, name: str, stored: Any) -> Any:
        """The value again."""
        if name == "skills":
            return list(session.scalars(sa.select(Skill).where(Skill.id.in_(stored))))
        if name == "contacts":
            keys = ("kind", "value", "note", "publication")
            return [GroupContact(position=at, **dict(zip(keys, row, strict=True))) for at, row in enumerate(stored)]
        return super().restored(name, stored)

    def union(self, name: str, old: Any, new: Any) -> list[Any]:
        """Contact details are the same when kind and value are, whatever their note or switch."""
        if name != "contacts":
            return super().union(name, old, new)
        known = {(contact.kind, contact.value) for contact in old}
        both = [*old, *(contact for contact in new if (contact.kind, contact.value) not in known)]
        for position, contact in enumerate(both):
            if contact.position != position:
                contact.position = position
        return both


class PersonImporter(Importer):
    """People; whom they want to be found by is the centre unless the file says otherwise."""

    kind = ImportKind.PEOPLE
    subject = "person"
    model = Person
    plain = tuple(_PERSON.split())
    merged = (*Importer.merged, "skills", "languages", "help_kinds")

    def identities(self) -> Iterator[tuple[Identity, int]]:
        """Everybody in the register, as they are recognised."""
        areas = areas_of(person_areas.c.person_id, person_areas.c.area_code)
        names = ("legal_name", "display_name", "reading", "email", "affiliation", "phone")
        for person_id, *known in session.execute(sa.select(Person.id, *(getattr(Person, name) for name in names))):
            values = dict(zip(names, known, strict=True))
            yield identity(self.kind, values, area_codes=areas.get(person_id, ())), person_id

    def values(self, read: dict[str, Any], lookups: Lookups) -> dict[str, Any]:
        """Attribute values for the person."""
        found = with_dates(super().values(read, lookups))
        for name in ("languages", "help_kinds"):
            if several := read.get(name):
                found[name] = [str(item) for item in several]
        if posts := read.get("council_posts"):
            found["notes"] = "\n".join(filter(None, (found.get("notes", ""), f"審議会等：{posts}")))
        if ids := lookups.skill_ids(read.get("skill_text", "")):
            skills = session.scalars(sa.select(Skill).where(Skill.id.in_(ids)))
            found["skills"] = [PersonSkill(skill=skill, skill_id=skill.id, level=2) for skill in skills]
        return found

    def new(self, read: dict[str, Any], *, activate: bool) -> Person:
        """A person for review, or active."""
        state = PersonState.ACTIVE if activate else PersonState.SUBMITTED
        return Person(state=state, findable_by=Audience.COORDINATORS)

    def change_state(self, record: Person, read: dict[str, Any], *, activate: bool) -> bool:
        """Who waits is activated when that is asked for."""
        waiting = activate and record.state is PersonState.SUBMITTED
        if waiting:
            record.state = PersonState.ACTIVE
        return waiting

    def withdrawn(self) -> set[int]:
        """People who said no, and those who left."""
        left = session.scalars(sa.select(Person.id).where(Person.state == PersonState.WITHDRAWN))
        return all_withdrawn(Person) | set(left)

    def stored(self, name: str, value: Any) -> Any:
        """A value as JSON can hold it."""
        if name == "skills":
            return sorted([held.skill_id, held.level, held.years, bool(held.verified)] for held in value)
        return super().stored(name, value)

    def union(self, name: str, old: Any, new: Any) -> list[Any]:
        """A skill that the person has already stays as it is."""
        if name != "skills":
            return super().union(name, old, new)
        known = {held.skill_id for held in old}
        return [*old, *(held for held in new if held.skill_id not in known)]

    def restored(self, name: str, stored: Any) -> Any:
        """The value again."""
        if name == "skills":
            keys = ("skill_id", "level", "years", "verified")
            return [PersonSkill(**dict(zip(keys, row, strict=True))) for row in stored]
        return super().restored(name, stored)


class AreaImporter(Importer):
    """Areas; an area's id is its code."""

    kind = ImportKind.AREAS
    subject = "area"
    model = Area
    plain = ("name", "reading", "name_en", "latitude", "longitude")
    merged = ()

    def identities(self) -> Iterator[tuple[Identity, Any]]:
        """Every area, by its code."""
        for (code,) in session.execute(sa.select(Area.code)):
            yield Identity("", "", corporate_number=code), code

    def values(self, read: dict[str, Any], lookups: Lookups) -> dict[str, Any]:
        """Attribute values for the area."""
        return {name: read[name] for name in self.plain if name in read}

    def new(self, read: dict[str, Any], *, activate: bool) -> Area:
        """The area with its code, inside its prefecture or the parent that the row names."""
        code = next(iter(read["codes"]))
        kind = AreaKind(read["kind"])
        parent = read.get("parent_code") or {AreaKind.MUNICIPALITY: code[:2], AreaKind.DISTRICT: code[:6]}.get(kind)
        if parent and session.get(Area, parent) is None:
            parent = None
        return Area(code=code, kind=kind, parent_code=parent)

    def id_of(self, record: Area) -> str:
        """Its code."""
        return record.code

    def key_of(self, subject_id: str) -> str:
        """Its code."""
        return subject_id

    def version_of(self, record: Area) -> int:
        """Areas have none."""
        return 0

    def remove(self, record: Area) -> bool:
        """Take the area out again unless something lies in it."""
        try:
            with session.begin_nested():
                session.delete(record)
        except sa.exc.IntegrityError:
            return False
        return True

    def load(self, ids: Any) -> dict[Any, Area]:
        """Areas by code."""
        return {area.code: area for area in session.scalars(sa.select(Area).where(among(Area.code, ids)))}


def _group_state(read: dict[str, Any], *, activate: bool) -> GroupState:
    if read.get("state") == "dissolved":
        return GroupState.DISSOLVED
    if not activate:
        return GroupState.SUBMITTED
    return GroupState.PAUSED if read.get("state") == "paused" else GroupState.ACTIVE
