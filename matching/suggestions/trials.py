"""A need with conditions changed, to see who would come in: nothing of the need itself is changed."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import matching.suggestions.labels  # noqa: F401 - the words of the weekdays
from kit import slots as weekly
from kit.i18n import _
from matching.scoring.profiles import NeedProfile, Vocabulary


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What is changed. ``slot``: one more weekly time, 0 to 27; ``day``: one more weekday; ``without``: a skill not asked for."""

    online: bool = False
    wider: bool = False
    anytime: bool = False
    nice: bool = False
    slot: int | None = None
    day: int | None = None
    without: int | None = None

    def __bool__(self) -> bool:
        return self != Trial()

    def applied(self, need: NeedProfile) -> NeedProfile:
        """The need as it would be."""
        skills = tuple(skill for skill in need.skills if skill.skill_id != self.without)
        slots = need.slots
        if slots or need.dates:
            slots |= weekly.bit(self.slot // 4, self.slot % 4) if self.slot is not None else 0
            slots |= weekly.mask({self.day}, ()) if self.day is not None else 0
        return replace(
            need,
            online=need.online or self.online,
            whole_prefecture=need.whole_prefecture or self.wider,
            slots=0 if self.anytime else slots,
            dates=() if self.anytime else need.dates,
            skills=tuple(replace(skill, must=False) for skill in skills) if self.nice else skills,
        )

    def words(self, vocabulary: Vocabulary) -> Iterator[str]:
        """What is changed, for the reader."""
        if self.online:
            yield _("オンラインも可")
        if self.wider:
            yield _("地域を県全体に広げる")
        if self.anytime:
            yield _("曜日・時間を問わない")
        if self.nice:
            yield _("必須の技能を「あれば望ましい」にする")
        if self.slot is not None:
            yield _("%(slot)sも可", slot=weekly.words(weekly.bit(self.slot // 4, self.slot % 4)))
        if self.day is not None:
            yield _("%(slot)sも可", slot=weekly.words(weekly.mask({self.day}, ())))
        if self.without is not None and self.without in vocabulary.skills:
            yield _("「%(skill)s」を求めない", skill=vocabulary.skills[self.without].name)

    @property
    def asked(self) -> dict[str, Any]:
        """As parts of an address."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: str(int(value)) for name, value in found.items() if value not in (None, False)}


AS_IT_IS: Final = Trial()
