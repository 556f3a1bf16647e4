"""What can be done with a story: begin a draft, change its words, and every move of ``matching/stories/moves.py``."""

from typing import Any

from directory.accounts.models import Account
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import ChangedMeanwhile, Conflict, Forbidden, NoSuchStep
from kit.i18n import _l
from matching.follow_ups.models import May
from matching.follow_ups.queries import AFTER_MEETING, last_answer
from matching.introductions import masking
from matching.introductions.actions import Hand
from matching.introductions.models import Introduction
from matching.introductions.moves import Actor, Side, other
from matching.stories.drafts import compose
from matching.stories.models import Opinion, Story
from matching.stories.moves import ANSWERS, STEPS, By, Move
from matching.stories.queries import find_story_of


class NotToBeTold(Conflict):
    """One of the sides has said that it does not want the story told."""

    message = _l("「紹介しないでほしい」という返事があるため、事例にはできません。")


class ToldBefore(Conflict):
    """There is one."""

    message = _l("この紹介の事例は、すでにあります。")


class AddressInStory(Conflict):
    """The words tell how to reach somebody."""

    message = _l("連絡先が入っています（%(words)s）。消してください。")
    field = "body"


class NameInStory(Conflict):
    """The words name somebody who is not to be named."""

    message = _l("名前が入っています（%(words)s）。消すか、名前を出してよい方に印をつけてください。")
    field = "body"


class OtherWords(Conflict):
    """What was read is not what the story says now."""

    message = _l("お読みいただいたあとで、文章が変わりました。新しい文章を読んでから、お返事ください。")


class NotApproved(Conflict):
    """Both sides have to approve these very words."""

    message = _l("双方が、いまの文章を承諾してから公開できます。")


def begin(introduction: Introduction, *, named: frozenset[Side] = frozenset(), by: Account) -> Story:
    """Compose a first draft.

    Raises:
        Forbidden: ``by`` is not of the staff.
        NoSuchStep: the two have not met.
        ToldBefore: there is one.
        NotToBeTold: a side does not want it told.
    """
    if not by.is_staff:
        raise Forbidden()
    session.refresh(introduction, with_for_update={"of": Introduction})
    if introduction.state not in AFTER_MEETING:
        raise NoSuchStep()
    if find_story_of(introduction):
        raise ToldBefore()
    if not may_be_told(introduction):
        raise NotToBeTold()
    title, body = compose(introduction, named=named)
    story = Story(
        introduction=introduction,
        title=title,
        body=body,
        names_candidate=Side.CANDIDATE in named,
        names_requester=Side.REQUESTER in named,
        fields=list(introduction.need.fields),
        opinions=[],
    )
    session.add(story)
    session.flush()
    audit.record("story.begun", f"story:{story.id}", actor_id=by.id)
    return story


def may_be_told(introduction: Introduction) -> bool:
    """Whether no side's last word was against it."""
    said = [last_answer(introduction, side) for side in Side]
    return not any(each and each.may_tell is May.NO for each in said)


def edit(story: Story, data: dict[str, Any], *, by: Account) -> None:
    """Change the words; what was said of the former ones is over.

    Raises:
        Forbidden: ``by`` is not of the staff.
        ChangedMeanwhile: the form was opened before somebody else's change.
        NoSuchStep: it is past editing.
        AddressInStory, NameInStory: what must not be told.
    """
    _lock(story, Move.EDIT, by, data["version"])
    former = story.digest
    with session.no_autoflush:  # what was changed is known only until it is written
        for name in ("title", "body", "names_candidate", "names_requester"):
            setattr(story, name, data[name])
        changed = audit.changed_attributes(story)
        _check(story)
    if not changed:
        return
    if story.digest != former:
        story.go(Move.EDIT, at=now())
        _forget_opinions(story)
    session.flush()
    audit.record("story.edit", f"story:{story.id}", actor_id=by.id, changed=changed)


def move_on(story: Story, move: Move, *, by: Account, version: int | None = None) -> None:
    """Make a move of the staff's own.

    Raises:
        Forbidden: ``by`` is not of the staff, or it is a side's to make.
        ChangedMeanwhile: it has moved since the page was opened.
        NoSuchStep: it does not lead on from where the story stands.
        NotApproved: it is to be published, and not both have approved these words.
        AddressInStory, NameInStory: what must not be told.
    """
    if move in ANSWERS or move is Move.EDIT:
        raise Forbidden()
    _lock(story, move, by, version)
    if move is Move.PUBLISH and not story.approved:
        raise NotApproved()
    if move in (Move.ASK, Move.PUBLISH):
        _check(story)
    if move is Move.REOPEN:
        _forget_opinions(story)
    story.go(move, at=now())
    session.flush()
    audit.record(f"story.{move}", f"story:{story.id}", actor_id=by.id)


def give_opinion(story: Story, side: Side, said: Move, hand: Hand, *, digest: str, words: str = "") -> None:
    """Take what a side says of the words with this digest.

    Raises:
        Forbidden: it is not this one's to say.
        NoSuchStep: nobody is asked.
        OtherWords: the words were changed since they were read.
    """
    if said not in ANSWERS:
        raise Forbidden()
    _as_side(story, side, hand)
    if story.state not in STEPS[said].before:
        raise NoSuchStep()
    if digest != story.digest:
        raise OtherWords()
    actor = hand.account.id if hand.account else None
    opinion = Opinion(
        story_id=story.id, side=side, said=said, digest=digest, words=words, came=hand.came, account_id=actor
    )
    story.opinions.append(opinion)
    story.go(said, at=now())
    if said is not Move.APPROVE:
        _forget_opinions(story)
    session.flush()
    audit.record(f"story.{said}", f"story:{story.id}", actor_id=actor)


def withdraw(story: Story, side: Side, hand: Hand) -> None:
    """Take a published story back, for one of its sides, without giving a reason.

    Raises:
        Forbidden: it is not this one's to do.
        NoSuchStep: it is not published.
    """
    _as_side(story, side, hand)
    story.go(Move.WITHDRAW, at=now())
    session.flush()
    actor = hand.account.id if hand.account else None
    audit.record("story.withdraw", f"story:{story.id}", actor_id=actor, reason=f"{side}")


def _as_side(story: Story, side: Side, hand: Hand) -> None:
    by_staff = hand.actor is Actor.STAFF and hand.account is not None and hand.account.is_staff
    if not by_staff and hand.actor != side.value:
        raise Forbidden()
    session.refresh(story, with_for_update={"of": Story})


def _lock(story: Story, move: Move, by: Account, version: int | None) -> None:
    if not by.is_staff or By.STAFF not in STEPS[move].by:
        raise Forbidden()
    session.refresh(story, with_for_update={"of": Story})
    if version not in (None, story.version):
        raise ChangedMeanwhile(story.version)
    if story.state not in STEPS[move].before:
        raise NoSuchStep()


def _check(story: Story) -> None:
    text, introduction = f"{story.title}\n{story.body}", story.introduction
    if found := [way for side in Side for way in masking.addresses_in(text, introduction, side)]:
        raise AddressInStory(words="、".join(dict.fromkeys(found)))
    named = {Side.CANDIDATE: story.names_candidate, Side.REQUESTER: story.names_requester}
    unnamed = [side for side in Side if not named[side]]
    if found := [name for side in unnamed for name in masking.names_in(text, introduction, other(side))]:
        raise NameInStory(words="、".join(dict.fromkeys(found)))


def _forget_opinions(story: Story) -> None:
    for opinion in story.opinions:
        opinion.stands = False
