"""What would change the list: the same need with one condition loosened, and how many more could then be proposed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kit import i18n
from kit import slots as weekly
from matching.suggestions.criteria import Comparison
from matching.suggestions.profiles import NeedProfile, PartnerKind, PartnerProfile
from matching.suggestions.rules import Rule, first_broken
from matching.suggestions.scoring import Ranking, Scored, rank

_: Final[Callable[..., str]] = i18n._

TOLD: Final = 10
"""A newcomer among the first so many is named with the place."""
COMPARED: Final = 100
"""So many of those on the list are scored again to find that place; nobody from further down climbs past ninety others."""


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
    kept_off: dict[Rule, list[PartnerProfile]] = {}
    for one in ranking.excluded:
        kept_off.setdefault(one.rule, []).append(one.partner)
    first = [one.partner for one in ranking.scored[:COMPARED]]
    found = []
    for loosened in _loosened(need, kept_off, again):
        comparison = again(loosened.need)
        newcomers = _eligible(comparison, loosened.kept_off)
        if newcomers:
            text = _("%(change)s、%(count)s増えます", change=loosened.words, count=_counted(newcomers))
            order = rank(comparison, [*first, *newcomers]).scored
            found.append(WhatIf(loosened.change, text + _first_place(order, newcomers), len(newcomers)))
    return found


@dataclass(frozen=True, slots=True)
class _Loosened:
    """A changed need, and those who were kept off by what has been loosened: only they can come in."""

    change: Change
    need: NeedProfile
    words: str
    kept_off: Sequence[PartnerProfile]


def _loosened(
    need: NeedProfile, kept_off: Mapping[Rule, Sequence[PartnerProfile]], again: Again
) -> Iterator[_Loosened]:
    yield from _at_other_times(need, kept_off.get(Rule.TIME, ()), again)
    away = kept_off.get(Rule.PLACE, ())
    if need.areas and not need.online:
        yield _Loosened(Change.ONLINE, replace(need, online=True), _("オンラインも可なら"), away)
    if need.areas and not need.whole_prefecture:
        yield _Loosened(Change.AREA, replace(need, whole_prefecture=True), _("地域を県全体に広げると"), away)
    if any(skill.must for skill in need.skills) and not all(skill.must for skill in need.skills):
        nice = tuple(replace(skill, must=False) for skill in need.skills)
        words = _("必須の技能を「あれば望ましい」にすると")
        yield _Loosened(Change.MUST, replace(need, skills=nice), words, kept_off.get(Rule.UNRELATED, ()))


def _at_other_times(need: NeedProfile, kept_off: Sequence[PartnerProfile], again: Again) -> Iterator[_Loosened]:
    anytime = replace(need, slots=0, dates=())
    newcomers = _eligible(again(anytime), kept_off)
    slot, count = _best_slot(need, newcomers)
    if slot:
        free = [partner for partner in newcomers if partner.slots & slot]
        yield _Loosened(
            Change.SLOT, replace(need, slots=need.slots | slot), _("%(slot)sも可なら", slot=weekly.words(slot)), free
        )
    if count < len(newcomers):
        yield _Loosened(Change.TIME, anytime, _("曜日・時間を問わなければ"), newcomers)


def _eligible(comparison: Comparison, partners: Sequence[PartnerProfile]) -> list[PartnerProfile]:
    return [partner for partner in partners if first_broken(comparison, partner) is None]


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
