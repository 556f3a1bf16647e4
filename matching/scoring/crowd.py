"""Everybody judged for one need, over the columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matching.scoring.beside import Beside
from matching.scoring.best import best, keys_of
from matching.scoring.columns import GROUP, Array, Part
from matching.scoring.criteria import Comparison
from matching.scoring.order import number_of
from matching.scoring.profiles import Asks, Key, PartnerKind
from matching.scoring.rules import Rule
from matching.scoring.sieve import Sieve, Sifted


@dataclass(frozen=True, eq=False)
class Judged:
    """What came of everybody, one ``Sifted`` for each part of the columns."""

    sieves: Sequence[Sieve]
    sifted: Sequence[Sifted]

    @property
    def total(self) -> int:
        """How many may be proposed."""
        return sum(len(one.rows) for one in self.sifted)

    def best(self, most: int) -> list[Key]:
        """The first so many of them."""
        return best(self.sieves, self.sifted, most)

    def keys(self) -> set[Key]:
        """All of them."""
        numbers = [sieve.columns.number[one.rows] for sieve, one in zip(self.sieves, self.sifted, strict=True)]
        return set(keys_of(np.concatenate(numbers)))

    def rows_of(self, keys: Collection[Key]) -> list[Array]:
        """The rows of these partners in each part, ascending."""
        numbers = np.fromiter(map(number_of, keys), np.uint32, len(keys))
        found = [sieve.columns.rows_of(numbers) for sieve in self.sieves]
        return [np.intersect1d(rows, one.rows) for rows, one in zip(found, self.sifted, strict=True)]

    def count(self, rule: Rule) -> int:
        """How many a rule keeps off."""
        return sum(len(one.broken[rule]) for one in self.sifted)

    def kept_off(self, rule: Rule, most: int) -> list[Key]:
        """Some of them, people first, then by id."""
        numbers = [sieve.columns.number[one.broken[rule]] for sieve, one in zip(self.sieves, self.sifted, strict=True)]
        return keys_of(np.sort(np.concatenate(numbers))[:most])

    def people_and_groups(self) -> tuple[int, int]:
        """How many of each may be proposed."""
        flags = [sieve.columns.flags[one.rows] for sieve, one in zip(self.sieves, self.sifted, strict=True)]
        groups = int(sum((flag & GROUP != 0).sum() for flag in flags))
        return self.total - groups, groups

    def slots(self) -> Array:
        """The weekly times of each of those who may be proposed."""
        return np.concatenate(
            [sieve.columns.slots[one.rows] for sieve, one in zip(self.sieves, self.sifted, strict=True)]
        )


class Crowd:
    """Everybody, with what the search and the introductions say of them."""

    def __init__(
        self,
        parts: Sequence[Part],
        text: Mapping[Key, float] | None,
        asks: Mapping[Key, Asks],
        kind: PartnerKind | None = None,
    ) -> None:
        self._parts = parts
        self._beside = [Beside(part.columns, text, asks) for part in parts]
        self._kind = kind

    def judge(self, comparison: Comparison) -> Judged:
        """Everybody: who breaks which rule, and the points of the others."""
        sieves = [Sieve(comparison, beside) for beside in self._beside]
        rows = [_present(part, sieve.everybody(self._kind)) for part, sieve in zip(self._parts, sieves, strict=True)]
        return _judged(sieves, rows)

    def best(self, comparison: Comparison, most: int) -> list[Key]:
        """The first so many, without looking at who is too far away to be among them."""
        sieves = [Sieve(comparison, beside) for beside in self._beside]
        rows = []
        for part, sieve in zip(self._parts, sieves, strict=True):
            around = sieve.places.around()
            everybody = sieve.everybody(self._kind) if around is None or self._kind else around
            rows.append(_present(part, everybody))
        return _judged(sieves, rows).best(most)

    def again(self, comparison: Comparison, rows: Sequence[Array]) -> Judged:
        """Only these rows of each part."""
        return _judged([Sieve(comparison, beside) for beside in self._beside], rows)

    def passed(self, comparison: Comparison, rows: Sequence[Array]) -> Judged:
        """These rows of each part, of whom it is known that they break no rule."""
        sieves = [Sieve(comparison, beside) for beside in self._beside]
        return Judged(sieves, [Sifted(some, sieve.points, {}) for sieve, some in zip(sieves, rows, strict=True)])


def _judged(sieves: Sequence[Sieve], rows: Sequence[Array]) -> Judged:
    return Judged(sieves, [sieve.sift(some) for sieve, some in zip(sieves, rows, strict=True)])


def _present(part: Part, rows: Array) -> Array:
    return rows if part.gone is None else rows[~part.gone[rows]]
