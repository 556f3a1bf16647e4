"""The state machine of an introduction: every move there is, from where, to where, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where an introduction stands."""

    PROPOSED = "proposed"
    ASKED_CANDIDATE = "asked_candidate"  # 打診: the candidate reads an outline without names
    CANDIDATE_WILLING = "candidate_willing"
    ASKED_REQUESTER = "asked_requester"
    AGREED = "agreed"  # both have said yes; only from here on, and only what is ticked, is disclosed
    MET = "met"
    RUNNING = "running"
    ENDED = "ended"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Side(StrEnum):
    """Which of the two."""

    CANDIDATE = "candidate"
    REQUESTER = "requester"


class Actor(StrEnum):
    """Who may make a move. What one of the sides may do staff may type in for them."""

    STAFF = "staff"
    CANDIDATE = "candidate"
    REQUESTER = "requester"
    CLOCK = "clock"


class Move(StrEnum):
    """What can happen."""

    ASK_CANDIDATE = "ask_candidate"
    CANDIDATE_YES = "candidate_yes"
    CANDIDATE_NO = "candidate_no"
    ASK_REQUESTER = "ask_requester"
    REQUESTER_YES = "requester_yes"
    REQUESTER_NO = "requester_no"
    STEP_BACK = "step_back"  # the candidate has thought again, before both had agreed
    MEET = "meet"
    START = "start"
    END = "end"
    EXPIRE = "expire"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Step:
    """From any of these states to that one."""

    before: frozenset[State]
    after: State
    by: frozenset[Actor]


def _step(before: set[State], after: State, *by: Actor) -> Step:
    return Step(frozenset(before), after, frozenset(by))


WAITING: Final[Mapping[State, Side]] = {
    State.ASKED_CANDIDATE: Side.CANDIDATE,
    State.ASKED_REQUESTER: Side.REQUESTER,
}
"""Who is waited for, and after whose silence it expires."""

ACCEPTED: Final = frozenset({State.AGREED, State.MET, State.RUNNING})
"""A place of the need is taken."""

BUSY: Final = ACCEPTED | {State.ASKED_CANDIDATE, State.CANDIDATE_WILLING, State.ASKED_REQUESTER}
"""The candidate is asked or at it: it counts against what they want to do at once."""

OPEN: Final = BUSY | {State.PROPOSED}
"""Not over: there is one of these per need and candidate."""

_S, _A = State, Actor

STEPS: Final[Mapping[Move, Step]] = {
    Move.ASK_CANDIDATE: _step({_S.PROPOSED}, _S.ASKED_CANDIDATE, _A.STAFF),
    Move.CANDIDATE_YES: _step({_S.ASKED_CANDIDATE}, _S.CANDIDATE_WILLING, _A.CANDIDATE, _A.STAFF),
    Move.CANDIDATE_NO: _step({_S.ASKED_CANDIDATE}, _S.DECLINED, _A.CANDIDATE, _A.STAFF),
    Move.ASK_REQUESTER: _step({_S.CANDIDATE_WILLING}, _S.ASKED_REQUESTER, _A.STAFF),
    Move.REQUESTER_YES: _step({_S.ASKED_REQUESTER}, _S.AGREED, _A.REQUESTER, _A.STAFF),
    Move.REQUESTER_NO: _step({_S.ASKED_REQUESTER}, _S.DECLINED, _A.REQUESTER, _A.STAFF),
    Move.STEP_BACK: _step({_S.CANDIDATE_WILLING, _S.ASKED_REQUESTER}, _S.DECLINED, _A.CANDIDATE, _A.STAFF),
    Move.MEET: _step({_S.AGREED}, _S.MET, _A.STAFF),
    Move.START: _step({_S.MET}, _S.RUNNING, _A.STAFF),
    Move.END: _step({_S.MET, _S.RUNNING}, _S.ENDED, _A.STAFF),
    Move.EXPIRE: _step(set(WAITING), _S.EXPIRED, _A.CLOCK),
    Move.CANCEL: _step(set(OPEN), _S.CANCELLED, _A.STAFF),
}


def moves_from(state: State, by: Actor) -> list[Move]:
    """What this actor can do with an introduction in this state, in the order of the way."""
    return [move for move, step in STEPS.items() if state in step.before and by in step.by]


def other(side: Side) -> Side:
    """The one across the table."""
    return Side.REQUESTER if side is Side.CANDIDATE else Side.CANDIDATE
