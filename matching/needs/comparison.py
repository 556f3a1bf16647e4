"""After two have edited a need at once: what is stored now beside what was typed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

from directory.groups.models import Group
from directory.history.wording import Change, change_of_rows, change_of_value
from directory.people.models import Person
from directory.people.queries import find_groups_called, find_people_called
from directory.vocabularies import queries as vocabularies
from directory.vocabularies.models import Area
from kit import slots
from kit.display import day, own_name
from kit.errors import Invalid
from kit.forms import Form
from kit.i18n import _
from kit.labels import label
from matching.needs.labels import ATTRIBUTES
from matching.needs.models import Need

Rows = Sequence[str]
_TEXTS: Final = {"requester_name", "contact", "received_by", "title", "story", "schedule_note", "place"}
_ROWS: Final = {"skills", "fields", "areas", "dates"}
_LOOKED_UP: Final = {"group", "person", "skills", "fields", "areas"}


def changed_meanwhile(form: Form, need: Need | None) -> list[Change] | None:
    """Where the form differs from the need that somebody else has saved meanwhile; None when nobody has.

    A need keeps no history, so that both sides are compared as they are told: what reads the same is the same.
    """
    if need is None or "version" not in form.errors or not form.data:
        return None
    stored, typed = _words_of_need(need), _words_of_form(form.data)
    return [_change(name, stored[name], typed[name]) for name in ATTRIBUTES if stored[name] != typed[name]]


def _change(name: str, old: Rows, new: Rows) -> Change:
    words = str(ATTRIBUTES[name])
    if name in _ROWS:
        return change_of_rows(name, words, old, new)
    return change_of_value(name, words, "".join(old), "".join(new), text=name in _TEXTS)


def _words_of_need(need: Need) -> dict[str, Rows]:
    held = {name: getattr(need, name) for name in ATTRIBUTES}
    return _words(held) | {
        "group": _numbered(need.group),
        "person": _numbered(need.person),
        "skills": sorted(_skill(own_name(held.skill), must=held.must) for held in need.skills),
        "fields": [own_name(field) for field in need.fields],
        "areas": [_area(area) for area in need.areas],
    }


def _words_of_form(data: Mapping[str, Any]) -> dict[str, Rows]:
    names = {skill.code: own_name(skill) for skill in vocabularies.skills()}
    asked = {row["skill"]: row["must"] for row in reversed(data["skills"]) if row["skill"]}
    return _words(data) | {
        "group": _called(data["group"], find_groups_called),
        "person": _called(data["person"], find_people_called),
        "skills": sorted(_skill(names.get(code, code), must=must) for code, must in asked.items()),
        "fields": [own_name(field) for field in vocabularies.fields_by_code(data["fields"])],
        "areas": _areas(data),
    }


def _words(held: Mapping[str, Any]) -> dict[str, Rows]:
    """What needs nothing to be looked up, in words."""
    return {name: _plain(name, held[name]) for name in ATTRIBUTES if name not in _LOOKED_UP}


def _plain(name: str, value: Any) -> Rows:
    if isinstance(value, bool):
        return [_("はい") if value else _("いいえ")]
    if not value:
        return []
    if name == "slots":
        return [slots.words(value)]
    if name == "dates":
        return [day(date.fromisoformat(iso)) for iso in value]
    if isinstance(value, StrEnum):
        return [label(value)]
    return [day(value) if isinstance(value, date) else str(value)]


def _skill(name: str, *, must: bool) -> str:
    return f"{name}（{_('必要') if must else _('あるとうれしい')}）"


def _areas(data: Mapping[str, Any]) -> Rows:
    """The areas that were ticked and those that were written; of the latter what is found nowhere stays as it was written."""
    found, unknown = {area.code: area for area in vocabularies.areas_by_code(data["areas"])}, []
    for name in data["other_areas"]:
        try:
            found |= {area.code: area for area in vocabularies.find_areas_named([name])}
        except Invalid:
            unknown.append(name)
    return [*(_area(found[code]) for code in sorted(found)), *unknown]


def _area(area: Area) -> str:
    """With the area around it, as several towns have the same name."""
    return " ".join(own_name(each) for each in (area.parent, area) if each)


def _called(name: str, find: Callable[[str], Iterable[Group | Person]]) -> Rows:
    found = list(find(name)) if name else []
    return _numbered(found[0]) if len(found) == 1 else [name] if name else []


def _numbered(found: Group | Person | None) -> Rows:
    """With the number, as several have the same name."""
    if found is None:
        return []
    return [f"{found.name if isinstance(found, Group) else found.display_name} #{found.id}"]
