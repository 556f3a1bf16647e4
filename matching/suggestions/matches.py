"""What a partner has in common with a need, found once and read by rules, points and sentences alike."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from directory.people.models import Fee, HelpKind
from matching.suggestions.profiles import HeldSkill, WantedSkill


class Relation(StrEnum):
    """How a skill stands to the one that is asked for in the list of two levels."""

    SAME = "same"
    NARROWER = "narrower"
    WIDER = "wider"
    SIBLING = "sibling"


@dataclass(frozen=True, slots=True)
class SkillMatch:
    """A wanted skill with the held one that answers it best, if any; ``value`` 0 to 1."""

    wanted: WantedSkill
    held: HeldSkill | None = None
    relation: Relation | None = None
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class SkillsMatch:
    """All wanted skills, in the need's order."""

    each: tuple[SkillMatch, ...]
    value: float


@dataclass(frozen=True, slots=True)
class FieldsMatch:
    """Fields of activity: those both have, and how many the need has."""

    common: frozenset[int]
    wanted: frozenset[int]
    stated: bool
    guessed: bool

    @property
    def value(self) -> float:
        """Share of the need's fields that the partner is active in."""
        return len(self.common) / len(self.wanted)


@dataclass(frozen=True, slots=True)
class TextMatch:
    """How far the partner's own words answer the words of the need's story; ``score`` 0 to 1 as the search gave it."""

    score: float
    value: float


class TimeFit(StrEnum):
    """Whether there is a common time, as far as one can know."""

    COMMON = "common"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """Common weekly slots and common dates."""

    fit: TimeFit
    slots: int = 0
    days: tuple[date, ...] = ()
    value: float = 0.0


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
class PlaceMatch:
    """The best pair of areas; ``km`` is a straight line between their middles."""

    reach: Reach
    value: float
    here: str = ""
    there: str = ""
    km: float | None = None


@dataclass(frozen=True, slots=True)
class HelpMatch:
    """Kinds of help that suit the need, and those the partner offers."""

    fitting: frozenset[HelpKind]
    offered: frozenset[HelpKind]
    value: float


@dataclass(frozen=True, slots=True)
class FeeMatch:
    """What the need can pay, and what the partner asks."""

    offered: Fee
    asked: Fee | None
    value: float


Match: TypeAlias = SkillsMatch | FieldsMatch | TextMatch | TimeMatch | PlaceMatch | HelpMatch | FeeMatch
