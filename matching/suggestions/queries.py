"""Whom to propose for a need, as one viewer may see it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from directory.accounts.models import Account
from directory.groups.models import Group
from directory.people.access import audiences
from directory.people.models import Person
from directory.vocabularies.queries import skills as all_skills
from kit.clock import today as today_in_japan
from kit.db import session
from kit.text import search_key
from matching.exclusions.queries import kept_apart
from matching.introductions.models import Introduction
from matching.needs.models import Need
from matching.scoring import wishes
from matching.scoring.criteria import Comparison, usual
from matching.scoring.crowd import Crowd
from matching.scoring.points import Excluded, Scored, rank
from matching.scoring.profiles import (
    Asks,
    Key,
    NeedProfile,
    PartnerKind,
    PartnerProfile,
    WantedSkill,
)
from matching.scoring.rules import Rule, first_broken, is_blocked_pair
from matching.scoring.weights import Criterion, Weights
from matching.suggestions import access, candidates, snapshots
from matching.suggestions.asked import asks as asked_until
from matching.suggestions.changes import Loosening
from matching.suggestions.guesses import guess_fields, guess_skills
from matching.suggestions.likeness import liken
from matching.suggestions.models import ShownList, ShownRow
from matching.suggestions.objections import Doubts
from matching.suggestions.reasons import Teller
from matching.suggestions.results import Exclusion, Reason, Suggestion, SuggestionList
from matching.suggestions.trials import AS_IT_IS, Trial
from matching.suggestions.versions import current_weights
from search.engine import Index

LIMIT = 10
MOST = 100
SPARE = 10
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
    trial: Trial = AS_IT_IS,
) -> SuggestionList:
    """Whom to propose for a need; access has been seen to before. Without an answer of the index words do not count.

    The columns say who might be among the first; who is shown, and why, is said by the database. Without ``weights`` those
    count that hold now.
    """
    as_it_is = ask(need, viewer, index=index, today=today, weights=weights)
    asked = as_it_is.tried(trial)
    comparison, snapshot = asked.comparison, snapshots.current()
    crowd = Crowd(snapshot.parts, comparison.texts, asked.asks, kind)
    judged = crowd.judge(comparison)
    staff = access.see_excluded(viewer)
    tried = Loosening(crowd, judged, comparison.need, asked.again).found()
    kept_off = [key for rule in Rule for key in judged.kept_off(rule, named)] if staff else []
    best = judged.best(limit + SPARE)
    newcomers = [key for one in tried for key in one.newcomers]
    known = {partner.key: partner for partner in asked.partners({*best, *kept_off, *newcomers})}
    ranking = rank(comparison, [known[key] for key in best if key in known])
    shown = ranking.scored[:limit]
    blocked = staff and sees_blocked(need, viewer)
    return SuggestionList(
        items=asked.told(shown, staff=staff),
        scored=shown,
        snapshot_at=snapshot.built_at,
        newcomers=frozenset(
            one.partner.key for one in shown if trial and first_broken(as_it_is.comparison, one.partner)
        ),
        total=judged.total - len(ranking.excluded),
        excluded=list(_excluded([known[key] for key in kept_off if key in known], comparison, blocked=blocked)),
        excluded_counts={rule: count for rule in Rule if (count := judged.count(rule))} if staff else {},
        what_if=[one.told(known) for one in tried],
        need=comparison.need,
        vocabulary=comparison.vocabulary,
        weights=comparison.weights.id,
        left_out=[criterion for criterion in Criterion if not _applies(criterion, comparison, kind)],
    )


def why_not(
    need: Need, viewer: Account | None, key: Key, *, index: Index, today: date | None = None
) -> Exclusion | None:
    """Why a partner is not proposed; None: they are, or there is nobody of that key. For the staff."""
    asked = ask(need, viewer, index=index, today=today)
    for partner in asked.partners([key]):
        if rule := first_broken(asked.comparison, partner):
            return Exclusion(Excluded(partner, rule), asked.comparison, asked.comparison.vocabulary)
    return None


def sees_blocked(need: Need, viewer: Account | None) -> bool:
    """Whether the viewer is told who does not want to work with the group that asks."""
    if viewer is None:
        return False
    mine = (Introduction.need_id == need.id, Introduction.coordinator_id == viewer.id)
    sees_to_it = bool(session.scalar(sa.select(sa.exists().where(*mine))))
    return access.see_blocked(viewer, sees_to_it=sees_to_it)


def find_list(need_id: int, account_id: int, digest: str) -> ShownList | None:
    """The list of just this content that this account was shown."""
    same = (ShownList.need_id == need_id, ShownList.account_id == account_id, ShownList.digest == digest)
    return session.scalar(sa.select(ShownList).where(*same))


def find_row(need: Need, list_id: int | None, candidate: Person | Group, *, seen_by: Account) -> ShownRow | None:
    """The candidate's row on a list of this need that this account was shown."""
    if list_id is None:
        return None
    whose = ShownRow.person_id if isinstance(candidate, Person) else ShownRow.group_id
    mine = (ShownList.id == list_id, ShownList.need_id == need.id, ShownList.account_id == seen_by.id)
    query = sa.select(ShownRow).join(ShownList, ShownList.id == ShownRow.list_id)
    return session.scalar(query.where(*mine, whose == candidate.id))


def rankings(
    need: Need, viewer: Account | None, several: Sequence[Weights], most: int, *, index: Index
) -> list[list[Key]]:
    """The first so many by each of several weights, in order: to see what another version would change."""
    asked = ask(need, viewer, index=index, weights=several[0])
    crowd = Crowd(snapshots.current().parts, asked.comparison.texts, asked.asks)
    return [crowd.judge(asked.weighed(weights)).best(most) for weights in several]


@dataclass(frozen=True)
class Question:
    """A need as one viewer asks about it, with what partners are compared by."""

    comparison: Comparison
    words: Sequence[str]
    asks: Mapping[Key, Asks]

    def again(self, changed: NeedProfile) -> Comparison:
        """The same for a changed need."""
        of = self.comparison
        return Comparison(
            changed, of.vocabulary, of.texts, audiences=of.audiences, weights=of.weights, usual=of.usual, like=of
        )

    def tried(self, trial: Trial) -> "Question":
        """The same for the need with conditions changed."""
        return replace(self, comparison=self.again(trial.applied(self.comparison.need))) if trial else self

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

    def told(self, best: Sequence[Scored], *, staff: bool) -> list[Suggestion]:
        """In words; what speaks against somebody for the staff only."""
        keys = [(word, search_key(word)) for word in self.words]
        texts = {kind: candidates.own_texts(kind, _ids(best, kind)) for kind in PartnerKind}
        vocabulary = self.comparison.vocabulary
        doubts = Doubts(vocabulary, staff)
        found = []
        for one in best:
            partner = one.partner
            skills = [vocabulary.skills[held.skill_id].name for held in partner.skills]
            said = search_key("\n".join([texts[partner.kind].get(partner.id, ""), *skills]))
            teller = Teller(vocabulary, partner.kind, [word for word, key in keys if key in said])
            found.append(_suggestion(one, teller, doubts.about(one) if staff else []))
        return found


def ask(
    need: Need, viewer: Account | None, *, index: Index, today: date | None = None, weights: Weights | None = None
) -> Question:
    """Everything that partners are compared by; without ``weights`` by those that hold now."""
    today = today or today_in_japan()
    likeness = liken(index, need.title, need.story, viewer)
    asks = asked_until(today)
    comparison = Comparison(
        need_profile(need, today=today),
        candidates.load_vocabulary(),
        likeness.scores if likeness else None,
        audiences=audiences(viewer),
        weights=weights or current_weights(),
        usual=usual(asks.values()),
    )
    return Question(comparison, likeness.words if likeness else (), asks)


def _excluded(partners: Iterable[PartnerProfile], comparison: Comparison, *, blocked: bool) -> Iterator[Exclusion]:
    """Those who break a rule as the database has them now, in words; ``blocked``: blocked pairs are named too."""
    for partner in partners:
        rule = first_broken(comparison, partner)
        if rule and (blocked or rule is not Rule.AVOIDED or not is_blocked_pair(comparison, partner)):
            yield Exclusion(Excluded(partner, rule), comparison, comparison.vocabulary)


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
        guessed = guess_skills(need.title, need.story, all_skills())
        profile = replace(profile, skills=tuple(WantedSkill(skill_id=g.entry, guessed_from=g.word) for g in guessed))
    if not fields:
        found = frozenset(guess.entry for guess in guess_fields(need.title, need.story))
        profile = replace(profile, fields=found, fields_guessed=bool(found))
    return profile


def _apart(need: Need, today: date) -> frozenset[Key]:
    groups, people = kept_apart(need, today)
    kinds = ((PartnerKind.GROUP, groups), (PartnerKind.PERSON, people))
    return frozenset((kind, number) for kind, numbers in kinds for number in numbers)


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
