"""The soft criteria of the partner's side: how well what is asked suits what they have said of themselves.

Only what a partner has stated is compared; the more of it, the more this side counts (``scoring.mutual``).
"""

from collections.abc import Callable
from typing import Final

from directory.people.models import Fee, HelpKind
from matching.needs.models import NeedKind
from matching.scoring.criteria import Comparison
from matching.scoring.matches import FeeMatch, HelpMatch, Match, PlaceMatch, Reach, WayMatch, WishMatch
from matching.scoring.profiles import PartnerKind, PartnerProfile
from matching.scoring.weights import FULL, Criterion

FITTING_HELP: Final[dict[NeedKind, frozenset[HelpKind]]] = {
    NeedKind.ADVISER: frozenset({HelpKind.ADVICE, HelpKind.LECTURE}),
    NeedKind.HANDS: frozenset({HelpKind.PRACTICE, HelpKind.DAY_HELP}),
    NeedKind.TALK: frozenset({HelpKind.FACILITATION}),
    NeedKind.PARTNER: frozenset(),
}
OTHER_FIELD: Final = 400
"""Who has named other fields has not refused this one; refusals are conditions (``avoided_fields``)."""
OTHER_HELP: Final = 200
FREE: Final = (Criterion.WISH, Criterion.HELP)
"""What anybody can wish for whatever a need is like: a wish for something else must not bring anybody up."""
_FEES: Final = (Fee.FREE, Fee.EXPENSES, Fee.PAID)
_AT_HOME: Final = frozenset({Reach.SAME, Reach.AROUND, Reach.ONLINE})


def applying(comparison: Comparison, kind: PartnerKind) -> dict[Criterion, int]:
    """The criteria of the partner's side that a need has anything to say to, with their weights."""
    need, weights = comparison.need, comparison.weights.partner
    person = kind is PartnerKind.PERSON
    found = {
        Criterion.WISH: bool(need.fields) * (1 if need.fields_guessed else 2),
        Criterion.HELP: (person and bool(FITTING_HELP[need.kind])) * 2,
        Criterion.FEE: (person and need.fee is not None) * 2,
        Criterion.WAY: bool(need.areas) * 2,
    }
    return {one: weights[one] * halves // 2 for one, halves in found.items() if halves and weights[one]}


def stated(comparison: Comparison, partner: PartnerProfile) -> dict[Criterion, int]:
    """Those of them about which the partner has said something."""
    has = {
        Criterion.WISH: bool(partner.fields),
        Criterion.HELP: bool(partner.help_kinds),
        Criterion.FEE: partner.fee is not None,
        Criterion.WAY: bool(partner.areas),
    }
    return {one: weight for one, weight in applying(comparison, partner.kind).items() if has[one]}


def judge(criterion: Criterion, comparison: Comparison, partner: PartnerProfile) -> Match:
    """How the need suits the partner in something that they have stated."""
    return _JUDGES[criterion](comparison, partner)


def wish(comparison: Comparison, partner: PartnerProfile) -> WishMatch:
    """Whether it is about something that the partner works for."""
    common = comparison.need.fields & partner.fields
    return WishMatch(common, FULL if common else OTHER_FIELD)


def help(comparison: Comparison, partner: PartnerProfile) -> HelpMatch:  # noqa: A001 - the word of the trade
    """Whether the kind of help asked for is one that the partner likes to give."""
    fitting = FITTING_HELP[comparison.need.kind]
    return HelpMatch(fitting, partner.help_kinds, FULL if fitting & partner.help_kinds else OTHER_HELP)


def fee(comparison: Comparison, partner: PartnerProfile) -> FeeMatch:
    """Whether what can be paid covers what is asked."""
    offered = comparison.need.fee or Fee.FREE
    return FeeMatch(offered, partner.fee, fee_mille(offered, partner.fee or Fee.FREE))


def fee_mille(offered: Fee, asked: Fee) -> int:
    """Half of it is lost for each step between the two."""
    return FULL - max(0, _FEES.index(asked) - _FEES.index(offered)) * FULL // 2


def way(comparison: Comparison, partner: PartnerProfile) -> WayMatch:
    """Within the partner's own areas, or online, it is no way at all."""
    place = comparison.place(partner)
    return WayMatch(place, way_mille(place))


def way_mille(place: PlaceMatch) -> int:
    """How comfortable a place is."""
    return FULL if place.reach in _AT_HOME else place.mille


_JUDGES: Final[dict[Criterion, Callable[[Comparison, PartnerProfile], Match]]] = {
    Criterion.WISH: wish,
    Criterion.HELP: help,
    Criterion.FEE: fee,
    Criterion.WAY: way,
}
