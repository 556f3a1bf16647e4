"""What a side can do, each with the letters that belong to it: the same by a letter's link, signed in, or by a program."""

from collections.abc import Collection

from kit.errors import NoSuchStep
from matching.introductions import actions, answers, asking
from matching.introductions.actions import Hand
from matching.introductions.answers import Answer
from matching.introductions.models import Introduction, Reason
from matching.introductions.moves import OPEN, Move, Side


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
    base_url: str,
) -> None:
    """Take a yes or a no of the side itself, and tell whom it concerns.

    Raises:
        NoSuchStep, ChangedMeanwhile, NeedIsFull: see ``answers.answer``.
    """
    answers.answer(
        introduction,
        side,
        given,
        hand,
        ticked=ticked,
        reason=reason if given is Answer.NO else None,
        words=words,
        version=version,
    )
    asking.tell(introduction, answers.move_of(side, given), base_url=base_url)


def ask(introduction: Introduction, side: Side, words: str, hand: Hand) -> None:
    """Put a question to the other side; pressed twice is once.

    Raises:
        NoSuchStep: it is over.
        TooManyQuestions: this side has asked as much as is carried.
    """
    if introduction.state not in OPEN:
        raise NoSuchStep()
    if not answers.asked_just_now(introduction, side, words):
        answers.ask(introduction, side, words, hand)


def step_back(
    introduction: Introduction,
    hand: Hand,
    *,
    reason: Reason | None = None,
    words: str = "",
    version: int | None = None,
    base_url: str,
) -> None:
    """Think again after a yes, before both have agreed.

    Raises:
        Forbidden: it is not the candidate.
        NoSuchStep, ChangedMeanwhile: see ``actions.move_on``.
    """
    actions.move_on(introduction, Move.STEP_BACK, hand, reason=reason, words=words, version=version)
    asking.tell(introduction, Move.STEP_BACK, base_url=base_url)
