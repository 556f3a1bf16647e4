"""What is held of somebody's story; when they are deleted it is gone from every page and its words with it."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

import matching.stories.labels  # noqa: F401 - the words of the states
from directory.deletions.holdings import Entry, Erasure, Fact, Holding, Whom
from kit.clock import now
from kit.db import session
from kit.i18n import _l
from kit.mail import Letter
from matching.introductions.models import Introduction
from matching.introductions.moves import Side
from matching.needs.models import Need
from matching.stories import telling
from matching.stories.access import SHOWN_TO_SIDES
from matching.stories.models import Opinion, Story
from matching.stories.moves import State


def _held(whom: Whom) -> Iterator[Entry]:
    """Of a draft that nobody was asked about only that there is one; of what was said of it their own words."""
    for story in _about(whom):
        shown = story.state in SHOWN_TO_SIDES
        yield [
            Fact("state", _l("状態"), story.state),
            Fact("title", _l("事例の題名"), story.title if shown else ""),
            Fact("body", _l("事例の文章"), story.body if shown else ""),
            Fact("words", _l("事例へのお返事"), "\n".join(_said_by(whom, story))),
        ]


def _said_by(whom: Whom, story: Story) -> Iterator[str]:
    sides = [side for side in Side if story.introduction.party(side) is whom.person]
    yield from (opinion.words for opinion in story.opinions if opinion.side in sides and opinion.words)


def _erase(whom: Whom, erasure: Erasure) -> int:
    """That there was one stays; every word of it goes, and it can be read nowhere."""
    found = _about(whom)
    for story in found:
        session.execute(sa.delete(Opinion).where(Opinion.story_id == story.id))
        story.title = story.body = ""
        story.state, story.moved_at = State.WITHDRAWN, now()
        session.flush()
        telling.settle(story)
        told = sa.update(Letter).where(Letter.about == f"story:{story.id}")
        session.execute(told.values(title="", body="", link=""))
    return len(found)


def _about(whom: Whom) -> Sequence[Story]:
    if whom.person is None:
        return []
    mine = (Introduction.person_id == whom.person.id) | (Need.person_id == whom.person.id)
    query = sa.select(Story).join(Story.introduction).join(Introduction.need).where(mine)
    return session.scalars(query.order_by(Story.id)).all()


STORIES = Holding("stories", _l("事例"), _held, _erase)
"""Stories of introductions in which somebody stood on one side."""
