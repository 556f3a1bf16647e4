"""The whole explanation of one partner for one need: every rule with what it saw, points of both sides, place and band."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

import matching.suggestions.labels  # noqa: F401 - the words of the choices
from directory.accounts.models import Account
from directory.groups.models import Group
from directory.people.models import Person
from directory.people.queries import name_holds
from kit.db import session
from kit.i18n import _
from kit.ids import read_id
from kit.labels import label
from kit.text import search_key
from matching.needs.models import Need
from matching.scoring.crowd import Crowd
from matching.scoring.order import BAND
from matching.scoring.points import Scored, rank, score, shares
from matching.scoring.profiles import Key, PartnerKind, PartnerProfile
from matching.scoring.rules import Rule, breaks, first_broken, is_blocked_pair, limits
from matching.scoring.weights import FULL
from matching.suggestions import snapshots
from matching.suggestions.objections import exclusion
from matching.suggestions.queries import MOST, SPARE, Question, ask, sees_blocked
from matching.suggestions.reasons import Teller
from matching.suggestions.results import Suggestion
from matching.suggestions.trials import AS_IT_IS, Trial
from search.engine import Index

MOST_FOUND: Final = 20
"""So many of a name are shown."""
_IN_THE_WAY: Final = (Rule.INACTIVE, Rule.UNCONFIRMED, Rule.RESTING, Rule.AVOIDED, Rule.BUSY)


@dataclass(frozen=True, slots=True)
class Check:
    """One rule, whether it is kept, and what it saw."""

    rule: Rule
    kept: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One partner; without ``scored`` and ``suggestion`` they are not proposed, for the first check that is not kept.

    ``veiled``: the reader is told nothing but that they are not in question. ``rank``: place on the whole list; None: behind
    the first hundred, or not on it.
    """

    partner: PartnerProfile
    checks: Sequence[Check]
    scored: Scored | None = None
    suggestion: Suggestion | None = None
    rank: int | None = None
    veiled: bool = False

    @property
    def band(self) -> int | None:
        """Near equals have the same."""
        return self.scored.score // BAND if self.scored else None

    @property
    def first_broken(self) -> Check | None:
        """The rule that keeps them off the list."""
        return next((check for check in self.checks if not check.kept), None)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Some partners explained for one need. ``total``: how many could be proposed."""

    question: Question
    partners: Sequence[Explained]
    total: int
    crowd: Crowd

    def place_with(self, trial: Trial, key: Key) -> int | None:
        """The place that a partner would have with conditions changed; None: none, or behind the first hundred."""
        changed = self.question.again(trial.applied(self.question.comparison.need))
        best = self.crowd.judge(changed).best(MOST)
        return best.index(key) + 1 if key in best else None


def explain(need: Need, viewer: Account, keys: Sequence[Key], *, index: Index, trial: Trial = AS_IT_IS) -> Explanation:
    """These partners, in this order; who has left the register is not among them. For the staff."""
    question = ask(need, viewer, index=index).tried(trial)
    comparison = question.comparison
    crowd = Crowd(snapshots.current().parts, comparison.texts, question.asks)
    judged = crowd.judge(comparison)
    best = judged.best(MOST + SPARE)
    known = {partner.key: partner for partner in question.partners({*best, *keys})}
    ranking = rank(comparison, [known[key] for key in best if key in known])
    places = {one.partner.key: (place, one) for place, one in enumerate(ranking.scored[:MOST], 1)}
    blocked = sees_blocked(need, viewer)
    found = [
        _explained(question, known[key], places.get(key), blocked=blocked)
        for key in dict.fromkeys(keys)
        if key in known
    ]
    return Explanation(question, found, judged.total - len(ranking.excluded), crowd)


def hindrance(need: Need, viewer: Account, key: Key, *, index: Index) -> str:
    """Why somebody who was chosen should not be asked now, in words; empty when nothing stands in the way.

    That they are far, have other times, or have nothing to do with the need is for whoever chose them to judge.
    """
    question = ask(need, viewer, index=index)
    comparison = question.comparison
    for partner in question.partners([key]):
        told = sees_blocked(need, viewer) or not is_blocked_pair(comparison, partner)
        for rule in _IN_THE_WAY:
            if breaks(rule, comparison, partner) and (told or rule is not Rule.AVOIDED):
                return exclusion(rule, partner, comparison, comparison.vocabulary)
    return ""


def find_by_name(text: str) -> list[Key]:
    """People and groups of any state whose name or reading holds the text, or with this number (``#12``)."""
    key, number = search_key(text), read_id(text.strip().lstrip("#＃"))
    found: list[Key] = []
    for kind, model in ((PartnerKind.PERSON, Person), (PartnerKind.GROUP, Group)):
        named = name_holds(model, text)
        if number is not None:
            named |= model.id == number
        query = sa.select(model.id).where(named).order_by(model.sort_key, model.id).limit(MOST_FOUND)
        found += [(kind, number) for number in session.scalars(query)] if key else []
    return found


def _explained(
    question: Question, partner: PartnerProfile, placed: tuple[int, Scored] | None, *, blocked: bool
) -> Explained:
    comparison = question.comparison
    if not blocked and first_broken(comparison, partner) is Rule.AVOIDED and is_blocked_pair(comparison, partner):
        return Explained(partner=partner, checks=(), veiled=True)
    checks = tuple(_checks(question, partner, blocked=blocked))
    if first_broken(comparison, partner):
        return Explained(partner=partner, checks=checks)
    place, scored = placed or (None, score(comparison, partner, shares(comparison.applying, FULL)))
    (told,) = question.told([scored], staff=True)
    return Explained(partner=partner, checks=checks, scored=scored, suggestion=told, rank=place)


def _checks(question: Question, partner: PartnerProfile, *, blocked: bool) -> Iterator[Check]:
    comparison = question.comparison
    for rule in Rule:
        kept = not breaks(rule, comparison, partner)
        if rule is Rule.AVOIDED and not kept and not blocked and is_blocked_pair(comparison, partner):
            continue  # another rule comes before: that one is told
        text = _seen(rule, question, partner) if kept else exclusion(rule, partner, comparison, comparison.vocabulary)
        yield Check(rule, kept, text)


def _seen(rule: Rule, question: Question, partner: PartnerProfile) -> str:
    """What a rule that is kept has looked at."""
    comparison = question.comparison
    teller = Teller(comparison.vocabulary, partner.kind)
    if rule is Rule.HIDDEN:
        return _("公開の範囲：%(audience)s", audience=label(partner.findable_by))
    if rule is Rule.BUSY:
        return _busy(partner)
    if rule is Rule.TIME:
        stated = comparison.times.stated
        return teller.times(comparison.time(partner)) if stated else _("相談に曜日や時間の指定がありません")
    if rule is Rule.PLACE:
        asked = comparison.need.areas or comparison.need.online
        return teller.place(comparison.place(partner)) if asked else _("相談に場所の指定がありません")
    return _plain()[rule]


def _busy(partner: PartnerProfile) -> str:
    have = [(count, most) for count, most in limits(partner) if most is not None]
    if not have:
        return _("上限の登録はありません（いま%(now)s件）", now=partner.asks.now)
    return _("いま%(now)s件。上限には達していません", now=partner.asks.now)


def _plain() -> dict[Rule, str]:
    return {
        Rule.INACTIVE: _("登録中です"),
        Rule.UNCONFIRMED: _("登録内容の確認がとれています"),
        Rule.RESTING: _("この日に休みの登録はありません"),
        Rule.OWN: _("相談した本人・団体ではありません"),
        Rule.AVOIDED: _("組まない希望は出ていません"),
        Rule.APART: _("引き合わせないことにした組み合わせではありません"),
        Rule.UNRELATED: _("技能・分野・ことばのどれかが相談と関わります"),
    }
