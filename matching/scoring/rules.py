"""The hard rules, apart from all points: the first one that a partner breaks keeps them off the list."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final

from matching.scoring.criteria import Comparison
from matching.scoring.matches import Reach, TimeFit
from matching.scoring.profiles import PartnerKind, PartnerProfile

TEXT_WITH_FIELD: Final = 0.08
"""Text score that is enough when a field of activity is shared."""
TEXT_ALONE: Final = 0.25
"""Text score that is enough by itself."""


class Rule(StrEnum):
    """The rules, in the order in which they are tried."""

    HIDDEN = "hidden"
    INACTIVE = "inactive"
    UNCONFIRMED = "unconfirmed"
    RESTING = "resting"
    OWN = "own"
    AVOIDED = "avoided"
    APART = "apart"
    BUSY = "busy"
    TIME = "time"
    PLACE = "place"
    UNRELATED = "unrelated"

    @property
    def code(self) -> str:
        """The number under which it is counted; H7 (language) and H8 (training) wait for needs that ask for such things."""
        return _CODES[self]


_CODES: Final = {
    Rule.HIDDEN: "H1",
    Rule.INACTIVE: "H2",
    Rule.UNCONFIRMED: "H2",
    Rule.RESTING: "H2",
    Rule.OWN: "H3",
    Rule.AVOIDED: "H3",
    Rule.APART: "H3",
    Rule.BUSY: "H4",
    Rule.TIME: "H5",
    Rule.PLACE: "H6",
    Rule.UNRELATED: "H9",
}
OUT_OF_REACH: Final = frozenset({Reach.PREFECTURE, Reach.FAR, Reach.ONLINE_ONLY})


def first_broken(comparison: Comparison, partner: PartnerProfile) -> Rule | None:
    """The first rule that forbids proposing the partner; None: propose."""
    for rule, broken in _BROKEN.items():
        if broken(comparison, partner):
            return rule
    return None


def breaks(rule: Rule, comparison: Comparison, partner: PartnerProfile) -> bool:
    """Whether the partner breaks this one rule, whatever the rules before it say."""
    return _BROKEN[rule](comparison, partner)


def is_blocked_pair(comparison: Comparison, partner: PartnerProfile) -> bool:
    """Whether the partner does not want to work with just this group: more private than a topic not wanted."""
    return comparison.need.group_id in partner.avoided_groups


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
    need = comparison.need
    if need.group_id in partner.avoided_groups:
        return True
    return not need.fields_guessed and bool(need.fields & partner.avoided_fields)


def _apart(comparison: Comparison, partner: PartnerProfile) -> bool:
    return partner.key in comparison.need.apart


def _busy(_comparison: Comparison, partner: PartnerProfile) -> bool:
    return any(most is not None and have >= most for have, most in limits(partner))


def limits(partner: PartnerProfile) -> Iterator[tuple[int, int | None]]:
    """What the partner has and at most wants: at once, in a month, in a year."""
    asks = partner.asks
    yield asks.now, partner.max_at_once
    yield asks.this_month, partner.max_per_month
    yield asks.this_year, partner.max_per_year


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
    Rule.HIDDEN: _hidden,
    Rule.INACTIVE: _inactive,
    Rule.UNCONFIRMED: _unconfirmed,
    Rule.RESTING: _resting,
    Rule.OWN: _own,
    Rule.AVOIDED: _avoided,
    Rule.APART: _apart,
    Rule.BUSY: _busy,
    Rule.TIME: _time,
    Rule.PLACE: _place,
    Rule.UNRELATED: _unrelated,
}
