"""The soft criteria of the need's side: how well a partner answers each part of a need, in thousandths."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from math import floor
from typing import Final

from directory.people.models import Audience
from matching.scoring.matches import (
    Count,
    ExperienceMatch,
    FieldsMatch,
    Match,
    PlaceMatch,
    Reach,
    Relation,
    SkillMatch,
    SkillsMatch,
    TextMatch,
    TimeFit,
    TimeMatch,
    share,
)
from matching.scoring.places import Nearness, within
from matching.scoring.profiles import (
    Asks,
    HeldSkill,
    Key,
    NeedProfile,
    PartnerKind,
    PartnerProfile,
    SkillEntry,
    Vocabulary,
    WantedSkill,
)
from matching.scoring.times import Times
from matching.scoring.weights import FULL, SHIPPED, Criterion, Weights

FULL_TEXT: Final = 0.8
"""Text score that counts as full: hardly any profile repeats more than that of a story it answers."""
SIMILARITY: Final = {Relation.SAME: 100, Relation.NARROWER: 80, Relation.WIDER: 67, Relation.SIBLING: 40}
RELATED: Final = 50
"""From this similarity on a skill is reason enough to propose somebody."""
ELSEWHEN: Final = 300
"""The times of a group are when it usually meets, not all it could do: others are a doubt, no refusal."""
SCREEN: Final = 850
"""What taking part online is worth against being there."""
UNKNOWN_PLACE: Final = 500
"""A condition that is not stated is neither for nor against."""

_MUST, _NICE = 2, 1
_LEVEL: Final = {1: 80, 2: 90, 3: 100}
_UNVERIFIED: Final = 80
ENOUGH: Final = 20
"""Introductions that must be over before a centre's own rate of good ends says anything."""
_PRIOR: Final = 5
"""Introductions at the usual rate that everybody begins with, so that one failure is no verdict."""


class Comparison:
    """One need, made ready to be compared with many partners.

    ``text``: the search's score for each partner whose words have anything in common with the story's, 0 to 1; None
    when the search cannot answer. ``audiences``: those the viewer belongs to. ``usual``: how many of a thousand
    introductions come to a good end at this centre; None while there are none to tell by. ``like``: another comparison, of
    which is taken over what is the same.
    """

    def __init__(
        self,
        need: NeedProfile,
        vocabulary: Vocabulary,
        text: Mapping[Key, float] | None,
        *,
        audiences: Collection[Audience] = tuple(Audience),
        weights: Weights = SHIPPED,
        usual: int | None = None,
        like: "Comparison | None" = None,
    ) -> None:
        self.need = need
        self.vocabulary = vocabulary
        self.audiences = audiences
        self.weights = weights
        self.usual = usual
        self.times = Times(need)
        same_place = like is not None and like.vocabulary is vocabulary and like.need.areas == need.areas
        self.places: Nearness = (
            like.places if like is not None and same_place else Nearness(need.areas, vocabulary.areas)
        )
        self.texts = text
        self.relations = {wanted.skill_id: _relations(wanted, vocabulary.skills) for wanted in need.skills}
        self._judges: dict[Criterion, Callable[[PartnerProfile], Match]] = {
            Criterion.SKILL: self.skills,
            Criterion.FIELD: self.fields,
            Criterion.TEXT: self.text,
            Criterion.TIME: self.time,
            Criterion.AREA: self.place,
            Criterion.EXPERIENCE: self.experience,
        }

    @property
    def knows_text(self) -> bool:
        """Whether the search could compare the story at all."""
        return self.texts is not None

    @cached_property
    def required(self) -> tuple[WantedSkill, ...]:
        """The musts or, where there is none, everything that is wanted."""
        return tuple(wanted for wanted in self.need.skills if wanted.must) or self.need.skills

    def covering(self, wanted: WantedSkill) -> frozenset[int]:
        """Skills that are near enough to a wanted one to stand in for it."""
        relations = self.relations[wanted.skill_id].items()
        return frozenset(skill_id for skill_id, relation in relations if SIMILARITY[relation] >= RELATED)

    @cached_property
    def related_skills(self) -> frozenset[int]:
        """Skills that are reason enough to propose somebody."""
        return frozenset().union(*(self.covering(wanted) for wanted in self.required))

    @cached_property
    def applying(self) -> dict[Criterion, int]:
        """The criteria of the need's side that apply to this need, with their weights; a mere guess weighs half."""
        need, weights = self.need, self.weights.need
        sure = any(not wanted.guessed_from for wanted in need.skills)
        found = {
            Criterion.SKILL: bool(need.skills) * (2 if sure else 1),
            Criterion.FIELD: bool(need.fields) * (1 if need.fields_guessed else 2),
            Criterion.TEXT: self.knows_text * 2,
            Criterion.TIME: self.times.stated * 2,
            Criterion.AREA: (bool(need.areas) or need.online) * 2,
            Criterion.EXPERIENCE: (self.usual is not None) * 2,
        }
        return {one: weights[one] * halves // 2 for one, halves in found.items() if halves and weights[one]}

    def judge(self, criterion: Criterion, partner: PartnerProfile) -> Match:
        """How the partner answers one criterion that applies."""
        return self._judges[criterion](partner)

    def skills(self, partner: PartnerProfile) -> SkillsMatch:
        """The best held skill for each wanted one; a must weighs twice."""
        each = tuple(_best(wanted, self.relations[wanted.skill_id], partner.skills) for wanted in self.need.skills)
        total = sum(importance(match.wanted) * match.mille for match in each)
        return SkillsMatch(each, share(total, FULL * sum(importance(match.wanted) for match in each)))

    def fields(self, partner: PartnerProfile) -> FieldsMatch:
        """Fields of activity that both have."""
        need = self.need
        return FieldsMatch(need.fields & partner.fields, need.fields, bool(partner.fields), need.fields_guessed)

    def text_score(self, partner: PartnerProfile) -> float:
        """The search's score for this partner, 0 to 1."""
        return self.texts.get(partner.key, 0.0) if self.texts else 0.0

    def text(self, partner: PartnerProfile) -> TextMatch:
        """Words of the story in the partner's own words."""
        score = self.text_score(partner)
        return TextMatch(score, text_mille(score))

    def time(self, partner: PartnerProfile) -> TimeMatch:
        """Common times."""
        match = self.times.common(partner)
        if match.fit is TimeFit.NONE and partner.kind is PartnerKind.GROUP:
            return TimeMatch(TimeFit.NONE, partner.slots, mille=ELSEWHEN)
        return match

    def place(self, partner: PartnerProfile) -> PlaceMatch:
        """Area against area, or online where both can."""
        need = self.need
        by_screen = need.online and partner.online
        if not need.areas:
            return PlaceMatch(Reach.ONLINE, FULL) if by_screen else PlaceMatch(Reach.OFFLINE, 0)
        found = self._on_site(partner)
        return PlaceMatch(Reach.ONLINE, SCREEN) if by_screen and found.mille < SCREEN else found

    def _on_site(self, partner: PartnerProfile) -> PlaceMatch:
        if not partner.on_site:
            return PlaceMatch(Reach.ONLINE_ONLY, 0)
        if partner.areas:
            return within(self.places.best(partner.areas), partner.travel_km)
        if partner.position:
            return within(self.places.from_point(partner.position), partner.travel_km)
        return PlaceMatch(Reach.UNKNOWN, UNKNOWN_PLACE)

    def experience(self, partner: PartnerProfile) -> ExperienceMatch:
        """How many of the introductions that were agreed on came to a good end; never how many there were."""
        asks = partner.asks
        return ExperienceMatch(asks.started, asks.completed, success(asks.started, asks.completed, self.usual or 0))


def success(started: Count, completed: Count, usual: int) -> Count:
    """Share of good ends in thousandths, with a few at the usual rate thrown in."""
    return share(FULL * completed + _PRIOR * usual, FULL * (started + _PRIOR))


def usual(everybody: Iterable[Asks]) -> int | None:
    """How many of a thousand introductions come to a good end; None while too few are over to speak of a usual rate.

    Until then experience does not count at all: the same high points for everybody would only drown what tells them apart.
    """
    known = list(everybody)
    started = sum(asks.started for asks in known)
    return share(sum(asks.completed for asks in known), started) if started >= ENOUGH else None


def text_mille(score: float) -> int:
    """What a text score is worth."""
    return min(FULL, floor(FULL * score / FULL_TEXT + 0.5))


def importance(wanted: WantedSkill) -> int:
    """A must weighs twice."""
    return _MUST if wanted.must else _NICE


def skill_mille(relation: Relation, held: HeldSkill) -> int:
    """What a held skill is worth for a wanted one."""
    return share(SIMILARITY[relation] * _LEVEL[held.level] * (100 if held.verified else _UNVERIFIED), 1_000_000)


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
        mille = skill_mille(relation, skill)
        if mille > best.mille:
            best = SkillMatch(wanted, skill, relation, mille)
    return best
