"""Which sector and which idea the group number i has: arithmetic only, so that any group can be made without the others."""

from collections import Counter
from functools import cache
from typing import NamedTuple

from app.demo.chances import order
from app.demo.ideas import Idea, ideas
from app.demo.resident_names import center_field

# How many of a hundred groups belong to each sector: the first thousand as in a real town's register, later ones without
# piling up city departments and centres, which a big region does not have many more of.
_TOWN = {
    "citizen": 44, "npo": 18, "neighborhood": 12, "company": 8, "council": 5, "school": 5, "city": 5, "intermediary": 3,
}  # fmt: skip
_REGION = {
    "citizen": 55, "npo": 26, "neighborhood": 8, "company": 5, "council": 2, "school": 2, "city": 1, "intermediary": 1,
}  # fmt: skip
_TOWN_BLOCKS = 10
SECTORS = tuple(_TOWN)


class Plan(NamedTuple):
    """`rank` counts the groups of the same sector, `idea_rank` those of the same sector and idea, both from 0."""

    sector: str
    rank: int
    idea: Idea
    idea_rank: int


def plan(seed: int, number: int) -> Plan:
    """What the group `number` is about; the same whatever the size of the town."""
    block, place = divmod(number, 100)
    town = block < _TOWN_BLOCKS
    sector, among = _pattern(seed, town)[place]
    earlier = min(block, _TOWN_BLOCKS) * _TOWN[sector] + max(block - _TOWN_BLOCKS, 0) * _REGION[sector]
    rank = earlier + among
    choice = ideas(sector)
    idea_rank, turn = divmod(rank, len(choice))
    named = center_field(seed, rank) if sector == "intermediary" else None
    if named:
        return Plan(sector, rank, next(idea for idea in choice if idea.field == named), idea_rank)
    return Plan(sector, rank, choice[order(f"{seed}:ideas:{sector}", len(choice))[turn]], idea_rank)


@cache
def _pattern(seed: int, town: bool) -> tuple[tuple[str, int], ...]:
    """The sector of each place in a block of a hundred, with its number among those of its sector in the block."""
    shares = _TOWN if town else _REGION
    sectors = [sector for sector, count in shares.items() for _ in range(count)]
    seen: Counter[str] = Counter()
    pattern = []
    for place in order(f"{seed}:sectors:{town}", len(sectors)):
        pattern.append((sectors[place], seen[sectors[place]]))
        seen[sectors[place]] += 1
    return tuple(pattern)
