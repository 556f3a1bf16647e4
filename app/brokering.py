"""What the coordinator of the fictional town has on the desk: introductions in every stage, made by the rules everybody keeps."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from directory.accounts.models import Account
from directory.people.models import Person, PersonState
from kit.clock import TOKYO, today, travelled
from kit.db import session
from kit.errors import Refusal
from matching.introductions import actions, answers, outlines
from matching.introductions.actions import Hand
from matching.introductions.answers import Answer
from matching.introductions.items import items_of
from matching.introductions.models import Came, Introduction, Reason
from matching.introductions.moves import Actor, Move, Side
from matching.meetings import actions as meetings
from matching.needs.models import Need, NeedState

M = Move


class Stage(NamedTuple):
    """How far an introduction has come: its moves, and how many days ago the first was made."""

    moves: tuple[Move, ...]
    days: int
    reason: Reason | None = None
    meeting: str = ""


_ASKED: Final = (M.ASK_CANDIDATE,)
_WILLING: Final = (*_ASKED, M.CANDIDATE_YES)
_BOTH_ASKED: Final = (*_WILLING, M.ASK_REQUESTER)
_AGREED: Final = (*_BOTH_ASKED, M.REQUESTER_YES)
STAGES: Final = (
    Stage(_BOTH_ASKED, 9),
    Stage(_ASKED, 3),
    Stage(_AGREED, 12),
    Stage((), 0),
    Stage(_WILLING, 6),
    Stage(_ASKED, 11),
    Stage(_AGREED, 15, meeting="offered"),
    Stage(_AGREED, 18, meeting="fixed"),
    Stage((*_ASKED, M.CANDIDATE_NO), 8, Reason.DATES),
    Stage((*_AGREED, M.MEET), 40),
    Stage((*_AGREED, M.MEET, M.START), 75),
    Stage((*_AGREED, M.MEET, M.END), 110),
    Stage((*_BOTH_ASKED, M.REQUESTER_NO), 20, Reason.OTHER_CHOSEN),
)
_PLACE: Final = "市民活動センター 会議室"


def broker(coordinator: Account, group_id: int | None, person: Person | None) -> int:
    """Introductions of the town's needs, those of the demo accounts among the first; returns how many there are."""
    needs = sorted(_open_needs(), key=lambda need: (need.group_id != group_id, need.id))
    people = _people()
    count = 0
    for place, (stage, need) in enumerate(zip(STAGES, needs, strict=False)):
        wanted = person if place == 1 and person and need.person_id != person.id else None
        with session.begin_nested():
            count += any(_bring(need, each, stage, coordinator) for each in _fitting(need, people, wanted))
    return count


def _open_needs() -> Sequence[Need]:
    found = sa.select(Need).where(Need.state == NeedState.OPEN).options(selectinload(Need.skills))
    return session.scalars(found.order_by(Need.id).limit(200)).all()


def _people() -> Sequence[Person]:
    found = sa.select(Person).where(Person.state == PersonState.ACTIVE, Person.resting_until.is_(None))
    return session.scalars(found.options(selectinload(Person.skills)).order_by(Person.id).limit(400)).all()


def _fitting(need: Need, people: Sequence[Person], first: Person | None) -> Iterator[Person]:
    """Who may be asked, those with a skill that is wanted first, so that the desk looks like a real one."""
    skills = {held.skill_id for held in need.skills}
    if first is not None:
        yield first
    yield from sorted(people, key=lambda one: (not skills & {held.skill_id for held in one.skills}, one.id))[:20]


def _bring(need: Need, person: Person, stage: Stage, by: Account) -> bool:
    """Bring the two as far as the stage; False where a rule or a limit forbids it."""
    try:
        with session.begin_nested(), travelled(-timedelta(days=stage.days)):
            introduction = actions.propose(need, person, by=by)
            introduction.outline = _written(outlines.of_need(need), introduction)
            introduction.introducing = outlines.of_candidate(introduction)
            for step, move in enumerate(stage.moves):
                with travelled(timedelta(days=min(stage.days, 3 * step))):
                    _make(introduction, move, stage, by)
    except Refusal:
        return False
    if stage.meeting:
        _offer_times(introduction, by, fixed=stage.meeting == "fixed")
    return True


def _make(introduction: Introduction, move: Move, stage: Stage, by: Account) -> None:
    hand = Hand(actor=Actor.STAFF, account=by, came=Came.PHONE)
    side = {M.CANDIDATE_YES: Side.CANDIDATE, M.REQUESTER_YES: Side.REQUESTER}.get(move)
    if side:
        ticked = [item.key for item in items_of(introduction, side)][:2]
        answers.answer(introduction, side, Answer.YES, hand, ticked=ticked)
    else:
        actions.move_on(introduction, move, hand, reason=stage.reason)


def _written(outline: str, introduction: Introduction) -> str:
    return outline.replace(outlines.PLACEHOLDER, outlines.story_of(introduction))


def _offer_times(introduction: Introduction, by: Account, *, fixed: bool) -> None:
    days = (5, 6, 9) if not fixed else (4,)
    offers = []
    for number in days:
        start = datetime.combine(today() + timedelta(days=number), time(14), TOKYO)
        end = start + timedelta(minutes=90)
        offers.append(meetings.Offer(starts_at=start, ends_at=end, place=_PLACE, attending=by))
    made = meetings.offer(introduction, offers, by=by)
    hand = Hand(actor=Actor.STAFF, account=by, came=Came.PHONE)
    meetings.say_what_suits(introduction, Side.CANDIDATE, [option.id for option in made], hand)
    if fixed:
        meetings.fix(made[0], by=by)
