"""What can be done with introductions: begin one, and every move of ``matching/introductions/moves.py``."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.groups.models import Group
from directory.people.models import Person
from kit import audit, jobs
from kit.clock import now
from kit.db import session
from kit.errors import ChangedMeanwhile, Conflict, Forbidden
from kit.i18n import _l
from matching.exclusions.queries import are_apart
from matching.introductions import limits
from matching.introductions.models import Came, Happened, Introduction, Note, Reason, Shown
from matching.introductions.moves import STEPS, Actor, Move, Side, State
from matching.needs.models import Need, NeedState

PRESSED_TWICE: Final = timedelta(minutes=2)
"""Within this time the same again from the same person is the second press of a button."""


REASON_GIVEN: Final = "introductions.reason"
"""The job that does what follows from a reason (matching/care)."""


class AlreadyProposed(Conflict):
    """There is an introduction of this candidate for this need that is not over."""

    message = _l("この相談には、同じ候補の紹介がすでに進んでいます。")


class NeedIsFull(Conflict):
    """As many have agreed as the need wants."""

    message = _l("この相談は、お願いしたい人数がもうそろっています。")


class BusyNow(Conflict):
    """The person takes on no more at once."""

    message = _l("この方は、同時に引き受けられる数に達しています。")


class BusyThisYear(Conflict):
    """The person takes on no more in a year."""

    message = _l("この方は、1年に引き受けられる数に達しています。")


class BusyThisMonth(Conflict):
    """The person takes on no more in a month."""

    message = _l("この方は、1か月に引き受けられる数に達しています。")


class NeedNotOpen(Conflict):
    """Nothing is brokered for a need that is not open."""

    message = _l("この相談は、いま受け付けていません。")


class KeptApart(Conflict):
    """The two are not to be introduced to each other; why is not told here."""

    message = _l("この組み合わせは、いまは紹介の対象外です。")


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who makes a move, as whom, and how it came."""

    actor: Actor
    account: Account | None = None
    came: Came = Came.WEB


def propose(
    need: Need,
    candidate: Person | Group,
    *,
    by: Account,
    words: str = "",
    rank: int | None = None,
    score: int | None = None,
) -> Introduction:
    """Begin an introduction; nobody is asked yet. ``rank`` and ``score``: from the list of suggestions.

    Raises:
        Forbidden: ``by`` is not of the staff.
        NeedNotOpen: the need is not open.
        KeptApart: the two are not to be introduced to each other.
        AlreadyProposed: one of the two is under way.
    """
    if not by.is_staff:
        raise Forbidden()
    if need.state is not NeedState.OPEN:
        raise NeedNotOpen()
    if are_apart(need, candidate):
        raise KeptApart()
    begun = Introduction(
        need=need,
        person=candidate if isinstance(candidate, Person) else None,
        group=candidate if isinstance(candidate, Group) else None,
        coordinator=by,
        state=State.PROPOSED,
        rank=rank,
        score=score,
    )
    with _within_limits():
        session.add(begun)
        session.flush()
    _happened(begun, None, Hand(actor=Actor.STAFF, account=by), words=words)
    audit.record("introduction.proposed", f"introduction:{begun.id}", actor_id=by.id)
    return begun


def move_on(
    introduction: Introduction,
    move: Move,
    hand: Hand,
    *,
    version: int | None = None,
    reason: Reason | None = None,
    words: str = "",
) -> None:
    """Make a move.

    Raises:
        Forbidden: it is not this actor's to make.
        ChangedMeanwhile: it has moved since the form was opened.
        NoSuchStep: no such move leads on from where it stands.
        KeptApart: somebody would be asked although the two have been excluded meanwhile.
        NeedIsFull, BusyNow, BusyThisMonth, BusyThisYear: it would go beyond what the need wants or the person takes on.
    """
    step = STEPS[move]
    if hand.actor not in step.by or (hand.actor is Actor.STAFF and not (hand.account and hand.account.is_staff)):
        raise Forbidden()
    session.flush()  # what was written into it a moment ago is not to be read away
    session.refresh(introduction, with_for_update={"of": Introduction})
    if version not in (None, introduction.version):
        raise ChangedMeanwhile(introduction.version)
    if move is Move.ASK_CANDIDATE and introduction.need.state is not NeedState.OPEN:
        raise NeedNotOpen()
    if move in (Move.ASK_CANDIDATE, Move.ASK_REQUESTER):
        _refuse_apart(introduction)
    with _within_limits():
        introduction.go(move, at=now())
        session.flush()
    _happened(introduction, move, hand, reason=reason, words=words)
    actor = hand.account.id if hand.account else None
    audit.record(f"introduction.{move}", f"introduction:{introduction.id}", actor_id=actor)


def _refuse_apart(introduction: Introduction) -> None:
    if introduction.candidate and are_apart(introduction.need, introduction.candidate):
        raise KeptApart()


def tick(introduction: Introduction, side: Side, items: Collection[str]) -> None:
    """Say which items the other side may see once both agree. What is not ticked is not shown."""
    session.execute(sa.delete(Shown).where(Shown.introduction_id == introduction.id, Shown.side == side))
    session.add_all(Shown(introduction_id=introduction.id, side=side, item=item) for item in sorted(set(items)))
    session.flush()


def hand_over(introduction: Introduction, to: Account, *, by: Account) -> None:
    """Give it to another coordinator.

    Raises:
        Forbidden: one of the two is not of the staff.
    """
    if not by.is_staff or not to.is_staff:
        raise Forbidden()
    introduction.coordinator = to
    session.flush()
    audit.record("introduction.handed_over", f"introduction:{introduction.id}", actor_id=by.id, reason=to.name)


def add_note(introduction: Introduction, words: str, *, by: Account) -> Note:
    """Write something for the next coordinator; it stays as it is written. Pressed twice is once.

    Raises:
        Forbidden: ``by`` is not of the staff.
    """
    if not by.is_staff:
        raise Forbidden()
    if written := noted_just_now(introduction, words, by=by):
        return written
    note = Note(introduction_id=introduction.id, account_id=by.id, words=words)
    introduction.notes.append(note)
    session.flush()
    audit.record("introduction.note", f"introduction:{introduction.id}", actor_id=by.id)
    return note


def noted_just_now(introduction: Introduction, words: str, *, by: Account) -> Note | None:
    """The last note, where the same person wrote these same words a moment ago."""
    last = introduction.notes[-1] if introduction.notes else None
    same = last is not None and (last.words, last.account_id) == (words, by.id)
    return last if last is not None and same and last.at > now() - PRESSED_TWICE else None


def put_words(introduction: Introduction, side: Side, words: str, *, by: Account, version: int | None) -> None:
    """Keep what this side is to read of the other.

    Raises:
        Forbidden: ``by`` is not of the staff.
        ChangedMeanwhile: it has moved since the form was opened.
    """
    if not by.is_staff:
        raise Forbidden()
    session.refresh(introduction, with_for_update={"of": Introduction})
    if version not in (None, introduction.version):
        raise ChangedMeanwhile(introduction.version)
    field = "outline" if side is Side.CANDIDATE else "introducing"
    if getattr(introduction, field) == words:
        return
    setattr(introduction, field, words)
    session.flush()
    audit.record("introduction.words", f"introduction:{introduction.id}", actor_id=by.id, changed=[field])


def _happened(
    introduction: Introduction, move: Move | None, hand: Hand, *, reason: Reason | None = None, words: str = ""
) -> None:
    line = Happened(
        introduction_id=introduction.id,
        move=move,
        state=introduction.state,
        by=hand.actor,
        account_id=hand.account.id if hand.account else None,
        came=hand.came,
        reason=reason,
        words=words,
    )
    session.add(line)
    session.flush()
    if reason is not None:
        jobs.leave(REASON_GIVEN, move=line.id)


_REFUSED: Final = {
    limits.FULL: NeedIsFull,
    limits.AT_ONCE: BusyNow,
    limits.IN_A_MONTH: BusyThisMonth,
    limits.IN_A_YEAR: BusyThisYear,
}


@contextmanager
def _within_limits() -> Iterator[None]:
    """The database's refusals by their names; what was tried within is undone, and the transaction goes on."""
    try:
        with session.begin_nested():
            yield
    except sa.exc.DBAPIError as problem:
        for message, refusal in _REFUSED.items():
            if message in str(problem.orig):
                raise refusal() from problem
        if isinstance(problem, sa.exc.IntegrityError):
            raise AlreadyProposed() from problem
        raise
