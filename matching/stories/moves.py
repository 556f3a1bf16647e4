"""The state machine of a story: every move there is, from where, to where, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a story stands."""

    DRAFT = "draft"  # staff write it; nobody else sees it
    ASKED = "asked"  # both sides read it
    PUBLISHED = "published"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class By(StrEnum):
    """Who may make a move. What a side may do staff may type in for it."""

    STAFF = "staff"
    SIDE = "side"


class Move(StrEnum):
    """What can happen."""

    EDIT = "edit"  # other words: every approval is over
    ASK = "ask"
    APPROVE = "approve"
    ASK_CHANGES = "ask_changes"
    DECLINE = "decline"
    PUBLISH = "publish"  # only while both approvals are for exactly these words
    WITHDRAW = "withdraw"
    DROP = "drop"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Step:
    """From any of these states to that one."""

    before: frozenset[State]
    after: State
    by: frozenset[By]


def _step(before: set[State], after: State, *by: By) -> Step:
    return Step(frozenset(before), after, frozenset(by))


_S, _B = State, By

STEPS: Final[Mapping[Move, Step]] = {
    Move.EDIT: _step({_S.DRAFT, _S.ASKED}, _S.DRAFT, _B.STAFF),
    Move.ASK: _step({_S.DRAFT}, _S.ASKED, _B.STAFF),
    Move.APPROVE: _step({_S.ASKED}, _S.ASKED, _B.SIDE, _B.STAFF),
    Move.ASK_CHANGES: _step({_S.ASKED}, _S.DRAFT, _B.SIDE, _B.STAFF),
    Move.DECLINE: _step({_S.ASKED}, _S.DECLINED, _B.SIDE, _B.STAFF),
    Move.PUBLISH: _step({_S.ASKED}, _S.PUBLISHED, _B.STAFF),
    Move.WITHDRAW: _step({_S.PUBLISHED}, _S.WITHDRAWN, _B.SIDE, _B.STAFF),
    Move.DROP: _step({_S.DRAFT, _S.ASKED}, _S.WITHDRAWN, _B.STAFF),
    Move.REOPEN: _step({_S.DECLINED, _S.WITHDRAWN}, _S.DRAFT, _B.STAFF),
}

ANSWERS: Final = (Move.APPROVE, Move.ASK_CHANGES, Move.DECLINE)
"""What a side says of the words it has read."""


def moves_from(state: State, by: By) -> list[Move]:
    """What this one can do with a story in this state, in the order of the way."""
    return [move for move, step in STEPS.items() if state in step.before and by in step.by]
