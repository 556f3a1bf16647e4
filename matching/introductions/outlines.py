"""What each side reads of the other before both agree: composed from the record without names, and looked over for them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from directory.groups.models import Group
from directory.people.models import Person
from directory.vocabularies.models import Area, AreaKind
from kit import slots
from kit.display import day, own_name
from kit.i18n import _, in_language
from kit.labels import label
from matching.introductions.masking import addresses_in, masked, names_in
from matching.introductions.models import Introduction
from matching.introductions.moves import Side
from matching.needs.labels import requester_words
from matching.needs.models import Need

PLACEHOLDER: Final = "（お願いしたいことを、名前を出さずにここに書いてください）"
"""Stands where the coordinator writes the story; a letter that still holds it is not sent."""


def of_need(need: Need, language: str = "ja") -> str:
    """The outline that the candidate reads: kind, skills, field, municipality, when, how many and fee; the story is a person's to write."""
    with in_language(language):
        lines = [
            (_("お願いの種類"), label(need.kind)),
            (_("相談した方"), requester_words(need.group)),
            (_("必要な技能"), _listed(own_name(held.skill) for held in need.skills if held.must)),
            (_("あるとよい技能"), _listed(own_name(held.skill) for held in need.skills if not held.must)),
            (_("活動分野"), _listed(own_name(field) for field in need.fields)),
            (_("地域"), _listed(_municipality(area) for area in need.areas)),
            (_("オンライン"), _("オンラインでもできます") if need.online else ""),
            (_("いつ"), _when(need)),
            (_("人数"), _("%(count)s人", count=need.people_wanted) if need.people_wanted else ""),
            (_("謝礼"), label(need.fee)),
        ]
        return _told(lines) + "\n\n" + PLACEHOLDER


def of_candidate(introduction: Introduction, language: str = "ja") -> str:
    """What the requester reads of the candidate: what is public of them, but for the name."""
    candidate = introduction.candidate
    with in_language(language):
        if isinstance(candidate, Person):
            return masked(_told(_of_person(candidate)), introduction, Side.REQUESTER)
        if isinstance(candidate, Group):
            return masked(_told(_of_group(candidate)), introduction, Side.REQUESTER)
    return ""


def story_of(introduction: Introduction) -> str:
    """The need's own story with everything replaced that tells who asks."""
    return masked(introduction.need.story, introduction, Side.CANDIDATE)


def title_for(introduction: Introduction, reader: Side) -> str:
    """What the need is called in a letter to this side: for the candidate without names and addresses that its title may hold."""
    title = introduction.need.title
    if reader is Side.REQUESTER:
        return title
    told = masked(title, introduction, reader)
    untellable = addresses_in(told, introduction, reader) or names_in(told, introduction, reader)
    return str(label(introduction.need.kind)) if untellable else told


def _of_person(person: Person) -> list[tuple[str, str]]:
    return [
        (_("ひとこと"), person.introduction),
        (_("できること"), _listed(own_name(held.skill) for held in person.skills)),
        (_("活動分野"), _listed(own_name(field) for field in person.fields)),
        (_("地域"), _listed(_municipality(area) for area in person.areas)),
        (_("オンライン"), _("オンラインでもできます") if person.online else ""),
        (_("いつ"), person.schedule_note or slots.words(person.slots)),
        (_("謝礼"), label(person.fee)),
    ]


def _of_group(group: Group) -> list[tuple[str, str]]:
    return [
        (_("種類"), label(group.sector)),
        (_("目的"), group.purpose),
        (_("できること"), group.offers),
        (_("活動分野"), _listed(own_name(field) for field in group.fields)),
        (_("地域"), _listed(_municipality(area) for area in group.areas)),
        (_("いつ"), group.schedule_note or slots.words(group.slots)),
    ]


def _when(need: Need) -> str:
    return _listed(_times(need))


def _times(need: Need) -> Iterator[str]:
    yield from (day(date.fromisoformat(iso)) for iso in need.dates)
    if need.slots:
        yield slots.words(need.slots)
    yield need.schedule_note
    if need.due_on:
        yield _("%(date)sまで", date=day(need.due_on))


def _municipality(area: Area) -> str:
    """The municipality in which it lies: a district of ten houses would tell who asks."""
    return own_name(area.parent) if area.kind is AreaKind.DISTRICT and area.parent else own_name(area)


def _listed(words: Iterable[str]) -> str:
    return str(_("、")).join(dict.fromkeys(word for word in words if word))


def _told(lines: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{term}{_('：')}{value}" for term, value in lines if value)
