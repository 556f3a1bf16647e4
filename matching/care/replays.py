"""What other weights would change: the needs of a year once more, by the weights that hold and by those that are tried.

Asked as of today: who has become busy or has left since is on neither list.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from directory.accounts.models import Account
from kit.clock import now
from kit.db import session
from matching.care.figures import YEAR, gini
from matching.introductions.models import Happened, Introduction
from matching.introductions.moves import Move
from matching.needs.models import Need
from matching.scoring.profiles import Key, PartnerKind
from matching.scoring.weights import Weights
from matching.suggestions.queries import rankings
from search.engine import Index

NEEDS: Final = 30
"""So many of the year's needs, the newest."""
TOP: Final = 5
DEPTH: Final = 100


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """One need: how many of the first five stay, and the places of who was willing, before and after (None: not on the list)."""

    need: Need
    stayed: int
    of: int
    accepted: Sequence[tuple[int | None, int | None]]

    @property
    def listed(self) -> Sequence[tuple[int | None, int | None]]:
        """Those of them who are on either list today."""
        return [places for places in self.accepted if places != (None, None)]


@dataclass(frozen=True, kw_only=True)
class Replay:
    """All of them. ``spread``: the Gini of places among the first five, before and after, in thousandths."""

    needs: Sequence[Replayed]
    overlap: int
    """Percent of the first five that stay."""
    spread: tuple[int, int]
    people: tuple[int, int]
    """How many different ones stand among the first five of any need."""
    better: int
    worse: int
    """How many of those who were willing would have stood higher, or lower."""


def replay(before: Weights, after: Weights, viewer: Account, *, index: Index) -> Replay:
    """The needs of the last year for which anybody was asked."""
    asked = sa.select(Introduction.need_id).where(Introduction.asked_at > now() - YEAR).distinct()
    needs = session.scalars(sa.select(Need).where(Need.id.in_(asked)).order_by(Need.id.desc()).limit(NEEDS)).all()
    willing = _willing([need.id for need in needs])
    found, shown = [], (Counter[Key](), Counter[Key]())
    for need in needs:
        lists = rankings(need, viewer, (before, after), DEPTH, index=index)
        for count, keys in zip(shown, lists, strict=True):
            count.update(keys[:TOP])
        found.append(_replayed(need, lists, willing.get(need.id, ())))
    return _summed(found, shown)


def _willing(need_ids: Sequence[int]) -> Mapping[int, Sequence[Key]]:
    """Who has said yes, by need."""
    yes = sa.exists().where(Happened.introduction_id == Introduction.id, Happened.move == Move.CANDIDATE_YES)
    rows = session.execute(
        sa.select(Introduction.need_id, Introduction.person_id, Introduction.group_id)
        .where(Introduction.need_id.in_(need_ids), yes)
        .order_by(Introduction.id)
    )
    found: dict[int, list[Key]] = {}
    for need_id, person_id, group_id in rows:
        if person_id is not None:
            found.setdefault(need_id, []).append((PartnerKind.PERSON, person_id))
        elif group_id is not None:
            found.setdefault(need_id, []).append((PartnerKind.GROUP, group_id))
    return found


def _replayed(need: Need, lists: Sequence[Sequence[Key]], willing: Sequence[Key]) -> Replayed:
    first, then = (set(keys[:TOP]) for keys in lists)
    places = [tuple(keys.index(key) + 1 if key in keys else None for keys in lists) for key in willing]
    accepted = [(place[0], place[1]) for place in places]
    return Replayed(need=need, stayed=len(first & then), of=max(len(first), len(then)), accepted=accepted)


def _summed(found: Sequence[Replayed], shown: tuple[Counter[Key], Counter[Key]]) -> Replay:
    of = sum(one.of for one in found)
    moved = [(was or DEPTH + 1) - (now_ or DEPTH + 1) for one in found for was, now_ in one.accepted]
    everybody = len(set(shown[0]) | set(shown[1]))
    return Replay(
        needs=found,
        overlap=round(100 * sum(one.stayed for one in found) / of) if of else 100,
        spread=(gini(shown[0].values(), everybody), gini(shown[1].values(), everybody)),
        people=(len(shown[0]), len(shown[1])),
        better=sum(step > 0 for step in moved),
        worse=sum(step < 0 for step in moved),
    )
