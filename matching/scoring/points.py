"""Points: whole numbers that sum exactly, for the need's side and for the partner's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from matching.scoring import order, wishes
from matching.scoring.criteria import Comparison
from matching.scoring.matches import Match, share
from matching.scoring.mutual import fuse, rotation, rounded
from matching.scoring.profiles import PartnerProfile
from matching.scoring.rules import Rule, first_broken
from matching.scoring.weights import FULL, Criterion


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one partner: points out of ``most``, and what they rest on."""

    criterion: Criterion
    points: int
    most: int
    match: Match


@dataclass(frozen=True, slots=True)
class Fit:
    """One side: points out of 1000 as the sum of its lines; without any line nothing is known of it."""

    points: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A partner who breaks no rule, with the points.

    ``confidence``: how much of the partner's side is stated, of 1000. ``mutual``: both sides in one. ``turn``: what taking
    turns leaves of it. ``score``: what is left.
    """

    partner: PartnerProfile
    for_need: Fit
    for_partner: Fit
    confidence: int
    mutual: int
    turn: float
    score: int
    unstated: tuple[Criterion, ...]
    newcomer: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Of both sides."""
        return self.for_need.lines + self.for_partner.lines


@dataclass(frozen=True, slots=True)
class Excluded:
    """A partner with the first rule that keeps them off the list."""

    partner: PartnerProfile
    rule: Rule


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody who may be proposed, best first, and everybody else."""

    scored: Sequence[Scored]
    excluded: Sequence[Excluded]


def rank(comparison: Comparison, partners: Iterable[PartnerProfile]) -> Ranking:
    """Rules first, then points, then order."""
    scored: list[Scored] = []
    excluded: list[Excluded] = []
    most = shares(comparison.applying, FULL)
    for partner in partners:
        if rule := first_broken(comparison, partner):
            excluded.append(Excluded(partner, rule))
        else:
            scored.append(score(comparison, partner, most))
    ordered = order.arrange(standing(comparison, scored))
    return Ranking([_marked(scored[at], at == ordered.newcomer) for at in ordered.places], excluded)


def score(comparison: Comparison, partner: PartnerProfile, most: Mapping[Criterion, int]) -> Scored:
    """Points of one partner; ``most``: what each criterion of the need's side that applies gives at most."""
    for_need = _fit(most, {one: comparison.judge(one, partner) for one in most})
    said = wishes.stated(comparison, partner)
    for_partner = _fit(shares(said, FULL), {one: wishes.judge(one, comparison, partner) for one in said})
    mutual = min(
        _mutual(comparison, for_need, for_partner, counted) for counted in _ways_to_count(said, for_need, for_partner)
    )
    turn = rotation(partner.asks, partner.max_at_once, partner.max_per_year, comparison.weights)
    unstated = tuple(one for one in wishes.applying(comparison, partner.kind) if one not in said)
    return Scored(
        partner, for_need, for_partner, _confidence(comparison, said), mutual, turn, rounded(mutual, turn), unstated
    )


def _mutual(comparison: Comparison, for_need: Fit, for_partner: Fit, counted: Mapping[Criterion, int]) -> int:
    """Both sides in one when only some of what the partner has stated is counted."""
    values = {line.criterion: line.match.mille for line in for_partner.lines}
    parts = sum(most * values[one] for one, most in shares(counted, FULL).items())
    points = (parts + FULL // 2) // FULL
    return fuse(for_need.points, points, _confidence(comparison, counted), comparison.weights)


def _confidence(comparison: Comparison, counted: Mapping[Criterion, int]) -> int:
    return share(sum(counted.values()), sum(comparison.weights.partner.values()))


def _ways_to_count(said: dict[Criterion, int], for_need: Fit, for_partner: Fit) -> Iterator[dict[Criterion, int]]:
    """All that is stated, and the same without wishes for something else: one or several of them.

    Those can bring somebody up only where the partner's side is above the need's, or below what such a wish is worth.
    """
    yield said
    if wishes.OTHER_FIELD < for_partner.points < for_need.points:
        return
    other = [line.criterion for line in for_partner.lines if line.criterion in wishes.FREE and line.match.mille < FULL]
    for count in range(1, len(other) + 1):
        for left_out in combinations(other, count):
            yield {one: weight for one, weight in said.items() if one not in left_out}


def standing(comparison: Comparison, scored: Sequence[Scored]) -> list[order.Standing]:
    """What decides the places of those who have points."""
    need = comparison.need
    drawn_with = order.seed(need.id, need.today)
    required = [comparison.covering(wanted) for wanted in comparison.required]
    found = []
    for one in scored:
        asks = one.partner.asks
        held = {skill.skill_id for skill in one.partner.skills}
        covers = sum(1 << at for at, enough in enumerate(required) if not enough.isdisjoint(held))
        lot = order.lot(drawn_with, order.number_of(one.partner.key))
        fresh = order.is_fresh(asks, need.today)
        found.append(order.Standing(one.score, covers, asks.last_90_days, order.days_ago(asks), fresh, lot))
    return found


def shares(weights: Mapping[Criterion, int], full: int) -> dict[Criterion, int]:
    """The weights of the criteria that apply, rescaled to whole numbers that sum to ``full``."""
    total = sum(weights.values())
    return whole({one: full * weight for one, weight in weights.items()}, total, full) if total else {}


def whole(parts: Mapping[Criterion, int], unit: int, total: int) -> dict[Criterion, int]:
    """Whole numbers next to ``parts / unit`` that sum to ``total`` (largest remainder; ties in the order of criteria)."""
    down = {criterion: part // unit for criterion, part in parts.items()}
    order_of_need = sorted(parts, key=lambda criterion: (-(parts[criterion] % unit), _ORDER[criterion]))
    for criterion in order_of_need[: total - sum(down.values())]:
        down[criterion] += 1
    return down


def _fit(most: Mapping[Criterion, int], matches: Mapping[Criterion, Match]) -> Fit:
    parts = {criterion: most[criterion] * match.mille for criterion, match in matches.items()}
    total = (sum(parts.values()) + FULL // 2) // FULL
    points = whole(parts, FULL, total)
    return Fit(total, tuple(Line(one, points[one], most[one], match) for one, match in matches.items()))


def _marked(one: Scored, newcomer: bool) -> Scored:
    return replace(one, newcomer=True) if newcomer else one


_ORDER: Final = {criterion: place for place, criterion in enumerate(Criterion)}
