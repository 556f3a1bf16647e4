"""What scoring knows of a need, of a possible partner and of the vocabularies: plain values, no rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from directory.people.models import Audience, Fee, HelpKind
from matching.needs.models import NeedKind


class PartnerKind(StrEnum):
    """Who can be proposed."""

    PERSON = "person"
    GROUP = "group"


Key: TypeAlias = tuple[PartnerKind, int]
"""A partner's kind and id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedSkill:
    """A skill that is asked for; ``guessed_from`` is the word of the story when nobody has confirmed it (推定)."""

    skill_id: int
    must: bool = False
    guessed_from: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedProfile:
    """A need as far as it decides whom to propose."""

    id: int
    kind: NeedKind
    today: date
    skills: tuple[WantedSkill, ...] = ()
    fields: frozenset[int] = frozenset()
    fields_guessed: bool = False
    areas: frozenset[str] = frozenset()
    whole_prefecture: bool = False
    """Whether partners from anywhere in the areas' prefectures will do."""
    online: bool = False
    slots: int = 0
    dates: tuple[date, ...] = ()
    fee: Fee | None = None
    group_id: int | None = None
    person_id: int | None = None
    own_groups: frozenset[int] = frozenset()
    """Groups that the person who asks belongs to."""
    own_people: frozenset[int] = frozenset()
    """People who belong to the group that asks."""
    apart: frozenset["Key"] = frozenset()
    """Who is not to be introduced to those who ask (matching/exclusions)."""

    @property
    def open_dates(self) -> tuple[date, ...]:
        """The dates that are still to come."""
        return tuple(day for day in self.dates if day >= self.today)


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """A skill that a partner has: level 1 to 3, years of practice, and whether the centre has verified it."""

    skill_id: int
    level: int = 2
    years: int | None = None
    verified: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Asks:
    """How often a partner has been asked, and what came of it; for limits and for taking turns, never for merit.

    ``now``: open requests, enquiries under way included. ``started``, ``completed``: introductions that were agreed on, and
    those of them that came to a good end.
    """

    now: int = 0
    this_month: int = 0
    this_year: int = 0
    last_90_days: int = 0
    last: date | None = None
    started: int = 0
    completed: int = 0


NEVER_ASKED: Final = Asks()


@dataclass(frozen=True, kw_only=True, slots=True)
class PartnerProfile:
    """A person or group as far as it decides whether to propose them. Nothing that only speaks of fame is in it."""

    kind: PartnerKind
    id: int
    name: str
    active: bool = True
    unconfirmed: bool = False
    state: str = ""
    findable_by: Audience = Audience.PUBLIC
    resting_until: date | None = None
    avoided_groups: frozenset[int] = frozenset()
    avoided_fields: frozenset[int] = frozenset()
    max_at_once: int | None = None
    max_per_month: int | None = None
    max_per_year: int | None = None
    asks: Asks = NEVER_ASKED
    notice_days: int = 0
    skills: tuple[HeldSkill, ...] = ()
    fields: frozenset[int] = frozenset()
    areas: frozenset[str] = frozenset()
    position: tuple[float, float] | None = None
    travel_km: int | None = None
    """How far they go from their areas, in a straight line; None: as far as people usually do."""
    on_site: bool = True
    online: bool = False
    slots: int = 0
    possible: int = 0
    """Those of the slots that they would rather keep free, but come at when asked to (頼まれれば動ける)."""
    absences: tuple[tuple[date, date], ...] = ()
    fee: Fee | None = None
    help_kinds: frozenset[HelpKind] = frozenset()

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class SkillEntry:
    """A skill of the vocabulary, in the visitor's language."""

    name: str
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """An area of the vocabulary: its name, what it is part of, and where it is."""

    name: str
    parent_code: str | None = None
    position: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """The words that needs and partners are described with."""

    skills: Mapping[int, SkillEntry] = field(default_factory=dict)
    fields: Mapping[int, str] = field(default_factory=dict)
    areas: Mapping[str, AreaEntry] = field(default_factory=dict)
