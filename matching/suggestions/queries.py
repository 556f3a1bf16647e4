"""Whom to propose for a need, as one viewer may see it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from directory.accounts.models import Account
from directory.people.access import audiences
from directory.vocabularies.queries import skills as all_skills
from kit.clock import today as today_in_japan
from kit.text import search_key
from matching.needs.models import Need
from matching.suggestions import access, candidates
from matching.suggestions.changes import WhatIf, what_if
from matching.suggestions.criteria import WEIGHTS, Comparison, Criterion
from matching.suggestions.guesses import guess_fields, guess_skills
from matching.suggestions.likeness import liken
from matching.suggestions.objections import Doubts, exclusion
from matching.suggestions.profiles import NeedProfile, PartnerKind, PartnerProfile, Vocabulary, WantedSkill
from matching.suggestions.reasons import Teller
from matching.suggestions.rules import Rule
from matching.suggestions.scoring import Excluded, Scored, rank
from search.engine import Index

LIMIT = 10
MOST = 100


@dataclass(frozen=True, slots=True)
class Reason:
    """Points out of ``max`` for one criterion, with the sentence that can be checked."""

    criterion: Criterion
    points: int
    max: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody to propose."""

    kind: PartnerKind
    id: int
    name: str
    score: int
    reasons: Sequence[Reason]
    against: Sequence[str]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Somebody who is not proposed; the sentence is made when it is read, as there may be thousands."""

    excluded: Excluded
    comparison: Comparison
    vocabulary: Vocabulary

    @property
    def kind(self) -> PartnerKind:
        """Person or group."""
        return self.excluded.partner.kind

    @property
    def id(self) -> int:
        """Id of the person or group."""
        return self.excluded.partner.id

    @property
    def name(self) -> str:
        """Name of the person or group."""
        return self.excluded.partner.name

    @property
    def rule(self) -> Rule:
        """The first rule that was broken."""
        return self.excluded.rule

    @property
    def text(self) -> str:
        """Why, in a sentence."""
        return exclusion(self.rule, self.excluded.partner, self.comparison, self.vocabulary)


@dataclass(frozen=True, kw_only=True)
class SuggestionList:
    """The best, best first; ``total``: how many could be proposed; ``excluded`` is empty for whom it is not meant."""

    items: Sequence[Suggestion]
    total: int
    excluded: Sequence[Exclusion]
    what_if: Sequence[WhatIf]
    need: NeedProfile
    vocabulary: Vocabulary
    left_out: Sequence[Criterion] = field(default_factory=list)
    """Criteria that do not apply to this need; the others are rescaled to the full number of points."""


def suggest(
    need: Need,
    viewer: Account | None,
    *,
    limit: int = LIMIT,
    kind: PartnerKind | None = None,
    index: Index,
    today: date | None = None,
) -> SuggestionList:
    """Whom to propose for a need; access has been seen to before. Without an answer of the index words do not count."""
    vocabulary = candidates.load_vocabulary()
    profile = need_profile(need, today=today or today_in_japan())
    likeness = liken(index, need.title, need.story, viewer)
    scores = likeness.scores if likeness else None

    def comparison_of(changed: NeedProfile) -> Comparison:
        return Comparison(changed, vocabulary, scores, audiences=audiences(viewer))

    comparison = comparison_of(profile)
    ranking = rank(comparison, _partners(need, profile.today, kind))
    staff = access.see_excluded(viewer)
    return SuggestionList(
        items=_told(ranking.scored[:limit], likeness.words if likeness else (), vocabulary, staff=staff),
        total=len(ranking.scored),
        excluded=[Exclusion(one, comparison, vocabulary) for one in ranking.excluded] if staff else [],
        what_if=what_if(ranking, profile, comparison_of),
        need=profile,
        vocabulary=vocabulary,
        left_out=[criterion for criterion in WEIGHTS if not _applies(criterion, comparison, kind)],
    )


def need_profile(need: Need, *, today: date) -> NeedProfile:
    """The need as scoring sees it; where it names no skills or fields, they are guessed from its story."""
    stated = tuple(WantedSkill(skill_id=held.skill_id, must=held.must) for held in need.skills)
    fields = frozenset(entry.code for entry in need.fields)
    profile = NeedProfile(
        id=need.id,
        kind=need.kind,
        today=today,
        skills=stated,
        fields=fields,
        areas=frozenset(area.code for area in need.areas),
        online=need.online,
        slots=need.slots,
        dates=tuple(sorted(date.fromisoformat(day) for day in need.dates)),
        fee=need.fee,
        group_id=need.group_id,
        person_id=need.person_id,
        own_groups=candidates.own_groups(need),
        own_people=candidates.own_people(need),
    )
    if not stated:
        words = {skill.id: [skill.name, *skill.synonyms] for skill in all_skills()}
        guessed = guess_skills(need.title, need.story, words)
        profile = replace(profile, skills=tuple(WantedSkill(skill_id=g.entry, guessed_from=g.word) for g in guessed))
    if not fields:
        found = frozenset(guess.entry for guess in guess_fields(need.title, need.story))
        profile = replace(profile, fields=found, fields_guessed=bool(found))
    return profile


def _partners(need: Need, today: date, kind: PartnerKind | None) -> list[PartnerProfile]:
    people = [] if kind is PartnerKind.GROUP else candidates.load_people(need, today)
    groups = [] if kind is PartnerKind.PERSON else candidates.load_groups()
    return [*people, *groups]


def _told(best: Sequence[Scored], words: Sequence[str], vocabulary: Vocabulary, *, staff: bool) -> list[Suggestion]:
    keys = [(word, search_key(word)) for word in words]
    texts = {kind: candidates.own_texts(kind, _ids(best, kind)) for kind in PartnerKind}
    doubts = Doubts(vocabulary, staff)
    found = []
    for one in best:
        partner = one.partner
        skills = [vocabulary.skills[held.skill_id].name for held in partner.skills]
        said = search_key("\n".join([texts[partner.kind].get(partner.id, ""), *skills]))
        teller = Teller(vocabulary, partner.kind, [word for word, key in keys if key in said])
        reasons = [Reason(line.criterion, line.points, line.most, teller.tell(line.match)) for line in one.lines]
        against = doubts.about(one) if staff else []
        found.append(Suggestion(partner.kind, partner.id, partner.name, one.score, reasons, against))
    return found


def _ids(best: Sequence[Scored], kind: PartnerKind) -> Collection[int]:
    return [one.partner.id for one in best if one.partner.kind is kind]


def _applies(criterion: Criterion, comparison: Comparison, kind: PartnerKind | None) -> bool:
    return any(criterion in comparison.weights(each) for each in PartnerKind if kind in (None, each))
