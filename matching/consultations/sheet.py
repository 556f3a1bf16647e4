"""The answers in words, question by question, for reading them once more before they are sent."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from directory.groups.models import Group
from directory.vocabularies.queries import areas_by_code, fields_by_code, skills_by_code
from kit import slots as weekly
from kit.display import day, own_name
from kit.forms import Form
from kit.i18n import _
from kit.labels import label
from matching.consultations.labels import FIELDS
from matching.consultations.models import Part

Line = tuple[Any, Any]
"""What was asked, and the answer: words or several lines of them."""


def lines_of(part: Part, form: Form, groups: Mapping[int, Group]) -> list[Line]:
    """The answers to one question; what was typed where it cannot be read."""
    if form.errors:
        typed = [(name, value) for name, value in form.typed.items() if name in FIELDS and isinstance(value, str)]
        return [(FIELDS[name], value) for name, value in typed if value and name != "agree"]
    told = _TELL[part](form.data, groups)
    return [(FIELDS[name], words) for name, words in told.items() if words]


def _story(data: dict[str, Any], _groups: Any) -> dict[str, Any]:
    return {"story": [line for line in data["story"].split("\n") if line.strip()]}


def _kind(data: dict[str, Any], _groups: Any) -> dict[str, Any]:
    return {"kind": label(data["kind"]) or _("まだ分からない（センターにまかせる）")}


def _skills(data: dict[str, Any], _groups: Any) -> dict[str, Any]:
    return {
        "fields": _names(fields_by_code(data["fields"])),
        "skills": _names(skills_by_code(data["skills"])),
    }


def _when_where(data: dict[str, Any], _groups: Any) -> dict[str, Any]:
    return {
        "dates": [day(date.fromisoformat(iso)) for iso in data["dates"]],
        "slots": weekly.words(data["slots"]),
        "schedule_note": data["schedule_note"],
        "place": data["place"],
        "online": _("オンラインでもよい") if data["online"] else "",
        "areas": _names(areas_by_code(data["areas"])),
    }


def _terms(data: dict[str, Any], _groups: Any) -> dict[str, Any]:
    return {
        "people_wanted": _("%(count)s人", count=data["people_wanted"]) if data["people_wanted"] else "",
        "due_on": day(data["due_on"]) if data["due_on"] else "",
        "fee": label(data["fee"]),
        "audience": label(data["audience"]) or _("センターのみ"),
    }


def _contact(data: dict[str, Any], groups: Mapping[int, Group]) -> dict[str, Any]:
    group = groups.get(data.get("group") or 0)
    return {
        "requester_name": data["requester_name"],
        "group_name": group.name if group else data.get("group_name", ""),
        "phone": data["phone"],
        "email": data.get("email", ""),
        "contact_note": data["contact_note"],
    }


def _names(entries: Any) -> str:
    return str(_("、")).join(own_name(entry) for entry in entries)


_TELL = {
    Part.STORY: _story,
    Part.KIND: _kind,
    Part.SKILLS: _skills,
    Part.WHEN_WHERE: _when_where,
    Part.TERMS: _terms,
    Part.CONTACT: _contact,
}
