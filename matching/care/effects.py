"""What follows at once from the reason of a decline: a letter, or a task for the staff. Nobody's points are touched.

One table says what each reason of the closed list does; most do nothing.
"""

from collections.abc import Callable, Mapping
from typing import Final

import sqlalchemy as sa

from directory.letters.recipients import of_person
from directory.people.models import Person, PersonState
from kit import audit
from kit.db import session
from kit.i18n import address_in
from matching.care import letters
from matching.care.models import CareTask, Task, TaskState
from matching.introductions.models import Happened, Introduction, Reason
from matching.introductions.moves import Move, State

SILENCES: Final = 3
"""So many letters in a row without an answer, and somebody is asked whether they rest."""
TIMES_PAGE: Final = "/my/times"

_BY_CANDIDATE: Final = (Move.CANDIDATE_NO, Move.STEP_BACK)

Effect = Callable[[Introduction, Happened, str], None]


def follow(line: Happened, *, base_url: str) -> None:
    """Do what follows from one move with its reason; done twice it is done once."""
    introduction = session.get(Introduction, line.introduction_id)
    effect = EFFECTS[line.reason] if line.reason else None
    if effect is not None and introduction is not None:
        effect(introduction, line, base_url)


def _ask_times(introduction: Introduction, line: Happened, base_url: str) -> None:
    """Dates: only who said so themselves is asked."""
    person = introduction.person
    if person and line.move in _BY_CANDIDATE and (task := _task(Task.TIMES, introduction, person)):
        _write(letters.ask_times, person, task, base_url)


def _ease(introduction: Introduction, line: Happened, _base_url: str) -> None:
    """A burden: the staff ask by telephone before anything is lowered."""
    if introduction.person and line.move in _BY_CANDIDATE:
        _task(Task.EASE, introduction, introduction.person)


def _apart(introduction: Introduction, _line: Happened, _base_url: str) -> None:
    """Something from before: the staff are offered to keep the two apart for a time."""
    requester = introduction.need.group or introduction.need.person
    if introduction.candidate and requester:
        known = (CareTask.kind == Task.APART) & (CareTask.introduction_id == introduction.id)
        if session.scalar(sa.select(CareTask.id).where(known)) is None:
            _add(CareTask(kind=Task.APART, person_id=introduction.person_id, introduction_id=introduction.id))


def _look_over(introduction: Introduction, _line: Happened, _base_url: str) -> None:
    """Skills: what the need asked for and the person has stated is looked over; the statement stays as it is until then."""
    person = introduction.person
    if person is None:
        return
    asked = {wanted.skill_id for wanted in introduction.need.skills}
    stated: list[int | None] = [held.skill_id for held in person.skills if held.skill_id in asked]
    for skill_id in stated or [None]:
        _task(Task.EVIDENCE, introduction, person, skill_id)


def _ask_pause(introduction: Introduction, line: Happened, base_url: str) -> None:
    """Silence, three times running: the person is asked, and stays on the list."""
    person = introduction.person
    if person is None or line.move is not Move.EXPIRE or introduction.requester_asked_at is not None:
        return
    asked = sa.select(Introduction).where(Introduction.person_id == person.id, Introduction.asked_at.is_not(None))
    last = session.scalars(asked.order_by(Introduction.asked_at.desc(), Introduction.id.desc()).limit(SILENCES)).all()
    silent = [each for each in last if each.state is State.EXPIRED and each.requester_asked_at is None]
    if len(silent) < SILENCES or _was_asked_to_pause({each.id for each in silent}):
        return
    if task := _task(Task.PAUSE, introduction, person):
        _write(letters.ask_pause, person, task, base_url)


EFFECTS: Final[Mapping[Reason, Effect | None]] = {
    Reason.SKILL: _look_over,
    Reason.LEVEL: None,
    Reason.DATES: _ask_times,
    Reason.DISTANCE: None,
    Reason.INTEREST: None,
    Reason.BURDEN: _ease,
    Reason.FORMER: _apart,
    Reason.OTHER_CHOSEN: None,
    Reason.NO_ANSWER: _ask_pause,
    Reason.OTHER: None,
}
"""Every reason, and what it does."""


def _was_asked_to_pause(introduction_ids: set[int]) -> bool:
    known = (CareTask.kind == Task.PAUSE) & CareTask.introduction_id.in_(introduction_ids)
    return session.scalar(sa.select(CareTask.id).where(known).limit(1)) is not None


def _task(kind: Task, introduction: Introduction, person: Person, skill_id: int | None = None) -> CareTask | None:
    """A task about an active person; None where the same is open, or was made for the same introduction."""
    session.execute(sa.select(Person.id).where(Person.id == person.id).with_for_update())
    if person.state is not PersonState.ACTIVE:
        return None
    same = sa.and_(
        CareTask.kind == kind, CareTask.person_id == person.id, CareTask.skill_id.is_not_distinct_from(skill_id)
    )
    done = (CareTask.state == TaskState.OPEN) | (CareTask.introduction_id == introduction.id)
    if session.scalar(sa.select(CareTask.id).where(same, done).limit(1)) is not None:
        return None
    return _add(CareTask(kind=kind, person_id=person.id, introduction_id=introduction.id, skill_id=skill_id))


def _add(task: CareTask) -> CareTask:
    session.add(task)
    session.flush()
    audit.record("care.task", f"care:{task.id}", actor_id=None)
    return task


def _write(letter: Callable[..., None], person: Person, task: CareTask, base_url: str) -> None:
    to = of_person(person)
    page = address_in(to.language, base_url, TIMES_PAGE)
    letter(about=f"person:{person.id}", to=to, page=page, once=f"care:{task.id}")
