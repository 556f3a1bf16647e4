"""The best of everybody who was sifted, in the order of ``order.arrange``, without putting all the others in order."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from matching.scoring import order
from matching.scoring.columns import Array
from matching.scoring.order import key_of
from matching.scoring.profiles import Key
from matching.scoring.sieve import Sieve, Sifted

_GROUP = 1 << 31


class _Standing(NamedTuple):
    """What decides the places, one entry for each partner in every column."""

    number: Array
    final: Array
    covers: Array
    asked: Array
    last: Array
    fresh: Array

    def at(self, places: Array) -> "_Standing":
        """Some of them, or in another order."""
        return _Standing(*(column[places] for column in self))


def best(sieves: Sequence[Sieve], sifted: Sequence[Sifted], most: int) -> list[Key]:
    """The first so many."""
    final = np.concatenate([one.final for one in sifted])
    if not len(final):
        return []
    wanted = min(len(final), max(most, order.FRESH_PLACE))
    band = int(np.partition(final, -wanted)[-wanted]) // order.BAND
    arranged = _arranged(sieves, sifted, band)
    first = arranged.fresh[: order.FRESH_PLACE]
    if len(first) == order.FRESH_PLACE and not first.any():
        least = int(arranged.final[order.FRESH_PLACE - 1]) * order.FRESH_PERCENT
        if least // 100 // order.BAND < band:
            arranged = _arranged(sieves, sifted, least // 100 // order.BAND)
        arranged = _with_new_face(arranged, least)
    return keys_of(arranged.number[:most])


def keys_of(numbers: Array) -> list[Key]:
    """The partners of these numbers."""
    return [key_of(number) for number in numbers.tolist()]


def _arranged(sieves: Sequence[Sieve], sifted: Sequence[Sifted], band: int) -> _Standing:
    """Those of this band and above, in order."""
    parts = [_standing(sieve, one, band) for sieve, one in zip(sieves, sifted, strict=True)]
    standing = _Standing(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    need = sieves[0].need
    lots = _lots(order.seed(need.id, need.today), standing.number)
    bands = standing.final // order.BAND
    standing = standing.at(np.lexsort((lots, standing.last, standing.asked, -bands)))
    return standing.at(_diverse(standing))


def _standing(sieve: Sieve, sifted: Sifted, band: int) -> _Standing:
    high = sifted.final >= band * order.BAND
    rows = sifted.rows[high]
    asked, last, fresh = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64), np.ones(len(rows), bool)
    at, asks = sieve.beside.asks.among(rows)
    asked[at], last[at] = asks.last_90_days, asks.last
    fresh[at] = sieve.need.today.toordinal() - asks.last >= order.FRESH_DAYS  # nobody was asked in the year 1
    return _Standing(sieve.columns.number[rows], sifted.final[high], sieve.skilled.covers(rows), asked, last, fresh)


def _diverse(standing: _Standing) -> Array:
    """The order in which those stand further up in their band who cover what nobody higher up covers."""
    places = np.arange(len(standing.final))
    covered, begin = np.uint64(0), 0
    bands = standing.final // order.BAND
    for _number in range(order.DIVERSE_BANDS):
        end = int(np.searchsorted(-bands, -bands[begin], side="right"))
        while True:
            gains = np.bitwise_count(standing.covers[places[begin:end]] & ~covered)
            if begin == end or not gains.max():
                break
            at = begin + int(gains.argmax())
            covered |= standing.covers[places[at]]
            places[begin : at + 1] = np.roll(places[begin : at + 1], 1)
            begin += 1
        begin = end
        if begin == len(places):
            break
    return places


def _with_new_face(standing: _Standing, least: int) -> _Standing:
    place = order.FRESH_PLACE
    found = np.flatnonzero(standing.fresh[place:] & (standing.final[place:] * 100 >= least))
    if not len(found):
        return standing
    places = np.arange(len(standing.final))
    at = place + int(found[0])
    places[place - 1 : at + 1] = np.roll(places[place - 1 : at + 1], 1)
    return standing.at(places)


def _lots(drawn_with: int, numbers: Array) -> Array:
    """``order.lot`` for many."""
    mixed = np.uint64(drawn_with) + numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return mixed ^ mixed >> np.uint64(31)
