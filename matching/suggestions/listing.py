"""What the page of suggestions shows beside reasons: facts of each candidate, who is left out, ways to narrow."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from directory.accounts.models import Account
from directory.groups.access import see_place
from directory.groups.models import Group
from directory.people.models import Person
from kit import slots as weekly
from kit.display import own_name
from kit.i18n import _
from kit.labels import label
from matching.needs.models import Need
from matching.scoring.profiles import PartnerKind
from matching.scoring.rules import Rule
from matching.scoring.weights import Side
from matching.suggestions.candidates import listed_groups, listed_people
from matching.suggestions.queries import MOST
from matching.suggestions.results import Exclusion, Reason, Suggestion, SuggestionList
from matching.suggestions.trials import Trial

NAMED = 5
"""How many of those left out by one rule are named; whoever is missed is looked for by name under 「なぜ出ないのか」."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suggestion with the facts by which a coordinator knows somebody again."""

    suggestion: Suggestion
    url: str
    reading: str
    lead: str
    facts: Sequence[tuple[str, str]]

    @property
    def for_need(self) -> list[Reason]:
        """The reasons of the need's side."""
        return [reason for reason in self.suggestion.reasons if reason.side is Side.NEED]

    @property
    def for_partner(self) -> list[Reason]:
        """Those of the partner's."""
        return [reason for reason in self.suggestion.reasons if reason.side is Side.PARTNER]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Those kept off by one rule: some of them by name, and how many more."""

    rule: Rule
    count: int
    named: Sequence[tuple[str, str, str]]
    """Name, address of the page, sentence."""

    @property
    def unnamed(self) -> int:
        """How many are not named."""
        return max(0, self.count - len(self.named))


def candidates(found: SuggestionList, viewer: Account | None) -> list[Candidate]:
    """The suggestions with the facts that the viewer may see, in order."""
    people = listed_people(_ids(found, PartnerKind.PERSON))
    groups = listed_groups(_ids(found, PartnerKind.GROUP))
    areas = found.vocabulary.areas
    told = []
    for one, scored in zip(found.items, found.scored, strict=True):
        where = "、".join(areas[code].name for code in sorted(scored.partner.areas))
        if one.kind is PartnerKind.PERSON:
            told.append(_person(one, people[one.id], where, online=scored.partner.online))
        else:
            told.append(_group(one, groups[one.id], where, viewer))
    return told


def left_out(found: SuggestionList) -> list[LeftOut]:
    """By rule, in the order of the rules."""
    by_rule: dict[Rule, list[Exclusion]] = {}
    for one in found.excluded:
        by_rule.setdefault(one.rule, []).append(one)
    return [
        LeftOut(rule, count, [(one.name, url_of(one.kind, one.id), one.text) for one in by_rule.get(rule, ())])
        for rule, count in found.excluded_counts.items()
    ]


def guesses(found: SuggestionList) -> list[str]:
    """Names of the skills and fields that were read from the story."""
    need, words = found.need, found.vocabulary
    skills = [words.skills[skill.skill_id].name for skill in need.skills if skill.guessed_from]
    return skills + ([words.fields[code] for code in sorted(need.fields)] if need.fields_guessed else [])


def tabs(need_id: int, kind: PartnerKind | None, trial: Trial) -> list[tuple[str, str, bool]]:
    """All, people, groups."""
    ways: list[tuple[str, PartnerKind | None]] = [(_("すべて"), None), *((label(each), each) for each in PartnerKind)]
    return [
        (words, url_for("suggestions.show", need_id=need_id, kind=each, **trial.asked), each is kind)
        for words, each in ways
    ]


def url_for_more(need_id: int, kind: PartnerKind | None, found: SuggestionList, trial: Trial) -> str:
    """Address of a longer list; empty when there is nobody else."""
    shown = len(found.items)
    if shown >= min(found.total, MOST):
        return ""
    return url_for("suggestions.show", need_id=need_id, kind=kind, limit=min(MOST, shown * 3), **trial.asked)


def weekdays() -> list[tuple[str, str]]:
    """The days of the week, to choose one more."""
    return [(str(number), word) for number, word in enumerate(weekly.weekday_words())]


def wanted(need: Need) -> list[tuple[str, str]]:
    """The skills that the need would like but does not require, to choose one to do without."""
    return [(str(held.skill_id), own_name(held.skill)) for held in need.skills if not held.must]


def url_of(kind: PartnerKind, partner_id: int) -> str:
    """Address of a partner's own page."""
    if kind is PartnerKind.PERSON:
        return url_for("people.show", person_id=partner_id)
    return url_for("groups.show", group_id=partner_id)


def _ids(found: SuggestionList, kind: PartnerKind) -> list[int]:
    return [one.id for one in found.items if one.kind is kind]


def _person(one: Suggestion, person: Person, areas: str, *, online: bool) -> Candidate:
    where = "、".join(filter(None, [areas, _("オンライン") if online else ""]))
    when = person.schedule_note or weekly.words(person.slots)
    lead = person.introduction or person.affiliation
    return Candidate(one, url_of(one.kind, one.id), person.reading, lead, [(_("どこで"), where), (_("いつ"), when)])


def _group(one: Suggestion, group: Group, areas: str, viewer: Account | None) -> Candidate:
    where = (group.place if see_place(group, viewer) else "") or areas
    when = group.schedule_note or weekly.words(group.slots)
    return Candidate(
        one, url_of(one.kind, one.id), group.reading, group.purpose, [(_("どこで"), where), (_("いつ"), when)]
    )
