"""How what was said afterwards is found."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from directory.accounts.models import Account
from kit.db import session
from kit.errors import Missing
from matching.follow_ups.models import Ending, FollowUp
from matching.introductions import access
from matching.introductions.models import Happened, Introduction
from matching.introductions.moves import Move, Side, State

AFTER_MEETING = frozenset({State.MET, State.RUNNING, State.ENDED})
"""In which the two have met, so that they can be asked how it was."""


def follow_ups_of(introduction: Introduction, side: Side | None = None) -> Sequence[FollowUp]:
    """Everything that was asked, of one side or of both, the oldest first."""
    query = sa.select(FollowUp).where(FollowUp.introduction_id == introduction.id)
    if side:
        query = query.where(FollowUp.side == side)
    return session.scalars(query.order_by(FollowUp.asked_at, FollowUp.id)).all()


def find_open(introduction: Introduction, side: Side) -> FollowUp | None:
    """What this side is asked now and has not answered."""
    if introduction.state not in AFTER_MEETING:
        return None
    waiting = [each for each in follow_ups_of(introduction, side) if each.answered_at is None]
    return waiting[-1] if waiting else None


def last_answer(introduction: Introduction, side: Side) -> FollowUp | None:
    """The newest that this side has answered."""
    answered = [each for each in follow_ups_of(introduction, side) if each.answered_at]
    return max(answered, key=lambda each: (each.answered_at, each.id), default=None)


def get_own(introduction_id: int, account: Account) -> tuple[Introduction, Side]:
    """The introduction with this number after its two sides have met, and the side on which the account is.

    Raises:
        Missing: there is none, or the account is on neither side.
    """
    found = session.get(Introduction, introduction_id)
    side = access.side_of(found, account) if found else None
    if found is None or side is None or found.state not in AFTER_MEETING:
        raise Missing()
    return found, side


def find_by_subject(subject: str) -> FollowUp | None:
    """What a link is about."""
    return session.get(FollowUp, int(subject.split(":")[1]))


def find_ending(introduction: Introduction) -> Ending | None:
    """How it ended, where that was written down."""
    return session.get(Ending, introduction.id)


def met_at(introduction: Introduction) -> datetime | None:
    """When it was written down that the two have met."""
    met = (Happened.introduction_id == introduction.id) & (Happened.move == Move.MEET)
    return session.scalar(sa.select(sa.func.max(Happened.at)).where(met))
