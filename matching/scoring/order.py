"""The order of those who may be proposed: near equals take turns, and the same question gives the same list.

Points that differ by less than a band are near equals. Among them come first who covers required skills that nobody
higher up covers (in the three highest bands), who was asked less often in 90 days, who was asked longest ago, then a lot
that is drawn anew for every need and day. See docs/decisions/0020.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Final

from matching.scoring.profiles import Asks, Key, PartnerKind

BAND: Final = 50
DIVERSE_BANDS: Final = 3
FRESH_PLACE: Final = 5
"""This place is for somebody who has not been asked for long (新しい顔ぶれ), if none of the places before is."""
FRESH_DAYS: Final = 180
FRESH_PERCENT: Final = 85
"""They need so much of the points of who would stand there."""

_MASK: Final = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Standing:
    """What of somebody decides their place. ``covers``: bits of the required skills that they cover."""

    final: int
    covers: int
    asked: int
    last: int
    fresh: bool
    lot: int

    @property
    def band(self) -> int:
        """Near equals have the same."""
        return self.final // BAND


@dataclass(frozen=True, slots=True)
class Ordered:
    """Indexes, best first, and the one that was put on the place for a new face, if any."""

    places: list[int]
    newcomer: int | None


def arrange(all_standing: Sequence[Standing]) -> Ordered:
    """The order of everybody."""
    fair = sorted(range(len(all_standing)), key=lambda at: _turn(all_standing[at]))
    places: list[int] = []
    covered = 0
    bands: dict[int, list[int]] = {}
    for at in fair:
        bands.setdefault(all_standing[at].band, []).append(at)
    for number, band in enumerate(sorted(bands, reverse=True)):
        equals = bands[band]
        while number < DIVERSE_BANDS and equals:
            best = max(equals, key=lambda at: (all_standing[at].covers & ~covered).bit_count())
            if not all_standing[best].covers & ~covered:
                break
            covered |= all_standing[best].covers
            places.append(best)
            equals.remove(best)
        places += equals
    return _with_new_face(places, all_standing)


def _turn(one: Standing) -> tuple[int, int, int, int]:
    return -one.band, one.asked, one.last, one.lot


def _with_new_face(places: list[int], all_standing: Sequence[Standing]) -> Ordered:
    first, rest = places[:FRESH_PLACE], places[FRESH_PLACE:]
    if len(first) < FRESH_PLACE or any(all_standing[at].fresh for at in first):
        return Ordered(places, None)
    least = all_standing[first[-1]].final * FRESH_PERCENT
    new = next((at for at in rest if all_standing[at].fresh and all_standing[at].final * 100 >= least), None)
    if new is None:
        return Ordered(places, None)
    return Ordered([*first[:-1], new, first[-1], *(at for at in rest if at != new)], new)


def days_ago(asks: Asks) -> int:
    """The day of the last ask as a number; 0 for who has never been asked."""
    return asks.last.toordinal() if asks.last else 0


def is_fresh(asks: Asks, today: date) -> bool:
    """Whether somebody has not been asked for long."""
    return asks.last is None or (today - asks.last).days >= FRESH_DAYS


def seed(need_id: int, today: date) -> int:
    """What the lots of one need on one day are drawn with."""
    digest = blake2b(f"{need_id}:{today}".encode(), digest_size=8, key=b"musubite suggestions").digest()
    return int.from_bytes(digest, "big")


def number_of(key: Key) -> int:
    """A partner as one number of 32 bits: groups have the highest bit."""
    return key[1] | (1 << 31 if key[0] is PartnerKind.GROUP else 0)


def key_of(number: int) -> Key:
    """The partner of a number."""
    return (PartnerKind.GROUP, number - (1 << 31)) if number >= 1 << 31 else (PartnerKind.PERSON, number)


def lot(drawn_with: int, partner: int) -> int:
    """What decides between equals, 64 bits; favours nobody over all needs (the finaliser of splitmix64)."""
    mixed = (drawn_with + partner * 0x9E3779B97F4A7C15) & _MASK
    mixed = ((mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & _MASK
    return mixed ^ mixed >> 31
