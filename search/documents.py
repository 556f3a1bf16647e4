"""What is findable, and by which words: a source for each kind of thing of the register."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.groups.models import Group, GroupContact, GroupState, Publication, Sector, group_areas, group_skills
from directory.people.models import Audience as PersonAudience
from directory.people.models import Person, PersonSkill, PersonState, person_areas
from directory.vocabularies.models import Area, Skill
from kit.db import among, session
from search.terms import Audience, Document

Holders = Callable[[Sequence[Any]], sa.Select[Any]]


@dataclass(frozen=True)
class Source:
    """A kind of findable thing.

    ``documents`` reads the things with some ids and says each in words; a thing that nobody may find has no document.
    ``parts``: models of rows that belong to one thing, each with the attribute that names it. ``entries``: models of
    vocabularies whose words the documents hold, each with the query for the things that have one of some entries.
    """

    kind: str
    model: Any
    documents: Callable[[Sequence[int]], Iterable[Document]]
    parts: tuple[tuple[Any, str], ...] = ()
    entries: tuple[tuple[Any, Holders], ...] = ()


def group_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Groups of every state: those that are not active are for the staff."""
    options = [selectinload(getattr(Group, name)) for name in ("fields", "areas", "skills", "contacts")]
    for group in session.scalars(sa.select(Group).where(among(Group.id, ids)).options(*options)):
        shown = [c.value for c in group.contacts if c.publication is Publication.PUBLIC]
        hidden = [c.value for c in group.contacts if c.publication is not Publication.PUBLIC]
        placed = group.place_publication is Publication.PUBLIC
        yield Document(
            kind="group",
            id=group.id,
            audience=Audience.PUBLIC if group.state is GroupState.ACTIVE else Audience.COORDINATORS,
            names=_said(group.name, group.short_name),
            readings=_said(group.reading),
            skills=[skill.name for skill in group.skills],
            kindred=list(_words_for(group.skills)),
            short=_said(
                group.purpose, group.place if placed else "", *(a.name for a in group.areas),
                *(f.short_name for f in group.fields),
            ),
            body=_said(
                group.activities, group.offers, group.wants, group.joining, group.schedule_note, SECTOR_WORDS[group.sector],
                *shown, group.corporate_number,
            ),
            staff=_said("" if placed else group.place, *hidden, *(c.note for c in group.contacts), group.state_reason, group.notes),
        )  # fmt: skip


def person_documents(ids: Sequence[int]) -> Iterator[Document]:
    """People of every state and audience: the index keeps who may find them."""
    options = [selectinload(getattr(Person, name)) for name in ("fields", "areas", "skills")]
    for person in session.scalars(sa.select(Person).where(among(Person.id, ids)).options(*options)):
        skills = [held.skill for held in person.skills]
        active = person.state is PersonState.ACTIVE
        yield Document(
            kind="person",
            id=person.id,
            audience=Audience((person.findable_by if active else PersonAudience.COORDINATORS).value),
            names=_said(person.display_name),
            readings=_said(person.reading),
            skills=[skill.name for skill in skills],
            kindred=list(_words_for(skills)),
            short=_said(
                person.introduction, person.affiliation, person.base, *(f.short_name for f in person.fields),
                *(a.name for a in person.areas),
            ),
            body=_said(person.about, person.qualifications, person.schedule_note),
            staff=_said(
                person.legal_name, person.phone, person.email, person.address, person.notes, person.avoided_note
            ),
        )  # fmt: skip


SECTOR_WORDS = {
    Sector.NPO: "NPO法人 特定非営利活動法人",
    Sector.CITIZEN: "市民活動団体 ボランティア団体",
    Sector.NEIGHBORHOOD: "自治会 町内会",
    Sector.COUNCIL: "地域づくり協議会",
    Sector.COMPANY: "企業 商店会",
    Sector.SCHOOL: "学校 教育機関",
    Sector.CITY: "行政 市役所 担当課",
    Sector.INTERMEDIARY: "中間支援組織",
}


def _words_for(skills: Iterable[Skill]) -> Iterator[str]:
    """The words citizens use for skills, and the upper skill each belongs to."""
    for skill in skills:
        yield from skill.synonyms
        if skill.parent:
            yield skill.parent.name


def _said(*texts: str) -> list[str]:
    return [text for text in texts if text]


def with_skills(thing: Any, skill: Any) -> Holders:
    """Things that have one of some skills, or a skill under one: their documents hold its words."""

    def holders(ids: Sequence[Any]) -> sa.Select[Any]:
        inner = sa.select(Skill.id).where(among(Skill.parent_id, ids))
        return sa.select(thing).where(among(skill, ids) | skill.in_(inner))

    return holders


def with_areas(thing: Any, area: Any) -> Holders:
    """Things that name one of some areas."""
    return lambda codes: sa.select(thing).where(among(area, codes))


GROUPS = Source(
    "group",
    Group,
    group_documents,
    parts=((GroupContact, "group_id"),),
    entries=(
        (Skill, with_skills(group_skills.c.group_id, group_skills.c.skill_id)),
        (Area, with_areas(group_areas.c.group_id, group_areas.c.area_code)),
    ),
)
PEOPLE = Source(
    "person",
    Person,
    person_documents,
    parts=((PersonSkill, "person_id"),),
    entries=(
        (Skill, with_skills(PersonSkill.person_id, PersonSkill.skill_id)),
        (Area, with_areas(person_areas.c.person_id, person_areas.c.area_code)),
    ),
)
SOURCES = (GROUPS, PEOPLE)
