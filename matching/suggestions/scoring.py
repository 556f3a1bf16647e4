"""Points: integers that sum exactly, and an order without hidden favourites."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import floor
from typing import Final

from matching.suggestions.criteria import WEIGHTS, Comparison, Criterion
from matching.suggestions.matches import Match
from matching.suggestions.profiles import Key, PartnerKind, PartnerProfile
from matching.suggestions.rules import Rule, first_broken

FULL: Final = 1000
"""What the criteria that apply sum to at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one partner: points out of ``most``, and what they rest on."""

    criterion: Criterion
    points: int
    most: int
    match: Match


@dataclass(frozen=True, slots=True)
class Scored:
    """A partner who breaks no rule, with the points."""

    partner: PartnerProfile
    score: int
    lines: tuple[Line, ...]


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
    most = {kind: shares(comparison.weights(kind), FULL) for kind in PartnerKind}
    for partner in partners:
        if rule := first_broken(comparison, partner):
            excluded.append(Excluded(partner, rule))
        else:
            scored.append(score(comparison, partner, most[partner.kind]))
    need_id = comparison.need.id
    scored.sort(key=lambda one: (-one.score, lot(need_id, one.partner.key)))
    return Ranking(scored, excluded)


def score(comparison: Comparison, partner: PartnerProfile, most: Mapping[Criterion, int]) -> Scored:
    """Points of one partner; ``most``: what each criterion that applies gives at most."""
    matches = {criterion: comparison.judge(criterion, partner) for criterion in most}
    exact = {criterion: most[criterion] * min(1.0, match.value) for criterion, match in matches.items()}
    total = floor(sum(exact.values()) + 0.5)
    points = whole(exact, total)
    lines = tuple(Line(criterion, points[criterion], most[criterion], match) for criterion, match in matches.items())
    return Scored(partner, total, lines)


def shares(weights: Mapping[Criterion, float], full: int) -> dict[Criterion, int]:
    """The weights of the criteria that apply, rescaled to whole numbers that sum to ``full``."""
    total = sum(weights.values())
    return whole({criterion: full * weight / total for criterion, weight in weights.items()}, full) if total else {}


def whole(exact: Mapping[Criterion, float], total: int) -> dict[Criterion, int]:
    """Whole numbers next to the exact ones that sum to ``total`` (largest remainder; ties in the order of criteria)."""
    down = {criterion: floor(number) for criterion, number in exact.items()}
    order = sorted(exact, key=lambda criterion: (down[criterion] - exact[criterion], _ORDER[criterion]))
    for criterion in order[: total - sum(down.values())]:
        down[criterion] += 1
    return down


def lot(need_id: int, key: Key) -> bytes:
    """What decides between equals: the same for the same need and partner, and favouring nobody over all needs."""
    return blake2b(f"{need_id}:{key[0]}:{key[1]}".encode(), digest_size=8, key=b"musubite suggestions").digest()


_ORDER: Final = {criterion: place for place, criterion in enumerate(WEIGHTS)}
