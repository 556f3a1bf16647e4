"""What would change the list: the same need with one condition loosened, and how many more could then be proposed."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kit import i18n
from kit import slots as weekly
from matching.suggestions.criteria import Comparison
from matching.suggestions.profiles import NeedProfile, PartnerKind, PartnerProfile
from matching.suggestions.rules import Rule
from matching.suggestions.scoring import Ranking, Scored, rank

_: Final[Callable[..., str]] = i18n._

TOLD: Final = 10
"""A newcomer among the first so many is named with the place."""


class Change(StrEnum):
    """Conditions that can be loosened."""

    SLOT = "slot"
    TIME = "time"
    ONLINE = "online"
    AREA = "area"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One loosened condition; ``adds``: how many more partners."""

    change: Change
    text: str
    adds: int


Again = Callable[[NeedProfile], Comparison]
"""The comparison of a changed need with everything else as before."""


def what_if(ranking: Ranking, need: NeedProfile, again: Again) -> list[WhatIf]:
    """Only changes that add somebody."""
    found = []
    for change, changed, words in _changes(need, ranking, again):
        newcomers = _newcomers(again(changed), ranking, _LOOSENED[change])
        if newcomers:
            order = rank(again(changed), [*(one.partner for one in ranking.scored), *newcomers]).scored
            text = _("%(change)s、%(count)s増えます", change=words, count=_counted(newcomers))
            found.append(WhatIf(change, text + _first_place(order, newcomers), len(newcomers)))
    return found


def _changes(need: NeedProfile, ranking: Ranking, again: Again) -> Iterator[tuple[Change, NeedProfile, str]]:
    if need.slots or need.open_dates:
        anytime = replace(need, slots=0, dates=())
        newcomers = _newcomers(again(anytime), ranking, _LOOSENED[Change.TIME])
        slot, count = _best_slot(need, newcomers)
        if slot:
            yield Change.SLOT, replace(need, slots=need.slots | slot), _("%(slot)sも可なら", slot=weekly.words(slot))
        if count < len(newcomers):
            yield Change.TIME, anytime, _("曜日・時間を問わなければ")
    if need.areas and not need.online:
        yield Change.ONLINE, replace(need, online=True), _("オンラインも可なら")
    if need.areas and not need.whole_prefecture:
        yield Change.AREA, replace(need, whole_prefecture=True), _("地域を県全体に広げると")
    musts = [skill for skill in need.skills if skill.must]
    if musts and len(need.skills) > len(musts):
        nice = tuple(replace(skill, must=False) for skill in need.skills)
        yield Change.MUST, replace(need, skills=nice), _("必須の技能を「あれば望ましい」にすると")


_LOOSENED: Final = {
    Change.SLOT: Rule.TIME,
    Change.TIME: Rule.TIME,
    Change.ONLINE: Rule.PLACE,
    Change.AREA: Rule.PLACE,
    Change.MUST: Rule.UNRELATED,
}
"""Only those kept off by the rule that is loosened can come in."""


def _newcomers(comparison: Comparison, ranking: Ranking, rule: Rule) -> list[PartnerProfile]:
    kept_off = (one.partner for one in ranking.excluded if one.rule is rule)
    return [one.partner for one in rank(comparison, kept_off).scored]


def _best_slot(need: NeedProfile, newcomers: Sequence[PartnerProfile]) -> tuple[int, int]:
    """The one weekly slot that most of them have free, and how many have; 0 when no weekday would win anybody."""
    dated = {day.weekday() for day in need.open_dates}
    counts = Counter(pair for partner in newcomers for pair in weekly.pairs(partner.slots) if pair[0] not in dated)
    if not counts:
        return 0, 0
    (weekday, time), count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return weekly.bit(weekday, time), count


def _counted(newcomers: Sequence[PartnerProfile]) -> str:
    people = sum(partner.kind is PartnerKind.PERSON for partner in newcomers)
    groups = len(newcomers) - people
    if not groups:
        return _("%(count)s人", count=people)
    return (
        _("%(count)s団体", count=groups)
        if not people
        else _("%(people)s人と%(groups)s団体", people=people, groups=groups)
    )


def _first_place(order: Sequence[Scored], newcomers: Sequence[PartnerProfile]) -> str:
    keys = {partner.key for partner in newcomers}
    for place, one in enumerate(order[:TOLD], 1):
        if one.partner.key in keys:
            return _("（%(name)sが%(place)s位に入ります）", name=one.partner.name, place=place)
    return ""
