"""The hard rules, apart from all points: the first one that a partner breaks keeps them off the list."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from matching.suggestions.criteria import Comparison
from matching.suggestions.matches import Reach, TimeFit
from matching.suggestions.profiles import PartnerKind, PartnerProfile

TEXT_WITH_FIELD: Final = 0.08
"""Text score that is enough when a field of activity is shared."""
TEXT_ALONE: Final = 0.25
"""Text score that is enough by itself."""


class Rule(StrEnum):
    """The rules, in the order in which they are tried."""

    INACTIVE = "inactive"
    UNCONFIRMED = "unconfirmed"
    RESTING = "resting"
    OWN = "own"
    HIDDEN = "hidden"
    AVOIDED = "avoided"
    BUSY = "busy"
    PLACE = "place"
    TIME = "time"
    UNRELATED = "unrelated"


OUT_OF_REACH: Final = frozenset({Reach.PREFECTURE, Reach.FAR, Reach.ONLINE_ONLY})


def first_broken(comparison: Comparison, partner: PartnerProfile) -> Rule | None:
    """The first rule that forbids proposing the partner; None: propose."""
    for rule, broken in _BROKEN.items():
        if broken(comparison, partner):
            return rule
    return None


def _inactive(_comparison: Comparison, partner: PartnerProfile) -> bool:
    return not partner.active


def _unconfirmed(_comparison: Comparison, partner: PartnerProfile) -> bool:
    """Marked 確認中: fifteen months without a word, so that nobody knows whether they are still there."""
    return partner.unconfirmed


def _resting(comparison: Comparison, partner: PartnerProfile) -> bool:
    return partner.resting_until is not None and partner.resting_until >= comparison.need.today


def _own(comparison: Comparison, partner: PartnerProfile) -> bool:
    need = comparison.need
    if partner.kind is PartnerKind.GROUP:
        return partner.id == need.group_id or partner.id in need.own_groups
    return partner.id == need.person_id or partner.id in need.own_people


def _hidden(comparison: Comparison, partner: PartnerProfile) -> bool:
    return partner.findable_by not in comparison.audiences


def _avoided(comparison: Comparison, partner: PartnerProfile) -> bool:
    return comparison.need.group_id in partner.avoided_groups


def _busy(_comparison: Comparison, partner: PartnerProfile) -> bool:
    if partner.max_at_once is not None and partner.requests_now >= partner.max_at_once:
        return True
    return partner.max_per_year is not None and partner.requests_this_year >= partner.max_per_year


def _place(comparison: Comparison, partner: PartnerProfile) -> bool:
    """Only what the partner has stated can exclude: areas, or online only."""
    need = comparison.need
    if not need.areas or (partner.on_site and not partner.areas):
        return False
    reach = comparison.place(partner).reach
    return reach in OUT_OF_REACH and not (need.whole_prefecture and reach is Reach.PREFECTURE)


def _time(comparison: Comparison, partner: PartnerProfile) -> bool:
    """People say when they are free; the times of a group only say when it meets."""
    if partner.kind is PartnerKind.GROUP or not comparison.times.stated:
        return False
    return comparison.times.common(partner).fit is TimeFit.NONE


def _unrelated(comparison: Comparison, partner: PartnerProfile) -> bool:
    """One related skill, a shared field with some words in common, or many words in common."""
    need = comparison.need
    for held in partner.skills:
        if held.skill_id in comparison.related_skills:
            return False
    if not (need.skills or need.fields or comparison.knows_text):
        return False
    text = comparison.text_score(partner)
    if need.fields & partner.fields and (text >= TEXT_WITH_FIELD or not comparison.knows_text):
        return False
    return text < TEXT_ALONE


_BROKEN: Final[dict[Rule, Callable[[Comparison, PartnerProfile], bool]]] = {
    Rule.INACTIVE: _inactive,
    Rule.UNCONFIRMED: _unconfirmed,
    Rule.RESTING: _resting,
    Rule.OWN: _own,
    Rule.HIDDEN: _hidden,
    Rule.AVOIDED: _avoided,
    Rule.BUSY: _busy,
    Rule.PLACE: _place,
    Rule.TIME: _time,
    Rule.UNRELATED: _unrelated,
}
