"""What a partner has in common with a need, found once and read by rules, points and sentences alike.

Values are whole thousandths (``mille``), so that the columns compute the same points without rounding otherwise.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

import numpy.typing as npt

from directory.people.models import Fee, HelpKind
from matching.scoring.profiles import HeldSkill, WantedSkill
from matching.scoring.weights import FULL

Count = TypeVar("Count", int, npt.NDArray[Any])
"""A number, or a column of them."""


class Valued:
    """Something with a value from 0 to 1."""

    __slots__ = ()
    mille: int
    """The value in thousandths."""

    @property
    def value(self) -> float:
        """From 0 to 1."""
        return self.mille / 1000


class Relation(StrEnum):
    """How a skill stands to the one that is asked for in the list of two levels."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    SIBLING = "sibling"


@dataclass(frozen=True, slots=True)
class SkillMatch(Valued):
    """A wanted skill with the held one that answers it best, if any."""

    wanted: WantedSkill
    held: HeldSkill | None = None
    relation: Relation | None = None
    mille: int = 0


@dataclass(frozen=True, slots=True)
class SkillsMatch(Valued):
    """All wanted skills, in the need's order."""

    each: tuple[SkillMatch, ...]
    mille: int


@dataclass(frozen=True, slots=True)
class FieldsMatch(Valued):
    """Fields of activity: those both have, and how many the need has."""

    common: frozenset[int]
    wanted: frozenset[int]
    stated: bool
    guessed: bool

    @property
    def mille(self) -> int:  # type: ignore[override]
        """Share of the need's fields that the partner is active in."""
        return share(len(self.common), len(self.wanted))


@dataclass(frozen=True, slots=True)
class TextMatch(Valued):
    """How far the partner's own words answer the words of the need's story; ``score`` 0 to 1 as the search gave it."""

    score: float
    mille: int


class TimeFit(StrEnum):
    """Whether there is a common time, as far as one can know."""

    COMMON = "common"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TimeMatch(Valued):
    """Common weekly slots and common dates; ``possible`` and ``possible_days``: those of them that count half."""

    fit: TimeFit
    slots: int = 0
    days: tuple[date, ...] = ()
    mille: int = 0
    possible: int = 0
    possible_days: tuple[date, ...] = ()


class Reach(StrEnum):
    """How the partner's areas stand to the need's, nearest first."""

    SAME = "same"
    AROUND = "around"
    INSIDE = "inside"
    ONLINE = "online"
    TOWN = "town"
    NEAR = "near"
    UNKNOWN = "unknown"
    PREFECTURE = "prefecture"
    FAR = "far"
    ONLINE_ONLY = "online_only"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class PlaceMatch(Valued):
    """The best pair of areas; ``km`` is a straight line between their middles."""

    reach: Reach
    mille: int
    here: str = ""
    there: str = ""
    km: float | None = None


@dataclass(frozen=True, slots=True)
class HelpMatch(Valued):
    """Kinds of help that suit the need, and those the partner offers."""

    fitting: frozenset[HelpKind]
    offered: frozenset[HelpKind]
    mille: int


@dataclass(frozen=True, slots=True)
class FeeMatch(Valued):
    """What the need can pay, and what the partner asks."""

    offered: Fee
    asked: Fee | None
    mille: int


@dataclass(frozen=True, slots=True)
class ExperienceMatch(Valued):
    """Introductions that were agreed on and those that came to a good end, with what is usual at this centre."""

    started: int
    completed: int
    mille: int


@dataclass(frozen=True, slots=True)
class WishMatch(Valued):
    """The need's fields among those that the partner has named."""

    common: frozenset[int]
    mille: int


@dataclass(frozen=True, slots=True)
class WayMatch(Valued):
    """How comfortable the way is for the partner."""

    place: PlaceMatch
    mille: int


Match: TypeAlias = (
    SkillsMatch
    | FieldsMatch
    | TextMatch
    | TimeMatch
    | PlaceMatch
    | ExperienceMatch
    | WishMatch
    | HelpMatch
    | FeeMatch
    | WayMatch
)


def share(part: Count, whole: Count) -> Count:
    """A share in thousandths, halves up; of a number or of a column of them."""
    return (2 * FULL * part + whole) // (2 * whole)
