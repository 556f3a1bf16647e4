"""The soft criteria: how well a partner answers each side of a need, from 0 to 1, and what each side weighs."""

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from typing import Final

from directory.people.models import Audience, Fee, HelpKind
from matching.needs.models import NeedKind
from matching.suggestions.matches import (
    FeeMatch,
    FieldsMatch,
    HelpMatch,
    Match,
    PlaceMatch,
    Reach,
    Relation,
    SkillMatch,
    SkillsMatch,
    TextMatch,
    TimeFit,
    TimeMatch,
)
from matching.suggestions.places import Nearness
from matching.suggestions.profiles import (
    HeldSkill,
    Key,
    NeedProfile,
    PartnerKind,
    PartnerProfile,
    SkillEntry,
    Vocabulary,
    WantedSkill,
)
from matching.suggestions.times import Times


class Criterion(StrEnum):
    """What is weighed, in the order in which it is told."""

    SKILL = "skill"
    FIELD = "field"
    TEXT = "text"
    TIME = "time"
    AREA = "area"
    HELP = "help"
    FEE = "fee"


WEIGHTS: Final[Mapping[Criterion, float]] = {
    Criterion.SKILL: 350,
    Criterion.FIELD: 150,
    Criterion.TEXT: 150,
    Criterion.TIME: 150,
    Criterion.AREA: 120,
    Criterion.HELP: 50,
    Criterion.FEE: 30,
}
GUESSED: Final = 0.5
"""What a guess from the story weighs against something that somebody has confirmed."""
FULL_TEXT: Final = 0.8
"""Text score that counts as full: hardly any profile repeats more than that of a story it answers."""

SIMILARITY: Final = {Relation.SAME: 1.0, Relation.NARROWER: 0.8, Relation.WIDER: 0.67, Relation.SIBLING: 0.4}
RELATED: Final = 0.5
"""From this similarity on a skill is reason enough to propose somebody."""
_NICE: Final = 0.5
_LEVEL: Final = {1: 0.8, 2: 0.9, 3: 1.0}
_UNVERIFIED: Final = 0.9
_ELSEWHEN: Final = 0.3
_UNKNOWN: Final = 0.5
"""A condition that is not stated is neither for nor against."""

FITTING_HELP: Final[Mapping[NeedKind, frozenset[HelpKind]]] = {
    NeedKind.ADVISER: frozenset({HelpKind.ADVICE, HelpKind.LECTURE}),
    NeedKind.HANDS: frozenset({HelpKind.PRACTICE, HelpKind.DAY_HELP}),
    NeedKind.TALK: frozenset({HelpKind.FACILITATION}),
    NeedKind.PARTNER: frozenset(),
}
_FEES: Final = (Fee.FREE, Fee.EXPENSES, Fee.PAID)


class Comparison:
    """One need, made ready to be compared with many partners.

    ``text``: the search's score for each partner whose words have anything in common with the story's, 0 to 1; None
    when the search cannot answer. ``audiences``: those the viewer belongs to.
    """

    def __init__(
        self,
        need: NeedProfile,
        vocabulary: Vocabulary,
        text: Mapping[Key, float] | None,
        *,
        audiences: Collection[Audience] = tuple(Audience),
    ) -> None:
        self.need = need
        self.audiences = audiences
        self.times = Times(need)
        self._places = Nearness(need.areas, vocabulary.areas)
        self._text = text
        self._relations = {wanted.skill_id: _relations(wanted, vocabulary.skills) for wanted in need.skills}
        musts = [wanted for wanted in need.skills if wanted.must]
        self.related_skills = frozenset(
            skill_id
            for wanted in musts or need.skills
            for skill_id, relation in self._relations[wanted.skill_id].items()
            if SIMILARITY[relation] >= RELATED
        )
        """Skills that are reason enough to propose somebody: near to a must or, where there is none, to any wanted one."""
        self._judges: dict[Criterion, Callable[[PartnerProfile], Match]] = {
            Criterion.SKILL: self.skills,
            Criterion.FIELD: self.fields,
            Criterion.TEXT: self.text,
            Criterion.TIME: self.time,
            Criterion.AREA: self.place,
            Criterion.HELP: self.help,
            Criterion.FEE: self.fee,
        }

    @property
    def knows_text(self) -> bool:
        """Whether the search could compare the story at all."""
        return self._text is not None

    def weights(self, kind: PartnerKind) -> dict[Criterion, float]:
        """The criteria that apply to this need and this kind of partner, with their weights."""
        need = self.need
        shares: dict[Criterion, float] = {
            Criterion.SKILL: max((GUESSED if wanted.guessed_from else 1.0 for wanted in need.skills), default=0.0),
            Criterion.FIELD: (GUESSED if need.fields_guessed else 1.0) if need.fields else 0.0,
            Criterion.TEXT: float(self.knows_text),
            Criterion.TIME: float(self.times.stated),
            Criterion.AREA: float(bool(need.areas) or need.online),
            Criterion.HELP: float(kind is PartnerKind.PERSON and bool(FITTING_HELP[need.kind])),
            Criterion.FEE: float(kind is PartnerKind.PERSON and need.fee is not None),
        }
        return {criterion: WEIGHTS[criterion] * share for criterion, share in shares.items() if share}

    def judge(self, criterion: Criterion, partner: PartnerProfile) -> Match:
        """How the partner answers one criterion that applies."""
        return self._judges[criterion](partner)

    def skills(self, partner: PartnerProfile) -> SkillsMatch:
        """The best held skill for each wanted one; a must weighs twice."""
        each = tuple(_best(wanted, self._relations[wanted.skill_id], partner.skills) for wanted in self.need.skills)
        weights = [_weight(match.wanted) for match in each]
        value = sum(weight * match.value for weight, match in zip(weights, each, strict=True)) / sum(weights)
        return SkillsMatch(each, value)

    def fields(self, partner: PartnerProfile) -> FieldsMatch:
        """Fields of activity that both have."""
        need = self.need
        return FieldsMatch(need.fields & partner.fields, need.fields, bool(partner.fields), need.fields_guessed)

    def text_score(self, partner: PartnerProfile) -> float:
        """The search's score for this partner, 0 to 1."""
        return self._text.get(partner.key, 0.0) if self._text else 0.0

    def text(self, partner: PartnerProfile) -> TextMatch:
        """Words of the story in the partner's own words."""
        score = self.text_score(partner)
        return TextMatch(score, min(1.0, score / FULL_TEXT))

    def time(self, partner: PartnerProfile) -> TimeMatch:
        """Common times. Those of a group are when it usually meets, not all it could do: others are a doubt, no refusal."""
        match = self.times.common(partner)
        if match.fit is TimeFit.NONE and partner.kind is PartnerKind.GROUP:
            return TimeMatch(TimeFit.NONE, partner.slots, value=_ELSEWHEN)
        return match

    def place(self, partner: PartnerProfile) -> PlaceMatch:
        """Area against area, or online where both can."""
        need = self.need
        by_screen = need.online and partner.online
        if not need.areas:
            return PlaceMatch(Reach.ONLINE, 1.0) if by_screen else PlaceMatch(Reach.OFFLINE, 0.0)
        if not partner.on_site and not by_screen:
            return PlaceMatch(Reach.ONLINE_ONLY, 0.0)
        found = self._on_site(partner)
        return PlaceMatch(Reach.ONLINE, 0.85) if by_screen and found.value < 0.85 else found

    def _on_site(self, partner: PartnerProfile) -> PlaceMatch:
        if not partner.on_site:
            return PlaceMatch(Reach.ONLINE_ONLY, 0.0)
        if partner.areas:
            return self._places.best(partner.areas)
        if partner.position:
            return self._places.from_point(partner.position)
        return PlaceMatch(Reach.UNKNOWN, _UNKNOWN)

    def help(self, partner: PartnerProfile) -> HelpMatch:
        """Whether the kind of help asked for is one that the partner likes to give."""
        fitting = FITTING_HELP[self.need.kind]
        value = 1.0 if fitting & partner.help_kinds else 0.0 if partner.help_kinds else _UNKNOWN
        return HelpMatch(fitting, partner.help_kinds, value)

    def fee(self, partner: PartnerProfile) -> FeeMatch:
        """Whether what can be paid covers what is asked."""
        offered = self.need.fee or Fee.FREE
        if partner.fee is None:
            return FeeMatch(offered, None, _UNKNOWN)
        missing = max(0, _FEES.index(partner.fee) - _FEES.index(offered))
        return FeeMatch(offered, partner.fee, 1.0 - missing / 2)


def _relations(wanted: WantedSkill, skills: Mapping[int, SkillEntry]) -> dict[int, Relation]:
    """Every skill that has to do with a wanted one, with how. What is near to a guess is too far away to count."""
    parent = skills[wanted.skill_id].parent_id if wanted.skill_id in skills else None
    found = {}
    for other, entry in skills.items():
        if other == parent:
            found[other] = Relation.WIDER
        elif entry.parent_id == wanted.skill_id:
            found[other] = Relation.NARROWER
        elif parent is not None and entry.parent_id == parent and not wanted.guessed_from:
            found[other] = Relation.SIBLING
    return {**found, wanted.skill_id: Relation.SAME}


def _best(wanted: WantedSkill, relations: Mapping[int, Relation], held: Iterable[HeldSkill]) -> SkillMatch:
    best = SkillMatch(wanted)
    for skill in held:
        if (relation := relations.get(skill.skill_id)) is None:
            continue
        value = SIMILARITY[relation] * _LEVEL[skill.level] * (1.0 if skill.verified else _UNVERIFIED)
        if value > best.value:
            best = SkillMatch(wanted, skill, relation, value)
    return best


def _weight(wanted: WantedSkill) -> float:
    return 1.0 if wanted.must else _NICE
