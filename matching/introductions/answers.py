"""What a side that is asked can answer: yes with what it shows of itself, no, or a question of its own."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from directory.consents import actions as consents
from directory.consents.models import Method, Purpose
from directory.consents.queries import stands
from directory.groups.models import Group
from directory.people.models import Person
from kit import audit
from kit.clock import now
from kit.db import session
from kit.errors import Conflict, NoSuchStep
from kit.i18n import _l
from matching.introductions import actions, items
from matching.introductions.actions import Hand
from matching.introductions.models import Came, Introduction, Question, Reason
from matching.introductions.moves import WAITING, Move, Side

MOST_QUESTIONS: Final = 10
"""Of one side in one introduction; whoever has more to ask had better meet."""


class Answer(StrEnum):
    """The three buttons."""

    YES = "yes"
    QUESTION = "question"
    NO = "no"


class TooManyQuestions(Conflict):
    """The side has asked as much as is carried."""

    message = _l("質問は10件までです。つづきは、センターにお電話ください。")
    field = "words"


_MOVES: Final = {
    (Side.CANDIDATE, Answer.YES): Move.CANDIDATE_YES,
    (Side.CANDIDATE, Answer.NO): Move.CANDIDATE_NO,
    (Side.REQUESTER, Answer.YES): Move.REQUESTER_YES,
    (Side.REQUESTER, Answer.NO): Move.REQUESTER_NO,
}
_METHODS: Final = {
    Came.LINK: Method.WEB,
    Came.WEB: Method.WEB,
    Came.PHONE: Method.SPOKEN,
    Came.VISIT: Method.SPOKEN,
    Came.FAX: Method.FAX,
    Came.LETTER: Method.LETTER,
}


def move_of(side: Side, given: Answer) -> Move:
    """The move that a yes or a no of this side is."""
    return _MOVES[side, given]


def answer(
    introduction: Introduction,
    side: Side,
    given: Answer,
    hand: Hand,
    *,
    ticked: Collection[str] = (),
    reason: Reason | None = None,
    words: str = "",
    version: int | None = None,
) -> None:
    """Take the answer of the side that is asked; with a yes, what the other side may see once both agree.

    Raises:
        NoSuchStep: nobody waits for this side.
        ChangedMeanwhile: it has moved since the form was opened.
        TooManyQuestions: this side has asked as much as is carried.
        NeedIsFull: everybody that the need wants has been found meanwhile.
    """
    if WAITING.get(introduction.state) is not side:
        raise NoSuchStep()
    if given is Answer.QUESTION:
        ask(introduction, side, words, hand)
        return
    if given is Answer.YES:
        _tick(introduction, side, ticked, hand)
    actions.move_on(introduction, move_of(side, given), hand, version=version, reason=reason, words=words)


def ask(introduction: Introduction, side: Side, words: str, hand: Hand) -> Question:
    """Put a question to the other side; the coordinator carries it.

    Raises:
        TooManyQuestions: this side has asked as much as is carried.
    """
    if sum(question.side is side for question in introduction.questions) >= MOST_QUESTIONS:
        raise TooManyQuestions()
    question = Question(introduction_id=introduction.id, side=side, words=words)
    introduction.questions.append(question)
    session.flush()
    _record("introduction.question", introduction, hand)
    return question


def asked_just_now(introduction: Introduction, side: Side, words: str) -> bool:
    """Whether this side's last question was this one, a moment ago: the second press of a button."""
    mine = [question for question in introduction.questions if question.side is side]
    return bool(mine and mine[-1].words == words and mine[-1].asked_at > now() - actions.PRESSED_TWICE)


def reply(question: Question, introduction: Introduction, words: str, hand: Hand) -> None:
    """Carry the answer back, in the coordinator's words."""
    question.answer, question.answered_at = words, now()
    question.answered_by_id = hand.account.id if hand.account else None
    session.flush()
    _record("introduction.reply", introduction, hand)


def _tick(introduction: Introduction, side: Side, ticked: Collection[str], hand: Hand) -> None:
    """Only what the side has can be ticked; ticking is agreeing that the other side is told."""
    known = {item.key for item in items.items_of(introduction, side)}
    actions.tick(introduction, side, known & set(ticked))
    party = introduction.party(side)
    if not known & set(ticked) or not isinstance(party, Person | Group):
        return
    for purpose in (Purpose.REGISTER, Purpose.THIRD_PARTY):
        if not stands(party, purpose):
            consents.give(party, purpose, by=hand.account, method=_METHODS[hand.came])


def _record(verb: str, introduction: Introduction, hand: Hand) -> None:
    actor = hand.account.id if hand.account else None
    audit.record(verb, f"introduction:{introduction.id}", actor_id=actor)
