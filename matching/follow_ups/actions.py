"""Taking what a side says afterwards, and ending an introduction with its outcome."""

from collections.abc import Mapping
from typing import Any

from directory.accounts.models import Account
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import ChangedMeanwhile, Conflict, Forbidden, NoSuchStep
from kit.i18n import _l
from matching.follow_ups.models import Ending, FollowUp, Result, Round
from matching.follow_ups.queries import AFTER_MEETING, find_ending, follow_ups_of
from matching.introductions.actions import Hand, move_on
from matching.introductions.models import Came, Introduction
from matching.introductions.moves import Actor, Move, Side, State
from matching.meetings.actions import release

SAID = ("found", "words", "hours", "again", "may_tell")


class AnsweredBefore(Conflict):
    """The side has answered."""

    message = _l("お返事は、すでに受け取っています。直したいときは、センターにお電話ください。")


def answer(follow_up: FollowUp, said: Mapping[str, Any], hand: Hand) -> None:
    """Take the side's own answer.

    Raises:
        Forbidden: it is not this side's to give.
        AnsweredBefore: it was given.
        NoSuchStep: the two have not met.
    """
    if hand.actor != follow_up.side.value:
        raise Forbidden()
    session.refresh(follow_up, with_for_update={"of": FollowUp})
    if follow_up.answered_at is not None:
        raise AnsweredBefore()
    _take(follow_up, said, hand)


def type_in(introduction: Introduction, side: Side, which: Round, said: Mapping[str, Any], hand: Hand) -> FollowUp:
    """Write down what a side has told staff, also before it was asked; what was written before is replaced.

    Raises:
        Forbidden: not staff.
        NoSuchStep: the two have not met.
    """
    if hand.actor is not Actor.STAFF or not (hand.account and hand.account.is_staff):
        raise Forbidden()
    session.refresh(
        introduction, with_for_update={"of": Introduction}
    )  # of two at once the second sees what the first has added
    found = next((each for each in follow_ups_of(introduction, side) if each.round is which), None)
    if found is None:
        found = FollowUp(introduction_id=introduction.id, introduction=introduction, side=side, round=which)
        session.add(found)
    _take(found, said, hand)
    return found


def end(
    introduction: Introduction,
    result: Result,
    *,
    by: Account,
    hours: int | None = None,
    words: str = "",
    version: int | None = None,
) -> Ending:
    """End it with what it gave; of one that was ended without a word the outcome is written down.

    Raises:
        Forbidden: ``by`` is not of the staff.
        NoSuchStep: the two have not met, or its outcome was written down.
        ChangedMeanwhile: it has moved since the form was opened.
    """
    if not by.is_staff:
        raise Forbidden()
    session.refresh(introduction, with_for_update={"of": Introduction})
    if version not in (None, introduction.version):
        raise ChangedMeanwhile(introduction.version)
    if introduction.state not in AFTER_MEETING or find_ending(introduction):
        raise NoSuchStep()
    if introduction.state is not State.ENDED:
        move_on(introduction, Move.END, Hand(actor=Actor.STAFF, account=by, came=Came.WEB), words=words)
        release(introduction)
    ending = Ending(introduction_id=introduction.id, result=result, hours=hours, words=words, account_id=by.id)
    session.add(ending)
    session.flush()
    audit.record("introduction.outcome", f"introduction:{introduction.id}", actor_id=by.id)
    return ending


def _take(follow_up: FollowUp, said: Mapping[str, Any], hand: Hand) -> None:
    introduction = follow_up.introduction
    if introduction.state not in AFTER_MEETING:
        raise NoSuchStep()
    for name in SAID:
        setattr(follow_up, name, said[name])
    follow_up.answered_at, follow_up.came = now(), hand.came
    follow_up.account_id = hand.account.id if hand.account else None
    session.flush()
    audit.record("introduction.followed_up", f"introduction:{introduction.id}", actor_id=follow_up.account_id)
