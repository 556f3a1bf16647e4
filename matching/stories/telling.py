"""Writing to both sides when they are to read a story, when it is published, and when it is taken back."""

from datetime import timedelta
from typing import Final

from kit.i18n import address_in
from kit.links import end_links, make_link
from kit.mail import Recipient, drop_letters
from matching.introductions.asking import recipient_of
from matching.introductions.moves import Side
from matching.stories import letters
from matching.stories.models import Story
from matching.stories.moves import Move, State

ANSWER: Final = "stories.answer"
"""A link to read the words and to say what one thinks of them; used up with that, and worthless when the words change."""
WITHDRAW: Final = "stories.withdraw"
"""A link to take a published story back."""
ANSWER_LASTS: Final = timedelta(days=60)
WITHDRAW_LASTS: Final = timedelta(days=3650)


def subject_of(story: Story, side: Side) -> str:
    """What a link of one side is about."""
    return f"story:{story.id}:{side}"


def tell(story: Story, move: Move, *, base_url: str, by: Side | None = None) -> None:
    """Write to whomever a move that was just made concerns; links that lead to nothing more end. ``by``: the side that made it."""
    if move is Move.APPROVE and by:
        end_links(ANSWER, subject_of(story, by))
        return
    settle(story)
    for side in Side:
        to = recipient_of(story.introduction, side)
        if to is None or not (to.name or to.email):
            continue
        if move is Move.ASK:
            link = address_in(to.language, base_url, f"/story-approval/{_link(ANSWER, story, side)}")
            letters.ask(about=_about(story), to=to, title=story.title, body=story.body, link=link)
        elif move is Move.PUBLISH:
            _tell_published(story, side, to, base_url)
        elif move is Move.WITHDRAW:
            letters.withdrawn(about=_about(story), to=to, title=story.title)


def settle(story: Story) -> None:
    """Links to answer by end; those to take it back end with what could be taken back."""
    for kind in (letters.ASKED, letters.PUBLISHED, letters.WITHDRAWN):
        drop_letters(kind, _about(story))
    for side in Side:
        end_links(ANSWER, subject_of(story, side))
        if story.state is not State.PUBLISHED:
            end_links(WITHDRAW, subject_of(story, side))


def _tell_published(story: Story, side: Side, to: Recipient, base_url: str) -> None:
    letters.published(
        about=_about(story),
        to=to,
        title=story.title,
        address=address_in(to.language, base_url, f"/stories/{story.id}"),
        link=address_in(to.language, base_url, f"/story-withdrawal/{_link(WITHDRAW, story, side)}"),
    )


def _link(purpose: str, story: Story, side: Side) -> str:
    lasts = ANSWER_LASTS if purpose == ANSWER else WITHDRAW_LASTS
    return make_link(purpose, subject_of(story, side), lasts=lasts)


def _about(story: Story) -> str:
    return f"story:{story.id}"
