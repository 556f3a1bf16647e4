"""Who may see which story."""

from directory.accounts.models import Account
from directory.groups.models import Group, GroupState
from matching.introductions import access as introductions
from matching.introductions.moves import Side
from matching.stories.models import Story
from matching.stories.moves import State

SHOWN_TO_SIDES = frozenset({State.ASKED, State.PUBLISHED})


def is_public(story: Story) -> bool:
    """Published, and nobody whom it tells of has left since."""
    introduction = story.introduction
    gone = introduction.candidate is None
    left = any(
        isinstance(party, Group) and party.state is GroupState.WITHDRAWN
        for party in (introduction.candidate, introduction.need.group)
    )
    return story.state is State.PUBLISHED and not gone and not left


def see(story: Story, viewer: Account | None) -> bool:
    """Everybody sees what is published, staff every one."""
    return bool(viewer and viewer.is_staff) or is_public(story)


def side_of(story: Story, viewer: Account | None) -> Side | None:
    """On which side of it the viewer is, while there is something for them to read."""
    return introductions.side_of(story.introduction, viewer) if story.state in SHOWN_TO_SIDES else None
