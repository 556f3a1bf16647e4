"""By which words a story is found, for the index: those of its page, while it has one."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.groups.models import Group
from kit.db import among, session
from matching.introductions.models import Introduction
from matching.needs.models import Need
from matching.stories.access import is_public
from matching.stories.models import Story
from search.documents import Source
from search.terms import Audience, Document


def story_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Published stories; staff find the others on their desk."""
    query = sa.select(Story).where(among(Story.id, ids)).options(selectinload(Story.fields))
    for story in session.scalars(query):
        if is_public(story):
            yield Document(
                kind="story",
                id=story.id,
                audience=Audience.PUBLIC,
                names=[story.title],
                short=[field.short_name for field in story.fields],
                body=[story.body],
            )


def _of_groups(ids: Sequence[Any]) -> sa.Select[Any]:
    """Stories of these groups: when a group leaves, its stories are no longer told."""
    told = sa.select(Story.id).join(Story.introduction).join(Introduction.need)
    return told.where(among(Introduction.group_id, ids) | among(Need.group_id, ids))


STORIES = Source("story", Story, story_documents, entries=((Group, _of_groups),))
