"""What would change the list: the same need with one condition loosened, and how many more could then be proposed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from kit import i18n
from kit import slots as weekly
from matching.scoring.columns import Array
from matching.scoring.criteria import Comparison
from matching.scoring.crowd import Crowd, Judged
from matching.scoring.profiles import Key, NeedProfile, PartnerProfile
from matching.scoring.rules import Rule, first_broken
from matching.scoring.times import slots_on

_: Final[Callable[..., str]] = i18n._

TOLD: Final = 10
"""A newcomer among the first so many is named with the place."""
COMPARED: Final = 100
"""So many of those on the list are judged again to find that place; nobody from further down climbs past ninety others."""


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
    trial: Mapping[str, str]
    """The question by which the list is seen as it would be (``trials.Trial``)."""


_TRIALS: Final = {Change.TIME: "anytime", Change.ONLINE: "online", Change.AREA: "wider", Change.MUST: "nice"}

Again = Callable[[NeedProfile], Comparison]
"""The comparison of a changed need with everything else as before."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A changed need with how many more could be proposed, and who of them would be among the first, at which place.

    ``adds_in_words``: 3人.
    """

    change: Change
    words: str
    comparison: Comparison
    adds: int
    adds_in_words: str
    first: tuple[int, Key] | None
    trial: Mapping[str, str]

    @property
    def newcomers(self) -> list[Key]:
        """Who has to be looked up to be named."""
        return [self.first[1]] if self.first else []

    def told(self, partners: Mapping[Key, PartnerProfile]) -> WhatIf:
        """In words; ``partners``: as the database has them, so that nobody is named who may not be proposed."""
        text = _("%(change)s、%(count)s増えます", change=self.words, count=self.adds_in_words)
        if self.first and (found := partners.get(self.first[1])) and first_broken(self.comparison, found) is None:
            text += _("（%(name)sが%(place)s位に入ります）", name=found.name, place=self.first[0])
        return WhatIf(self.change, text, self.adds, self.trial)


@dataclass(frozen=True, slots=True)
class Loosening:
    """Tries changes of a need over everybody who was judged for it."""

    crowd: Crowd
    judged: Judged
    need: NeedProfile
    again: Again

    def found(self) -> list[Tried]:
        """Only changes that add somebody."""
        found: list[Tried] = []
        listed: list[Array] = []
        for loosened in self._loosened():
            comparison = self.again(loosened.need)
            new = loosened.new or self.crowd.again(comparison, loosened.kept_off)
            if new.total:
                listed = listed or self.judged.rows_of(self.judged.best(COMPARED))
                first = self._first_place(comparison, new, listed)
                trial = self._trial(loosened)
                found.append(Tried(loosened.change, loosened.words, comparison, new.total, _counted(new), first, trial))
        return found

    def _trial(self, loosened: "_Loosened") -> dict[str, str]:
        if loosened.change is Change.SLOT:
            return {"slot": str((loosened.need.slots & ~self.need.slots).bit_length() - 1)}
        return {_TRIALS[loosened.change]: "1"}

    def _loosened(self) -> Iterator["_Loosened"]:
        need, away = self.need, self._broken(Rule.PLACE)
        yield from self._at_other_times(self._broken(Rule.TIME))
        if need.areas and not need.online:
            yield _Loosened(Change.ONLINE, replace(need, online=True), _("オンラインも可なら"), away)
        if need.areas and not need.whole_prefecture:
            yield _Loosened(Change.AREA, replace(need, whole_prefecture=True), _("地域を県全体に広げると"), away)
        if any(skill.must for skill in need.skills) and not all(skill.must for skill in need.skills):
            nice = tuple(replace(skill, must=False) for skill in need.skills)
            words = _("必須の技能を「あれば望ましい」にすると")
            yield _Loosened(Change.MUST, replace(need, skills=nice), words, self._broken(Rule.UNRELATED))

    def _at_other_times(self, kept_off: Sequence[Array]) -> Iterator["_Loosened"]:
        need = self.need
        anytime = replace(need, slots=0, dates=())
        new = self.crowd.again(self.again(anytime), kept_off)
        slot, count = _best_slot(need, new.slots())
        rows = [one.rows for one in new.sifted]
        if slot:
            words = _("%(slot)sも可なら", slot=weekly.words(slot))
            yield _Loosened(Change.SLOT, replace(need, slots=need.slots | slot), words, rows)
        if count < new.total:
            yield _Loosened(Change.TIME, anytime, _("曜日・時間を問わなければ"), rows, new)

    def _broken(self, rule: Rule) -> list[Array]:
        return [one.broken[rule] for one in self.judged.sifted]

    def _first_place(self, comparison: Comparison, new: Judged, listed: Sequence[Array]) -> tuple[int, Key] | None:
        """Who is on the list stays there: a condition that is loosened keeps nobody off who was not kept off before."""
        both = [np.union1d(one.rows, some) for one, some in zip(new.sifted, listed, strict=True)]
        newcomers = new.keys()
        for place, key in enumerate(self.crowd.passed(comparison, both).best(TOLD), 1):
            if key in newcomers:
                return place, key
        return None


@dataclass(frozen=True, slots=True)
class _Loosened:
    """A changed need, and the rows of those who were kept off by what has been loosened: only they can come in.

    ``new``: who does come in, where that has been found already.
    """

    change: Change
    need: NeedProfile
    words: str
    kept_off: Sequence[Array]
    new: Judged | None = None


def _best_slot(need: NeedProfile, slots: Array) -> tuple[int, int]:
    """The one weekly slot that most of them have free, and how many have; 0 when no weekday would win anybody."""
    dated = slots_on(need.open_dates)
    counts = [(int((slots >> at & 1).sum()), -at) for at in range(28) if not dated >> at & 1]
    count, at = max(counts, default=(0, 0))
    return (1 << -at, count) if count else (0, 0)


def _counted(new: Judged) -> str:
    people, groups = new.people_and_groups()
    if not groups:
        return _("%(count)s人", count=people)
    return (
        _("%(count)s団体", count=groups)
        if not people
        else _("%(people)s人と%(groups)s団体", people=people, groups=groups)
    )
