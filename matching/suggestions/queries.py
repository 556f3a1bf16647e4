"""Whom to propose for a need, as one viewer may see it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from directory.accounts.models import Account
from directory.people.access import audiences
from directory.vocabularies.queries import skills as all_skills
from kit.clock import today as today_in_japan
from kit.text import search_key
from matching.exclusions.queries import kept_apart
from matching.needs.models import Need
from matching.suggestions import access, candidates, snapshots, wishes
from matching.suggestions.asked import asks as asked_until
from matching.suggestions.changes import Loosening
from matching.suggestions.criteria import Comparison, usual
from matching.suggestions.crowd import Crowd, Judged
from matching.suggestions.guesses import guess_fields, guess_skills
from matching.suggestions.likeness import liken
from matching.suggestions.objections import Doubts
from matching.suggestions.profiles import (
    Asks,
    Key,
    NeedProfile,
    PartnerKind,
    PartnerProfile,
    WantedSkill,
)
from matching.suggestions.reasons import Teller
from matching.suggestions.results import Exclusion, Reason, Suggestion, SuggestionList
from matching.suggestions.rules import Rule, first_broken
from matching.suggestions.scoring import Excluded, Scored, rank
from matching.suggestions.versions import current_weights
from matching.suggestions.weights import Criterion, Weights
from search.engine import Index

LIMIT = 10
MOST = 100


SPARE = 20
"""So many more are read again than are shown, for those of whom the columns knew something that is no longer so."""
NAMED = 100
"""How many of those left out by one rule are named."""


def suggest(
    need: Need,
    viewer: Account | None,
    *,
    limit: int = LIMIT,
    kind: PartnerKind | None = None,
    index: Index,
    today: date | None = None,
    named: int = NAMED,
    weights: Weights | None = None,
) -> SuggestionList:
    """Whom to propose for a need; access has been seen to before. Without an answer of the index words do not count.

    The columns say who might be among the first; who is shown, and why, is said by the database. Without ``weights`` those
    count that hold now.
    """
    weights = weights or current_weights()
    asked = _question(need, viewer, index, today or today_in_japan(), weights)
    comparison = asked.comparison
    crowd = Crowd(snapshots.current().parts, comparison.texts, asked.asks, kind)
    judged = crowd.judge(comparison)
    ranking = rank(comparison, asked.partners(judged.best(limit + SPARE)))
    staff = access.see_excluded(viewer)
    return SuggestionList(
        items=_told(ranking.scored[:limit], asked, staff=staff),
        total=judged.total - len(ranking.excluded),
        excluded=list(_excluded(judged, asked, named)) if staff else [],
        excluded_counts={rule: count for rule in Rule if (count := judged.count(rule))} if staff else {},
        what_if=Loosening(crowd, judged, comparison.need, asked.again, asked.name_of).found(),
        need=comparison.need,
        vocabulary=comparison.vocabulary,
        weights=weights.id,
        left_out=[criterion for criterion in Criterion if not _applies(criterion, comparison, kind)],
    )


def why_not(
    need: Need, viewer: Account | None, key: Key, *, index: Index, today: date | None = None
) -> Exclusion | None:
    """Why a partner is not proposed; None: they are, or there is nobody of that key. For the staff."""
    asked = _question(need, viewer, index, today or today_in_japan(), current_weights())
    for partner in asked.partners([key]):
        if rule := first_broken(asked.comparison, partner):
            return Exclusion(Excluded(partner, rule), asked.comparison, asked.comparison.vocabulary)
    return None


def rankings(
    need: Need, viewer: Account | None, several: Sequence[Weights], most: int, *, index: Index
) -> list[list[Key]]:
    """The first so many by each of several weights, in order: to see what another version would change."""
    asked = _question(need, viewer, index, today_in_japan(), several[0])
    crowd = Crowd(snapshots.current().parts, asked.comparison.texts, asked.asks)
    return [crowd.judge(asked.weighed(weights)).best(most) for weights in several]


@dataclass(frozen=True)
class _Question:
    """A need as one viewer asks about it, with what partners are compared by."""

    comparison: Comparison
    words: Sequence[str]
    asks: Mapping[Key, Asks]

    def again(self, changed: NeedProfile) -> Comparison:
        """The same for a changed need."""
        of = self.comparison
        return Comparison(changed, of.vocabulary, of.texts, audiences=of.audiences, weights=of.weights, usual=of.usual)

    def weighed(self, weights: Weights) -> Comparison:
        """The same by other weights."""
        of = self.comparison
        return Comparison(of.need, of.vocabulary, of.texts, audiences=of.audiences, weights=weights, usual=of.usual)

    def partners(self, keys: Collection[Key]) -> list[PartnerProfile]:
        """These partners by the database, with how often they were asked."""
        return [
            replace(partner, asks=self.asks[partner.key]) if partner.key in self.asks else partner
            for partner in candidates.load(keys)
        ]

    def name_of(self, comparison: Comparison, key: Key) -> str:
        """The name of a partner who may be proposed."""
        found = [partner.name for partner in self.partners([key]) if first_broken(comparison, partner) is None]
        return "".join(found)


def _question(need: Need, viewer: Account | None, index: Index, today: date, weights: Weights) -> _Question:
    likeness = liken(index, need.title, need.story, viewer)
    asks = asked_until(today)
    comparison = Comparison(
        need_profile(need, today=today),
        candidates.load_vocabulary(),
        likeness.scores if likeness else None,
        audiences=audiences(viewer),
        weights=weights,
        usual=usual(asks.values()),
    )
    return _Question(comparison, likeness.words if likeness else (), asks)


def _excluded(judged: Judged, asked: _Question, named: int) -> Iterator[Exclusion]:
    """Some for each rule, as the database has them now."""
    keys = [key for rule in Rule for key in judged.kept_off(rule, named)]
    by_key = {partner.key: partner for partner in asked.partners(keys)}
    for key in keys:
        if key in by_key and (rule := first_broken(asked.comparison, by_key[key])):
            yield Exclusion(Excluded(by_key[key], rule), asked.comparison, asked.comparison.vocabulary)


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
        apart=_apart(need, today),
    )
    if not stated:
        words = {skill.id: [skill.name, *skill.synonyms] for skill in all_skills()}
        guessed = guess_skills(need.title, need.story, words)
        profile = replace(profile, skills=tuple(WantedSkill(skill_id=g.entry, guessed_from=g.word) for g in guessed))
    if not fields:
        found = frozenset(guess.entry for guess in guess_fields(need.title, need.story))
        profile = replace(profile, fields=found, fields_guessed=bool(found))
    return profile


def _apart(need: Need, today: date) -> frozenset[Key]:
    groups, people = kept_apart(need, today)
    kinds = ((PartnerKind.GROUP, groups), (PartnerKind.PERSON, people))
    return frozenset((kind, number) for kind, numbers in kinds for number in numbers)


def _told(best: Sequence[Scored], asked: _Question, *, staff: bool) -> list[Suggestion]:
    keys = [(word, search_key(word)) for word in asked.words]
    texts = {kind: candidates.own_texts(kind, _ids(best, kind)) for kind in PartnerKind}
    vocabulary = asked.comparison.vocabulary
    doubts = Doubts(vocabulary, staff)
    found = []
    for one in best:
        partner = one.partner
        skills = [vocabulary.skills[held.skill_id].name for held in partner.skills]
        said = search_key("\n".join([texts[partner.kind].get(partner.id, ""), *skills]))
        teller = Teller(vocabulary, partner.kind, [word for word, key in keys if key in said])
        found.append(_suggestion(one, teller, doubts.about(one) if staff else []))
    return found


def _suggestion(one: Scored, teller: Teller, against: Sequence[str]) -> Suggestion:
    partner = one.partner
    return Suggestion(
        kind=partner.kind,
        id=partner.id,
        name=partner.name,
        score=one.score,
        fit_for_need=one.for_need.points,
        fit_for_partner=one.for_partner.points if one.for_partner.lines else None,
        confidence=one.confidence // 10,
        mutual=one.mutual,
        newcomer=one.newcomer,
        reasons=[Reason(line.criterion, line.points, line.most, teller.tell(line.match)) for line in one.lines],
        against=against,
    )


def _ids(best: Sequence[Scored], kind: PartnerKind) -> Collection[int]:
    return [one.partner.id for one in best if one.partner.kind is kind]


def _applies(criterion: Criterion, comparison: Comparison, kind: PartnerKind | None) -> bool:
    if criterion in (Criterion.EXPERIENCE, *comparison.applying):
        return True  # experience is nothing of the need's: it counts as soon as there is any
    return any(criterion in wishes.applying(comparison, each) for each in PartnerKind if kind in (None, each))
