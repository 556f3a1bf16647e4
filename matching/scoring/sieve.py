"""The rules and points of ``rules`` and ``scoring`` over columns: for everybody at once, the same to the point.

What a rule or a criterion gives is taken from the pure functions wherever it is a matter of few cases (pairs of areas, kinds
of skills, numbers of common times) and looked up for everybody; a test compares the two over generated needs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from matching.scoring import columns as c
from matching.scoring import wishes
from matching.scoring.beside import Asked, Beside
from matching.scoring.columns import Array
from matching.scoring.criteria import FULL_TEXT, Comparison, success
from matching.scoring.far import Places
from matching.scoring.matches import share
from matching.scoring.mutual import HALVES, LEAST, LOGS
from matching.scoring.order import number_of
from matching.scoring.points import shares
from matching.scoring.profiles import Key, PartnerKind
from matching.scoring.rules import TEXT_ALONE, TEXT_WITH_FIELD, Rule
from matching.scoring.skilled import Skilled
from matching.scoring.timely import Timely
from matching.scoring.weights import FULL, Criterion, Side

_LOGS: Final = np.array(LOGS)
_HALVES: Final = np.array(HALVES)
_TOLD: Final = (*wishes.FREE, Criterion.FEE, Criterion.WAY)


def _fused(logs: Array, trusted: Array, for_partner: Array) -> Array:
    return (logs + trusted * _LOGS[np.maximum(LEAST, for_partner)]) / (FULL + trusted)


@dataclass(frozen=True, eq=False)
class Sifted:
    """``rows`` of those who break no rule; by rule the rows of those who break it first. Points are given when asked for."""

    rows: Array
    points: Callable[[Array], Array]
    broken: Mapping[Rule, Array]

    @cached_property
    def final(self) -> Array:
        """The final points of each row."""
        return self.points(self.rows)


class Sieve:
    """One need against one set of columns."""

    def __init__(self, comparison: Comparison, beside: Beside) -> None:
        self.comparison = comparison
        self.need = comparison.need
        self.beside = beside
        self.columns = beside.columns
        self.places = Places(comparison, self.columns)
        self.skilled = Skilled(comparison, self.columns)
        self.timely = Timely(comparison.times, self.columns)
        self._rules: dict[Rule, Callable[[Array], Array]] = {
            Rule.HIDDEN: self._hidden,
            Rule.INACTIVE: lambda rows: self.columns.flags[rows] & c.INACTIVE != 0,
            Rule.UNCONFIRMED: lambda rows: self.columns.flags[rows] & c.UNCONFIRMED != 0,
            Rule.RESTING: lambda rows: self.columns.resting[rows] >= self.need.today.toordinal() - c.EPOCH,
            Rule.OWN: lambda rows: self._own[rows],
            Rule.AVOIDED: lambda rows: self._avoided[rows],
            Rule.APART: lambda rows: self._apart[rows],
            Rule.BUSY: self._busy,
            Rule.TIME: self.timely.never,
            Rule.PLACE: self.places.out,
            Rule.UNRELATED: self._unrelated,
        }

    def everybody(self, kind: PartnerKind | None = None) -> Array:
        """All rows, of one kind or of both."""
        flags = self.columns.flags
        if kind is None:
            return np.arange(len(flags))
        return np.flatnonzero((flags & c.GROUP != 0) == (kind is PartnerKind.GROUP))

    def sift(self, rows: Array, *, rules: tuple[Rule, ...] = tuple(Rule)) -> Sifted:
        """Rules first, each for those whom none before keeps off, then points."""
        broken = {}
        for rule in rules:
            breaks = self._rules[rule](rows)
            broken[rule] = rows[breaks]
            if len(broken[rule]):
                rows = rows[~breaks]
        return Sifted(rows, self.points, broken)

    def points(self, rows: Array) -> Array:
        """The final points."""
        final = np.searchsorted(_HALVES, self._mutual(rows, self._for_need(rows)), side="right")
        at, asked = self.beside.asks.among(rows)
        final[at] = np.floor(final[at] * self._turns(asked) + 0.5)
        return final

    def _mutual(self, rows: Array, for_need: Array) -> Array:
        """The logarithm of both sides in one: the least of the ways to count wishes for something else."""
        said, values = self._said(rows), list(self._wish_values(rows))
        logs = _LOGS[for_need] * FULL
        trusted, for_partner = self._for_partner(said, values)
        least = _fused(logs, trusted, for_partner)
        other: Array = np.zeros(len(rows), np.int64)
        for at in range(len(wishes.FREE)):  # they are the first of _TOLD
            other |= (said & 1 << at) * (values[at] < FULL)
        lifted = np.flatnonzero((other > 0) & ((for_partner >= for_need) | (for_partner <= wishes.OTHER_FIELD)))
        for left_out in range(1, 1 << len(wishes.FREE)):
            some = lifted[other[lifted] & left_out == left_out]
            if len(some):
                fewer = self._for_partner(said[some] & ~left_out, [column[some] for column in values])
                least[some] = np.minimum(least[some], _fused(logs[some], *fewer))
        return least

    def _hidden(self, rows: Array) -> Array:
        hidden = [audience not in self.comparison.audiences for audience in c.AUDIENCES]
        if not any(hidden):
            return np.zeros(len(rows), bool)
        return np.array([*hidden, False])[self.columns.flags[rows] & c.AUDIENCE]

    @cached_property
    def _own(self) -> Array:
        need = self.need
        keys = [(PartnerKind.GROUP, number) for number in (need.group_id, *need.own_groups) if number is not None]
        keys += [(PartnerKind.PERSON, number) for number in (need.person_id, *need.own_people) if number is not None]
        return self._these(keys)

    @cached_property
    def _apart(self) -> Array:
        return self._these(self.need.apart)

    def _these(self, keys: Iterable[Key]) -> Array:
        """Which rows are those of these partners."""
        found = np.zeros(len(self.columns), bool)
        rows = self.columns.rows_of(np.array([number_of(key) for key in keys], np.uint32))
        found[rows[rows >= 0]] = True
        return found

    @cached_property
    def _avoided(self) -> Array:
        need, avoided = self.need, np.zeros(len(self.columns), bool)
        groups, fields = self.columns.avoided_groups, self.columns.avoided_fields
        avoided[groups[groups[:, 1] == (need.group_id or 0), 0]] = True
        if not need.fields_guessed:
            avoided[fields[np.isin(fields[:, 1], list(need.fields)), 0]] = True
        return avoided

    def _busy(self, rows: Array) -> Array:
        columns = self.columns
        busy = (columns.at_once[rows] == 0) | (columns.a_month[rows] == 0) | (columns.a_year[rows] == 0)
        at, asked = self.beside.asks.among(rows)
        for limits, had in (
            (columns.at_once, asked.now),
            (columns.a_month, asked.this_month),
            (columns.a_year, asked.this_year),
        ):
            limit = limits[asked.row]
            busy[at] |= (limit != c.NO_LIMIT) & (had >= limit)
        return busy

    def _unrelated(self, rows: Array) -> Array:
        comparison, need = self.comparison, self.need
        if not (need.skills or need.fields or comparison.knows_text):
            return np.zeros(len(rows), bool)
        related = self.skilled.related(rows)
        text = self._text(rows)
        with_field = text >= TEXT_WITH_FIELD if comparison.knows_text else np.ones(len(rows), bool)
        shares_field = self.columns.fields[rows] & c.bits(need.fields) != 0
        return ~(related | (text >= TEXT_ALONE) | (shares_field & with_field))

    def _text(self, rows: Array) -> Array:
        return np.zeros(len(rows)) if self.beside.text is None else self.beside.text[rows]

    def _for_need(self, rows: Array) -> Array:
        most = shares(self.comparison.applying, FULL)
        values: dict[Criterion, Callable[[Array], Array]] = {
            Criterion.SKILL: self.skilled.mille,
            Criterion.FIELD: self._fields,
            Criterion.TEXT: self._text_mille,
            Criterion.TIME: self.timely.mille,
            Criterion.AREA: self.places.mille,
            Criterion.EXPERIENCE: self._experience,
        }
        total = np.zeros(len(rows), np.int64)
        for criterion, points in most.items():
            total += points * values[criterion](rows).astype(np.int64)
        return (total + FULL // 2) // FULL

    def _fields(self, rows: Array) -> Array:
        wanted = self.need.fields
        worth = np.array([share(count, len(wanted)) for count in range(len(wanted) + 1)])
        return worth[np.bitwise_count(self.columns.fields[rows] & c.bits(wanted))]

    def _text_mille(self, rows: Array) -> Array:
        return np.minimum(FULL, np.floor(FULL * self._text(rows) / FULL_TEXT + 0.5)).astype(np.int64)

    def _experience(self, rows: Array) -> Array:
        usual = self.comparison.usual or 0
        values = np.full(len(rows), success(0, 0, usual))
        at, asked = self.beside.asks.among(rows)
        values[at] = success(asked.started, asked.completed, usual)
        return values

    def _said(self, rows: Array) -> Array:
        """Which criteria of their side the partners have stated, as bits in the order of ``_TOLD``."""
        flags = self.columns.flags[rows]
        stated = (
            self.columns.fields[rows] != 0,
            (flags & c.HELP != 0) & (flags & c.GROUP == 0),
            (flags & c.FEE != 0) & (flags & c.GROUP == 0),
            self.places.stated(rows),
        )
        said = np.zeros(len(rows), np.int64)
        for at, (criterion, has) in enumerate(zip(_TOLD, stated, strict=True)):
            if criterion in self._wishes:
                said |= has.astype(np.int64) << at
        return said

    @cached_property
    def _wishes(self) -> dict[Criterion, int]:
        return wishes.applying(self.comparison, PartnerKind.PERSON)

    def _for_partner(self, said: Array, values: Sequence[Array]) -> tuple[Array, Array]:
        """How far the partner's side is trusted, and its points."""
        weights = self.comparison.weights
        whole = sum(weights.of(Side.PARTNER).values())
        most, trusted = _partner_tables(tuple(self._wishes.items()), weights.trust, whole)
        total = np.zeros(len(said), np.int64)
        for at, value in enumerate(values):
            total += most[said, at] * value
        return trusted[said], (total + FULL // 2) // FULL

    def _wish_values(self, rows: Array) -> Iterator[Array]:
        flags = self.columns.flags[rows]
        yield np.where(self.columns.fields[rows] & c.bits(self.need.fields) != 0, FULL, wishes.OTHER_FIELD)
        fitting = sum(1 << c.HELP_KINDS.index(kind) for kind in wishes.FITTING_HELP[self.need.kind]) << c.HELP_AT
        yield np.where(flags & fitting != 0, FULL, wishes.OTHER_HELP)
        offered = self.need.fee or c.FEES[0]
        fees = np.array([FULL, *(wishes.fee_mille(offered, asked) for asked in c.FEES)])
        yield fees[(flags & c.FEE) >> c.FEE_AT]
        yield self.places.way(rows)

    def _turns(self, asked: Asked) -> Array:
        """``mutual.rotation`` for many."""
        weights, at_once, a_year = self.comparison.weights, self.columns.at_once, self.columns.a_year
        most, year = at_once[asked.row].astype(float), a_year[asked.row].astype(float)
        quota = np.where(year != c.NO_LIMIT, np.maximum(1.0, year / 4), weights.quota)
        cap = np.where((most != c.NO_LIMIT) & (most != 0), most, weights.cap)
        load = np.minimum(1.0, np.maximum(asked.now / cap, asked.last_90_days / quota))
        return np.where((asked.now != 0) | (asked.last_90_days != 0), 1.0 - weights.rotation / 100 * load, 1.0)


@lru_cache(maxsize=256)
def _partner_tables(applying: tuple[tuple[Criterion, int], ...], trust: int, whole: int) -> tuple[Array, Array]:
    """For each choice of criteria that a partner has stated (bits in the order of ``_TOLD``): the most points, and the trust."""
    wished = dict(applying)
    most = np.zeros((1 << len(_TOLD), len(_TOLD)), np.int64)
    trusted = np.zeros(1 << len(_TOLD))
    for bits in range(1 << len(_TOLD)):
        stated = {one: wished[one] for at, one in enumerate(_TOLD) if bits >> at & 1 and one in wished}
        for criterion, points in shares(stated, FULL).items():
            most[bits, _TOLD.index(criterion)] = points
        trusted[bits] = trust * share(sum(stated.values()), whole) / 100
    return most, trusted
