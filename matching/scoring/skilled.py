"""Skills over columns: what ``criteria`` finds for one partner, for everybody."""

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from matching.scoring.columns import Array, Columns, unpack
from matching.scoring.criteria import Comparison, importance, skill_mille
from matching.scoring.matches import Relation
from matching.scoring.weights import FULL

_MANY: Final = 5
"""Rows are many from every fifth on."""


class Skilled:
    """The skills of one need against one set of columns."""

    def __init__(self, comparison: Comparison, columns: Columns) -> None:
        self._comparison = comparison
        self._columns = columns

    @cached_property
    def _kinds(self) -> int:
        """One more than the largest packed skill."""
        return int(self._columns.skills.max(initial=0)) + 1

    def related(self, rows: Array) -> Array:
        """Who holds a skill that is reason enough to be proposed."""
        skills = self._comparison.related_skills
        if len(rows) * _MANY < len(self._columns):
            return self._covers(rows, [skills])[0] != 0
        # Of so many, counting along all skills is quicker than picking theirs out: who holds one, counts on between two starts.
        counted = np.zeros(len(self._columns.skills) + 1, np.int32)
        np.cumsum(np.take(self._table(skills, lambda _packed: 1), self._columns.skills), out=counted[1:])
        until = np.take(counted, self._columns.skill_starts)
        found: Array = (until[1:] != until[:-1])[rows]
        return found

    def covers(self, rows: Array) -> Array:
        """Bits of the required skills that somebody covers."""
        required = [self._comparison.covering(wanted) for wanted in self._comparison.required]
        bits = np.zeros(len(rows), np.uint64)
        for at, held in enumerate(self._covers(rows, required)):
            bits |= held.astype(np.uint64) << np.uint64(at)
        return bits

    def mille(self, rows: Array) -> Array:
        """What the skills are worth."""
        best = self._best(rows)
        total = np.zeros(len(rows), np.int64)
        weights = 0
        for wanted in self._comparison.need.skills:
            relations = self._comparison.relations[wanted.skill_id]
            table = self._table(
                set(relations),
                lambda packed, of=relations: _worth(of[packed >> 3], packed),  # type: ignore[misc]
            )
            total += importance(wanted) * best(table)
            weights += FULL * importance(wanted)
        return (2 * FULL * total + weights) // (2 * weights)

    def _covers(self, rows: Array, required: list[frozenset[int]]) -> list[Array]:
        best = self._best(rows)
        return [best(self._table(skills, lambda _packed: 1)) for skills in required]

    def _table(self, skills: frozenset[int] | set[int], worth: Callable[[int], int]) -> Array:
        """What each packed skill is worth."""
        table = np.zeros(self._kinds, np.int16)
        for skill_id in skills:
            for packed in range(skill_id << 3, min((skill_id << 3) + 6, self._kinds)):
                table[packed] = worth(packed)
        return table

    def _best(self, rows: Array) -> Callable[[Array], Array]:
        """For a table, the greatest value among the skills of each row."""
        starts = self._columns.skill_starts
        if len(rows) == len(self._columns):
            packed, firsts, lengths = self._columns.skills, starts[:-1], np.diff(starts)
        else:
            begin = starts[rows].astype(np.int32)
            lengths = starts[rows + 1].astype(np.int32) - begin
            firsts = np.cumsum(lengths, dtype=np.int32) - lengths
            packed = self._columns.skills[np.repeat(begin - firsts, lengths) + np.arange(lengths.sum(), dtype=np.int32)]
        some = lengths > 0

        def best(table: Array) -> Array:
            found = np.zeros(len(rows), np.int16)
            if len(packed):
                found[some] = np.maximum.reduceat(table[packed], firsts[some])
            return found

        return best


@lru_cache(maxsize=10_000)
def _worth(relation: Relation, packed: int) -> int:
    return skill_mille(relation, unpack(packed))
