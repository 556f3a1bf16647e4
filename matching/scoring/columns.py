"""Everybody in the register as NumPy columns, some forty bytes for each, ordered by where they are active.

Who is active in the same areas stands side by side, so that a need of one town touches few pages of memory. What few
people have (absences, whom they avoid) is kept beside the columns.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from sys import getsizeof
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from directory.people.models import Audience, Fee, HelpKind
from matching.scoring.order import key_of, number_of
from matching.scoring.profiles import HeldSkill, Key, PartnerKind, PartnerProfile

Array = npt.NDArray[Any]
Place = tuple[frozenset[str], tuple[float, float] | None]
"""Areas, or where there are none a point on the map."""

EPOCH: Final = date(2000, 1, 1).toordinal()
NO_LIMIT: Final = 0xFFFF
AUDIENCES: Final = tuple(Audience)
FEES: Final = tuple(Fee)
HELP_KINDS: Final = tuple(HelpKind)
# Bits of the column ``flags``.
AUDIENCE, INACTIVE, UNCONFIRMED, ON_SITE, ONLINE, GROUP = 0b11, 1 << 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6
FEE_AT, FEE, HELP_AT = 7, 0b11 << 7, 9
HELP: Final = ((1 << len(HELP_KINDS)) - 1) << HELP_AT


@dataclass(frozen=True, eq=False)
class Columns:
    """One row for each partner; the same row number in every column.

    ``skills`` of row r: from ``skill_starts[r]`` to ``skill_starts[r + 1]``, each packed by ``pack``. Rows of place p: from
    ``place_starts[p]`` to ``place_starts[p + 1]``. ``by_number``: the rows in the order of ``number``.
    """

    number: Array
    flags: Array
    resting: Array
    at_once: Array
    a_month: Array
    a_year: Array
    travel: Array
    notice: Array
    slots: Array
    possible: Array
    fields: Array
    skill_starts: Array
    skills: Array
    by_number: Array
    place_starts: Array
    absences: Array
    avoided_groups: Array
    avoided_fields: Array
    places: tuple[Place, ...]

    def __len__(self) -> int:
        return len(self.number)

    @property
    def bytes(self) -> int:
        """What the columns take of the memory, the places that people share included."""
        columns: int = sum(getattr(self, column.name).nbytes for column in fields(self) if column.name != "places")
        return columns + sum(getsizeof(place) + getsizeof(place[0]) for place in self.places)

    @cached_property
    def area_codes(self) -> list[str]:
        """Every area that a place is made of, in order."""
        return sorted({code for areas, _point in self.places for code in areas})

    @cached_property
    def areas_of_places(self) -> tuple[Array, Array]:
        """Where the areas of each place begin in the second: numbers in ``area_codes``. A place without areas has one, -1."""
        numbers = {code: at for at, code in enumerate(self.area_codes)}
        each = [sorted(numbers[code] for code in areas) or [-1] for areas, _point in self.places]
        starts = np.cumsum([0, *map(len, each)])[:-1] if each else np.zeros(0, np.int64)
        return starts, np.array([number for some in each for number in some], np.int32)

    @cached_property
    def has_areas(self) -> Array:
        """Which places have areas."""
        return np.array([bool(areas) for areas, _point in self.places], bool)

    @cached_property
    def longest_travel(self) -> int:
        """As far as anybody says they go, in kilometres."""
        return int(self.travel[self.travel != NO_LIMIT].max(initial=0))

    def rows_of(self, numbers: Array) -> Array:
        """The row of each partner, -1 for who is not here."""
        if not len(self):
            return np.full(len(numbers), -1)
        found = np.searchsorted(self.number, numbers, sorter=self.by_number)
        rows = self.by_number[np.minimum(found, len(self) - 1)].astype(np.int64)
        return np.where(self.number[rows] == numbers, rows, -1)


class Part(NamedTuple):
    """Columns, and the rows in them that are no longer true."""

    columns: Columns
    gone: Array | None


class TextScores(Mapping[Key, float]):
    """Scores by partner, kept as columns: ``numbers`` (see ``order.number_of``), ascending, and ``scores``."""

    def __init__(self, numbers: Array, scores: Array) -> None:
        order = np.argsort(numbers, kind="stable")
        self.numbers: Final = numbers[order]
        self.scores: Final = scores[order]

    def __getitem__(self, key: Key) -> float:
        at = int(np.searchsorted(self.numbers, number_of(key)))
        if at == len(self.numbers) or self.numbers[at] != number_of(key):
            raise KeyError(key)
        return float(self.scores[at])

    def __iter__(self) -> Iterator[Key]:
        return map(key_of, self.numbers.tolist())

    def __len__(self) -> int:
        return len(self.numbers)


def pack(skill: HeldSkill) -> int:
    """A held skill as far as it counts, as one number."""
    return skill.skill_id << 3 | (skill.level - 1) << 1 | skill.verified


def unpack(packed: int) -> HeldSkill:
    """The skill of a number."""
    return HeldSkill(packed >> 3, (packed >> 1 & 0b11) + 1, None, bool(packed & 1))


class _Rows:
    """Rows as they come, before they are put in order."""

    def __init__(self) -> None:
        self.plain = {name: array("L") for name in _TYPES}
        self.lengths = array("L")
        self.skills = array("L")
        self.place = array("L")
        self.places: dict[Place, int] = {}
        self.absences: list[tuple[int, int, int]] = []
        self.avoided_groups: list[tuple[int, int]] = []
        self.avoided_fields: list[tuple[int, int]] = []

    def add(self, partner: PartnerProfile) -> None:
        row = len(self.place)
        for name, value in _plain(partner):
            self.plain[name].append(value)
        self.lengths.append(len(partner.skills))
        self.skills.extend(map(pack, partner.skills))
        place = partner.areas, None if partner.areas else partner.position
        self.place.append(self.places.setdefault(place, len(self.places)))
        self.absences += [(row, first.toordinal(), last.toordinal()) for first, last in partner.absences]
        self.avoided_groups += [(row, group) for group in partner.avoided_groups]
        self.avoided_fields += [(row, code) for code in partner.avoided_fields]


def build(partners: Iterable[PartnerProfile]) -> Columns:
    """The columns of these partners."""
    rows = _Rows()
    for partner in partners:
        rows.add(partner)
    places = sorted(rows.places, key=lambda place: (min(place[0], default=""), sorted(place[0]), place[1] or ()))
    place_order = np.empty(len(places), np.int64)
    place_order[[rows.places[place] for place in places]] = np.arange(len(places))
    place_of = place_order[np.asarray(rows.place, np.int64)]
    order = np.argsort(place_of, kind="stable")
    moved = np.empty_like(order)
    moved[order] = np.arange(len(order))
    plain: dict[str, Array] = {name: np.asarray(rows.plain[name])[order].astype(kind) for name, kind in _TYPES.items()}
    starts, skills = _sorted_skills(rows, order)
    return Columns(
        **plain,
        skill_starts=starts,
        skills=skills,
        by_number=np.argsort(plain["number"]).astype(np.uint32),
        place_starts=np.searchsorted(place_of[order], np.arange(len(places) + 1)).astype(np.uint32),
        absences=_beside(rows.absences, 3, moved),
        avoided_groups=_beside(rows.avoided_groups, 2, moved),
        avoided_fields=_beside(rows.avoided_fields, 2, moved),
        places=tuple(places),
    )


def _plain(partner: PartnerProfile) -> Iterable[tuple[str, int]]:
    yield "number", number_of(partner.key)
    yield "flags", _flags(partner)
    resting = partner.resting_until
    yield "resting", min(max(0, resting.toordinal() - EPOCH), 0xFFFF) if resting else 0
    yield "at_once", _limit(partner.max_at_once)
    yield "a_month", _limit(partner.max_per_month)
    yield "a_year", _limit(partner.max_per_year)
    yield "travel", _limit(partner.travel_km)
    yield "notice", min(partner.notice_days, 0xFFFF)
    yield "slots", partner.slots
    yield "possible", partner.possible
    yield "fields", bits(partner.fields)


def bits(codes: Iterable[int]) -> int:
    """Fields of activity as bits; there are twenty, fixed by law."""
    return sum(1 << code for code in codes)


def _flags(partner: PartnerProfile) -> int:
    flags = AUDIENCES.index(partner.findable_by)
    flags |= 0 if partner.active else INACTIVE
    flags |= UNCONFIRMED if partner.unconfirmed else 0
    flags |= ON_SITE if partner.on_site else 0
    flags |= ONLINE if partner.online else 0
    flags |= GROUP if partner.kind is PartnerKind.GROUP else 0
    flags |= 0 if partner.fee is None else FEES.index(partner.fee) + 1 << FEE_AT
    return flags | sum(1 << HELP_KINDS.index(kind) for kind in partner.help_kinds) << HELP_AT


def _limit(most: int | None) -> int:
    return NO_LIMIT if most is None else min(most, NO_LIMIT - 1)


def _sorted_skills(rows: _Rows, order: Array) -> tuple[Array, Array]:
    lengths = np.asarray(rows.lengths, np.int64)
    packed = np.asarray(rows.skills, np.uint32)
    before = np.concatenate([[0], np.cumsum(lengths)])
    starts = np.concatenate([[0], np.cumsum(lengths[order])])
    at = np.repeat(before[order] - starts[:-1], lengths[order]) + np.arange(len(packed))
    small = len(packed) == 0 or packed.max() < 1 << 16
    return starts.astype(np.uint32), packed[at].astype(np.uint16 if small else np.uint32)


def _beside(found: list[Any], width: int, moved: Array) -> Array:
    table = np.asarray(found, np.int32).reshape(-1, width)
    table[:, 0] = moved[table[:, 0]]
    return table


_TYPES: Final[dict[str, type]] = {
    "number": np.uint32,
    "flags": np.uint16,
    "resting": np.uint16,
    "at_once": np.uint16,
    "a_month": np.uint16,
    "a_year": np.uint16,
    "travel": np.uint16,
    "notice": np.uint16,
    "slots": np.uint32,
    "possible": np.uint32,
    "fields": np.uint32,
}
