"""What every criterion weighs: a value that is handed in, so that an old list can be told with the weights of its day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

FULL: Final = 1000
"""What the criteria of one side that apply sum to at most, and what a value is measured in (thousandths)."""


class Side(StrEnum):
    """For whom a criterion speaks: those who ask, or the partner who would be asked."""

    NEED = "need"
    PARTNER = "partner"


class Criterion(StrEnum):
    """What is weighed, in the order in which it is told: how well the need is answered, then how well it suits the partner."""

    SKILL = "skill"
    FIELD = "field"
    TEXT = "text"
    TIME = "time"
    AREA = "area"
    EXPERIENCE = "experience"
    WISH = "wish"
    HELP = "help"
    FEE = "fee"
    WAY = "way"

    @property
    def side(self) -> Side:
        """Whose side it is on."""
        return Side.NEED if _ORDER[self] < _ORDER[Criterion.WISH] else Side.PARTNER


_ORDER: Final = {criterion: place for place, criterion in enumerate(Criterion)}

_NEED: Final = {
    Criterion.SKILL: 300,
    Criterion.FIELD: 150,
    Criterion.TEXT: 150,
    Criterion.TIME: 150,
    Criterion.AREA: 100,
    Criterion.EXPERIENCE: 120,
}
_PARTNER: Final = {
    Criterion.WISH: 400,
    Criterion.HELP: 250,
    Criterion.FEE: 200,
    Criterion.WAY: 150,
}


@dataclass(frozen=True, kw_only=True)
class Weights:
    """One version of the weights. Whole numbers, so that points are the same wherever they are computed.

    ``trust``: how much the partner's side counts when everything of it is stated (β; 100: as much as the need's).
    ``rotation``: hundredths of the points that somebody loses who is fully occupied. ``cap``, ``quota``: requests at once
    and in 90 days that count as fully occupied where the partner has not said.
    """

    id: str
    need: Mapping[Criterion, int] = field(default_factory=lambda: _NEED)
    partner: Mapping[Criterion, int] = field(default_factory=lambda: _PARTNER)
    trust: int = 100
    rotation: int = 20
    cap: int = 3
    quota: int = 6

    def of(self, side: Side) -> Mapping[Criterion, int]:
        """The weights of one side."""
        return self.need if side is Side.NEED else self.partner


SHIPPED: Final = Weights(id="default-2026-11")
"""The weights that the service comes with (docs/decisions/0020)."""
