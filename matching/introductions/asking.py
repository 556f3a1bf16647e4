"""Asking a side for its answer: the letter with its link, reminders, and the end of waiting."""

from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from directory.groups.models import Group
from directory.letters.recipients import of_group, of_person
from directory.people.models import Person
from kit.clock import now
from kit.db import session
from kit.i18n import address_in, tokyo
from kit.links import end_links, make_link
from kit.mail import Recipient, drop_letters
from matching.introductions import actions, letters, masking, outlines
from matching.introductions.actions import Hand
from matching.introductions.models import Came, Introduction, Question, Reason
from matching.introductions.moves import WAITING, Actor, Move, Side, State

ANSWER: Final = "introductions.answer"
"""A link to answer by; it is used up with the answer, and worthless as soon as nobody waits for it."""
PAGE: Final = "introductions.page"
"""A link to one side's page, on which nothing more is to be answered: what the other side shows, questions, stepping back."""
LINK_LASTS: Final = timedelta(days=60)
REMIND_AFTER: Final = (timedelta(days=3), timedelta(days=7))


def recipient_of(introduction: Introduction, side: Side) -> Recipient | None:
    """Who is written to on this side; None where nobody can be."""
    party = introduction.party(side)
    if isinstance(party, Group):
        return of_group(party)
    if isinstance(party, Person):
        return of_person(party)
    if side is Side.CANDIDATE:
        return None
    need = introduction.need
    return Recipient(name=need.requester_name, email=next(iter(masking.mails_in(need.contact)), ""))


def subject_of(introduction: Introduction, side: Side) -> str:
    """What a link to the page of one side is about."""
    return f"introduction:{introduction.id}:{side}"


def write(introduction: Introduction, *, base_url: str, again: bool = False) -> None:
    """Write to the side that is waited for."""
    side = WAITING[introduction.state]
    to = recipient_of(introduction, side)
    if to is None:
        return
    about = f"introduction:{introduction.id}"
    drop_letters(letters.ASKED, about)
    assert introduction.answer_due_at is not None
    letters.ask(
        side,
        about=about,
        to=to,
        title=outlines.title_for(introduction, side),
        words=introduction.outline if side is Side.CANDIDATE else introduction.introducing,
        until=f"{tokyo(introduction.answer_due_at):%Y-%m-%d}",
        link=link_for(introduction, side, to, base_url),
        again=again,
    )


def link_for(introduction: Introduction, side: Side, to: Recipient, base_url: str) -> str:
    """A new link for this side: to answer by while they are waited for, to their page otherwise."""
    purpose, path = (ANSWER, "answers") if WAITING.get(introduction.state) is side else (PAGE, "introduced")
    token = make_link(purpose, subject_of(introduction, side), lasts=LINK_LASTS)
    return address_in(to.language, base_url, f"/{path}/{token}")


def tell(introduction: Introduction, move: Move, *, base_url: str) -> None:
    """Write to whomever a move that was just made concerns; links to answer by that nobody waits for any more end."""
    for side in Side:
        end_links(ANSWER, subject_of(introduction, side))
    if introduction.state in WAITING:
        write(introduction, base_url=base_url)
    elif move is Move.REQUESTER_YES:
        _tell_agreed(introduction, base_url)
    elif introduction.state in (State.DECLINED, State.EXPIRED, State.CANCELLED):
        silent = Side.REQUESTER if introduction.requester_asked_at else Side.CANDIDATE
        _tell_over(introduction, ended_by=silent if move is Move.EXPIRE else _ENDED_BY.get(move))


_ENDED_BY: Final = {
    Move.CANDIDATE_NO: Side.CANDIDATE,
    Move.STEP_BACK: Side.CANDIDATE,
    Move.REQUESTER_NO: Side.REQUESTER,
}


def tell_reply(introduction: Introduction, question: Question, *, base_url: str) -> None:
    """Carry the answer to a question to the side that asked."""
    if to := recipient_of(introduction, question.side):
        letters.replied(
            about=f"introduction:{introduction.id}",
            to=to,
            title=outlines.title_for(introduction, question.side),
            question=question.words,
            answer=question.answer,
            link=link_for(introduction, question.side, to, base_url),
        )


def _tell_agreed(introduction: Introduction, base_url: str) -> None:
    """Both have said yes: tell both where to look."""
    drop_letters(letters.ASKED, f"introduction:{introduction.id}")
    for side in Side:
        if to := recipient_of(introduction, side):
            link = link_for(introduction, side, to, base_url)
            title = outlines.title_for(introduction, side)
            letters.agreed(about=f"introduction:{introduction.id}", to=to, title=title, link=link)


def _tell_over(introduction: Introduction, *, ended_by: Side | None) -> None:
    """It came to nothing: links lead nowhere from now on, and whoever was asked and did not end it is told."""
    about = f"introduction:{introduction.id}"
    drop_letters(letters.ASKED, about)
    asked = {Side.CANDIDATE: introduction.asked_at, Side.REQUESTER: introduction.requester_asked_at}
    for side in Side:
        end_links(PAGE, subject_of(introduction, side))
        to = recipient_of(introduction, side) if asked[side] and side is not ended_by else None
        if to:
            letters.over(about=about, to=to, title=outlines.title_for(introduction, side))


def remind(*, base_url: str) -> int:
    """Remind after three and seven days of silence; twice a day is once."""
    count = 0
    for place, after in enumerate(REMIND_AFTER):
        silent = Introduction.state.in_(WAITING) & (Introduction.reminded == place)
        due = sa.select(Introduction).where(silent, Introduction.moved_at <= now() - after).order_by(Introduction.id)
        for introduction in session.scalars(due).all():
            introduction.reminded = place + 1
            write(introduction, base_url=base_url, again=True)
            count += 1
    session.flush()
    return count


def expire(*, base_url: str) -> int:
    """End what has waited for its answer in vain."""
    late = sa.select(Introduction).where(Introduction.state.in_(WAITING), Introduction.answer_due_at <= now())
    found = session.scalars(late.order_by(Introduction.id)).all()
    for introduction in found:
        actions.move_on(introduction, Move.EXPIRE, Hand(actor=Actor.CLOCK, came=Came.CLOCK), reason=Reason.NO_ANSWER)
        tell(introduction, Move.EXPIRE, base_url=base_url)
    return len(found)
