"""How a story is shown when the one search box finds it."""

from directory.accounts.models import Account
from kit.i18n import _l
from matching.stories.access import is_public
from matching.stories.models import Story
from matching.stories.queries import stories_by_id
from search.everything import Kind


def _see(story: Story, _viewer: Account | None) -> bool:
    """What is not published is looked for at the desk, by staff too."""
    return is_public(story)


STORIES = Kind(
    kind="story",
    words=_l("事例"),
    load=stories_by_id,
    may_see=_see,
    title=lambda story: str(story.title),
    endpoint="stories.show",
    parameter="story_id",
    texts=lambda story: [story.body],
)
