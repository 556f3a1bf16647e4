"""Asking both sides one month and three months after they have met: the letters, one reminder, and silence noted."""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from kit.clock import now
from kit.db import session
from kit.i18n import address_in
from kit.links import end_links, make_link
from kit.mail import drop_letter
from matching.follow_ups import letters
from matching.follow_ups.models import ASKED_AFTER, FollowUp, Round
from matching.follow_ups.queries import AFTER_MEETING, find_open, follow_ups_of
from matching.introductions import outlines
from matching.introductions.asking import recipient_of
from matching.introductions.models import Happened, Introduction
from matching.introductions.moves import Move, Side

ANSWER: Final = "follow_ups.answer"
"""A link to answer by; used up with the answer."""
LINK_LASTS: Final = timedelta(days=60)
REMIND_AFTER: Final = timedelta(days=7)
SILENT_AFTER: Final = timedelta(days=14)
_MONTHS: Final = {Round.FIRST: 1, Round.SECOND: 3}


def subject_of(follow_up: FollowUp) -> str:
    """What a link to answer is about."""
    return f"follow_up:{follow_up.id}"


def ask(*, base_url: str) -> int:
    """Ask whom it is time to ask; twice a day is once."""
    count = 0
    for introduction, met in _met():
        due = [which for which in Round if met + ASKED_AFTER[which] <= now()]
        for side in Side:
            if due and due[-1] not in {each.round for each in follow_ups_of(introduction, side)}:
                count += _ask(introduction, side, due[-1], base_url)
    return count


def remind(*, base_url: str) -> int:
    """Remind once after a week, and note after two that no answer came."""
    waiting = FollowUp.answered_at.is_(None)
    late = sa.select(FollowUp).where(waiting, FollowUp.reminded_at.is_(None), FollowUp.asked_at <= now() - REMIND_AFTER)
    count = 0
    for follow_up in session.scalars(late.order_by(FollowUp.id)).all():
        if find_open(follow_up.introduction, follow_up.side) is follow_up:
            _write(follow_up, base_url, again=True)
            count += 1
        follow_up.reminded_at = now()
    silent = waiting & FollowUp.silent_at.is_(None) & (FollowUp.asked_at <= now() - SILENT_AFTER)
    for follow_up in session.scalars(sa.select(FollowUp).where(silent, FollowUp.reminded_at <= now() - REMIND_AFTER)):
        follow_up.silent_at = now()
    session.flush()
    return count


def settle(follow_up: FollowUp) -> None:
    """After an answer: what still lies in the post is taken out, and the links lead nowhere."""
    for again in (False, True):
        drop_letter(_once(follow_up, again))
    end_links(ANSWER, subject_of(follow_up))


def _met() -> list[tuple[Introduction, datetime]]:
    """Those that somebody may have to be asked about, with when they met."""
    asked_last = (
        sa.select(FollowUp.introduction_id)
        .where(FollowUp.round == Round.SECOND)
        .group_by(FollowUp.introduction_id)
        .having(sa.func.count() == len(Side))
    )
    met = sa.func.max(Happened.at)
    query = (
        sa.select(Introduction, met)
        .join(Happened, (Happened.introduction_id == Introduction.id) & (Happened.move == Move.MEET))
        .where(Introduction.state.in_(AFTER_MEETING), Introduction.id.not_in(asked_last))
        .group_by(Introduction.id)
        .having(met <= now() - ASKED_AFTER[Round.FIRST])
        .order_by(Introduction.id)
    )
    return [(introduction, at) for introduction, at in session.execute(query)]


def _ask(introduction: Introduction, side: Side, which: Round, base_url: str) -> int:
    if side is Side.CANDIDATE and introduction.candidate is None:
        return 0  # deleted at their wish
    for earlier in follow_ups_of(introduction, side):
        end_links(ANSWER, subject_of(earlier))
    follow_up = FollowUp(introduction_id=introduction.id, introduction=introduction, side=side, round=which)
    session.add(follow_up)
    session.flush()
    _write(follow_up, base_url)
    return 1


def _write(follow_up: FollowUp, base_url: str, *, again: bool = False) -> None:
    introduction, side = follow_up.introduction, follow_up.side
    to = recipient_of(introduction, side)
    if to is None or not (to.name or to.email):
        return
    settle(follow_up)
    token = make_link(ANSWER, subject_of(follow_up), lasts=LINK_LASTS)
    letters.ask(
        about=f"introduction:{introduction.id}",
        to=to,
        title=outlines.title_for(introduction, side),
        months=_MONTHS[follow_up.round],
        link=address_in(to.language, base_url, f"/after/{token}"),
        once=_once(follow_up, again),
        again=again,
    )


def _once(follow_up: FollowUp, again: bool) -> str:
    return f"{subject_of(follow_up)}:{'again' if again else 'asked'}"
