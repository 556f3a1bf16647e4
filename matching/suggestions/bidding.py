"""Everybody who may be proposed for a need, for plans over many needs at once: points over the columns, reasons by the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from directory.accounts.models import Account, Role
from directory.people.access import audiences
from matching.needs.models import Need
from matching.scoring.best import keys_of
from matching.scoring.columns import Array
from matching.scoring.criteria import Comparison, usual
from matching.scoring.crowd import Crowd
from matching.scoring.points import Scored, rank
from matching.scoring.profiles import Asks, Key
from matching.suggestions import candidates, snapshots
from matching.suggestions.asked import asks as asked_until
from matching.suggestions.likeness import liken
from matching.suggestions.queries import MOST, need_profile
from matching.suggestions.versions import current_weights
from search.engine import Index

MOST_BIDS: Final = 2000
"""So many of the best for a need; a need with three seats hardly ever comes to its fiftieth."""


@dataclass(frozen=True, eq=False)
class Bidders:
    """``numbers`` of partners with their ``points``, ascending by number; ``first``: those of the list, in its order."""

    numbers: Array
    points: Array
    first: tuple[Key, ...]

    def keys(self) -> list[Key]:
        """The partners of these numbers."""
        return keys_of(self.numbers)


class Bidding:
    """Asks for many needs on one day, as the staff see them; what is the same for all of them is read once."""

    def __init__(self, index: Index, today: date) -> None:
        self._index = index
        self._today = today
        self._staff = Account(role=Role.COORDINATOR)  # nobody in particular: plans are made at night too
        self._vocabulary = candidates.load_vocabulary()
        self.asks: Mapping[Key, Asks] = asked_until(today)

    def bidders(self, need: Need) -> Bidders:
        """Everybody who breaks no rule, by the columns."""
        comparison = self._comparison(need)
        judged = Crowd(snapshots.current().parts, comparison.texts, self.asks).judge(comparison)
        parts = list(zip(judged.sieves, judged.sifted, strict=True))
        numbers = np.concatenate([sieve.columns.number[one.rows] for sieve, one in parts]).astype(np.int64)
        points = np.concatenate([one.final for one in judged.sifted]).astype(np.int64)
        if len(points) > MOST_BIDS:
            best = np.argpartition(-points, MOST_BIDS)[:MOST_BIDS]
            numbers, points = numbers[best], points[best]
        order = np.argsort(numbers)
        return Bidders(numbers[order], points[order], tuple(judged.best(MOST)))

    def look_again(self, need: Need, keys: Collection[Key]) -> dict[Key, Scored]:
        """These partners by the database; who breaks a rule by now is not in it."""
        comparison = self._comparison(need)
        partners = [
            replace(partner, asks=self.asks[partner.key]) if partner.key in self.asks else partner
            for partner in candidates.load(keys)
        ]
        ranking = rank(comparison, partners)
        return {one.partner.key: one for one in ranking.scored}

    def _comparison(self, need: Need) -> Comparison:
        likeness = liken(self._index, need.title, need.story, self._staff)
        return Comparison(
            need_profile(need, today=self._today),
            self._vocabulary,
            likeness.scores if likeness else None,
            audiences=audiences(self._staff),
            weights=current_weights(),
            usual=usual(self.asks.values()),
        )
