"""By which words a need is found, for the index."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.vocabularies.models import Area, Skill
from kit.db import among, session
from matching.needs.models import Need, NeedSkill, NeedState, need_areas
from search.documents import Source, with_areas, with_skills
from search.terms import Audience, Document


def need_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Needs of every state: those that are not open are for the staff."""
    options = [selectinload(Need.fields), selectinload(Need.areas), selectinload(Need.skills)]
    for need in session.scalars(sa.select(Need).where(among(Need.id, ids)).options(*options)):
        skills = [wanted.skill for wanted in need.skills]
        lines = [need.place, *(field.short_name for field in need.fields), *(area.name for area in need.areas)]
        yield Document(
            kind="need",
            id=need.id,
            audience=Audience(need.audience.value) if need.state is NeedState.OPEN else Audience.COORDINATORS,
            names=[need.title],
            skills=[skill.name for skill in skills],
            kindred=[word for skill in skills for word in skill.synonyms],
            short=[line for line in lines if line],
            body=[text for text in (need.story, need.schedule_note) if text],
            staff=[text for text in (need.contact, need.requester_name, need.received_by) if text],
        )


NEEDS = Source(
    "need",
    Need,
    need_documents,
    parts=((NeedSkill, "need_id"),),
    entries=(
        (Skill, with_skills(NeedSkill.need_id, NeedSkill.skill_id)),
        (Area, with_areas(need_areas.c.need_id, need_areas.c.area_code)),
    ),
)
