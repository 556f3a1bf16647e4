"""The questions people are asked about themselves: their words and the choices they offer, on every form that asks them."""

from typing import Any

from directory.people.labels import FIELDS, SKILL_LEVELS
from directory.people.models import Audience, Fee, HelpKind
from directory.vocabularies import queries as vocabularies
from kit.forms import Form
from kit.labels import choices


def questions(form: Form) -> dict[str, Any]:
    """What ``directory/people/questions.html`` shows; the form says which areas lie outside the town."""
    return {
        "names": FIELDS,
        "levels": [(str(level), words) for level, words in SKILL_LEVELS.items()],
        "help_kinds": choices(HelpKind),
        "fees": choices(Fee),
        "audiences": choices(Audience),
        "fields": vocabularies.fields(),
        "skills": vocabularies.skills(),
        "districts": vocabularies.districts(),
        "other_areas": _other_areas(form),
    }


def _other_areas(form: Form) -> str:
    """Areas of the person that are not among the town's districts, by name, one a line."""
    if form.typed.get("other_areas"):
        return str(form.typed["other_areas"])
    others = vocabularies.areas_elsewhere(form.typed.get("areas", []))
    return "\n".join((area.parent.name if area.parent else "") + area.name.replace(" ", "") for area in others)
